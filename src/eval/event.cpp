// Each rule is written down as it stands in grammar/README.md; see evaluate.cpp.

#include "eval/event.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <string>
#include <utility>

#include "base/overloaded.hpp"
#include "eval/text.hpp"
#include "eval/utf8.hpp"

namespace filtercheck::eval {

std::variant<JsonDocument, JsonError> read_event(std::string_view line) {
  auto read = read_json(line);
  const auto* json = std::get_if<JsonDocument>(&read);
  if (json != nullptr && json->kind(JsonDocument::root) != JsonKind::Object) {
    return JsonError{json->span(JsonDocument::root).begin, "expected an object"};
  }
  return read;
}

std::vector<JsonId> step_from(const JsonDocument& event, const std::vector<JsonId>& nodes,
                              const Step& step) {
  std::vector<JsonId> selected;
  const auto add = [&selected](std::optional<JsonId> value) {
    if (value) selected.push_back(*value);
  };
  for (const JsonId node : nodes) {
    std::visit(base::Overloaded{[&](const Key& key) { add(event.find(node, key.name)); },
                                [&](const Index& index) {
                                  add(event.at(node, static_cast<std::size_t>(index.value)));
                                },
                                [&](const Wildcard&) {
                                  const std::vector<JsonId> values = event.values(node);
                                  selected.insert(selected.end(), values.begin(), values.end());
                                }},
               step);
  }
  return selected;
}

Selection select(const JsonDocument& event, const Selector& selector) {
  Selection selection;
  selection.values = {JsonDocument::root};
  for (const Step& step : selector.steps) {
    if (std::holds_alternative<Wildcard>(step)) {
      selection.has_wildcard = true;
      selection.base_exists = !selection.values.empty();
    }
    selection.values = step_from(event, selection.values, step);
  }
  return selection;
}

bool is_scalar(const JsonDocument& event, JsonId value) {
  return event.kind(value) == JsonKind::String || event.kind(value) == JsonKind::Number;
}

std::optional<Decimal> finite_number(const JsonDocument& event, JsonId value) {
  if (event.kind(value) != JsonKind::Number) return std::nullopt;
  return numeric_value(event.source(value));
}

namespace {

// eq(value, literal) of rule 3.5 for a scalar: one function for each column of its table.
class Equality {
 public:
  Equality(const JsonDocument& event, JsonId value, Reading reading)
      : event_(event), value_(value), reading_(reading) {}

  bool operator()(const Number& literal) const;
  bool operator()(const Text& literal) const;
  bool operator()(const Regex& literal) const;

 private:
  // What text literals and regexes look at.
  std::u32string text() const;

  const JsonDocument& event_;
  JsonId value_;
  Reading reading_;
};

bool Equality::operator()(const Number& literal) const {
  // A string equals the literal's source text, character for character.
  if (event_.kind(value_) == JsonKind::String) return event_.text_is(value_, literal.source);
  return finite_number(event_, value_) == read_decimal(literal.source);
}

bool Equality::operator()(const Text& literal) const {
  // Without a wildcard a string equals itself alone.
  if (event_.kind(value_) == JsonKind::String && literal.value.find('*') == std::string::npos) {
    return event_.text_is(value_, literal.value);
  }
  return wildcard_match(text(), code_points(literal.value), reading_);
}

bool Equality::operator()(const Regex& literal) const { return regex_search(text(), literal); }

std::u32string Equality::text() const {
  if (event_.kind(value_) == JsonKind::String) return code_points(event_.text(value_));
  return code_points(number_text(event_.source(value_)));
}

}  // namespace

bool equals(const JsonDocument& event, JsonId value, const Literal& literal, Reading reading) {
  // Rule 3.3: only a scalar satisfies a comparison, `!=` included.
  return is_scalar(event, value) && std::visit(Equality(event, value, reading), literal);
}

namespace {

// Whether one event fulfils an expression: one function for each row of the table of rule 3.3.
class Evaluator {
 public:
  Evaluator(const JsonDocument& event, Reading reading) : event_(event), reading_(reading) {}

  bool holds(const Expression& expression) const { return std::visit(*this, expression.node); }

