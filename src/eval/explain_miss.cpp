// What is blamed is said by the evaluator alone: each condition is judged by `holds`, `fulfils` and
// `find_term`, as matches() does. Here it is only looked up what to say of one that fails.

#include "filtercheck/explain_miss.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "eval/event.hpp"
#include "eval/fields.hpp"
#include "eval/json.hpp"
#include "eval/line.hpp"
#include "eval/number.hpp"
#include "eval/text.hpp"
#include "eval/utf8.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck {
namespace eval {
namespace {

using Failures = std::vector<FailedCondition>;

constexpr std::u32string_view kCut = U"...";
// Enough of a text in UTF-8 to see that it is longer than what may be shown.
constexpr std::size_t kFoundBytes = 4 * (kFoundCharacters + 1);

std::string shortened(std::u32string_view text) {
  if (text.size() <= kFoundCharacters) return in_utf8(text);
  return in_utf8(std::u32string(text.substr(0, kFoundCharacters - kCut.size())).append(kCut));
}

std::string shortened(std::string_view text) {
  return shortened(characters_of(text.substr(0, kFoundBytes)));
}

Reading other(Reading reading) {
  return reading == Reading::Glob ? Reading::FirstOccurrence : Reading::Glob;
}

// Blames the conditions of a formula. `Judge` says of a condition why it fails, or that it does
// not.
template <typename Judge>
class Blame {
 public:
  Blame(const Judge& judge, Failures& failures) : judge_(judge), failures_(failures) {}

  // Whether the formula holds. What holds leaves no failures behind.
  bool look_at(const Expression& expression) { return look_at(expression, MissJoin::Must); }

 private:
  // `join` is of the first failure.
  bool look_at(const Expression& expression, MissJoin join) {
    if (const auto* all = std::get_if<And>(&expression.node)) return look_at(*all, join);
    if (const auto* any = std::get_if<Or>(&expression.node)) return look_at(*any, join);
    std::optional<FailedCondition> failure = judge_(expression);
    if (!failure) return true;
    failure->span = expression.span;
    failure->join = join;
    failures_.push_back(std::move(*failure));
    return false;
  }

  bool look_at(const And& conjunction, MissJoin join) {
    const MissJoin next = depth_ == 0 ? MissJoin::Must : MissJoin::And;
    bool holds = true;
    for (const Expression& operand : conjunction.operands) {
      if (!look_at(operand, holds ? join : next)) holds = false;
    }
    return holds;
  }

  bool look_at(const Or& disjunction, MissJoin join) {
    const std::size_t before = failures_.size();
    ++depth_;
    const bool holds = std::ranges::any_of(disjunction.operands, [&](const Expression& operand) {
      return look_at(operand, failures_.size() == before ? join : MissJoin::Or);
    });
    --depth_;
    if (holds) failures_.resize(before);
    return holds;
  }

  const Judge& judge_;
  Failures& failures_;
  std::size_t depth_ = 0;  // of disjunctions around
};

// ---- JSON patterns

// Why a condition fails of an event: one function for each kind of condition.
class EventMiss {
 public:
  EventMiss(const JsonDocument& event, Reading reading) : event_(event), reading_(reading) {}

  FailedCondition operator()(const Comparison& comparison) const {
    return of_values(comparison.selector, [&](const std::vector<JsonId>& values) {
      if (!has_wildcard(comparison.selector)) return of_value(values.front(), comparison);
      if (comparison.op != Operator::NotEqual) return listed(MissCause::NoValue, values);
      // One is equal, or the condition would hold.
      const auto equal = std::ranges::find_if(values, [&](JsonId value) {
        return equals(event_, value, comparison.literal, reading_);
      });
      FailedCondition failure = of(MissCause::SomeValue, *equal);
      failure.count = values.size();
      return failure;
    });
  }

  FailedCondition operator()(const Is& is) const {
    return of_values(is.selector, [&](const std::vector<JsonId>& values) {
      return has_wildcard(is.selector) ? listed(MissCause::NoValue, values)
                                       : of(MissCause::Value, values.front());
    });
  }

