// The states of number texts against what src/verify/README.md, "Domains" and "Number tests", says
// they are: told here from the whole text, not character by character.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/decimal.hpp"
#include "verify/number_texts.hpp"

namespace filtercheck::verify {
namespace {

bool are_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string order_word(std::string_view a, std::string_view b) {
  return a < b ? "less" : a > b ? "greater" : "equal";
}

std::vector<Decimal> decimals(const std::vector<std::string>& sources) {
  std::vector<Decimal> numbers;
  for (const std::string& source : sources) numbers.push_back(read_decimal(source));
  return numbers;
}

// ---- What a text's state should be, in words; no value if no text of the domain begins so
// --------

using StateWords = std::optional<std::string>;

StateWords integer_words(std::string text, const std::vector<Decimal>& numbers) {
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  if (!are_digits(text) || text.starts_with('0')) return std::nullopt;
  std::string words = negative ? "-" : "+";
  if (text.empty()) return words + (negative ? "sign" : "start");
  for (const Decimal& number : numbers) {
    if (number.is_zero() || number.negative != negative) continue;
    // As many of the digits before the point as matter here.
    std::string whole = number.point > 0 ? number.digits : "";
    const auto count = static_cast<std::size_t>(std::max<std::int64_t>(number.point, 0));
    whole.resize(std::min(count, text.size() + 1), '0');
    if (text.size() > whole.size()) {
      words += " longer";
    } else {
      words += ' ' + std::to_string(text.size()) +
               order_word(text, std::string_view(whole).substr(0, text.size()));
    }
  }
  return words;
}

bool is_exponent(int value) {
  return (7 <= value && value <= 308) || (-324 <= value && value <= -4);
}

// -?[1-9][0-9]{0,2}, or the beginning of such a one that is an exponent.
bool begins_exponent(const std::string& text, bool any) {
  const std::string digits = text.substr(text.starts_with('-') ? 1 : 0);
  if (!are_digits(digits) || digits.starts_with('0') || digits.size() > 3) return false;
  if (any || digits.size() < 2) return true;
  const int value = std::atoi(text.c_str());
  if (is_exponent(value)) return true;
  return digits.size() == 2 && (is_exponent(10 * value) || is_exponent(10 * value + 9));
}

struct FloatText {
  bool negative = false;
  std::string part;
  std::string digits;  // the significant ones
  std::string exponent;
  std::size_t count = 0;  // of digits before the point, or of zeros behind `0.`
};

std::optional<FloatText> float_text(std::string text, bool any_exponent) {
  FloatText result;
  result.negative = text.starts_with('-');
  if (result.negative) text.erase(0, 1);
  const auto with_part = [&](const char* part) {
    result.part = part;
    return result;
  };
  if (text.empty()) return with_part(result.negative ? "sign" : "start");
  const std::size_t mark = std::min(text.find('E'), text.size());
  const std::size_t dot = std::min(text.find('.'), mark);
  const std::string whole = text.substr(0, dot);
  const bool is_small = whole == "0";
  if (!are_digits(whole) || whole.empty() || (whole[0] == '0' && !is_small) || whole.size() > 7) {
    return std::nullopt;
  }
  result.count = is_small ? 0 : whole.size();
  result.digits = is_small ? "" : whole;
  if (dot == text.size()) return with_part(is_small ? "zero" : "whole");
  if (dot == mark) return std::nullopt;
  const std::string fraction = text.substr(dot + 1, mark - dot - 1);
  if (!are_digits(fraction)) return std::nullopt;
  const std::size_t zeros = std::min(fraction.find_first_not_of('0'), fraction.size());
  const bool ends_in_zero = fraction.ends_with('0');
  if (is_small) {
    if (zeros > 2 || mark < text.size()) return std::nullopt;
    result.count = zeros;
    result.digits = fraction.substr(zeros);
    if (zeros == fraction.size()) return with_part("small zeros");
    return with_part(ends_in_zero ? "small zero" : "small nonzero");
  }
  result.digits += fraction;
  const bool may_end = fraction == "0" || (!fraction.empty() && !ends_in_zero);
  if (mark == text.size()) {
    if (!may_end) return with_part(fraction.empty() ? "point" : "trailing zero");
    return with_part(fraction == "0" ? "lone zero" : "nonzero");
  }
  result.exponent = text.substr(mark + 1);
  if (!may_end || whole.size() > 1 || !begins_exponent(result.exponent, any_exponent)) {
    return std::nullopt;
  }
  if (result.exponent.empty()) return with_part("exponent start");
  return with_part(result.exponent == "-" ? "exponent sign" : "exponent digits");
}

StateWords float_words(const std::string& text, const std::vector<Decimal>& numbers) {
  const std::optional<FloatText> read = float_text(text, numbers.empty());
  if (!read) return std::nullopt;
  std::string words = (read->negative ? "-" : "+") + read->part + std::to_string(read->count);
  if (numbers.empty()) {
    // Nobody counts then: how long it is, and its sign.
    words += ' ' + std::to_string(read->exponent.size());
    if (read->exponent.starts_with('-')) words += '-';
  } else {
    words += ' ' + read->exponent;
  }
  for (const Decimal& number : numbers) {
    if (number.is_zero() || number.negative != read->negative) continue;
    std::string digits = number.digits;
    digits.resize(std::max(digits.size(), read->digits.size()), '0');
    const std::string order = order_word(read->digits, digits.substr(0, read->digits.size()));
    words += ' ' + order;
    if (order == "equal") {
      words += std::to_string(std::min(read->digits.size(), number.digits.size()));
    }
  }
  return words;
}

bool may_end(NumberKind kind, const std::string& text, bool any_exponent) {
  if (kind == NumberKind::Integer) {
    return integer_words(text, {}) && text.find_first_of("123456789") != std::string::npos;
  }
  const std::optional<FloatText> read = float_text(text, any_exponent);
  if (!read) return false;
  if (read->part == "exponent digits") {
    return any_exponent || is_exponent(std::atoi(read->exponent.c_str()));
  }
  return read->part == "lone zero" || read->part == "nonzero" || read->part == "small nonzero";
}

// ---- All short texts ----------------------------------------------------------------------------

// Equal states for those texts that README.md says the same of, and for no others; the texts of the
// domain and no others are accepted; and each is as much as it says.
class AllTexts {
 public:
  AllTexts(NumberKind kind, const std::vector<std::string>& sources)
      : kind_(kind), numbers_(decimals(sources)), texts_(kind, numbers_) {}

