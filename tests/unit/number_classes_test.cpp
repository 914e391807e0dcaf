// The classes of numbers: each is what its member is to the evaluator, and no number of a pool that
// is made of the boundaries of each case is in none of them. The cases are as many as there are
// ways to be searched for (see number_search.cpp).
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "eval/number.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "values/scalar_classes.hpp"

namespace filtercheck::values {
namespace {

// The right sides of conditions on one selector, as classes and to the evaluator.
class Conditions {
 public:
  explicit Conditions(const std::vector<std::string>& conditions) {
    for (const std::string& condition : conditions) {
      patterns_.push_back(parse("{ $.a " + condition + " }", Limits::beyond_aws()).value());
      added_.push_back(scalars_.add(comparison(patterns_.size() - 1).literal, Reading::Glob));
    }
  }

  std::vector<ValueClass> classes() { return scalars_.classes({}, budget_); }

  std::vector<bool> of_class(const ValueClass& value) const {
    std::vector<bool> outcomes;
    for (std::size_t i = 0; i < patterns_.size(); ++i) {
      const Comparison& one = comparison(i);
      outcomes.push_back(
          ScalarClasses::holds(scalars_.test(one.op, one.literal, added_[i]), value));
    }
    return outcomes;
  }
  // Of a JSON token.
  std::vector<bool> of_value(const std::string& token) const {
    std::vector<bool> outcomes;
    for (const Pattern& pattern : patterns_)
      outcomes.push_back(matches(pattern, "{\"a\":" + token + "}", Reading::Glob));
    return outcomes;
  }

  // What tells its class apart, of a JSON token, by the evaluator's numbers.
  Outcome outcome(const std::string& token) {
    const std::u32string text = widened(eval::number_text(token));
    ScalarTests& tests = scalars_.tests();
    const auto value = eval::numeric_value(token);
    const std::int32_t cell =
        value ? tests.cell_of({value->negative, value->digits, value->exponent}) : -1;
    return {tests.literal_of(text), tests.accepted(text), cell};
  }

  const Budget& budget() const { return budget_; }

 private:
  const Comparison& comparison(std::size_t i) const {
    return std::get<Comparison>(patterns_[i].expression->node);
  }

