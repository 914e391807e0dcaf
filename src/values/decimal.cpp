#include "values/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace filtercheck::values {

namespace {

constexpr std::int64_t kHuge = std::int64_t{1} << 62;

// Takes leading and trailing zeros off.
Decimal canonical(bool negative, const std::string& digits, std::int64_t point) {
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) return {};
  const std::size_t last = digits.find_last_not_of('0');
  return {negative, digits.substr(first, last - first + 1),
          point - static_cast<std::int64_t>(first)};
}

std::int64_t saturated(std::string_view exponent) {
  const bool negative = exponent.front() == '-';
  if (negative || exponent.front() == '+') exponent.remove_prefix(1);
  std::int64_t value = 0;
  for (const char c : exponent) value = std::min((value * 10) + (c - '0'), kHuge / 16);
  return negative ? -value : value;
}

// Magnitudes of two numbers that are not zero.
std::strong_ordering compare_magnitudes(const Decimal& a, const Decimal& b) {
  if (a.point != b.point) return a.point <=> b.point;
  return a.digits.compare(b.digits) <=> 0;
}

// The integer part of |value| * 10^places as digits, and whether something is cut off.
struct Scaled {
  std::string digits;
  bool exact;
};
Scaled scaled(const Decimal& value, std::int64_t places) {
  const std::int64_t size = value.point + places;
  const auto have = static_cast<std::int64_t>(value.digits.size());
  if (value.is_zero()) return {"0", true};
  if (size <= 0) return {"0", false};
  std::string digits = value.digits.substr(0, static_cast<std::size_t>(std::min(size, have)));
  digits.resize(static_cast<std::size_t>(size), '0');
  return {std::move(digits), have <= size};
}

void increment(std::string& digits) {
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    if (*digit != '9') {
      ++*digit;
      return;
    }
    *digit = '0';
  }
  digits.insert(digits.begin(), '1');
}

// Requires digits that are not all zeros.
void decrement(std::string& digits) {
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    if (*digit != '0') {
      --*digit;
      return;
    }
    *digit = '9';
  }
}

// Java prints two digits at least, and of those the nearest: 4.9E-324 for the smallest double,
// whose shortest decimal is 5e-324. Elsewhere the second digit is 0.
std::string java_text_of_least(const Decimal& value) {
  std::array<char, 32> buffer{};
  const double least = nearest_double(value).value_or(0);
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), least,
                                 std::chars_format::scientific, 1)
                       .ptr;
  std::string text(buffer.data(), end);
  text[text.find('e')] = 'E';
  return text;
}

}  // namespace

Decimal read_decimal(std::string_view number) {
  const bool negative = number.front() == '-';
  if (negative || number.front() == '+') number.remove_prefix(1);
  const std::size_t e = number.find_first_of("eE");
  const std::string_view mantissa = number.substr(0, e);
  const std::size_t dot = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, dot));
  if (dot < mantissa.size()) digits += mantissa.substr(dot + 1);
  const std::int64_t exponent = e == std::string_view::npos ? 0 : saturated(number.substr(e + 1));
  return canonical(negative, digits, static_cast<std::int64_t>(dot) + exponent);
}

std::strong_ordering compare(const Decimal& a, const Decimal& b) {
  const int sign_a = a.is_zero() ? 0 : a.negative ? -1 : 1;
  const int sign_b = b.is_zero() ? 0 : b.negative ? -1 : 1;
  if (sign_a != sign_b) return sign_a <=> sign_b;
  if (sign_a == 0) return std::strong_ordering::equal;
  return sign_a > 0 ? compare_magnitudes(a, b) : compare_magnitudes(b, a);
}

Decimal negated(Decimal value) {
  value.negative = !value.is_zero() && !value.negative;
  return value;
}

std::optional<std::string> integer_text(const Decimal& value, std::int64_t max_digits) {
  if (value.is_zero()) return "0";
  if (value.point > max_digits) return std::nullopt;
  std::string text = value.digits;
  text.resize(static_cast<std::size_t>(value.point), '0');
  return value.negative ? "-" + text : text;
}

