#include "smt/exact.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace filtercheck::smt {

namespace {

// Saturates, so that no exponent overflows.
long read_exponent(std::string_view source) {
  constexpr long kFar = 1'000'000'000'000;
  const bool negative = source.starts_with('-');
  long value = 0;
  for (const char c : source) {
    if (c >= '0' && c <= '9') value = std::min(value * 10 + (c - '0'), kFar);
  }
  return negative ? -value : value;
}

double nearest_double(const Exact& value) {
  const std::string text = std::string(value.negative ? "-" : "") + "0." + value.digits + "e" +
                           std::to_string(value.exponent);
  return std::strtod(text.c_str(), nullptr);
}

Exact shortest_decimal(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::scientific);
  return read_exact({buffer.data(), end.ptr}).value();
}

// The least value of a float above `value`. The shortest decimals ascend with their doubles, so it
// is that of the nearest double or of a neighbour.
std::optional<Exact> float_above(const Exact& value) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double nearest = nearest_double(value);
  for (const double candidate :
       {std::nextafter(nearest, -kInfinity), nearest, std::nextafter(nearest, kInfinity)}) {
    if (!std::isfinite(candidate)) continue;
    if (Exact decimal = shortest_decimal(candidate); decimal > value) return decimal;
  }
  return std::nullopt;
}

bool is_integer(const Exact& value) {
  return value.exponent >= static_cast<long>(value.digits.size());
}

Exact negated(Exact value) {
  if (!value.digits.empty()) value.negative = !value.negative;
  return value;
}

// The digits before the point; "" for a value below 1. Requires value >= 0.
std::string whole_digits(const Exact& value) {
  if (value.exponent <= 0) return "";
  const auto size = static_cast<std::size_t>(value.exponent);
  std::string whole = value.digits.substr(0, size);
  whole.resize(size, '0');
  return whole;
}

std::string incremented(std::string digits) {
  std::size_t at = digits.size();
  while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
  if (at == 0) return "1" + digits;
  ++digits[at - 1];
  return digits;
}

bool some_integer_between(const Exact& low, const Exact& high) {
  if (low.negative) {
    // Either zero is between, or the mirror image has no sign.
    return Exact{} < high || some_integer_between(negated(high), negated(low));
  }
  return read_exact(incremented(whole_digits(low))).value() < high;
}

std::string or_zero(const std::string& digits) { return digits.empty() ? "0" : digits; }

}  // namespace

std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
  const auto sign = [](const Exact& e) { return e.digits.empty() ? 0 : e.negative ? -1 : 1; };
  if (sign(a) != sign(b)) return sign(a) <=> sign(b);
  if (sign(a) < 0) return negated(b) <=> negated(a);
  if (a.exponent != b.exponent) return a.exponent <=> b.exponent;
  return a.digits <=> b.digits;
}

std::optional<Exact> read_exact(std::string_view source) {
  const std::size_t mark = std::min(source.find_first_of("eE"), source.size());
  Exact value;
  value.negative = source.starts_with('-');
  if (mark < source.size()) value.exponent = read_exponent(source.substr(mark + 1));
  bool after_point = false;
  for (const char c : source.substr(0, mark)) {
    if (c == '.') after_point = true;
    if (c < '0' || c > '9') continue;
    const bool leading_zero = c == '0' && value.digits.empty();
    if (!leading_zero) value.digits += c;
    if (!leading_zero && !after_point) ++value.exponent;
    if (leading_zero && after_point) --value.exponent;
  }
  while (value.digits.ends_with('0')) value.digits.pop_back();
  if (value.digits.empty()) return Exact{};
  const bool far = std::abs(value.exponent) > kMostDigits ||
                   static_cast<long>(value.digits.size()) > kMostDigits;
  return far ? std::nullopt : std::optional(value);
}

std::string real_term(const Exact& value) {
  std::string fraction;
  if (value.exponent < 0) fraction.assign(static_cast<std::size_t>(-value.exponent), '0');
  const auto whole = static_cast<std::size_t>(std::max(value.exponent, 0L));
  if (whole < value.digits.size()) fraction += value.digits.substr(whole);
  const std::string term = or_zero(whole_digits(value)) + "." + or_zero(fraction);
  return value.negative ? "(- " + term + ")" : term;
}

bool is_number(const Exact& value, Numbers numbers) {
  if (numbers == Numbers::All && is_integer(value)) return true;
  const double nearest = nearest_double(value);
  return std::isfinite(nearest) && shortest_decimal(nearest) == value;
}

bool some_number_between(const std::optional<Exact>& low, const std::optional<Exact>& high,
                         Numbers numbers) {
  if (!low && !high) return true;
  if (!low) return some_number_between(negated(*high), std::nullopt, numbers);
  const std::optional<Exact> above = float_above(*low);
  if (!high) return numbers == Numbers::All || above.has_value();
  if (above && *above < *high) return true;
  return numbers == Numbers::All && some_integer_between(*low, *high);
}

std::string java_text(const Exact& value) {
  const std::string sign = value.negative ? "-" : "";
  // From 1e-3 up to but not including 1e7, written plainly.
  if (value.exponent < -2 || value.exponent > 7) {
    return sign + value.digits.substr(0, 1) + "." + or_zero(value.digits.substr(1)) + "E" +
           std::to_string(value.exponent - 1);
  }
  std::string fraction(static_cast<std::size_t>(std::max(-value.exponent, 0L)), '0');
  const auto whole = static_cast<std::size_t>(std::max(value.exponent, 0L));
  if (whole < value.digits.size()) fraction += value.digits.substr(whole);
  return sign + or_zero(whole_digits(value)) + "." + or_zero(fraction);
}

}  // namespace filtercheck::smt
