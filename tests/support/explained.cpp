#include "support/explained.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "ast/walk.hpp"
#include "base/unicode.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/explain_miss.hpp"
#include "filtercheck/parse.hpp"
#include "support/reference_json.hpp"

namespace filtercheck::support {

namespace {

Reading other_than(Reading reading) {
  return reading == Reading::Glob ? Reading::FirstOccurrence : Reading::Glob;
}

// A part of a pattern as a pattern of its own: a condition or formula, or a term. For a line that
// can be judged at all.
struct Part {
  Pattern alone;
  Span span;
};

class Expected {
 public:
  Expected(const Pattern& pattern, const std::string& line, Reading reading)
      : pattern_(pattern), line_(line), reading_(reading) {}

  // In the order of the text.
  std::vector<Part> blamed() const {
    switch (pattern_.kind) {
      case Kind::All:
        return {};
      case Kind::Json: {
        const auto event = read_reference_json(line_);
        if (!event || event->kind != ReferenceJson::Kind::Object) return whole();
        return blamed(*pattern_.expression, 0);
      }
      case Kind::Space:
        return blamed_fields();
      case Kind::Terms:
        return blamed_terms();
      case Kind::Regex:
        return matches(pattern_, line_, reading_) ? std::vector<Part>() : whole();
    }
    return {};
  }

  // Whether the pattern would match if these held, which are no whole pattern.
  bool holds_with(const std::vector<FailedCondition>& blamed) const {
    if (pattern_.kind == Kind::Json) return holds_with(*pattern_.expression, 0, blamed);
    if (pattern_.kind == Kind::Space) {
      for (std::size_t i = 0; i < pattern_.fields->fields.size(); ++i) {
        const auto& condition = pattern_.fields->fields[i].condition;
        if (condition && !holds_with(*condition, i, blamed)) return false;
      }
      return true;
    }
    // Optional terms count only where there are no others, and then all are blamed.
    Pattern rest = pattern_;
    std::erase_if(rest.terms, [&](const Term& term) {
      return term.role == Term::Role::Optional || is_in(blamed, term.span);
    });
    return rest.terms.empty() || matches(rest, line_, reading_);
  }

 private:
  static bool is_in(const std::vector<FailedCondition>& blamed, Span span) {
    return std::any_of(blamed.begin(), blamed.end(),
                       [span](const FailedCondition& failure) { return failure.span == span; });
  }

  std::vector<Part> whole() const { return {{pattern_, {0, pattern_.text.size()}}}; }

  // A condition or formula by itself; of fields, that of the one at `field`.
  Pattern alone(const Expression& expression, std::size_t field) const {
    Pattern part;
    if (pattern_.kind == Kind::Space) {
      part = without_conditions();
      part.fields->fields[field].condition = expression;
    } else {
      part.kind = Kind::Json;
      part.expression = expression;
    }
    return part;
  }

  Pattern without_conditions() const {
    Pattern bare = pattern_;
    for (Field& field : bare.fields->fields) field.condition.reset();
    return bare;
  }

  std::vector<Part> blamed(const Expression& expression, std::size_t field) const {
    Pattern part = alone(expression, field);
    if (matches(part, line_, reading_)) return {};
    const std::vector<Expression>* operands = ast::operands_of(expression);
    if (operands == nullptr) return {{std::move(part), expression.span}};
    std::vector<Part> all;
    for (const Expression& operand : *operands) {
      for (Part& found : blamed(operand, field)) all.push_back(std::move(found));
    }
    return all;
  }

  bool holds_with(const Expression& expression, std::size_t field,
                  const std::vector<FailedCondition>& blamed) const {
    const auto holds = [&](const Expression& operand) {
      return holds_with(operand, field, blamed);
    };
    const std::vector<Expression>* operands = ast::operands_of(expression);
    if (operands == nullptr) {
      return is_in(blamed, expression.span) || matches(alone(expression, field), line_, reading_);
    }
    return std::holds_alternative<And>(expression.node)
               ? std::all_of(operands->begin(), operands->end(), holds)
               : std::any_of(operands->begin(), operands->end(), holds);
  }