Decimal next_multiple(const Decimal& value, std::int64_t places) {
  Scaled magnitude = scaled(value, places);
  if (!value.negative) {
    increment(magnitude.digits);
  } else if (magnitude.exact) {
    decrement(magnitude.digits);
  }
  const auto size = static_cast<std::int64_t>(magnitude.digits.size());
  return canonical(value.negative, magnitude.digits, size - places);
}

std::optional<double> nearest_double(const Decimal& value) {
  if (value.is_zero() || value.point < -400) return 0.0;
  if (value.point > 400) return std::nullopt;
  const std::string text =
      (value.negative ? "-0." : "0.") + value.digits + "e" + std::to_string(value.point);
  double nearest = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), nearest);
  if (read.ec == std::errc()) return nearest;
  if (value.point > 0) return std::nullopt;
  return 0.0;
}

Decimal shortest_decimal(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::scientific)
                       .ptr;
  return read_decimal({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

bool is_double_value(const Decimal& value) {
  const std::optional<double> nearest = nearest_double(value);
  return nearest && shortest_decimal(*nearest) == value;
}

// Shortest decimals are ordered as their doubles are, and `value` rounds to one of them: either
// that one is greater than `value`, or the next double is the first that is.
std::optional<Decimal> next_double_value(const Decimal& value) {
  std::optional<double> at = nearest_double(value);
  if (!at && !value.negative) return std::nullopt;
  double candidate = at ? *at : std::numeric_limits<double>::lowest();
  if (compare(shortest_decimal(candidate), value) <= 0) {
    candidate = std::nextafter(candidate, std::numeric_limits<double>::infinity());
  }
  if (!std::isfinite(candidate)) return std::nullopt;
  return shortest_decimal(candidate);
}

std::string java_text(const Decimal& value) {
  const std::string& digits = value.digits;
  const std::int64_t point = value.point;
  std::string text = value.negative ? "-" : "";
  if (point >= -2 && point <= 7) {  // 1e-3 <= |value| < 1e7
    if (point <= 0)
      return text + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    const auto whole = static_cast<std::size_t>(point);
    if (digits.size() <= whole)
      return text + digits + std::string(whole - digits.size(), '0') + ".0";
    return text + digits.substr(0, whole) + "." + digits.substr(whole);
  }
  if (digits.size() == 1 && point < -300 && is_double_value(value))
    return java_text_of_least(value);
  text += digits.substr(0, 1) + "." + (digits.size() > 1 ? digits.substr(1) : "0");
  return text + "E" + std::to_string(point - 1);
}

std::optional<Decimal> integer_with_text(std::u32string_view text) {
  std::u32string_view digits = text;
  if (digits.starts_with(U'-')) digits.remove_prefix(1);
  const auto is_digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
  if (digits.empty() || (digits.size() > 1 && digits.front() == U'0') ||
      !std::all_of(digits.begin(), digits.end(), is_digit)) {
    return std::nullopt;
  }
  return read_decimal(std::string(text.begin(), text.end()));
}

std::optional<Decimal> double_with_text(std::u32string_view text) {
  const auto is_part = [](char32_t c) {
    return (c >= U'0' && c <= U'9') || c == U'.' || c == U'E' || c == U'-';
  };
  if (text.size() > 30 || !std::all_of(text.begin(), text.end(), is_part)) {
    return std::nullopt;
  }
  const std::string ascii(text.begin(), text.end());
  if (ascii == "0.0" || ascii == "-0.0") return Decimal{};
  double read = 0;
  const auto end = std::from_chars(ascii.data(), ascii.data() + ascii.size(), read);
  if (end.ec != std::errc() || end.ptr != ascii.data() + ascii.size() || read == 0)
    return std::nullopt;
  const Decimal value = shortest_decimal(read);
  if (java_text(value) != ascii) return std::nullopt;
  return value;
}

}  // namespace filtercheck::values