  // Those that begin with `text`, with at most so many more characters.
  void check(const std::string& text, std::string_view characters, int more) {
    NumberState state = texts_.start();
    for (const char c : text) state = texts_.next(state, static_cast<char32_t>(c));
    check(text, state, characters, more);
  }

  std::size_t accepted = 0;

 private:
  void check(const std::string& text, const NumberState& state, std::string_view characters,
             int more) {
    const StateWords words =
        kind_ == NumberKind::Integer ? integer_words(text, numbers_) : float_words(text, numbers_);
    ASSERT_EQ(texts_.is_dead(state), !words) << text;
    ASSERT_EQ(texts_.accepts(state), may_end(kind_, text, numbers_.empty())) << text;
    if (words) {
      const std::string key = state.key();
      EXPECT_EQ(keys_.emplace(*words, key).first->second, key) << text << ": " << *words;
      EXPECT_EQ(words_.emplace(key, *words).first->second, *words) << text;
      EXPECT_TRUE(states_.emplace(key, state).first->second == state) << text;
    }
    if (texts_.accepts(state)) {
      ++accepted;
      for (std::size_t i = 0; i < numbers_.size(); ++i) {
        EXPECT_EQ(texts_.order(state, i), read_decimal(text) <=> numbers_[i]) << text << " " << i;
      }
    }
    // What follows a dead one is looked at one character far.
    if (more == 0) return;
    for (const char c : characters) {
      check(text + c, texts_.next(state, static_cast<char32_t>(c)), characters,
            words ? more - 1 : 0);
    }
  }

