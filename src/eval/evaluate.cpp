// The meaning of a pattern, rule by rule. The rules are those of grammar/README.md; each is written
// down as it stands there, without a thought for speed, because this is what everything
// else is judged by.

#include "filtercheck/evaluate.hpp"

#include <algorithm>
#include <cassert>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/overloaded.hpp"
#include "eval/fields.hpp"
#include "eval/json.hpp"
#include "eval/line.hpp"
#include "eval/number.hpp"
#include "eval/text.hpp"
#include "eval/utf8.hpp"

namespace filtercheck {
namespace eval {
namespace {

// What a selector S selects in an event (rule 3.2).
struct Selection {
  std::vector<JsonId> values;  // vals(S)
  bool has_wildcard = false;
  bool base_exists = false;  // base(S): there is a node just before the wildcard
};

// What one step selects from some nodes: nothing from a node that is not of the kind that the step
// is for.
std::vector<JsonId> step_from(const JsonDocument& json, const std::vector<JsonId>& nodes,
                              const Step& step) {
  std::vector<JsonId> selected;
  const auto add = [&selected](std::optional<JsonId> value) {
    if (value) selected.push_back(*value);
  };
  for (const JsonId node : nodes) {
    std::visit(base::Overloaded{[&](const Key& key) { add(json.find(node, key.name)); },
                                [&](const Index& index) {
                                  add(json.at(node, static_cast<std::size_t>(index.value)));
                                },
                                [&](const Wildcard&) {
                                  const std::vector<JsonId> values = json.values(node);
                                  selected.insert(selected.end(), values.begin(), values.end());
                                }},
               step);
  }
  return selected;
}

Selection select(const JsonDocument& json, const Selector& selector) {
  Selection selection;
  selection.values = {JsonDocument::root};
  for (const Step& step : selector.steps) {
    if (std::holds_alternative<Wildcard>(step)) {
      selection.has_wildcard = true;
      selection.base_exists = !selection.values.empty();
    }
    selection.values = step_from(json, selection.values, step);
  }
  return selection;
}

// eq(value, literal) of rule 3.5 for a scalar: one function for each column of its table.
class Equality {
 public:
  Equality(const JsonDocument& json, JsonId value, Reading reading)
      : json_(json), value_(value), reading_(reading) {}

  bool operator()(const Number& literal) const;
  bool operator()(const Text& literal) const;
  bool operator()(const Regex& literal) const;

 private:
  // What text literals and regexes look at.
  std::u32string text() const;

  const JsonDocument& json_;
  JsonId value_;
  Reading reading_;
};

// Whether one event fulfils an expression: one function for each row of the table of rule 3.3.
class Evaluator {
 public:
  Evaluator(const JsonDocument& json, Reading reading) : json_(json), reading_(reading) {}

  bool holds(const Expression& expression) const { return std::visit(*this, expression.node); }

  bool operator()(const Comparison& comparison) const;
  bool operator()(const Is& is) const;
  bool operator()(const NotExists& not_exists) const;
  bool operator()(const And& conjunction) const;
  bool operator()(const Or& disjunction) const;

 private:
  bool equals(JsonId value, const Literal& literal) const;
  bool differs(JsonId value, const Literal& literal) const;
  std::optional<std::strong_ordering> order(JsonId value, const Literal& literal) const;
  bool satisfies(JsonId value, const Comparison& comparison) const;
  bool is_constant(JsonId value, Constant constant) const;
  bool is_or_contains_null(JsonId value) const;

