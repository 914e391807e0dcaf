#include "eval/number.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace filtercheck::eval {
namespace {

TEST(ReadDecimal, HasOneSpellingForEachValue) {
  const struct {
    std::string_view source;
    Decimal value;
  } cases[] = {
      {"0", {}},
      {"-0", {}},
      {"+0.00", {}},
      {"0e999999999999999999999", {}},
      {"1", {false, "1", 1}},
      {"+1", {false, "1", 1}},
      {"-1", {true, "1", 1}},
      {"01", {false, "1", 1}},
      {"1.", {false, "1", 1}},
      {"1.0", {false, "1", 1}},
      {"100e-2", {false, "1", 1}},
      {".5", {false, "5", 0}},
      {"0.5E0", {false, "5", 0}},
      {"0.0050", {false, "5", -2}},
      {"-12.340", {true, "1234", 2}},
      {"1200", {false, "12", 4}},
      {"100.001", {false, "100001", 3}},
      {"1e2147483647", {false, "1", 2147483648}},
      {"1e-2147483648", {false, "1", -2147483647}},
      {"0.001e+3", {false, "1", 1}},
  };
  for (const auto& c : cases) EXPECT_EQ(read_decimal(c.source), c.value) << c.source;
}

TEST(Decimal, IsOrderedByValue) {
  const std::string_view ascending[] = {"-1e2147483647",
                                        "-9007199254740993",
                                        "-9007199254740992",
                                        "-10",
                                        "-9.99",
                                        "-1",
                                        "-0.5",
                                        "-0.05",
                                        "-1e-2147483648",
                                        "0",
                                        "1e-2147483648",
                                        "1e-999",
                                        "0.001",
                                        "0.0010000000000000001",
                                        "0.05",
                                        "0.5",
                                        "0.51",
                                        "1",
                                        "1.5",
                                        "9",
                                        "10",
                                        "10.01",
                                        "99",
                                        "100",
                                        "1e16",
                                        "1e308",
                                        "1e309",
                                        "1e2147483646",
                                        "1e2147483647"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(read_decimal(ascending[i]) <=> read_decimal(ascending[j]), i <=> j)
          << ascending[i] << " and " << ascending[j];
    }
  }
}

TEST(Decimal, EqualValuesOfDifferentSpelling) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"1", "1.0"}, {"1", "+1"},        {"10", "1e1"},  {"0.1", "1e-1"},
      {"-0", "0"},  {"12.5", "125e-1"}, {".5", "0.50"}, {"1e2147483647", "10e2147483646"}};
  for (const auto& [a, b] : cases) {
    EXPECT_EQ(read_decimal(a), read_decimal(b)) << a << " and " << b;
    EXPECT_EQ(read_decimal(a) <=> read_decimal(b), std::strong_ordering::equal) << a;
  }
}

// Rule 3.5: each consequence that the page names, and the limits of double.
TEST(NumericValue, IsExactForIntegersAndShortestForDoubles) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"0", "0"},
      {"-0", "0"},
      {"9007199254740993", "9007199254740993"},
      {"123456789012345678901234567890", "123456789012345678901234567890"},
      {"12.34", "12.34"},
      {"0.1", "0.1"},
      {"-0.1", "-0.1"},
      {"0.10000000000000000000000000000000001", "0.1"},
      {"1.0", "1"},
      {"1e0", "1"},
      {"-0.0", "0"},
      {"0e5", "0"},
      {"1e-999", "0"},
      {"-1e-999", "0"},
      {"1e308", "1e308"},
      {"1e23", "1e23"},
      {"9007199254740993.0", "9007199254740992"},
      {"9007199254740993e0", "9007199254740992"},
      {"1.7976931348623157e308", "1.7976931348623157e308"},
      {"1.7976931348623158e308", "1.7976931348623157e308"},
      {"2.2250738585072011e-308", "2.225073858507201e-308"},
      {"4.9e-324", "5e-324"},
      {"3e-324", "5e-324"},
      {"1e-323", "1e-323"},
      {"2e-324", "0"},
  };
  for (const auto& [token, value] : cases) {
    const auto actual = numeric_value(token);
    ASSERT_TRUE(actual) << token;
    EXPECT_EQ(*actual, read_decimal(value)) << token;
  }
}

