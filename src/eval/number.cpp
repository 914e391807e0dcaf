#include "eval/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

namespace filtercheck::eval {
namespace {

// The digits of `[+-]? digits`; beyond `far` they no longer count, so that nothing overflows. No
// text is long enough for its digits to make up for such an exponent.
std::int64_t read_exponent(std::string_view source) {
  constexpr std::int64_t far = 100'000'000'000'000'000;
  const bool negative = source.starts_with('-');
  if (negative || source.starts_with('+')) source.remove_prefix(1);
  std::int64_t value = 0;
  for (const char c : source) value = std::min(value * 10 + (c - '0'), far);
  return negative ? -value : value;
}

// The double nearest to |decimal|; infinite if there is none.
double nearest_double(const Decimal& decimal) {
  // Far outside the range of doubles the exponent decides. (std::from_chars of libstdc++ gives up
  // counting exponents at 65,536, which is wrong for 0.000...0001e70000.)
  const double out_of_range = decimal.exponent > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  if (decimal.digits.empty()) return 0.0;
  if (std::abs(decimal.exponent) > 400) return out_of_range;
  const std::string text = "0." + decimal.digits + "e" + std::to_string(decimal.exponent);
  double result = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result);
  // On overflow and on underflow to zero std::from_chars leaves the result alone.
  return error == std::errc::result_out_of_range ? out_of_range : result;
}

bool is_integer(std::string_view token) {
  return token.find_first_of(".eE") == std::string_view::npos;
}

// The shortest decimal that reads back as `value`; the nearest to it if there are several.
Decimal shortest_decimal(double value) {
  char buffer[32];
  const auto end =
      std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific);
  return read_decimal({buffer, end.ptr});
}

// As Java has it: at least two digits, so that a nearer decimal of two digits is preferred to the
// shortest of one. This matters to the smallest doubles only: 4.9E-324, not 5.0E-324.
Decimal java_decimal(double value) {
  Decimal shortest = shortest_decimal(value);
  if (shortest.digits.size() > 1) return shortest;
  char buffer[32];
  const auto end =
      std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific, 1);
  return read_decimal({buffer, end.ptr});
}

// Java's Double.toString of a double that is not negative.
std::string java_text(double value) {
  if (std::isinf(value)) return "Infinity";
  if (value == 0.0) return "0.0";
  const auto [negative, digits, exponent] = java_decimal(value);
  const auto or_zero = [](const std::string& fraction) {
    return fraction.empty() ? "0" : fraction;
  };

  // From 1e-3 up to but not including 1e7, that is from 0.1e-2 to below 0.1e8: plain.
  if (exponent < -2 || exponent > 7) {
    return digits.substr(0, 1) + "." + or_zero(digits.substr(1)) + "E" +
           std::to_string(exponent - 1);
  }
  if (exponent <= 0) return "0." + std::string(static_cast<std::size_t>(-exponent), '0') + digits;
  const auto before_point = static_cast<std::size_t>(exponent);
  if (digits.size() <= before_point) {
    return digits + std::string(before_point - digits.size(), '0') + ".0";
  }
  return digits.substr(0, before_point) + "." + digits.substr(before_point);
}

}  // namespace

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const auto sign = [](const Decimal& d) { return d.digits.empty() ? 0 : d.negative ? -1 : 1; };
  if (sign(a) != sign(b)) return sign(a) <=> sign(b);
  const Decimal& low = a.negative ? b : a;  // of two negative numbers the one nearer to zero
  const Decimal& high = a.negative ? a : b;
  if (low.exponent != high.exponent) return low.exponent <=> high.exponent;
  return low.digits <=> high.digits;  // as fractions, so the first difference decides
}

Decimal read_decimal(std::string_view source) {
  Decimal result;
  const std::size_t mark = std::min(source.find_first_of("eE"), source.size());
  bool after_point = false;
  for (const char c : source.substr(0, mark)) {
    if (c == '.') after_point = true;
    if (c < '0' || c > '9') continue;
    const bool leading_zero = c == '0' && result.digits.empty();
    if (!leading_zero) result.digits += c;
    if (!after_point && !leading_zero) ++result.exponent;
    if (after_point && leading_zero) --result.exponent;
  }
  if (result.digits.empty()) return Decimal{};
  result.digits.erase(result.digits.find_last_not_of('0') + 1);
  result.negative = source.starts_with('-');
  if (mark < source.size()) result.exponent += read_exponent(source.substr(mark + 1));
  return result;
}

std::optional<Decimal> number_in(std::u32string_view text) {
  const auto is_digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
  std::u32string_view rest = text;
  const auto take = [&rest](std::u32string_view one_of) {
    const bool taken = !rest.empty() && one_of.find(rest.front()) != std::u32string_view::npos;
    if (taken) rest.remove_prefix(1);
    return taken;
  };
  const auto take_digits = [&] {
    const auto end = std::ranges::find_if_not(rest, is_digit);
    const auto count = static_cast<std::size_t>(end - rest.begin());
    rest.remove_prefix(count);
    return count;
  };
  take(U"+-");
  const std::size_t whole = take_digits();
  const std::size_t fraction = take(U".") ? take_digits() : 0;
  if (whole + fraction == 0) return std::nullopt;
  if (take(U"eE")) {
    take(U"+-");
    if (take_digits() == 0) return std::nullopt;
  }
  if (!rest.empty()) return std::nullopt;
  return read_decimal(std::string(text.begin(), text.end()));  // all of it is ASCII
}

std::optional<Decimal> numeric_value(std::string_view token) {
  const Decimal exact = read_decimal(token);
  if (is_integer(token)) return exact;
  const double value = nearest_double(exact);
  if (std::isinf(value)) return std::nullopt;
  Decimal result = shortest_decimal(value);
  result.negative = exact.negative && !result.digits.empty();  // -0.0 is 0
  return result;
}

std::string number_text(std::string_view token) {
  if (is_integer(token)) return std::string(token);
  return (token.starts_with('-') ? "-" : "") + java_text(nearest_double(read_decimal(token)));
}

}  // namespace filtercheck::eval
