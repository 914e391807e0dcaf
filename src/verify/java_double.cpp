#include "verify/java_double.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <system_error>

namespace filtercheck::verify {

namespace {

// Of a value that is not negative, as `d.ddde-05`; with `digits` digits after the point, or the
// fewest that will do.
Decimal scientific(double value, std::optional<int> digits) {
  char buffer[40];
  const std::to_chars_result written =
      digits ? std::to_chars(std::begin(buffer), std::end(buffer), value,
                             std::chars_format::scientific, *digits)
             : std::to_chars(std::begin(buffer), std::end(buffer), value,
                             std::chars_format::scientific);
  return read_decimal({buffer, written.ptr});
}

// Of a positive value.
std::string positive_text(double value) {
  Decimal decimal = scientific(value, std::nullopt);
  if (decimal.digits.size() == 1) decimal = scientific(value, 1);
  std::string& digits = decimal.digits;
  const std::int64_t point = decimal.point;
  const auto split_at = [](const std::string& all, std::size_t whole) {
    const std::string fraction = all.size() > whole ? all.substr(whole) : "0";
    return all.substr(0, whole) + "." + fraction;
  };
  if (point < -2 || point > 7) return split_at(digits, 1) + "E" + std::to_string(point - 1);
  if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  const auto whole = static_cast<std::size_t>(point);
  digits.resize(std::max(digits.size(), whole), '0');
  return split_at(digits, whole);
}

}  // namespace

double nearest_double(const Decimal& value) {
  const double sign = value.negative ? -1.0 : 1.0;
  const double out_of_range = value.point > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  if (value.is_zero()) return 0.0;
  const std::string text = "0." + value.digits + "e" + std::to_string(value.point);
  double result = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result);
  return sign * (error == std::errc::result_out_of_range ? out_of_range : result);
}

Decimal shortest_decimal(double value) {
  Decimal result = scientific(std::fabs(value), std::nullopt);
  result.negative = value < 0.0;
  return result;
}

std::string java_text(double value) {
  const std::string sign = std::signbit(value) ? "-" : "";
  return sign + (value == 0.0 ? "0.0" : positive_text(std::fabs(value)));
}

std::optional<double> double_of_text(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !std::isfinite(value) || java_text(value) != text)
    return std::nullopt;
  return value;
}

}  // namespace filtercheck::verify
