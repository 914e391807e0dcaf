// Exact decimals: what number literals and number texts stand for.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace filtercheck::verify {

// 0.digits * 10^point, with a sign. The digits begin and end with one that is not 0, so that equal
// values are equal; zero is Decimal{}.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t point = 0;

  bool is_zero() const { return digits.empty(); }
  bool is_integer() const { return static_cast<std::int64_t>(digits.size()) <= point; }
  bool operator==(const Decimal&) const = default;
};

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

// Requires the shape of a number literal (pattern.hpp) or of a JSON number.
Decimal read_decimal(std::string_view source);

// An integer of more digits is never written out.
inline constexpr std::int64_t kMostDigits = 10'000;

// The token of an integer. No value if it has more than kMostDigits digits. Requires an integer.
std::optional<std::string> integer_text(const Decimal& integer);

// The least integer greater than `value`. Requires value.point <= kMostDigits.
Decimal next_integer(const Decimal& value);

}  // namespace filtercheck::verify
