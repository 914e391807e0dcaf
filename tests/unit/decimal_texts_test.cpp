// The reader of numbers in text: that its boundaries are where it tells characters apart, what it
// says of numbers far away, and that no more is missing than it says. What it accepts of all short
// texts is compared with the evaluator in fields_component_test.cpp.
#include "values/decimal_texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "values/scalar_tests.hpp"

namespace filtercheck::values {
namespace {

using State = Component::State;

constexpr std::strong_ordering kLess = std::strong_ordering::less;
constexpr std::strong_ordering kEqual = std::strong_ordering::equal;
constexpr std::strong_ordering kGreater = std::strong_ordering::greater;

State read(DecimalReader& reader, const std::u32string& text) {
  State state = reader.start();
  for (const char32_t c : text) state = reader.next(state, c);
  return state;
}

TEST(ValuesDecimalTexts, Boundaries) {
  for (const ExponentsOfText exponents : {ExponentsOfText::Counted, ExponentsOfText::Anywhere}) {
    for (const char* const number : {"0", "5", "37", "-1.6"}) {
      DecimalReader reader({{kLess, read_decimal(number), true}}, exponents);
      std::vector<char32_t> told = reader.boundaries();
      std::sort(told.begin(), told.end());
      for (const std::u32string_view before :
           {U"", U"-", U"3", U"1", U"0", U"1.", U".", U"1.5", U"1e", U"1e-", U"1e5", U"x"}) {
        // What comes after an `e` makes states, but no difference, where it is not counted.
        const bool has_exponent = before.find(U'e') != std::u32string_view::npos;
        if (has_exponent && exponents == ExponentsOfText::Anywhere) continue;
        const State state = read(reader, std::u32string(before));
        for (char32_t c = 1; c < 0x100; ++c) {
          if (reader.next(state, c) == reader.next(state, c - 1)) continue;
          EXPECT_TRUE(std::binary_search(told.begin(), told.end(), c))
              << number << " at U+" << static_cast<std::uint32_t>(c);
        }
      }
    }
  }
}

TEST(ValuesDecimalTexts, NoNumberStaysNone) {
  DecimalReader reader({{kEqual, read_decimal("1"), true}}, ExponentsOfText::Counted);
  EXPECT_NE(reader.start(), DecimalReader::kNoNumber);
  for (const char* const text : {"x", "1x", "--", "1..", "e", "1e5.", ". 1", "+-1"}) {
    const State state = read(reader, widened(text));
    EXPECT_EQ(state, DecimalReader::kNoNumber) << text;
    EXPECT_FALSE(reader.may_pass(state)) << text;
    for (const char c : std::string("1.e+ x")) {
      EXPECT_EQ(reader.next(state, static_cast<char32_t>(c)), DecimalReader::kNoNumber)
          << text << c;
    }
  }
}

// However far, where no exponent brings them back.
TEST(ValuesDecimalTexts, FarAway) {
  const std::u32string zeros(300, U'0');
  for (const char* const number : {"1", "10", "0.1", "12345"}) {
    const auto may_be = [&](std::strong_ordering order, const std::u32string& text) {
      DecimalReader reader({{order, read_decimal(number), true}}, ExponentsOfText::Counted);
      return reader.may_pass(read(reader, text));
    };
    for (const char32_t* const exponent : {U"", U"e0", U"e+0", U"e-0", U"e1", U"e7", U"e+300"}) {
      EXPECT_FALSE(may_be(kEqual, U"1" + zeros + exponent)) << number;
      EXPECT_FALSE(may_be(kLess, U"1" + zeros + exponent)) << number;
      EXPECT_TRUE(may_be(kGreater, U"1" + zeros + exponent)) << number;
    }
    for (const char32_t* const exponent : {U"", U"e0", U"e-1", U"e-7", U"e-300"}) {
      EXPECT_FALSE(may_be(kEqual, U"." + zeros + U"1" + exponent)) << number;
      EXPECT_TRUE(may_be(kLess, U"." + zeros + U"1" + exponent)) << number;
      EXPECT_FALSE(may_be(kGreater, U"." + zeros + U"1" + exponent)) << number;
    }
    for (const std::strong_ordering order : {kLess, kEqual, kGreater}) {
      EXPECT_TRUE(may_be(order, U"1" + zeros + U"e-300") || order == kLess ||
                  (order == kEqual) != (std::string_view(number) == "1"));
    }
  }
}

// Whatever value an exponent may give, it may have.
TEST(ValuesDecimalTexts, ExponentsAnywhere) {
  for (const char* const number : {"12", "-12", "0.12", "1200"}) {
    const std::u32string sign = number[0] == '-' ? U"-" : U"";
    for (const std::strong_ordering order : {kLess, kEqual, kGreater}) {
      DecimalReader reader({{order, read_decimal(number), true}}, ExponentsOfText::Anywhere);
      for (const char32_t* const text : {U"12e5", U"1.2e-7", U".12e+0", U"1200E999"})
        EXPECT_TRUE(reader.may_pass(read(reader, sign + text))) << number;
      const bool below = (order == kLess) == sign.empty();
      EXPECT_EQ(reader.may_pass(read(reader, sign + U"11e5")), order != kEqual);
      EXPECT_EQ(
          reader.may_pass(read(reader, (sign.empty() ? U"-" : U"") + std::u32string(U"12e5"))),
          order != kEqual && below);
    }
  }
}

// No more characters are said to be missing than are.
TEST(ValuesDecimalTexts, Missing) {
  const std::unique_ptr<Component> machine =
      decimal_component({{kGreater, read_decimal("-2"), true}, {kLess, read_decimal("1.5"), true}},
                        ExponentsOfText::Counted);
  const std::u32string_view alphabet = U"+-.e0127";
  // How many characters lead to an accepted text; 3: more than two.
  const std::function<std::int32_t(State, std::int32_t)> distance = [&](State state,
                                                                        std::int32_t most) {
    if (machine->accepts(state, false)) return 0;
    std::int32_t least = most + 1;
    for (const char32_t c : alphabet) {
      if (most == 0) break;
      for (const State next : machine->next(state, c))
        least = std::min(least, 1 + distance(next, most - 1));
    }
    return least;
  };
  std::size_t accepted = 0;
  const std::function<void(State, std::size_t)> all = [&](State state, std::size_t more) {
    EXPECT_LE(machine->missing(state), distance(state, 2));
    if (machine->accepts(state, false)) ++accepted;
    if (more == 0) return;
    for (const char32_t c : alphabet) {
      for (const State next : machine->next(state, c)) all(next, more - 1);
    }
  };
  ASSERT_EQ(machine->start().size(), 1U);
  all(machine->start().front(), 3);
  EXPECT_GT(accepted, 20U);
}

}  // namespace
}  // namespace filtercheck::values
