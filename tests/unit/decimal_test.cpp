// Exact decimals and the doubles among them, against tables and against the numbers of the
// evaluator, which share no code with them.
#include "values/decimal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/number.hpp"
#include "values/scalar_tests.hpp"

namespace filtercheck::values {
namespace {

TEST(ValuesDecimal, HasOneSpellingForEachValue) {
  const struct {
    std::string_view source;
    bool negative;
    std::string digits;
    std::int64_t point;
  } cases[] = {
      {"0", false, "", 0},
      {"-0", false, "", 0},
      {"+0.00", false, "", 0},
      {"-0e999999999999999999999", false, "", 0},
      {"1", false, "1", 1},
      {"+1", false, "1", 1},
      {"-1", true, "1", 1},
      {"01", false, "1", 1},
      {"1.", false, "1", 1},
      {"1.0", false, "1", 1},
      {"100e-2", false, "1", 1},
      {"1e-1", false, "1", 0},
      {"1e+1", false, "1", 2},
      {"1E1", false, "1", 2},
      {".5", false, "5", 0},
      {"0.5E0", false, "5", 0},
      {"0.0050", false, "5", -2},
      {"-12.340", true, "1234", 2},
      {"1200", false, "12", 4},
      {"100.001", false, "100001", 3},
      {"1e2147483647", false, "1", 2147483648},
      {"1e-2147483648", false, "1", -2147483647},
      {"0.001e+3", false, "1", 1},
  };
  for (const auto& c : cases) {
    const Decimal value = read_decimal(c.source);
    EXPECT_EQ(value.negative, c.negative) << c.source;
    EXPECT_EQ(value.digits, c.digits) << c.source;
    EXPECT_EQ(value.point, c.point) << c.source;
    EXPECT_EQ(value.is_zero(), c.digits.empty()) << c.source;
  }
  EXPECT_EQ(Decimal{}, read_decimal("0"));
  // Further than any exponent of 32 bits goes.
  EXPECT_GT(read_decimal("1e99999999999999999999").point, std::int64_t{1} << 40);
  EXPECT_LT(read_decimal("1e-99999999999999999999").point, -(std::int64_t{1} << 40));
}

TEST(ValuesDecimal, IsAnIntegerOrNot) {
  for (const char* const number : {"0", "1", "-1", "10", "1e400", "12.50e1", "123"})
    EXPECT_TRUE(read_decimal(number).is_integer()) << number;
  for (const char* const number : {"0.1", "-1.5", "1e-400", "12.55e1", "123.4"})
    EXPECT_FALSE(read_decimal(number).is_integer()) << number;
}

// In ascending order.
constexpr std::string_view kNumbers[] = {"-1e2147483647",
                                         "-1e401",
                                         "-1e400",
                                         "-1e309",
                                         "-1.7976931348623159e308",
                                         "-1.7976931348623157e308",
                                         "-9007199254740993",
                                         "-9007199254740992",
                                         "-10",
                                         "-9.99",
                                         "-1",
                                         "-0.5",
                                         "-0.05",
                                         "-1e-322",
                                         "-5e-324",
                                         "-4.9e-324",
                                         "-1e-400",
                                         "-1e-2147483648",
                                         "0",
                                         "1e-2147483648",
                                         "1e-999",
                                         "1e-402",
                                         "1e-401",
                                         "1e-400",
                                         "4.9e-324",
                                         "5e-324",
                                         "9e-324",
                                         "1e-323",
                                         "1e-310",
                                         "2.2250738585072014e-308",
                                         "0.001",
                                         "0.0010000000000000001",
                                         "0.05",
                                         "0.1",
                                         "0.10000000000000001",
                                         "0.10000000000000002",
                                         "0.5",
                                         "0.51",
                                         "1",
                                         "1.0000000000000002",
                                         "1.5",
                                         "9",
                                         "10",
                                         "10.01",
                                         "99",
                                         "100",
                                         "9999999",
                                         "1e7",
                                         "1e16",
                                         "1e308",
                                         "1.7976931348623157e308",
                                         "1.7976931348623158e308",
                                         "1.7976931348623159e308",
                                         "1e309",
                                         "1e399",
                                         "1e400",
                                         "1e401",
                                         "1e2147483646",
                                         "1e2147483647"};

TEST(ValuesDecimal, IsOrderedByValue) {
  for (std::size_t i = 0; i < std::size(kNumbers); ++i) {
    for (std::size_t j = 0; j < std::size(kNumbers); ++j) {
      EXPECT_EQ(compare(read_decimal(kNumbers[i]), read_decimal(kNumbers[j])), i <=> j)
          << kNumbers[i] << " and " << kNumbers[j];
    }
  }
}

TEST(ValuesDecimal, Negated) {
  EXPECT_EQ(negated(read_decimal("1.5")), read_decimal("-1.5"));
  EXPECT_EQ(negated(read_decimal("-1.5")), read_decimal("1.5"));
  EXPECT_EQ(negated(Decimal{}), Decimal{});
  EXPECT_FALSE(negated(Decimal{}).negative);
}

TEST(ValuesDecimal, IntegersInFull) {
  const struct {
    std::string_view number;
    std::int64_t most;
    std::optional<std::string> text;
  } cases[] = {{"0", 1, "0"},
               {"-0", 1, "0"},
               {"7", 1, "7"},
               {"-7", 1, "-7"},
               {"10", 1, std::nullopt},
               {"10", 2, "10"},
               {"-1200", 4, "-1200"},
               {"-1200", 3, std::nullopt},
               {"1e2147483647", 10'000, std::nullopt}};
  for (const auto& c : cases) {
    EXPECT_EQ(integer_text(read_decimal(c.number), c.most), c.text) << c.number;
  }
}

TEST(ValuesDecimal, NextMultiples) {
  const struct {
    std::string_view number;
    std::int64_t places;
    std::string_view next;
  } cases[] = {
      {"0", 0, "1"},          {"0", 2, "0.01"},     {"1", 0, "2"},          {"9", 0, "10"},
      {"99", 0, "100"},       {"1099", 0, "1100"},  {"0.5", 0, "1"},        {"1.5", 0, "2"},
      {"0.05", 0, "1"},       {"0.5", 1, "0.6"},    {"0.05", 1, "0.1"},     {"0.05", 2, "0.06"},
      {"0.05", 3, "0.051"},   {"100", 1, "100.1"},  {"1e-400", 3, "0.001"}, {"12.34", 1, "12.4"},
      {"12.34", 3, "12.341"}, {"-1", 0, "0"},       {"-0.5", 0, "0"},       {"-1.5", 0, "-1"},
      {"-2", 0, "-1"},        {"-10", 0, "-9"},     {"-100", 0, "-99"},     {"-1000", 1, "-999.9"},
      {"-0.05", 0, "0"},      {"-0.05", 1, "0"},    {"-0.05", 2, "-0.04"},  {"-0.05", 3, "-0.049"},
      {"-12.34", 1, "-12.3"}, {"-0.1", 1, "0"},     {"-0.1", 0, "0"},       {"-1e-400", 3, "0"},
      {"-10.5", 0, "-10"},    {"-20", 2, "-19.99"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(next_multiple(read_decimal(c.number), c.places), read_decimal(c.next))
        << c.number << " " << c.places;
  }
}

// ---- Doubles ------------------------------------------------------------------------------------

std::optional<Decimal> decimal_of(const std::optional<eval::Decimal>& value) {
  if (!value) return std::nullopt;
  return Decimal{value->negative, value->digits, value->exponent};
}

// A JSON number with a point or an exponent.
std::string double_token(std::string_view number) {
  std::string token(number);
  return token + (token.find('e') == std::string::npos ? "e0" : "");
}

TEST(ValuesDecimal, TheNearestDouble) {
  for (const std::string_view number : kNumbers) {
    const auto value = decimal_of(eval::numeric_value(double_token(number)));
    const std::optional<double> nearest = nearest_double(read_decimal(number));
    ASSERT_EQ(nearest.has_value(), value.has_value()) << number;
    if (!nearest) continue;
    EXPECT_EQ(shortest_decimal(*nearest), value) << number;
    EXPECT_EQ(is_double_value(read_decimal(number)), value == read_decimal(number)) << number;
  }
  EXPECT_FALSE(is_double_value(read_decimal("1e309")));
  EXPECT_TRUE(is_double_value(read_decimal("5e-324")));
}

TEST(ValuesDecimal, TheNextDouble) {
  constexpr double kMost = std::numeric_limits<double>::max();
  for (const std::string_view number : kNumbers) {
    const Decimal value = read_decimal(number);
    const std::optional<Decimal> next = next_double_value(value);
    const bool has_next = compare(value, shortest_decimal(kMost)) < 0;
    ASSERT_EQ(next.has_value(), has_next) << number;
    if (!next) continue;
    EXPECT_TRUE(is_double_value(*next)) << number;
    EXPECT_TRUE(compare(*next, value) > 0) << number;
    // The one below is not greater.
    const double before =
        std::nextafter(*nearest_double(*next), -std::numeric_limits<double>::infinity());
    if (std::isfinite(before)) {
      EXPECT_TRUE(compare(shortest_decimal(before), value) <= 0) << number;
    }
  }
}

TEST(ValuesDecimal, TextsOfDoubles) {
  std::vector<std::string> tokens(std::begin(kNumbers), std::end(kNumbers));
  for (const char* const mantissa : {"1", "9", "1.5", "-2.5", "1.23", "-1.2345678901234567"}) {
    for (int exponent = -324; exponent <= 308; ++exponent)
      tokens.push_back(std::string(mantissa) + "e" + std::to_string(exponent));
  }
  for (const std::string& token : tokens) {
    const auto value = decimal_of(eval::numeric_value(double_token(token)));
    if (!value || value->is_zero()) continue;
    const std::string text = eval::number_text(double_token(token));
    EXPECT_EQ(java_text(*value), text) << token;
    EXPECT_EQ(double_with_text(widened(text)), value) << token;
    EXPECT_EQ(integer_with_text(widened(text)), std::nullopt) << token;
  }
}

// A text is a number's if it is a JSON number with itself as its text.
TEST(ValuesDecimal, NumbersOfShortTexts) {
  const auto check = [](const std::u32string& text) {
    std::string token;
    for (const char32_t c : text) token += c < 128 ? static_cast<char>(c) : 'x';
    const bool is_token = !token.empty() && token.find(' ') == std::string::npos &&
                          token.find_first_of("0123456789") != std::string::npos &&
                          nlohmann::json::accept(token) && eval::number_text(token) == token;
    const bool is_double = is_token && token.find_first_of(".eE") != std::string::npos;
    const auto value = is_token ? decimal_of(eval::numeric_value(token)) : std::nullopt;
    ASSERT_EQ(double_with_text(text), is_double ? value : std::nullopt) << token;
    ASSERT_EQ(integer_with_text(text), is_token && !is_double ? value : std::nullopt) << token;
  };
  std::u32string text;
  // U+0130 ends in the byte of `0`.
  const std::u32string_view characters = U"019.E-+e/: \u0130";
  const std::function<void(std::size_t)> all = [&](std::size_t more) {
    check(text);
    if (more == 0) return;
    for (const char32_t c : characters) {
      text.push_back(c);
      all(more - 1);
      text.pop_back();
    }
  };
  all(4);
  for (const std::u32string_view one : {U"1.0E7",
                                        U"1.0E6",
                                        U"1.5E10",
                                        U"1.50E10",
                                        U"10.0E10",
                                        U"-1.0E-4",
                                        U"1.0E-3",
                                        U"1.0E-04",
                                        U"4.9E-324",
                                        U"5.0E-324",
                                        U"-4.9E-324",
                                        U"1.0E308",
                                        U"1.0E309",
                                        U"1.0E-999",
                                        U"0.001",
                                        U"0.0001",
                                        U"9999999.0",
                                        U"10000000.0",
                                        U"-2.2250738585072014E-308",
                                        U"2.2250738585072014E-3080",
                                        U"-1.7976931348623157E308",
                                        U"0.100000000000000005",
                                        U"9007199254740993",
                                        U"123456789012345678901234567890123",
                                        U"-0.0",
                                        U"0.0",
                                        U"-0",
                                        U"0.00",
                                        U"1.0E\u0137",
                                        U"\u0131.0",
                                        U"1.0\uFF11",
                                        U"-00.0",
                                        U"Infinity",
                                        U"0.000000000000000000000000000000000"})
    check(std::u32string(one));
}

}  // namespace
}  // namespace filtercheck::values
