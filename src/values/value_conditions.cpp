#include "values/value_conditions.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <variant>

#include "base/unicode.hpp"
#include "values/budget.hpp"
#include "values/scalar_tests.hpp"

namespace filtercheck::values {

namespace {

// Doubles in their order.
std::int64_t rank_of(double value) {
  const auto bits = std::bit_cast<std::int64_t>(value);
  return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}

}  // namespace

ValueConditions::ValueConditions(ValueShape shape, const std::vector<ValueTest>& tests)
    : shape_(shape) {
  for (const ValueTest& test : tests) conditions_.push_back(prepared(test));
  odd_values_ = zeros();
  if (shape != ValueShape::Float) return;
  constexpr int kOddDoubles = 20;  // on either side
  double value = 0;
  for (int i = 0; i < kOddDoubles; ++i) {
    value = std::nextafter(value, 1.0);
    for (const double odd : {value, -value}) {
      for (Scalar& scalar : scalars(shortest_decimal(odd)))
        odd_values_.push_back(std::move(scalar));
    }
  }
}

Condition ValueConditions::prepared(const ValueTest& test) const {
  using Form = Condition::Form;
  Condition condition;
  condition.required = test.required;
  condition.reading = test.reading;
  if (const auto* text = std::get_if<Text>(test.literal)) {
    condition.text = base::decode_utf8(text->value);
    const bool exact = condition.text.find(U'*') == std::u32string::npos;
    condition.form = exact ? Form::Exact : Form::Glob;
    if (!exact) condition.automaton.emplace(condition.text, test.reading);
  } else if (const auto* regex = std::get_if<Regex>(test.literal)) {
    condition.form = Form::Regex;
    condition.steps.emplace(*regex, Budget::kRegexSteps);
  } else {
    const std::string& source = std::get<Number>(*test.literal).source;
    condition.number = read_decimal(source);
    condition.text = widened(source);
    if (is_number()) {
      condition.form = test.kind == ValueTest::Kind::Less      ? Form::Less
                       : test.kind == ValueTest::Kind::Greater ? Form::Greater
                                                               : Form::Equal;
    } else if (shape_ == ValueShape::String && test.kind == ValueTest::Kind::Equal) {
      condition.form = Form::Exact;
    }
  }
  return condition;
}

std::optional<bool> ValueConditions::passes(const Scalar& value, std::size_t test) {
  using Form = Condition::Form;
  Condition& condition = conditions_[test];
  const bool looks_at_text = condition.form == Form::Exact || condition.form == Form::Glob ||
                             condition.form == Form::Regex;
  if (looks_at_text && value.too_long) return std::nullopt;
  bool holds = false;
  switch (condition.form) {
    case Form::Never:
      break;
    case Form::Exact:
      holds = value.text == condition.text;
      break;
    case Form::Glob:
      holds = condition.automaton->accepts(value.text);
      break;
    case Form::Regex:
      holds = condition.steps->matches(value.text);
      break;
    case Form::Equal:
      holds = value.number == condition.number;
      break;
    case Form::Less:
      holds = compare(value.number, condition.number) < 0;
      break;
    case Form::Greater:
      holds = compare(value.number, condition.number) > 0;
      break;
  }
  return holds == condition.required;
}

bool ValueConditions::passes_all(const Scalar& value, const Indices& tests) {
  return std::all_of(tests.begin(), tests.end(),
                     [&](std::size_t test) { return passes(value, test) == true; });
}

bool ValueConditions::is_impossible(std::size_t test) const {
  const Condition& condition = conditions_[test];
  if (!condition.required) return false;
  if (condition.form == Condition::Form::Never) return true;
  if (condition.form != Condition::Form::Glob || !is_number()) return false;
  const std::u32string_view of_numbers =
      shape_ == ValueShape::Integer ? U"*0123456789-" : U"*0123456789-.E";
  return condition.text.find_first_not_of(of_numbers) != std::u32string::npos;
}

std::vector<Scalar> ValueConditions::zeros() const {
  if (shape_ == ValueShape::Integer) return {{U"0"}, {U"-0"}};
  if (shape_ == ValueShape::Float) return {{U"0.0"}, {U"-0.0"}};
  return {};
}

std::vector<Scalar> ValueConditions::scalars(const Decimal& value) const {
  if (value.is_zero()) return zeros();
  if (shape_ == ValueShape::Float) {
    if (!is_double_value(value)) return {};
    return {{widened(java_text(value)), value}};
  }
  if (!value.is_integer()) return {};
  const std::optional<std::string> text = integer_text(value, Budget::kDigits);
  return {{text ? widened(*text) : U"", value, !text}};
}

std::vector<Scalar> ValueConditions::equal_values(std::size_t test) const {
  const Condition& condition = conditions_[test];
  if (condition.form == Condition::Form::Equal) return scalars(condition.number);
  if (!is_number()) return {{condition.text}};
  const std::optional<Decimal> value = shape_ == ValueShape::Integer
                                           ? integer_with_text(condition.text)
                                           : double_with_text(condition.text);
  if (!value) return {};
  return {{condition.text, *value}};
}

ValueConditions::Bounds ValueConditions::bounds(const Indices& tests) const {
  Bounds bounds;
  for (const std::size_t i : tests) {
    const Condition& condition = conditions_[i];
    if (!condition.is_ordering()) continue;
    const bool above = (condition.form == Condition::Form::Greater) == condition.required;
    std::optional<Bound>& bound = above ? bounds.low : bounds.high;
    const Bound other{i, !condition.required};
    if (!bound) {
      bound = other;
      continue;
    }
    std::strong_ordering order = compare(condition.number, conditions_[bound->test].number);
    if (!above) order = 0 <=> order;
    if (order > 0 || (order == 0 && bound->closed && !other.closed)) bound = other;
  }
  return bounds;
}

bool ValueConditions::is_within(const Bounds& bounds, const Decimal& value) const {
  const auto is_on_side = [&](const std::optional<Bound>& bound, bool above) {
    if (!bound) return true;
    const std::strong_ordering order = compare(value, conditions_[bound->test].number);
    return order == 0 ? bound->closed : (order > 0) == above;
  };
  return is_on_side(bounds.low, true) && is_on_side(bounds.high, false);
}

std::optional<Decimal> ValueConditions::next_number(const Bounds& bounds,
                                                    const Decimal* last) const {
  static const Decimal below_all{true, "1", 400};
  const Decimal* low = bounds.low ? &conditions_[bounds.low->test].number : &below_all;
  std::optional<Decimal> next;
  if (last == nullptr && bounds.low && is_within(bounds, *low) && !scalars(*low).empty()) {
    next = *low;
  } else if (shape_ == ValueShape::Float) {
    next = next_double_value(last != nullptr ? *last : *low);
  } else if (bounds.low && low->point <= Budget::kDigits) {
    next = next_multiple(last != nullptr ? *last : *low, 0);
  }
  if (next && !is_within(bounds, *next)) return std::nullopt;
  return next;
}

// So many that they are not to be counted.
bool ValueConditions::has_many(const Bounds& bounds) const {
  if (shape_ == ValueShape::Integer) {
    const auto is_far = [&](const std::optional<Bound>& bound) {
      return !bound || conditions_[bound->test].number.point > Budget::kDigits;
    };
    return is_far(bounds.low) || is_far(bounds.high);
  }
  const auto rank = [&](const std::optional<Bound>& bound, double end) {
    if (!bound) return rank_of(end);
    const Decimal& number = conditions_[bound->test].number;
    const double beyond =
        number.negative ? -std::numeric_limits<double>::max() : std::numeric_limits<double>::max();
    return rank_of(nearest_double(number).value_or(beyond));
  };
  constexpr double kMost = std::numeric_limits<double>::max();
  const std::int64_t low = rank(bounds.low, -kMost);
  const std::int64_t high = rank(bounds.high, kMost);
  // The difference of ranks of different sign might overflow.
  constexpr std::int64_t kFew = std::int64_t{Budget::kCandidates} + 2;
  return low < -kFew && high > kFew ? true : high - low > kFew;
}

const std::optional<ValueConditions::Candidates>& ValueConditions::room(const Bounds& bounds) {
  const auto index = [](const std::optional<Bound>& bound) {
    return bound ? static_cast<std::ptrdiff_t>(bound->test) : -1;
  };
  const auto [entry, fresh] = rooms_.try_emplace({index(bounds.low), index(bounds.high)});
  std::optional<Candidates>& room = entry->second;
  if (!fresh) return room;
  Candidates found;
  if (bounds.low) found.because.push_back(bounds.low->test);
  if (bounds.high) found.because.push_back(bounds.high->test);
  if (bounds.low && bounds.high) {
    const std::strong_ordering order =
        compare(conditions_[bounds.low->test].number, conditions_[bounds.high->test].number);
    if (order > 0 || (order == 0 && !(bounds.low->closed && bounds.high->closed))) {
      room = std::move(found);
      return room;
    }
  }
  if (has_many(bounds)) return room;
  std::optional<Decimal> value = next_number(bounds, nullptr);
  for (std::size_t count = 0; value; ++count) {
    if (count == Budget::kCandidates) return room;
    for (Scalar& scalar : scalars(*value)) found.values.push_back(std::move(scalar));
    value = next_number(bounds, &*value);
  }
  room = std::move(found);
  return room;
}

std::optional<ValueConditions::Candidates> ValueConditions::candidates(const Indices& tests) {
  if (shape_ == ValueShape::Infinite) return Candidates{{{U"Infinity"}, {U"-Infinity"}}, {}};
  for (const std::size_t i : tests) {
    if (conditions_[i].required && conditions_[i].is_exact())
      return Candidates{equal_values(i), {i}};
  }
  const Bounds bounds = this->bounds(tests);
  if (!is_number() || (!bounds.low && !bounds.high)) return std::nullopt;
  return room(bounds);
}

}  // namespace filtercheck::values