  NumberKind kind_;
  std::vector<Decimal> numbers_;
  NumberTexts texts_;
  std::map<std::string, std::string> keys_;
  std::map<std::string, std::string> words_;
  std::map<std::string, NumberState> states_;
};

TEST(VerifyNumberTexts, StatesOfIntegersAreWhatTheyAreSaidToBe) {
  AllTexts without(NumberKind::Integer, {});
  without.check("", "-059.E", 4);
  EXPECT_GT(without.accepted, 100U);
  AllTexts texts(NumberKind::Integer, {"5", "-5", "55", "-505", "50.5", "0", "0.5", "-0.5", "5e3",
                                       "-1e2147483647", "1e-2147483648"});
  texts.check("", "-0159", 5);
  EXPECT_GT(texts.accepted, 1'000U);
  // Numbers without digits before the point: all integers are longer.
  AllTexts longer(NumberKind::Integer, {"0.5", "-0.025"});
  longer.check("", "-0159", 3);
  EXPECT_EQ(longer.accepted, 78U);
}

TEST(VerifyNumberTexts, StatesOfFloatsAreWhatTheyAreSaidToBe) {
  AllTexts without(NumberKind::Float, {});
  without.check("", "-059.E", 6);
  EXPECT_GT(without.accepted, 500U);
  AllTexts texts(NumberKind::Float,
                 {"5", "-5", "50.5", "0", "-0.05", "0.0055", "5.5e7", "-9.05e-8", "1e2147483647"});
  texts.check("", "-059.E", 6);
  EXPECT_GT(texts.accepted, 500U);
}

TEST(VerifyNumberTexts, LongFloats) {
  AllTexts texts(NumberKind::Float, {"1234567", "-1234567.5", "1000000", "0.00125"});
  texts.check("123456", "-0578.E", 3);
  texts.check("-123456", "-0578.E", 3);
  texts.check("1000000", "0.1", 3);
  texts.check("0.00", "0125", 4);
  EXPECT_GT(texts.accepted, 40U);
}

TEST(VerifyNumberTexts, AllExponents) {
  for (const std::string beginning : {"1.5E", "-9.0E"}) {
    AllTexts texts(NumberKind::Float, {"1.5e7", "1.5e-324", "-9e308", "9e99", "-1e-4"});
    texts.check(beginning, "-0123456789", 4);
    EXPECT_EQ(texts.accepted, 302U + 321U);  // from 7 to 308, from -324 to -4
    AllTexts without(NumberKind::Float, {});
    without.check(beginning, "-0123456789", 4);
    EXPECT_EQ(without.accepted, 2U * 999U);
  }
}

TEST(VerifyNumberTexts, ADeadTextStaysDead) {
  const NumberTexts integers(NumberKind::Integer, {read_decimal("5")});
  const NumberTexts floats(NumberKind::Float, {read_decimal("5")});
  for (const std::string dead : {"0", "-0", "--", "."}) {
    for (const char c : std::string("-0123456789.E")) {
      NumberState state = integers.start();
      for (const char before : dead + c)
        state = integers.next(state, static_cast<char32_t>(before));
      EXPECT_TRUE(integers.is_dead(state)) << dead << c;
    }
  }
  for (const std::string dead : {"00", "E", ".", "1.5E6999", "1.5E0", "0.000", "1..", "12345678"}) {
    for (const char c : std::string("-0123456789.E")) {
      NumberState state = floats.start();
      for (const char before : dead + c) state = floats.next(state, static_cast<char32_t>(before));
      EXPECT_TRUE(floats.is_dead(state)) << dead << c;
    }
  }
}

}  // namespace
}  // namespace filtercheck::verify