  std::vector<Part> blamed_fields() const {
    if (!matches(without_conditions(), line_, reading_)) return whole();
    std::vector<Part> all;
    for (std::size_t i = 0; i < pattern_.fields->fields.size(); ++i) {
      const auto& condition = pattern_.fields->fields[i].condition;
      if (!condition) continue;
      for (Part& found : blamed(*condition, i)) all.push_back(std::move(found));
    }
    return all;
  }

  std::vector<Part> blamed_terms() const {
    if (matches(pattern_, line_, reading_)) return {};
    const auto is_optional = [](const Term& term) { return term.role == Term::Role::Optional; };
    const bool optional_count =
        std::all_of(pattern_.terms.begin(), pattern_.terms.end(), is_optional);
    std::vector<Part> all;
    for (const Term& term : pattern_.terms) {
      Pattern alone;
      alone.kind = Kind::Terms;
      alone.terms = {term};
      const bool counts = !is_optional(term) || optional_count;
      if (counts && !matches(alone, line_, reading_)) all.push_back({std::move(alone), term.span});
    }
    return all;
  }

  const Pattern& pattern_;
  const std::string& line_;
  const Reading reading_;
};

// Whether the part's text, where it is a condition or a term, says what the part does.
bool is_written(const Part& part, const Pattern& pattern, const std::string& text) {
  if (part.span == Span{0, pattern.text.size()}) return true;
  std::string whole = text;
  if (pattern.kind == Kind::Json) whole = "{ " + text + " }";
  if (pattern.kind == Kind::Space) whole = "[" + text + "]";
  const auto read = parse(whole, Limits::beyond_aws());
  if (!read.ok() || pattern.kind != Kind::Space) return read.ok() && read.value() == part.alone;
  const std::vector<Field>& fields = part.alone.fields->fields;
  return std::find(fields.begin(), fields.end(), read.value().fields->fields[0]) != fields.end();
}

bool is_shown_well(const FailedCondition& failure) {
  const bool has_none =
      failure.cause == MissCause::NotAnEvent || failure.cause == MissCause::Missing ||
      failure.cause == MissCause::TooFewFields || failure.cause == MissCause::Absent;
  if (!failure.found) return has_none;
  return !has_none && !base::find_invalid_utf8(*failure.found) &&
         base::count_code_points(*failure.found) <= kFoundCharacters;
}

std::optional<std::string> wrong_with(const Pattern& pattern, const std::string& line,
                                      Reading reading) {
  const std::vector<FailedCondition> said = explain_miss(pattern, line, reading);
  if (said.empty() != matches(pattern, line, reading)) return "empty, or not, against matches()";
  const Expected expected(pattern, line, reading);
  const std::vector<Part> parts = expected.blamed();
  if (said.size() != parts.size()) return "not as many as are to blame";
  for (std::size_t i = 0; i < said.size(); ++i) {
    const FailedCondition& failure = said[i];
    const std::string text =
        pattern.text.substr(failure.span.begin, failure.span.end - failure.span.begin);
    if (failure.span != parts[i].span) return "blames `" + text + "`";
    if (!is_written(parts[i], pattern, text)) return "has cut `" + text + "`";
    if (!is_shown_well(failure)) return "shows badly what is at `" + text + "`";
    if (i == 0 && failure.join != MissJoin::Must) return "begins in the middle";
    const bool by_other = failure.span != Span{0, pattern.text.size()} &&
                          matches(parts[i].alone, line, other_than(reading));
    if (by_other != failure.holds_by.has_value()) return "wrong of the other reading: " + text;
  }
  const bool is_whole = said.size() == 1 && said[0].span == Span{0, pattern.text.size()};
  if (!is_whole && !expected.holds_with(said)) return "what is blamed is not all";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> misexplained(const Pattern& pattern,
                                        const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
      const auto wrong = wrong_with(pattern, line, reading);
      if (!wrong) continue;
      return "explain_miss: " + *wrong + "\npattern: " + pattern.text + "\nline: " + line +
             "\nreading: " + std::string(name_of(reading));
    }
  }
  return std::nullopt;
}

}  // namespace filtercheck::support