  FailedCondition operator()(const NotExists& not_exists) const {
    return of_values(not_exists.selector, [&](const std::vector<JsonId>& values) {
      return listed(MissCause::Exists, values);
    });
  }

  // Conditions only.
  FailedCondition operator()(const And&) const { return {}; }
  FailedCondition operator()(const Or&) const { return {}; }

 private:
  // Follows the selector, and asks `why` if it selects something.
  template <typename Why>
  FailedCondition of_values(const Selector& selector, const Why& why) const {
    std::vector<JsonId> nodes = {JsonDocument::root};
    bool repeated = false;
    for (auto step = selector.steps.begin(); step != selector.steps.end(); ++step) {
      if (const auto* key = std::get_if<Key>(&*step)) {
        repeated = repeated || std::ranges::any_of(nodes, [&](JsonId node) {
                     return is_repeated(node, key->name);
                   });
      }
      nodes = step_from(event_, nodes, *step);
      if (!nodes.empty()) continue;
      FailedCondition failure{{}, MissCause::Missing};
      failure.selector = shortened(format(Selector{{selector.steps.begin(), step + 1}}));
      failure.repeated_key = repeated;
      return failure;
    }
    FailedCondition failure = why(nodes);
    failure.repeated_key = repeated;
    return failure;
  }

  bool is_repeated(JsonId object, std::string_view key) const {
    const std::vector<JsonMember> members = event_.members(object);
    return std::ranges::count_if(members, [&](const JsonMember& member) {
             return event_.text_is(member.key, key);
           }) > 1;
  }

  FailedCondition of_value(JsonId value, const Comparison& comparison) const {
    if (!is_scalar(event_, value)) return of(MissCause::NotComparable, value);
    const bool is_string = event_.kind(value) == JsonKind::String;
    const bool is_ordering =
        comparison.op != Operator::Equal && comparison.op != Operator::NotEqual;
    if (is_string && is_ordering) return of(MissCause::NotANumber, value);
    const bool by_number = std::holds_alternative<Number>(comparison.literal);
    if (!is_string && by_number && !finite_number(event_, value)) {
      return of(MissCause::NotFinite, value);
    }
    return of(MissCause::Value, value);
  }

  FailedCondition of(MissCause cause, JsonId value) const {
    return {{}, cause, shortened(event_.source(value))};
  }

  // As many values as may be found.
  FailedCondition listed(MissCause cause, const std::vector<JsonId>& values) const {
    std::string list;
    for (const JsonId value : values) {
      if (!list.empty()) list += ", ";
      list += event_.source(value).substr(0, kFoundBytes);
      if (list.size() > kFoundBytes) break;
    }
    FailedCondition failure{{}, cause, shortened(list)};
    failure.count = values.size();
    return failure;
  }

  const JsonDocument& event_;
  Reading reading_;
};

FailedCondition of_whole(const Pattern& pattern, MissCause cause) {
  return {{0, pattern.text.size()}, cause};
}

Failures of_event(const Pattern& pattern, std::string_view line, Reading reading) {
  const auto read = read_event(line);
  if (const auto* error = std::get_if<JsonError>(&read)) {
    FailedCondition failure = of_whole(pattern, MissCause::NotAnEvent);
    failure.fault = error->message;
    failure.offset = error->offset;
    return {std::move(failure)};
  }
  const auto& event = std::get<JsonDocument>(read);
  const auto judge = [&](const Expression& condition) -> std::optional<FailedCondition> {
    if (holds(event, condition, reading)) return std::nullopt;
    FailedCondition failure = std::visit(EventMiss(event, reading), condition.node);
    if (depends_on_reading(condition) && holds(event, condition, other(reading))) {
      failure.holds_by = other(reading);
    }
    return failure;
  };
  Failures failures;
  Blame(judge, failures).look_at(*pattern.expression);
  return failures;
}

// ---- Lines

// Requires: a condition of a field, which is a Comparison.
MissCause cause_of_field(std::u32string_view value, const Expression& condition) {
  const auto& comparison = std::get<Comparison>(condition.node);
  // `!=` too, which fails of the literal's number alone.
  const bool by_number = std::holds_alternative<Number>(comparison.literal);
  return by_number && !number_in(value) ? MissCause::NotANumber : MissCause::Value;
}

Failures of_fields(const Pattern& pattern, std::u32string_view line, Reading reading) {
  const std::vector<Field>& fields = pattern.fields->fields;
  const std::optional<Alignment> alignment = align(*pattern.fields, line);
  if (!alignment) {
    FailedCondition failure = of_whole(pattern, MissCause::TooFewFields);
    failure.count = tokens_of(line).size();
    return {std::move(failure)};
  }
  Failures failures;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i].condition) continue;
    const std::u32string_view value = alignment->values[i];
    const auto judge = [&](const Expression& condition) -> std::optional<FailedCondition> {
      if (fulfils(value, condition, reading)) return std::nullopt;
      FailedCondition failure{{}, cause_of_field(value, condition), shortened(value)};
      if (depends_on_reading(condition) && fulfils(value, condition, other(reading))) {
        failure.holds_by = other(reading);
      }
      return failure;
    };
    Blame(judge, failures).look_at(*fields[i].condition);
  }
  return failures;
}