  const JsonDocument& json_;
  Reading reading_;
};

bool is_scalar(const JsonDocument& json, JsonId value) {
  return json.kind(value) == JsonKind::String || json.kind(value) == JsonKind::Number;
}

// A finite number, for the comparisons with number literals.
std::optional<Decimal> finite_number(const JsonDocument& json, JsonId value) {
  if (json.kind(value) != JsonKind::Number) return std::nullopt;
  return numeric_value(json.source(value));
}

bool Equality::operator()(const Number& literal) const {
  // A string equals the literal's source text, character for character.
  if (json_.kind(value_) == JsonKind::String) return json_.text_is(value_, literal.source);
  return finite_number(json_, value_) == read_decimal(literal.source);
}

bool Equality::operator()(const Text& literal) const {
  // Without a wildcard a string equals itself alone.
  if (json_.kind(value_) == JsonKind::String && literal.value.find('*') == std::string::npos) {
    return json_.text_is(value_, literal.value);
  }
  return wildcard_match(text(), code_points(literal.value), reading_);
}

bool Equality::operator()(const Regex& literal) const { return regex_search(text(), literal); }

std::u32string Equality::text() const {
  if (json_.kind(value_) == JsonKind::String) return code_points(json_.text(value_));
  return code_points(number_text(json_.source(value_)));
}

// Rule 3.3: only a scalar satisfies a comparison, `!=` included.
bool Evaluator::equals(JsonId value, const Literal& literal) const {
  return is_scalar(json_, value) && std::visit(Equality(json_, value, reading_), literal);
}

bool Evaluator::differs(JsonId value, const Literal& literal) const {
  // Rule 3.5: a number that is not finite satisfies no comparison with a number literal.
  if (std::holds_alternative<Number>(literal) && json_.kind(value) == JsonKind::Number &&
      !finite_number(json_, value)) {
    return false;
  }
  return is_scalar(json_, value) && !equals(value, literal);
}

// Rule 3.5: strings have no order, and neither have numbers that are not finite.
std::optional<std::strong_ordering> Evaluator::order(JsonId value, const Literal& literal) const {
  const auto* number = std::get_if<Number>(&literal);
  const auto left = finite_number(json_, value);
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
  const Selection selection = select(json_, comparison.selector);
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
      return json_.kind(value) == JsonKind::True;
    case Constant::False:
      return json_.kind(value) == JsonKind::False;
    case Constant::Null:
      return json_.kind(value) == JsonKind::Null;
  }
  return false;
}

bool Evaluator::is_or_contains_null(JsonId value) const {
  const auto is_null = [this](JsonId id) { return is_constant(id, Constant::Null); };
  return is_null(value) || std::ranges::any_of(json_.elements(value), is_null);
}

bool Evaluator::operator()(const Is& is) const {
  const Selection selection = select(json_, is.selector);
  return std::ranges::any_of(selection.values, [&](JsonId value) {
    // `IS NULL` looks into an array, but not when a wildcard has already done so.
    const bool looks_inside = is.constant == Constant::Null && !selection.has_wildcard;
    return looks_inside ? is_or_contains_null(value) : is_constant(value, is.constant);
  });
}

bool Evaluator::operator()(const NotExists& not_exists) const {
  return select(json_, not_exists.selector).values.empty();
}

bool Evaluator::operator()(const And& conjunction) const {
  return std::ranges::all_of(conjunction.operands,
                             [this](const Expression& operand) { return holds(operand); });
}

bool Evaluator::operator()(const Or& disjunction) const {
  return std::ranges::any_of(disjunction.operands,
                             [this](const Expression& operand) { return holds(operand); });
}

bool holds_in_event(const Expression& expression, std::string_view line, Reading reading) {
  const auto read = read_json(line);
  const auto* json = std::get_if<JsonDocument>(&read);
  // Rule 3.1: the whole line is one JSON object, or no condition holds, not even NOT EXISTS.
  if (!json || json->kind(JsonDocument::root) != JsonKind::Object) return false;
  return Evaluator(*json, reading).holds(expression);
}

// Rule 4.1: optional terms count only where there are no others.
bool holds_of_terms(const std::vector<Term>& terms, std::u32string_view line) {
  const auto is_in_line = [line](const Term& term) {
    return line.find(code_points(term.value)) != std::u32string_view::npos;
  };
  const auto is_optional = [](const Term& term) { return term.role == Term::Role::Optional; };
  if (std::ranges::all_of(terms, is_optional)) return std::ranges::any_of(terms, is_in_line);
  return std::ranges::all_of(terms, [&](const Term& term) {
    return is_optional(term) || is_in_line(term) == (term.role == Term::Role::Required);
  });
}

// The alignment of a line whose fields fulfil their conditions.
std::optional<Alignment> match_fields(const Fields& fields, std::u32string_view line,
                                      Reading reading) {
  std::optional<Alignment> alignment = align(fields, line);
  for (std::size_t i = 0; alignment && i < fields.fields.size(); ++i) {
    const std::optional<Expression>& condition = fields.fields[i].condition;
    if (condition && !fulfils(alignment->values[i], *condition, reading)) return std::nullopt;
  }
  return alignment;
}

std::string in_utf8(std::u32string_view text) {
  std::string bytes;
  for (const char32_t c : text) bytes += encode_utf8(c);
  return bytes;
}

}  // namespace
}  // namespace eval

