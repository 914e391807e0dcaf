// Doubles of the checker. The texts are what OpenJDK's Double.toString writes, printed by it
// (values on which its versions differ are not among them); what is nearest follows from the binary
// form.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "verify/java_double.hpp"

namespace filtercheck::verify {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kGreatest = std::numeric_limits<double>::max();
constexpr double kLeast = std::numeric_limits<double>::denorm_min();

// Equal, and of the same sign if zero.
bool is_same(double a, double b) { return a == b && std::signbit(a) == std::signbit(b); }

TEST(VerifyJavaDouble, WritesWhatJavaWrites) {
  const struct {
    double value;
    const char* text;
  } cases[] = {
      {0.0, "0.0"},
      {-0.0, "-0.0"},
      {1, "1.0"},
      {-1, "-1.0"},
      {0.1, "0.1"},
      {0.01, "0.01"},
      {0.0123, "0.0123"},
      {4.35, "4.35"},
      {12.5, "12.5"},
      {20, "20.0"},
      {1200.5, "1200.5"},
      {0.30000000000000004, "0.30000000000000004"},
      // Without an exponent from 0.001 on …
      {0.001, "0.001"},
      {-0.001, "-0.001"},
      {0.0011, "0.0011"},
      {0.0099, "0.0099"},
      {9.99e-4, "9.99E-4"},
      {9.999999999999998e-4, "9.999999999999998E-4"},
      {1e-4, "1.0E-4"},
      {1.0e-5, "1.0E-5"},
      // … to below ten million.
      {1e6, "1000000.0"},
      {123456, "123456.0"},
      {1234567, "1234567.0"},
      {1234567.5, "1234567.5"},
      {9999999, "9999999.0"},
      {9999999.999999998, "9999999.999999998"},
      {1e7, "1.0E7"},
      {-1e7, "-1.0E7"},
      {1.2345678e7, "1.2345678E7"},
      {12345678.5, "1.23456785E7"},
      {1e8, "1.0E8"},
      {123456789012345680, "1.2345678901234568E17"},
      {1e22, "1.0E22"},
      {-1.2345678901234567e-123, "-1.2345678901234567E-123"},
      {1.7976931348623157e308, "1.7976931348623157E308"},
      {2.2250738585072014e-308, "2.2250738585072014E-308"},
      // Two digits at least.
      {3e-320, "3.0E-320"},
      {1.5e-323, "1.5E-323"},
      {4.4e-323, "4.4E-323"},
      {kLeast, "4.9E-324"},
      {-kLeast, "-4.9E-324"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(java_text(c.value), c.text);
    const std::optional<double> value = double_of_text(c.text);
    ASSERT_TRUE(value) << c.text;
    EXPECT_TRUE(is_same(*value, c.value)) << c.text;
  }
}

TEST(VerifyJavaDouble, KnowsWhatJavaDoesNotWrite) {
  for (const char* const text : {"",
                                 "-",
                                 "1",
                                 "1.",
                                 ".5",
                                 "01.0",
                                 "1.00",
                                 "1e0",
                                 "1.0e7",
                                 "1.0E+7",
                                 "10000000.0",
                                 "0.0001",
                                 "1.0E6",
                                 "1.0E-3",
                                 "+1.0",
                                 " 1.0",
                                 "1.0 ",
                                 "1.0x",
                                 "x",
                                 "1.0E309",
                                 "-1.0E309",
                                 "5.0E-324",
                                 "1.0E-325",
                                 "inf",
                                 "-inf",
                                 "nan",
                                 "inf.0",
                                 "-inf.0",
                                 "nan.0",
                                 "Infinity",
                                 "-Infinity",
                                 "NaN",
                                 "0x1.0",
                                 "1,0",
                                 "00.0",
                                 "0.10000000000000001",
                                 "0.1000000000000000055511151231257827021181583404541015625"}) {
    EXPECT_EQ(double_of_text(text), std::nullopt) << text;
  }
}

TEST(VerifyJavaDouble, RoundsToTheNearest) {
  const struct {
    const char* decimal;
    double value;
  } cases[] = {
      {"0", 0.0},
      {"-0", 0.0},
      {"1", 1.0},
      {"-12.5", -12.5},
      {"0.1", 0.1},
      {"0.1000000000000000055511151231257827021181583404541015625", 0.1},
      // 2^53 + 1 lies in the middle, and even wins.
      {"9007199254740993", 9007199254740992.0},
      {"9007199254740993.0000000000000000001", 9007199254740994.0},
      {"9007199254740995", 9007199254740996.0},
      // Half a step above the greatest double, 2^1024 - 2^970, infinity begins.
      {"1.7976931348623157e308", kGreatest},
      {"1.7976931348623158e308", kGreatest},
      {"1.7976931348623159e308", kInfinity},
      {"-1.7976931348623159e308", -kInfinity},
      {"1e309", kInfinity},
      {"1e400", kInfinity},
      {"-1e401", -kInfinity},
      {"1e2147483647", kInfinity},
      {"-1e99999999999999999999", -kInfinity},
      // Half of the least, 2^-1075, is nearer to nothing than to the least.
      {"5e-324", kLeast},
      {"2.4703282292062328e-324", kLeast},
      {"2.4703282292062327e-324", 0.0},
      {"-2.4703282292062327e-324", -0.0},
      {"1e-399", 0.0},
      {"1e-402", 0.0},
      {"-1e-2147483648", -0.0},
      {"1e-99999999999999999999", 0.0},
      {"7e-323", 14 * kLeast},
  };
  for (const auto& c : cases) {
    EXPECT_TRUE(is_same(nearest_double(read_decimal(c.decimal)), c.value)) << c.decimal;
  }
  const std::string zeros(1'000, '0');
  EXPECT_EQ(nearest_double(read_decimal("0." + zeros + "1e1000")), 0.1);
  EXPECT_EQ(nearest_double(read_decimal("1" + zeros + "e-1000")), 1.0);
}

TEST(VerifyJavaDouble, ShortestDecimals) {
  const struct {
    double value;
    const char* decimal;
  } cases[] = {{0.0, "0"},         {-0.0, "0"},
               {1.0, "1"},         {-12.34, "-12.34"},
               {0.1, "0.1"},       {1e7, "1e7"},
               {kLeast, "5e-324"}, {-kLeast, "-5e-324"},
               {1e23, "1e23"},     {2.0 / 3.0, "0.6666666666666666"}};
  for (const auto& c : cases) {
    EXPECT_EQ(shortest_decimal(c.value), read_decimal(c.decimal)) << c.decimal;
  }
}

}  // namespace
}  // namespace filtercheck::verify