// The term at `at`, in the middle of what may be shown.
std::string with_surroundings(std::u32string_view line, std::size_t at, const Term& term) {
  const std::size_t size = code_points(term.value).size();
  const std::size_t room = kFoundCharacters - std::min(kFoundCharacters, size + 2 * kCut.size());
  const std::size_t begin = at - std::min(at, room / 2);
  const std::u32string_view shown = line.substr(begin);
  if (begin == 0) return shortened(shown);
  return shortened(std::u32string(kCut).append(shown.substr(0, kFoundCharacters)));
}

Failures of_terms(const Pattern& pattern, std::u32string_view line) {
  const auto is_optional = [](const Term& term) { return term.role == Term::Role::Optional; };
  const bool optional_count = std::ranges::all_of(pattern.terms, is_optional);
  Failures failures;
  for (const Term& term : pattern.terms) {
    const auto at = find_term(line, term);
    if (optional_count && at) return {};
    if (is_optional(term) && !optional_count) continue;
    if (at.has_value() != (term.role == Term::Role::Forbidden)) continue;
    FailedCondition failure{term.span, at ? MissCause::Present : MissCause::Absent};
    if (at) failure.found = with_surroundings(line, *at, term);
    if (is_optional(term) && !failures.empty()) failure.join = MissJoin::Or;
    failures.push_back(std::move(failure));
  }
  return failures;
}

}  // namespace
}  // namespace eval

std::string_view name_of(MissCause cause) {
  switch (cause) {
    case MissCause::NotAnEvent:
      return "not-an-event";
    case MissCause::Missing:
      return "missing";
    case MissCause::Exists:
      return "exists";
    case MissCause::NotComparable:
      return "not-comparable";
    case MissCause::NotANumber:
      return "not-a-number";
    case MissCause::NotFinite:
      return "not-finite";
    case MissCause::Value:
      return "value";
    case MissCause::NoValue:
      return "no-value";
    case MissCause::SomeValue:
      return "some-value";
    case MissCause::TooFewFields:
      return "too-few-fields";
    case MissCause::Absent:
      return "absent";
    case MissCause::Present:
      return "present";
  }
  return {};
}

std::string_view name_of(MissJoin join) {
  switch (join) {
    case MissJoin::Must:
      return "must";
    case MissJoin::Or:
      return "or";
    case MissJoin::And:
      return "and";
  }
  return {};
}

std::vector<FailedCondition> explain_miss(const Pattern& pattern, std::string_view line,
                                          Reading reading) {
  switch (pattern.kind) {
    case Kind::All:
      return {};
    case Kind::Json:
      return eval::of_event(pattern, line, reading);
    case Kind::Space:
      return eval::of_fields(pattern, eval::characters_of(line), reading);
    case Kind::Terms:
      return eval::of_terms(pattern, eval::characters_of(line));
    case Kind::Regex:
      if (matches(pattern, line, reading)) return {};
      return {eval::of_whole(pattern, MissCause::Absent)};
  }
  return {};
}

}  // namespace filtercheck