bool matches(const Pattern& pattern, std::string_view line, Reading reading) {
  switch (pattern.kind) {
    case Kind::All:
      return true;
    case Kind::Json:
      assert(pattern.expression);
      return pattern.expression && eval::holds_in_event(*pattern.expression, line, reading);
    case Kind::Space:
      assert(pattern.fields);
      return pattern.fields &&
             eval::match_fields(*pattern.fields, eval::characters_of(line), reading).has_value();
    case Kind::Terms:
      return eval::holds_of_terms(pattern.terms, eval::characters_of(line));
    case Kind::Regex:
      assert(pattern.regex);
      return pattern.regex && eval::regex_search(eval::characters_of(line), *pattern.regex);
  }
  return false;
}

std::optional<std::vector<ExtractedField>> extract(const Pattern& pattern, std::string_view line,
                                                   Reading reading) {
  assert(pattern.fields);
  if (!pattern.fields) return std::nullopt;
  const Fields& fields = *pattern.fields;
  const std::u32string characters = eval::characters_of(line);
  const std::optional<eval::Alignment> found = eval::match_fields(fields, characters, reading);
  if (!found) return std::nullopt;
  std::vector<ExtractedField> extracted;
  const auto add = [&extracted](const std::string& name, std::u32string_view value) {
    const std::size_t position = extracted.size() + 1;
    extracted.push_back(
        {"$" + (name.empty() ? std::to_string(position) : name), eval::in_utf8(value)});
  };
  const std::size_t before = fields.before_ellipsis.value_or(fields.fields.size());
  for (std::size_t i = 0; i < before; ++i) add(fields.fields[i].name, found->values[i]);
  for (const std::u32string_view value : found->skipped) add("", value);
  for (std::size_t i = before; i < fields.fields.size(); ++i) {
    add(fields.fields[i].name, found->values[i]);
  }
  return extracted;
}

bool depends_on_reading(const Expression& expression) {
  const auto some = [](const std::vector<Expression>& operands) {
    return std::any_of(operands.begin(), operands.end(),
                       [](const Expression& operand) { return depends_on_reading(operand); });
  };
  if (const auto* all = std::get_if<And>(&expression.node)) return some(all->operands);
  if (const auto* any = std::get_if<Or>(&expression.node)) return some(any->operands);
  const auto* comparison = std::get_if<Comparison>(&expression.node);
  if (comparison == nullptr) return false;
  const auto* text = std::get_if<Text>(&comparison->literal);
  return text != nullptr && text->value.find('*') != std::string::npos && text->value.back() != '*';
}

bool depends_on_reading(const Pattern& pattern) {
  if (pattern.expression) return depends_on_reading(*pattern.expression);
  return pattern.fields && std::ranges::any_of(pattern.fields->fields, [](const Field& field) {
           return field.condition && depends_on_reading(*field.condition);
         });
}

}  // namespace filtercheck
