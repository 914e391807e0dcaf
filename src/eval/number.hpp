// The numbers of log lines and of patterns, exactly (rule 3.5).
//
// A number literal is an exact decimal. A JSON number is an exact integer, or, when its token has a
// `.`, `e` or `E`, an IEEE double. Nothing here expands an exponent: `1e2147483647` costs as much
// as its twelve characters.
//
//   *numeric_value("12.340") == read_decimal("1234e-2")   // true
//   numeric_value("1e309")                                // no value: not finite
//   number_text("1e3")                                    // "1000.0"
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace filtercheck::eval {

// An exact decimal number, 0.DIGITS times ten to the power `exponent`. One spelling each: DIGITS
// has no zeros at either end, and zero is Decimal{}.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;

  bool operator==(const Decimal&) const = default;
};

// By value. Cost: linear in the digits.
std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

// The value of a number literal (rule 3.4; for its shape see filtercheck::Number) or of a JSON
// number token. An exponent beyond ten to the power 17 counts as that. Cost: linear.
Decimal read_decimal(std::string_view source);

// The value of a text that has the shape of a number literal, exactly, whatever its exponent (rule
// 6.3). No value: it has another shape. Cost: linear.
std::optional<Decimal> number_in(std::u32string_view text);

// What a JSON number token is worth in a comparison with a number literal. No value: it is a double
// that overflows. Cost: linear.
std::optional<Decimal> numeric_value(std::string_view token);

// text(n): what a JSON number token looks like to text literals and to regexes. An integer is its
// own text, a double is written as Java's Double.toString does. Cost: linear.
std::string number_text(std::string_view token);

}  // namespace filtercheck::eval
