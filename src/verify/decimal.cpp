#include "verify/decimal.hpp"

#include <algorithm>

namespace filtercheck::verify {

namespace {

// Where an exponent no longer counts: no literal is long enough to make up for it.
constexpr std::int64_t kFar = 1'000'000'000'000;

std::int64_t read_exponent(std::string_view source) {
  const bool negative = source.starts_with('-');
  if (negative || source.starts_with('+')) source.remove_prefix(1);
  std::int64_t value = 0;
  for (const char c : source) value = std::min(value * 10 + (c - '0'), kFar);
  return negative ? -value : value;
}

// The digits before the point of |value|; none if there is only a 0.
std::string whole_digits(const Decimal& value) {
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(value.point, 0));
  std::string digits = value.digits.substr(0, count);
  digits.resize(count, '0');
  return digits;
}

std::string plus_one(std::string digits) {
  const std::size_t last = digits.find_last_not_of('9');
  if (last == std::string::npos) return "1" + std::string(digits.size(), '0');
  ++digits[last];
  std::fill(digits.begin() + static_cast<std::ptrdiff_t>(last) + 1, digits.end(), '0');
  return digits;
}

// Requires a digit other than 0.
std::string minus_one(std::string digits) {
  const std::size_t last = digits.find_last_not_of('0');
  --digits[last];
  std::fill(digits.begin() + static_cast<std::ptrdiff_t>(last) + 1, digits.end(), '9');
  return digits;
}

int sign_of(const Decimal& value) { return value.is_zero() ? 0 : value.negative ? -1 : 1; }

}  // namespace

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (sign_of(a) != sign_of(b)) return sign_of(a) <=> sign_of(b);
  const Decimal& less_if_smaller = a.negative ? b : a;
  const Decimal& other = a.negative ? a : b;
  if (less_if_smaller.point != other.point) return less_if_smaller.point <=> other.point;
  return less_if_smaller.digits.compare(other.digits) <=> 0;
}

Decimal read_decimal(std::string_view source) {
  const std::size_t mark = std::min(source.find_first_of("eE"), source.size());
  std::string_view mantissa = source.substr(0, mark);
  Decimal value;
  value.negative = mantissa.starts_with('-');
  if (value.negative || mantissa.starts_with('+')) mantissa.remove_prefix(1);
  const std::size_t dot = std::min(mantissa.find('.'), mantissa.size());
  value.digits = mantissa.substr(0, dot);
  if (dot < mantissa.size()) value.digits += mantissa.substr(dot + 1);
  const std::size_t zeros = std::min(value.digits.find_first_not_of('0'), value.digits.size());
  if (zeros == value.digits.size()) return {};
  value.digits.erase(0, zeros);
  value.digits.erase(value.digits.find_last_not_of('0') + 1);
  value.point = static_cast<std::int64_t>(dot) - static_cast<std::int64_t>(zeros);
  if (mark < source.size()) value.point += read_exponent(source.substr(mark + 1));
  return value;
}

std::optional<std::string> integer_text(const Decimal& integer) {
  if (integer.is_zero()) return "0";
  if (integer.point > kMostDigits) return std::nullopt;
  return (integer.negative ? "-" : "") + whole_digits(integer);
}

Decimal next_integer(const Decimal& value) {
  const std::string whole = whole_digits(value);
  if (!value.negative) return read_decimal(plus_one(whole));
  return read_decimal("-" + (value.is_integer() ? minus_one(whole) : whole));
}

}  // namespace filtercheck::verify
