// Exact decimal numbers, and which of them a JSON number can be.
//
// AWS compares a number literal, of any precision, with an integer token exactly and with any other
// token by the shortest decimal of the double nearest to it (rule 3.5). So the decision needs exact
// decimals, the doubles among them, and the text AWS makes of each. Nothing here expands an
// exponent: a literal may be 1e2147483647.
//
// Independent of src/eval/number.hpp on purpose: that one judges this one.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace filtercheck::values {

// (-1)^negative * 0.DIGITS * 10^point. Zero has no digits and no sign; otherwise the first and the
// last digit are not 0. So equal values are equal structures.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t point = 0;

  bool is_zero() const { return digits.empty(); }
  bool is_integer() const { return static_cast<std::int64_t>(digits.size()) <= point; }
  bool operator==(const Decimal&) const = default;
};

// Requires the shape of a number literal or of a JSON number. An exponent beyond 64 bits saturates.
Decimal read_decimal(std::string_view number);

std::strong_ordering compare(const Decimal& a, const Decimal& b);
Decimal negated(Decimal value);

// Digits of an integer in full, with `-`. No value: it would have more than `max_digits`.
std::optional<std::string> integer_text(const Decimal& value, std::int64_t max_digits);

// The smallest multiple of 10^-places that is greater than `value`. Cost: linear in value.point +
// places, which must be below a million.
Decimal next_multiple(const Decimal& value, std::int64_t places);

// The double nearest to `value`; no value if it is beyond the largest one.
std::optional<double> nearest_double(const Decimal& value);
// The shortest decimal that reads back as `value`, which must be finite.
Decimal shortest_decimal(double value);
// Whether some JSON number with a point or an exponent has exactly this value.
bool is_double_value(const Decimal& value);
// The smallest such value greater than `value`; no value if there is none.
std::optional<Decimal> next_double_value(const Decimal& value);

// text(n) of rule 3.5 for a finite double with this shortest decimal, which is not zero.
std::string java_text(const Decimal& value);

// The value of the number whose text is `text`: an integer token, or a finite double. No value if
// there is none. Zero is the value of `0` and `-0`, and of `0.0` and `-0.0`.
std::optional<Decimal> integer_with_text(std::u32string_view text);
std::optional<Decimal> double_with_text(std::u32string_view text);

}  // namespace filtercheck::values
