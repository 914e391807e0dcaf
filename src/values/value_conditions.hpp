// The tests of a value, prepared for values of one shape; and the values that alone come into
// question, where that is clear without a search.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "values/automaton.hpp"
#include "values/decimal.hpp"
#include "values/regex_steps.hpp"
#include "values/value_search.hpp"

namespace filtercheck::values {

// A value of the shape. Numbers: its text and its value.
struct Scalar {
  std::u32string text;
  Decimal number = {};
  bool too_long = false;  // an integer of more than Budget::kDigits digits: the text is empty
};

struct Condition {
  enum class Form {
    Never,  // no value of the shape holds
    Exact,  // the text is `text`
    Glob,
    Regex,
    Equal,  // the value is `number`, or less or greater
    Less,
    Greater,
  };
  Form form = Form::Never;
  bool required = true;
  Reading reading = Reading::Glob;
  std::u32string text = {};  // as it was written, of Exact and Glob
  std::optional<Automaton> automaton = {};
  std::optional<RegexSteps> steps = {};
  Decimal number = {};

  bool is_ordering() const { return form == Form::Less || form == Form::Greater; }
  // Equal to one value only.
  bool is_exact() const { return form == Form::Exact || form == Form::Equal; }
};

class ValueConditions {
 public:
  using Indices = std::vector<std::size_t>;

  ValueConditions(ValueShape shape, const std::vector<ValueTest>& tests);

  ValueShape shape() const { return shape_; }
  bool is_number() const { return shape_ == ValueShape::Integer || shape_ == ValueShape::Float; }
  std::size_t size() const { return conditions_.size(); }
  const Condition& operator[](std::size_t i) const { return conditions_[i]; }
  Condition& operator[](std::size_t i) { return conditions_[i]; }

  // Whether the value does as the test wants. No value: it has too many digits to be known.
  std::optional<bool> passes(const Scalar& value, std::size_t test);
  bool passes_all(const Scalar& value, const Indices& tests);

  // No value of the shape does as the test wants, as its form and characters show.
  bool is_impossible(std::size_t test) const;

  // The values with one of which the test's literal is equal; for Exact and Equal.
  std::vector<Scalar> equal_values(std::size_t test) const;
  std::vector<Scalar> zeros() const;
  // Numbers that a walk over texts leaves out: zeros, and the doubles next to zero, whose text may
  // not be their value (4.9E-324 is 5e-324).
  const std::vector<Scalar>& odd_values() const { return odd_values_; }
  // A number of the shape with this value, if there is one. Zero has two.
  std::vector<Scalar> scalars(const Decimal& value) const;

  // Of the orderings among `tests`, the tightest below and above.
  struct Bound {
    std::size_t test;
    bool closed;
  };
  struct Bounds {
    std::optional<Bound> low;
    std::optional<Bound> high;
  };
  Bounds bounds(const Indices& tests) const;
  // The least number of the shape within the bounds, after `last` if it is given. Without a lower
  // bound integers have none.
  std::optional<Decimal> next_number(const Bounds& bounds, const Decimal* last) const;

  // All values that come into question, and the tests that show it; no value: too many.
  struct Candidates {
    std::vector<Scalar> values;
    Indices because;
  };
  std::optional<Candidates> candidates(const Indices& tests);

 private:
  Condition prepared(const ValueTest& test) const;
  bool is_within(const Bounds& bounds, const Decimal& value) const;
  bool has_many(const Bounds& bounds) const;
  const std::optional<Candidates>& room(const Bounds& bounds);

  ValueShape shape_;
  std::vector<Condition> conditions_;
  std::vector<Scalar> odd_values_;
  // By lower and upper bound; -1: none.
  std::map<std::pair<std::ptrdiff_t, std::ptrdiff_t>, std::optional<Candidates>> rooms_;
};

}  // namespace filtercheck::values
