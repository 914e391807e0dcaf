// Exact decimals of the checker: what a number literal stands for, digit for digit.
#include <gtest/gtest.h>

#include <compare>
#include <cstddef>
#include <optional>
#include <string>

#include "verify/decimal.hpp"

namespace filtercheck::verify {
namespace {

TEST(VerifyDecimal, ReadsLiteralsExactly) {
  const struct {
    const char* source;
    Decimal value;
  } cases[] = {
      {"0", {false, "", 0}},
      {"-0", {false, "", 0}},
      {"+0.00", {false, "", 0}},
      {"-000", {false, "", 0}},
      {"0e5", {false, "", 0}},
      {"-0.0e-5", {false, "", 0}},
      {"1", {false, "1", 1}},
      {"+1", {false, "1", 1}},
      {"-1", {true, "1", 1}},
      {"10", {false, "1", 2}},
      {"1e1", {false, "1", 2}},
      {"1E+1", {false, "1", 2}},
      {"0.5", {false, "5", 0}},
      {".5", {false, "5", 0}},
      {"5.", {false, "5", 1}},
      {"0.050", {false, "5", -1}},
      {"5e-2", {false, "5", -1}},
      {"12.340", {false, "1234", 2}},
      {"-007.05", {true, "705", 1}},
      {"-12e-5", {true, "12", -3}},
      {"90.09e09", {false, "9009", 11}},
      {"1e2147483647", {false, "1", 2'147'483'648}},
      {"1e-2147483648", {false, "1", -2'147'483'647}},
      // Where an exponent no longer counts.
      {"1e1000000000000", {false, "1", 1'000'000'000'001}},
      {"1e99999999999999999999999", {false, "1", 1'000'000'000'001}},
      {"1e-99999999999999999999999", {false, "1", -999'999'999'999}},
  };
  for (const auto& c : cases) EXPECT_EQ(read_decimal(c.source), c.value) << c.source;
}

TEST(VerifyDecimal, OrdersByValue) {
  const char* const ascending[] = {"-1e400", "-1e3", "-12",   "-11",     "-2",  "-1.5",
                                   "-1",     "-0.1", "-0.01", "-1e-400", "0",   "1e-400",
                                   "0.01",   "0.1",  "0.11",  "1",       "1.5", "2",
                                   "10",     "11",   "11.5",  "12",      "1e3", "1e400"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(read_decimal(ascending[i]) <=> read_decimal(ascending[j]), i <=> j)
          << ascending[i] << " " << ascending[j];
    }
  }
}

TEST(VerifyDecimal, KnowsIntegers) {
  for (const char* const source : {"0", "-0.0", "1", "-1", "10", "1.0", "-3.00", "1e3", "1.5e1",
                                   "1e2147483647", "9007199254740993"}) {
    EXPECT_TRUE(read_decimal(source).is_integer()) << source;
  }
  for (const char* const source :
       {"0.5", "-0.5", "1.5", "1e-1", "-12.25", "10.01", "1e-2147483648", "9007199254740993.1"}) {
    EXPECT_FALSE(read_decimal(source).is_integer()) << source;
  }
}

TEST(VerifyDecimal, WritesIntegersOfAtMostTenThousandDigits) {
  const struct {
    const char* source;
    const char* token;
  } cases[] = {{"0", "0"},      {"-0", "0"},    {"12", "12"}, {"-12", "-12"},
               {"1e3", "1000"}, {"12.0", "12"}, {"+7", "7"},  {"-1.5e1", "-15"}};
  for (const auto& c : cases) EXPECT_EQ(integer_text(read_decimal(c.source)), c.token) << c.source;
  EXPECT_EQ(integer_text(read_decimal("1e9999")), "1" + std::string(9'999, '0'));
  EXPECT_EQ(integer_text(read_decimal("-1e9999")), "-1" + std::string(9'999, '0'));
  EXPECT_EQ(integer_text(read_decimal("1e10000")), std::nullopt);
}

TEST(VerifyDecimal, TheNextIntegerCarries) {
  EXPECT_EQ(next_integer(read_decimal("19")), read_decimal("20"));
  EXPECT_EQ(next_integer(read_decimal("1299.5")), read_decimal("1300"));
  EXPECT_EQ(next_integer(read_decimal("-200")), read_decimal("-199"));
}

}  // namespace
}  // namespace filtercheck::verify