TEST(NumericValue, OverflowHasNone) {
  for (const std::string_view token :
       {"1e309", "-1e309", "1.7976931348623159e308", "1e99999999999999999999", "0.1E310"}) {
    EXPECT_FALSE(numeric_value(token)) << token;
  }
}

TEST(NumericValue, CountsExponentsAcrossManyDigits) {
  const std::string zeros(1'000'000, '0');
  EXPECT_EQ(numeric_value("0." + zeros + "1e1000001"), read_decimal("1"));
  EXPECT_EQ(numeric_value("1" + zeros + "e-1000000"), read_decimal("1"));
  EXPECT_EQ(numeric_value("1" + zeros + "e-1000309"), read_decimal("1e-309"));
  EXPECT_EQ(numeric_value("0." + zeros + "1e999"), read_decimal("0"));
  EXPECT_FALSE(numeric_value("1" + zeros + ".0"));
  EXPECT_EQ(numeric_value("1" + zeros)->exponent, 1'000'001);
  EXPECT_EQ(numeric_value("1.0e-" + zeros + "1"), read_decimal("0.1"));
  EXPECT_FALSE(numeric_value("1e" + std::string(1'000'000, '9')));
  EXPECT_EQ(numeric_value("1e-" + std::string(1'000'000, '9')), read_decimal("0"));
}

// Rule 3.5: text(n).
TEST(NumberText, IsTheTokenOrJavasDoubleToString) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      // integers
      {"0", "0"},
      {"-0", "-0"},
      {"404", "404"},
      {"123456789012345678901234567890", "123456789012345678901234567890"},
      // doubles that the page names
      {"1.0", "1.0"},
      {"1e0", "1.0"},
      {"12.34", "12.34"},
      {"1e3", "1000.0"},
      {"1e-999", "0.0"},
      {"-0.0", "-0.0"},
      {"1e309", "Infinity"},
      {"1e7", "1.0E7"},
      {"1e-4", "1.0E-4"},
      // the limits of plain notation
      {"9999999.0", "9999999.0"},
      {"9999999.999999998", "9999999.999999998"},
      {"10000000.0", "1.0E7"},
      {"12345678.9", "1.23456789E7"},
      {"0.001", "0.001"},
      {"0.0010000000000000002", "0.0010000000000000002"},
      {"0.00099", "9.9E-4"},
      {"0.012", "0.012"},
      {"0.5", "0.5"},
      {"100.25", "100.25"},
      {"1234567.0", "1234567.0"},
      {"120.0", "120.0"},
      // signs, zero, overflow, underflow
      {"-1.5", "-1.5"},
      {"-1e-999", "-0.0"},
      {"-1e309", "-Infinity"},
      {"0.000", "0.0"},
      {"0E7", "0.0"},
      {"-2.5e-10", "-2.5E-10"},
      // the limits of double
      {"1e23", "1.0E23"},
      {"1.7976931348623157e308", "1.7976931348623157E308"},
      {"2.2250738585072014e-308", "2.2250738585072014E-308"},
      {"9007199254740993.0", "9.007199254740992E15"},
      // Java prefers two digits to one if they are nearer
      {"4.9e-324", "4.9E-324"},
      {"5e-324", "4.9E-324"},
      {"1e-323", "9.9E-324"},
      {"1.5e-323", "1.5E-323"},
      {"2e-323", "2.0E-323"},
      {"5e-323", "4.9E-323"},
      {"1e-322", "9.9E-323"},
  };
  for (const auto& [token, text] : cases) EXPECT_EQ(number_text(token), text) << token;
}

}  // namespace
}  // namespace filtercheck::eval
