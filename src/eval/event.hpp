// A log event that is JSON against the conditions of a JSON pattern (rule 3).
//
//   auto read = read_event(R"({"a":{"b":1}})");
//   if (const auto* event = std::get_if<JsonDocument>(&read)) {
//     select(*event, selector).values               // of `$.a.b`: the node `1`
//     holds(*event, expression, Reading::Glob)
//   }
//   read_event("[1]");   // JsonError{0, "expected an object"}
#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "eval/json.hpp"
#include "eval/number.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::eval {

// Rule 3.1: the whole line is one JSON object, or no condition holds, not even NOT EXISTS. Refers
// to `line`.
std::variant<JsonDocument, JsonError> read_event(std::string_view line);

// What one step selects from some nodes, in their order: nothing from a node that is not of the
// kind that the step is for.
std::vector<JsonId> step_from(const JsonDocument& event, const std::vector<JsonId>& nodes,
                              const Step& step);

// What a selector S selects in an event (rule 3.2).
struct Selection {
  std::vector<JsonId> values;  // vals(S)
  bool has_wildcard = false;
  bool base_exists = false;  // base(S): there is a node just before the wildcard
};
Selection select(const JsonDocument& event, const Selector& selector);

// A string or a number: nothing else satisfies a comparison (rule 3.3).
bool is_scalar(const JsonDocument& event, JsonId value);

// A finite number, for the comparisons with number literals.
std::optional<Decimal> finite_number(const JsonDocument& event, JsonId value);

// Whether `value` is a scalar and eq(value, literal) (rule 3.5).
bool equals(const JsonDocument& event, JsonId value, const Literal& literal, Reading reading);

// Whether an event fulfils a condition or formula.
bool holds(const JsonDocument& event, const Expression& expression, Reading reading);

}  // namespace filtercheck::eval
