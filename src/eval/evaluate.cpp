// The meaning of a pattern, rule by rule. The rules are those of grammar/README.md; each is written
// down as it stands there, without a thought for speed, because this is what everything
// else is judged by. What a condition says of an event stands in event.cpp, of a field in
// fields.cpp.

#include "filtercheck/evaluate.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "eval/event.hpp"
#include "eval/fields.hpp"
#include "eval/line.hpp"
#include "eval/text.hpp"
#include "eval/utf8.hpp"

namespace filtercheck {
namespace eval {
namespace {

bool holds_in_line(const Expression& expression, std::string_view line, Reading reading) {
  const auto read = read_event(line);
  const auto* event = std::get_if<JsonDocument>(&read);
  return event != nullptr && holds(*event, expression, reading);
}

// Rule 4.1: optional terms count only where there are no others.
bool holds_of_terms(const std::vector<Term>& terms, std::u32string_view line) {
  const auto is_in_line = [line](const Term& term) { return find_term(line, term).has_value(); };
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

}  // namespace
}  // namespace eval

bool matches(const Pattern& pattern, std::string_view line, Reading reading) {
  switch (pattern.kind) {
    case Kind::All:
      return true;
    case Kind::Json:
      assert(pattern.expression);
      return pattern.expression && eval::holds_in_line(*pattern.expression, line, reading);
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