  bool operator()(const Comparison& comparison) const;
  bool operator()(const Is& is) const;
  bool operator()(const NotExists& not_exists) const;
  bool operator()(const And& conjunction) const;
  bool operator()(const Or& disjunction) const;

 private:
  bool equals(JsonId value, const Literal& literal) const {
    return eval::equals(event_, value, literal, reading_);
  }
  bool differs(JsonId value, const Literal& literal) const;
  std::optional<std::strong_ordering> order(JsonId value, const Literal& literal) const;
  bool satisfies(JsonId value, const Comparison& comparison) const;
  bool is_constant(JsonId value, Constant constant) const;
  bool is_or_contains_null(JsonId value) const;

  const JsonDocument& event_;
  Reading reading_;
};

bool Evaluator::differs(JsonId value, const Literal& literal) const {
  // Rule 3.5: a number that is not finite satisfies no comparison with a number literal.
  if (std::holds_alternative<Number>(literal) && event_.kind(value) == JsonKind::Number &&
      !finite_number(event_, value)) {
    return false;
  }
  return is_scalar(event_, value) && !equals(value, literal);
}

// Rule 3.5: strings have no order, and neither have numbers that are not finite.
std::optional<std::strong_ordering> Evaluator::order(JsonId value, const Literal& literal) const {
  const auto* number = std::get_if<Number>(&literal);
  const auto left = finite_number(event_, value);
  if (!number || !left) return std::nullopt;
  return *left <=> read_decimal(number->source);
}

bool Evaluator::satisfies(JsonId value, const Comparison& comparison) const {
  const auto order = this->order(value, comparison.literal);
  switch (comparison.op) {
    case Operator::Equal:
      return equals(value, comparison.literal);
    case Operator::NotEqual:
      return differs(value, comparison.literal);
    case Operator::Less:
      return order && std::is_lt(*order);
    case Operator::LessEqual:
      return order && std::is_lteq(*order);
    case Operator::Greater:
      return order && std::is_gt(*order);
    case Operator::GreaterEqual:
      return order && std::is_gteq(*order);
  }
  return false;
}

bool Evaluator::operator()(const Comparison& comparison) const {
  const Selection selection = select(event_, comparison.selector);
  // With a wildcard `!=` says that no value is equal. No values at all will do, but not without a
  // base.
  if (selection.has_wildcard && comparison.op == Operator::NotEqual) {
    return selection.base_exists && std::ranges::none_of(selection.values, [&](JsonId value) {
             return equals(value, comparison.literal);
           });
  }
  return std::ranges::any_of(selection.values,
                             [&](JsonId value) { return satisfies(value, comparison); });
}

bool Evaluator::is_constant(JsonId value, Constant constant) const {
  switch (constant) {
    case Constant::True:
      return event_.kind(value) == JsonKind::True;
    case Constant::False:
      return event_.kind(value) == JsonKind::False;
    case Constant::Null:
      return event_.kind(value) == JsonKind::Null;
  }
  return false;
}

bool Evaluator::is_or_contains_null(JsonId value) const {
  const auto is_null = [this](JsonId id) { return is_constant(id, Constant::Null); };
  return is_null(value) || std::ranges::any_of(event_.elements(value), is_null);
}

bool Evaluator::operator()(const Is& is) const {
  const Selection selection = select(event_, is.selector);
  return std::ranges::any_of(selection.values, [&](JsonId value) {
    // `IS NULL` looks into an array, but not when a wildcard has already done so.
    const bool looks_inside = is.constant == Constant::Null && !selection.has_wildcard;
    return looks_inside ? is_or_contains_null(value) : is_constant(value, is.constant);
  });
}

bool Evaluator::operator()(const NotExists& not_exists) const {
  return select(event_, not_exists.selector).values.empty();
}

bool Evaluator::operator()(const And& conjunction) const {
  return std::ranges::all_of(conjunction.operands,
                             [this](const Expression& operand) { return holds(operand); });
}

bool Evaluator::operator()(const Or& disjunction) const {
  return std::ranges::any_of(disjunction.operands,
                             [this](const Expression& operand) { return holds(operand); });
}

}  // namespace

bool holds(const JsonDocument& event, const Expression& expression, Reading reading) {
  return Evaluator(event, reading).holds(expression);
}

}  // namespace filtercheck::eval
