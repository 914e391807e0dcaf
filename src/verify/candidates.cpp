#include "verify/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "verify/java_double.hpp"

namespace filtercheck::verify {

namespace {

constexpr std::size_t kMostCandidates = 1'000;

const Decimal kZero;

Value zero(Shape shape, const char* token) { return {shape, widened(token), kZero}; }

std::vector<Value> zeros(Shape shape) {
  if (shape == Shape::Integer) return {zero(shape, "0"), zero(shape, "-0")};
  return {zero(shape, "0.0"), zero(shape, "-0.0")};
}

// The values that are equal to a number: tokens of digits, or doubles of which it is the shortest
// decimal.
std::vector<Value> equal_to(Shape shape, const Decimal& number) {
  if (number.is_zero()) return zeros(shape);
  if (shape == Shape::Integer) {
    if (number.is_integer()) return {integer_value(number)};
    return {};
  }
  const double nearest = nearest_double(number);
  if (std::isfinite(nearest) && shortest_decimal(nearest) == number) return {float_value(nearest)};
  return {};
}

bool is_integer_token(const std::u32string& text) {
  const std::size_t sign = text.starts_with(U'-') ? 1 : 0;
  const bool has_digits = text.size() > sign &&
                          std::all_of(text.begin() + static_cast<std::ptrdiff_t>(sign), text.end(),
                                      [](char32_t c) { return c >= U'0' && c <= U'9'; });
  return has_digits && (text[sign] != U'0' || text.size() == sign + 1);
}

// The number whose text it is, if it is one's.
std::vector<Value> with_text(Shape shape, const std::u32string& text) {
  const bool is_ascii = std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 128; });
  if (!is_ascii) return {};
  std::string ascii;
  for (const char32_t c : text) ascii += static_cast<char>(c);
  if (shape == Shape::Integer) {
    if (!is_integer_token(text)) return {};
    return {{shape, text, read_decimal(ascii)}};
  }
  if (const std::optional<double> value = double_of_text(ascii)) return {float_value(*value)};
  return {};
}

// ---- Between bounds -----------------------------------------------------------------------------

struct Bound {
  Decimal value;
  bool inclusive;
};
struct Bounds {
  std::optional<Bound> low;
  std::optional<Bound> high;
};

// v < n if `less` is required, and v >= n if it is forbidden; so with `greater`.
Bounds bounds_of(const std::vector<OpenTest>& tests) {
  Bounds bounds;
  for (const OpenTest& test : tests) {
    const bool is_less = test.kind == OpenTest::Kind::Less;
    if (!is_less && test.kind != OpenTest::Kind::Greater) continue;
    const Bound bound{test.number, !test.required};
    std::optional<Bound>& side = is_less == test.required ? bounds.high : bounds.low;
    const bool is_tighter =
        !side || (is_less == test.required ? bound.value < side->value : bound.value > side->value);
    if (is_tighter || (bound.value == side->value && !bound.inclusive)) side = bound;
  }
  return bounds;
}

bool is_above(const Decimal& value, const std::optional<Bound>& low) {
  return !low || value > low->value || (low->inclusive && value == low->value);
}

bool is_below(const Decimal& value, const std::optional<Bound>& high) {
  return !high || value < high->value || (high->inclusive && value == high->value);
}

void add(std::vector<Value>& values, const Value& value) {
  if (!value.number.is_zero()) return values.push_back(value);
  for (Value& zero : zeros(value.shape)) values.push_back(std::move(zero));
}

std::optional<std::vector<Value>> integers_between(const Bounds& bounds, Work& work) {
  if (!bounds.low || !bounds.high) return std::nullopt;
  std::vector<Value> values;
  const Decimal& low = bounds.low->value;
  const Decimal& high = bounds.high->value;
  if (low > high) return values;
  if (low == high) {
    // A bound that leaves its number out is a test that this one fails.
    if (low.is_integer()) add(values, integer_value(low));
    return values;
  }
  if (low.point > kMostDigits || high.point > kMostDigits) return std::nullopt;
  Decimal value = low.is_integer() && bounds.low->inclusive ? low : next_integer(low);
  for (; is_below(value, bounds.high); value = next_integer(value)) {
    if (values.size() >= kMostCandidates) return std::nullopt;
    work.spend(1 + static_cast<std::uint64_t>(std::max<std::int64_t>(value.point, 0)));
    add(values, integer_value(value));
  }
  return values;
}

// The doubles, from just below the lower bound on. Both zeros are one step.
std::optional<std::vector<Value>> floats_between(const Bounds& bounds, Work& work) {
  constexpr double kMost = std::numeric_limits<double>::max();
  double value = bounds.low ? nearest_double(bounds.low->value) : -kMost;
  value = std::clamp(value, -kMost, kMost);
  for (int i = 0; i < 2 && value > -kMost; ++i) value = std::nextafter(value, -kMost);
  std::vector<Value> values;
  for (;;) {
    const Decimal decimal = shortest_decimal(value);
    work.spend(100);
    if (!is_below(decimal, bounds.high)) return values;
    if (is_above(decimal, bounds.low)) {
      if (values.size() >= kMostCandidates) return std::nullopt;
      add(values, float_value(value));
    }
    if (value >= kMost) return values;
    value = std::nextafter(value, kMost);
  }
}

}  // namespace

std::optional<std::vector<Value>> candidates(Shape shape, const std::vector<OpenTest>& tests,
                                             Work& work) {
  if (shape == Shape::Infinite) {
    return {{text_value(shape, U"Infinity"), text_value(shape, U"-Infinity")}};
  }
  for (const OpenTest& test : tests) {
    if (!test.required) continue;
    const bool is_text = test.kind == OpenTest::Kind::Text && !test.text->has_star();
    if (shape == Shape::String) {
      if (is_text || test.kind == OpenTest::Kind::Number)
        return {{text_value(shape, test.literal)}};
    } else if (test.kind == OpenTest::Kind::Number) {
      return equal_to(shape, test.number);
    } else if (is_text) {
      return with_text(shape, test.literal);
    }
  }
  switch (shape) {
    case Shape::Integer:
      return integers_between(bounds_of(tests), work);
    case Shape::Float:
      return floats_between(bounds_of(tests), work);
    default:
      return std::nullopt;
  }
}

std::vector<Value> values_by_themselves(Shape shape) {
  if (shape == Shape::String) return {text_value(shape, U"")};
  std::vector<Value> values = zeros(shape);
  double value = 0.0;
  for (int i = 0; i < kOddDoubles && shape == Shape::Float; ++i) {
    value = std::nextafter(value, 1.0);
    values.push_back(float_value(value));
    values.push_back(float_value(-value));
  }
  return values;
}

}  // namespace filtercheck::verify