  std::vector<Pattern> patterns_;
  ScalarClasses scalars_;
  std::vector<ScalarClasses::Added> added_;
  Budget budget_;
};

bool is_number(const ValueClass& value) { return value.shape != Shape::String; }

std::string narrowed(const std::u32string& text) { return {text.begin(), text.end()}; }

std::string printed(double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.17e", value);
  return buffer;
}

// Doubles at and beside the number of a literal, and the integers around it.
void add_neighbours(const std::string& number, std::set<std::string>& tokens) {
  const double value = std::strtod(number.c_str(), nullptr);
  constexpr double kMost = std::numeric_limits<double>::infinity();
  for (const double one : {value, std::nextafter(value, kMost), std::nextafter(value, -kMost),
                           value * 2, value / 2, -value}) {
    if (std::isfinite(one)) tokens.insert(printed(one));
    if (std::fabs(one) < 1e15) {
      for (int more = -12; more <= 12; ++more) {
        const double whole = std::floor(one) + more;
        const std::string token = std::to_string(static_cast<long long>(whole));
        tokens.insert(token);
        tokens.insert(token + ".0");
        tokens.insert(token + ".5");
      }
    }
  }
}

// Its digits followed by one or two more, and its last digit replaced by such.
void add_longer(const std::string& number, std::set<std::string>& tokens) {
  const Decimal value = read_decimal(number);
  if (value.is_zero()) return;
  for (int more = 0; more < 110; ++more) {
    const std::string suffix = more < 10 ? std::to_string(more) : std::to_string(more).substr(1);
    for (const bool replaced : {false, true}) {
      std::string digits = value.digits;
      if (replaced) digits.pop_back();
      tokens.insert(std::string(value.negative ? "-" : "") + "0." + digits + suffix + "e" +
                    std::to_string(value.point));
    }
  }
}

std::set<std::string> pool(const std::vector<std::string>& conditions) {
  std::set<std::string> tokens{"0",
                               "-0",
                               "0.0",
                               "-0.0",
                               "1",
                               "-1",
                               "1.0",
                               "-1.0",
                               "0.5",
                               "-0.5",
                               "1.5",
                               "2.5",
                               "10",
                               "-10",
                               "100",
                               "1000",
                               "12",
                               "21",
                               "13",
                               "123",
                               "321",
                               "0.001",
                               "-0.001",
                               "0.00099",
                               "0.002",
                               "0.01",
                               "0.012",
                               "0.10",
                               "9999999.0",
                               "1e7",
                               "-1e7",
                               "12345678.0",
                               "1e8",
                               "1e9",
                               "1e10",
                               "1e20",
                               "1.5e10",
                               "1e99",
                               "1e100",
                               "1e-4",
                               "1.5e-4",
                               "1e-5",
                               "1e-10",
                               "1e-99",
                               "1e-100",
                               "1e308",
                               "-1e308",
                               "1.7976931348623157e308",
                               "1e309",
                               "-1e309",
                               "1e-307",
                               "1e-308",
                               "2.2250738585072014e-308",
                               "4.9e-324",
                               "-4.9e-324",
                               "1e-323",
                               "1.5e-323",
                               "2e-323",
                               "5e-323",
                               "9.9e-323",
                               "1e-322",
                               "-1e-322",
                               "1e-321",
                               "1e-320",
                               "1.2345e-310",
                               "0.1",
                               "0.2",
                               "0.3",
                               "0.1234567890123456",
                               "0.12345678901234568",
                               "1.1",
                               "11.11",
                               "111111.1",
                               "7",
                               "77",
                               "777",
                               "123456789",
                               "987654321",
                               "0.99",
                               "99.99",
                               "1.0000000000000002",
                               "9007199254740992",
                               "9007199254740993",
                               "100000.0",
                               "1000000.0",
                               "20.0",
                               "200.5",
                               "1.25",
                               "3.75",
                               "12.5e30",
                               "5e-200"};
  for (const char* const mantissa : {"1", "13", "23", "123", "2.53", "1.05", "1.66", "11.5"}) {
    for (const int exponent :
         {-323, -322, -310, -30, -10, -6, -4, -3, -2, 4, 6, 9, 10, 29, 30, 100, 300})
      tokens.insert(std::string(mantissa) + "e" + std::to_string(exponent));
  }
  for (const std::string& condition : conditions) {
    const std::size_t first = condition.find_first_of("-0123456789.");
    if (first == std::string::npos) continue;
    const std::size_t last = condition.find_last_of("0123456789");
    const std::string number = condition.substr(first, last - first + 1);
    if (number.find_first_not_of("-+0123456789.eE") == std::string::npos &&
        number.find_first_of("0123456789") < number.find_first_of("eE")) {
      add_neighbours(number, tokens);
      add_longer(number, tokens);
    }
  }
  std::set<std::string> all = tokens;
  for (const std::string& token : tokens) {
    if (!token.starts_with('-')) all.insert("-" + token);
  }
  return all;
}

class ValuesNumberClasses : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(ValuesNumberClasses, AreThoseOfAllNumbers) {
  Conditions conditions(GetParam());
  const std::vector<ValueClass> classes = conditions.classes();
  ASSERT_EQ(conditions.budget().exceeded, "");
  std::set<Outcome> seen;
  for (const ValueClass& value : classes) {
    if (!is_number(value)) continue;
    EXPECT_TRUE(seen.insert(Collector::outcome(value)).second) << narrowed(value.text);
    if (value.too_large) continue;
    const std::string token = narrowed(value.text);
    EXPECT_EQ(conditions.of_class(value), conditions.of_value(token)) << token;
    EXPECT_EQ(Collector::outcome(value), conditions.outcome(token)) << token;
    const bool is_integer = token.find_first_of(".eE") == std::string::npos;
    EXPECT_EQ(value.shape, is_integer                   ? Shape::Integer
                           : eval::numeric_value(token) ? Shape::Float
                                                        : Shape::Infinite);
    const std::string text = eval::number_text(token);
    const bool is_inferred = text.find('E') != std::string::npos || text == "-0";
    EXPECT_EQ(value.doubtful_text, is_inferred) << token;
  }
  for (const std::string& token : pool(GetParam()))
    EXPECT_TRUE(seen.contains(conditions.outcome(token))) << token;
}

using Case = std::vector<std::string>;

// Nothing tells the texts of numbers apart.
INSTANTIATE_TEST_SUITE_P(
    Values, ValuesNumberClasses,
    testing::Values(
        Case{"= \"x\""}, Case{"= \"*\""}, Case{"= \"ab*\""}, Case{"= \"Infinity\""},
        Case{"= \"-Infinity\""}, Case{"= \"a\"", "= \"Infinity\""},
        Case{"= \"a\"", "= \"-Infinity\""}, Case{"= \"Infinity\"", "= \"-Infinity\""},
        Case{"= \"-Infinity\"", "= \"*\"", "= \"Infinity\""},
        Case{"= 0", "> 0", "= \"0\"", "= \"-0\"", "= \"0.0\"", "= \"-0.0\""}, Case{"= \"-0.0\""},
        Case{"= \"-0\"", "< 5"}, Case{"= \"0.0\"", "= 1"},
        Case{"= 1", "= \"1.0\"", "= \"1\"", "< 1", "<= 1", "> 1", ">= 1", "!= 1"},
        Case{"= 1.0", "!= 1", ">= 1e0"}, Case{"> 2", "< 3"}, Case{"> 2", "< 2.25", "= 2.125"},
        Case{"> 0.1", "< 0.2"}, Case{"> 0.1", "< 0.10000000000000002"},
        Case{"> 0.1", "< 0.10000000000000003"}, Case{"> 0.30000000000000002"},
        Case{">= 0.3", "< 0.30000000000000004", "= 0.3"}, Case{"> -0.1", "< -0.09999999999999998"},
        Case{"< -0.1", "> -0.10000000000000003"}, Case{"< -0.1", "> -0.10000000000000002"},
        Case{"> -1e-400", "< 1e-400"}, Case{"> 0", "< 1e-400"}, Case{"> 1e-400", "< 4.9e-324"},
        Case{"> 0", "< 5e-324"}, Case{"> 0", "< 1e-323"}, Case{"> 4.9e-324", "< 5e-324"},
        Case{"= 5e-324"}, Case{"= 4.9e-324", "= \"4.9E-324\"", "= \"5.0E-324\""},
        Case{"= \"-4.9E-324\"", "< 0"}, Case{"> -1e-323", "< -5e-324"},
        Case{"< -1e-400", "> -1e-323"}, Case{"> 1e308", "< 1e309"},
        Case{">= 1.7976931348623157e308"}, Case{"> 1.7976931348623158e308"},
        Case{"< -1.7976931348623157e308", "!= 5"},
        Case{"> 1.7976931348623156e308", "< 1.7976931348623158e308"}, Case{"> 1e400", "< 1e401"},
        Case{"= 1e400", "= \"1e400\""}, Case{"< -1e400", "= -1e401"},
        Case{"> 9007199254740992", "< 9007199254740993"}, Case{"= 9007199254740993"},
        Case{"= \"9007199254740993\"", "= 9.007199254740992e15"},
        Case{"> 1e22", "< 1.0000000000000001e22"}, Case{"= 1e7", "= \"1.0E7\"", "= \"10000000\""},
        Case{"= \"0.001\"", "= \"1.0E-4\""},
        Case{"= \"12.50\"", "= \"12.5\"", "= \"012\"", "= \"+1\"", "= \"1e0\""},
        Case{"= \"-5\"", "= \"-5.0\"", "< -4.5"}, Case{"= \"*\"", "= 3"}, Case{"= %x%", "> 3"},
        Case{"= %[0-9]|y%", "= 3", "= \"abc*\""}, Case{"> 12.34", "= \"12.34\"", "!= 12.34"},
        Case{"< 0.5", "> 0.25", "= 0.375", "< -0.25", "> -0.5"},
        Case{"> 123456.75", "< 123456.875"}, Case{"> -123456.875", "< -123456.75"},
        Case{"> 1e300", "< 1.0000000000000001e300"}, Case{"> 1e-300", "< 1.1e-300"},
        Case{"> 0.000001234", "< 0.000001235"}, Case{"= -1", "= -10", "= -100", "> -2", "< 0"}));

// The others are walked through, digit by digit.
INSTANTIATE_TEST_SUITE_P(
    Texts, ValuesNumberClasses,
    testing::Values(
        Case{"= \"1*\""}, Case{"= \"*1\""}, Case{"= \"*1*\""}, Case{"= \"-*\""}, Case{"= \"*.*\""},
        Case{"= \"*E*\""}, Case{"= \"*E-*\""}, Case{"= %I%"}, Case{"= \"-I*\""},
        Case{"= %^I%", "= 5"}, Case{"= \"Inf*\"", "= \"*\""}, Case{"= %^-I%"}, Case{"= %^0%"},
        Case{"= %0$%"}, Case{"= %^0$%"}, Case{"= %^-0$%"}, Case{"= %^0\\.0$%"},
        Case{"= %^-0\\.0$%"}, Case{"= %^-?0%"}, Case{"= %^....$%", "> 5"},
        Case{"= %^...$%", "> 50", "< 500"}, Case{"= %^.{7}$%", "> 1000"},
        Case{"= %^-..$%", "> -50"}, Case{"= %^-..$%", "< -50"}, Case{"= %^-...$%", "< 50"},
        Case{"= %^[1-4]+$%", "> 25", "< 412"}, Case{"= %^-[1-4]+$%", "< -25", "> -412"},
        Case{"= \"1*\"", "> 19", "< 100"}, Case{"= \"*7\"", "> 20", "< 27"},
        Case{"= \"*7\"", "> 20", "< 28"}, Case{"= \"*7*\"", "> 69.5", "< 70.5"},
        Case{"= \"*7*\"", "> -70.5", "< -69.5"}, Case{"= \"*7*\"", "> 70", "< 71"},
        Case{"= \"*3\"", "> 0.25", "< 0.5"}, Case{"= \"*3\"", "> -0.5", "< -0.25"},
        Case{"= \"*3\"", "> 0.0025", "< 0.005"}, Case{"= %3$%", "> 0.00025", "< 0.0005"},
        Case{"= %3%", "> 250", "< 260"}, Case{"= %3$%", "> 2500.5", "< 2600.5"},
        Case{"= %^2.*3$%", "> 2500000.5", "< 2600000.5"}, Case{"= %^2.*3E%", "> 25000000.5"},
        Case{"= %^2.*3E%", "> 2.5e9", "< 2.6e9"}, Case{"= %^-2.*3E%", "> -2.6e9", "< -2.5e9"},
        Case{"= %E9$%"}, Case{"= %E1.$%"}, Case{"= %E-9$%"}, Case{"= %E30%"}, Case{"= %E308$%"},
        Case{"= %E-30.$%"}, Case{"= %E7$%"}, Case{"= %E-4$%"}, Case{"= %E-31%"}, Case{"= %E-320$%"},
        Case{"= %E-321$%"}, Case{"= %E-322$%"}, Case{"= %E-323$%"}, Case{"= %E-324$%"},
        Case{"= %^-.*E-324$%"}, Case{"= %^4.*E-324$%"}, Case{"= %^9.*E-324$%"},
        Case{"= %^-9.*E-323$%"}, Case{"= %E3$%"}, Case{"= %E6$%"}, Case{"= %E-3$%"},
        Case{"= %^9999999\\.%"}, Case{"= %^[0-9]{7}\\.%"}, Case{"= %^[0-9]{8}\\.%"},
        Case{"= %^0\\.00%"}, Case{"= %^0\\.000%"}, Case{"= %^0\\.00[^0]%"}, Case{"= %^0\\.0[^0]%"},
        Case{"= %\\.0%"}, Case{"= %\\.0.%"}, Case{"= %\\.00%"}, Case{"= %\\.[1-9]0$%"},
        Case{"= %5$%"}, Case{"= %\\.50%"}, Case{"= %^[0-9]{3}\\.[0-9]{3}$%"},
        Case{"= %^-[0-9]{3}\\.[0-9]{3}$%"}, Case{"= \"*1*\"", "= \"*2*\"", "= \"*3*\""},
        Case{"= \"*1*2*\"", "= \"*2*1*\""}, Case{"= \"*1*\"", "= \"-*\"", "> 0"},
        Case{"= \"*1*\"", "= 11", "= \"1.1\"", "= \"x*\""},
        Case{"= \"x*\"", "= \"*1*\"", "= %y%", "= \"*2\""}, Case{"= \"*0.0\"", "= 0"},
        Case{"= \"*.0\"", "= 1", "= \"1\""}, Case{"= \"*5\"", "> 0.1", "< 0.10000000000000002"},
        Case{"= \"*5\"", "= 1e8", "< 1e8"}, Case{"= \"*5*\"", "> 1e308"},
        Case{"= \"*5*\"", "< 1e-308", "> 0"}, Case{"= \"*5*\"", "> -1e-322", "< 0"},
        Case{"= \"*5*\"", "> 0", "< 1e-322"}, Case{"= \"*5*\"", "> 1e-321", "< 2e-321"},
        Case{"= \"*5*\"", "> 1e-322", "< 1e-321"}, Case{"= \"*5*\"", "> 1.7e308"},
        Case{"= \"*5*\"", "< -1.7e308"}, Case{"= \"*9\"", "> 1e400"}, Case{"= \"*9\"", "< -1e400"},
        Case{"= %^.$%", "> 3", "!= 7"}, Case{"= %^[12]%", "> 9", "< 21"}, Case{"= %^[5-9]%", "> 5"},
        Case{"= %^5%", "> 5.5", "< 5.75"}, Case{"= %^5%", "> 55", "< 56"}, Case{"= %^-5%", "< -55"},
        Case{"= %[24]$%", "> 12", "< 14.5"}, Case{"= %00%", "> 99", "< 201"},
        // Integers alone, at and between bounds.
        Case{"= %^[0-9]*7$%", "> 20", "< 28"}, Case{"= %^[0-9]*7$%", "> 20", "< 27"},
        Case{"= %^[0-9]*9$%", "> 25", "< 30"}, Case{"= %^[0-9]*[37]$%", "> 5", "< 9"},
        Case{"= %^[0-9]*[37]$%", "> 25", "< 28"}, Case{"= %^[0-9]*[37]$%", "> 25", "> 28", "< 35"},
        Case{"= %^-[0-9]*[37]$%", "< -25", "> -28"}, Case{"= %^-[0-9]*[37]$%", "< -5", "> -9"},
        Case{"= %^-[0-9]*[37]$%", "< -25", "< -28", "> -35"},
        Case{"= %^[0-9]*7$%", "> 95", "< 108"}, Case{"= %^[0-9]*7$%", "> 97", "< 107"},
        Case{"= %^[0-9]*[37]$%", "> 15.5", "< 17.5"}, Case{"= %^[0-9]*[37]$%", "> 0.5", "< 7.5"},
        Case{"= %^[0-9]*[37]$%", "> 1240", "< 1248"}, Case{"= %^-[0-9]*[37]$%", "> -5", "< 25"},
        // Doubles alone.
        Case{"= \"*1*\"", "= \"*.25*\""}, Case{"= \"*1*\"", "= %E30$%"},
        Case{"= %E30$%", "= \"*1*\""}, Case{"= %E10$%", "> 1.5e8", "> 1.5e11"},
        Case{"= %^2\\.[0-9]*3E%", "> 2.5e9", "< 2.6e9"}, Case{"= %^0\\.00[0-9]3$%"},
        Case{"= %^-2\\.[0-9]*3E%", "< -2.5e9", "> -2.6e9"},
        Case{"= %[1-9]\\.0$%", "> 100.5", "< 199.5"}, Case{"= \"*.\"", "> -1e-400", "< 1e-400"},
        Case{"= %^.\\..E...$%"}, Case{"= %^1\\.05E-322$%", "> 1e-322"},
        Case{"= %5E%", "> 2.2e-321", "< 2.6e-321"},
        Case{"= %6E%", "> 1.61e308", "< 1.7976931348623157e308", "< 1e400"},
        Case{"= %6E%", "< -1.61e308", "> -1.7976931348623157e308", "> -1e400"},
        Case{"= %E%", "> 1e400"}, Case{"= %E%", "> 1.7976931348623157e308"},
        Case{"= %E%", "> 1.7976931348623157e308", "> 1e400"},
        Case{"= %3%", "= %\\.\\.%", "> 0.30000000000000002"},
        Case{"= %3%", "= %\\.\\.%", "> 0.1", "> 0.30000000000000002"},
        Case{"= %3%", "> 0.3", "< 0.30000000000000004"},
        Case{"= %1$%", "> 0.3", "< 0.30000000000000004"},
        Case{"= %3%", "> -0.30000000000000004", "< -0.3"},
        Case{"= \"*.*.*.*.*.*.*.*.*.*.*.*.*.*.*\"", "= \"*E*E*E*E*E*E*E*E*E*E*E*E*E*E*\"",
             "= \"*1111111.11111111*\""},
        Case{"= %^1.*E[12]%"}, Case{"= %^[^1].*E[12]%"}, Case{"= %1$%", "= %^2%", "< 30"}));

// ---- Very large integers ------------------------------------------------------------------------

struct Cells {
  std::set<std::int32_t> shown;  // cells with a member
  std::set<std::int32_t> large;  // cells whose members are too large
};
Cells cells(Conditions& conditions) {
  Cells cells;
  for (const ValueClass& value : conditions.classes()) {
    if (!is_number(value) || value.cell < 0) continue;
    (value.too_large ? cells.large : cells.shown).insert(value.cell);
    if (!value.too_large) {
      EXPECT_EQ(conditions.of_class(value), conditions.of_value(narrowed(value.text)));
    } else {
      EXPECT_EQ(value.literal, -1);
    }
  }
  return cells;
}

TEST(ValuesNumbersLarge, OfManyDigits) {
  const struct {
    Case conditions;
    std::set<std::int32_t> shown;
    std::set<std::int32_t> large;
  } cases[] = {
      {{"> 1e9998"}, {0, 1, 2}, {}},
      {{"> 1e9999"}, {0, 1, 2}, {}},  // 10,000 digits, and one more is 10,000 still
      {{"> 1e10000"}, {0}, {1, 2}},
      {{"< -1e9999"}, {0, 1, 2}, {}},
      {{"< -1e10000"}, {2}, {0, 1}},
      {{"> 1e10000", "> 1e10001", "< 5"}, {0, 1, 2}, {3, 4, 5, 6}},
      {{"> 1e2147483646", "> 1e2147483647"}, {0}, {1, 2, 3, 4}},
      {{"< -1e2147483646", "< -1e2147483647"}, {4}, {0, 1, 2, 3}},
      {{"= 1e-2147483647", "= -1e-2147483647"}, {0, 2, 4}, {}},
      {{"> 1e2147483646", "= \"*\"", "= \"abc*\"", "= %x%"}, {0}, {1, 2}},
  };
  for (const auto& c : cases) {
    Conditions conditions(c.conditions);
    const Cells found = cells(conditions);
    EXPECT_EQ(conditions.budget().exceeded, "") << c.conditions.front();
    EXPECT_EQ(found.shown, c.shown) << c.conditions.front();
    EXPECT_EQ(found.large, c.large) << c.conditions.front();
  }
}

// Once all that automata can say was found, nothing else is looked for.
TEST(ValuesNumbersLarge, NothingIsLeftToFind) {
  Case conditions;
  for (char c = '1'; c <= '6'; ++c) conditions.push_back(std::string("= \"*") + c + "*\"");
  for (const char* const cut : {"> 0", "!= 7"}) {
    Conditions all(conditions);
    all.classes();
    EXPECT_EQ(all.budget().exceeded, "");
    conditions.push_back(cut);
  }
}

TEST(ValuesNumbersLarge, AreNotComparedWithText) {
  const auto exceeded = [](const Case& given) {
    Conditions conditions(given);
    conditions.classes();
    return conditions.budget().exceeded;
  };
  const std::string large = "a number of more than 10000 digits is compared with text";
  EXPECT_EQ(exceeded({"> 1e10000", "= \"1*\""}), large);
  EXPECT_EQ(exceeded({"< -1e10000", "= %1%"}), large);
  EXPECT_EQ(exceeded({"> 1e10000", "= \"" + std::string(10'001, '1') + "\""}), large);
  EXPECT_EQ(exceeded({"> 1e10000", "= \"" + std::string(10'000, '1') + "\""}), "");
  EXPECT_EQ(exceeded({"> 1e10000", "= \"" + std::string(9'999, '1') + "\""}), "");
  const std::string very_large = "a very large number is compared with text";
  EXPECT_EQ(exceeded({"> 1e999", "= \"1*\""}), "");
  EXPECT_EQ(exceeded({"> 1e1000", "= \"1*\""}), very_large);
  EXPECT_EQ(exceeded({"> -1e1000", "= \"1*\""}), very_large);
  const std::string digits = "numbers of more than 15 digits are compared with text";
  // 17 digits, of which the first tried are no double's shortest; 18, which are never.
  EXPECT_EQ(exceeded({"= %^0\\.1\\d{16}$%"}), digits);
  EXPECT_EQ(exceeded({"= %^-0\\.1\\d{16}$%"}), digits);
  EXPECT_EQ(exceeded({"= %^0\\.1\\d{16}$%", "> 0", "> 0.05"}), digits);
  EXPECT_EQ(exceeded({"= %^1\\.1\\d{15}E20$%"}), digits);
  EXPECT_EQ(exceeded({"= %^1\\.1\\d{15}%", "> 2e8", "> 1e11"}), digits);
  EXPECT_EQ(exceeded({"= %^0\\.1\\d{17}$%"}), "");
  EXPECT_EQ(exceeded({"= %^1\\.2345678901234567\\d$%"}), "");
  EXPECT_EQ(exceeded({"= %^0\\.1\\d{14}$%"}), "");
}

}  // namespace
}  // namespace filtercheck::values
