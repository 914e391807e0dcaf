#include "filtercheck/check.hpp"

#include <algorithm>
#include <utility>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "decide/question.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "normal/formula.hpp"

namespace filtercheck {

namespace {

using decide::Goal;
using decide::Question;

Expression equals(const char* field, const std::string& text) {
  return {Comparison{{{Key{field}}}, Operator::Equal, Text{text}}, {}};
}

Pattern pattern_of(Expression expression) {
  Pattern pattern;
  pattern.kind = Kind::Json;
  pattern.expression = std::move(expression);
  pattern.text = format(pattern);
  return pattern;
}

class Checker {
 public:
  Checker(const Pattern& pattern, const std::vector<Requirement>& requirements, Question& question)
      : pattern_(pattern), requirements_(requirements), question_(question) {}

  Checked under(Reading reading) {
    Checked checked;
    for (const Requirement& requirement : requirements_)
      checked.requirements.push_back(one(requirement, reading));
    checked.verdict = verdict_of(checked.requirements);
    const Question::Answer extra = question_.find(extra_goals(reading));
    if (extra.found == Question::Found::Event) checked.extra = extra.event;
    checked.exact =
        checked.verdict == CheckVerdict::Covered && extra.found == Question::Found::None;
    return checked;
  }

  // Where the verdicts under all readings agree: one answer for both. A requirement has the weaker
  // coverage of the two, and events show the same under all readings where such exist.
  Checked common(const std::vector<CheckAnswer::UnderReading>& all) {
    Checked answer = all.front();
    const Checked& other = all.back();
    for (std::size_t r = 0; r < requirements_.size(); ++r) {
      RequirementAnswer& mine = answer.requirements[r];
      const RequirementAnswer& theirs = other.requirements[r];
      if (theirs.coverage > mine.coverage) mine = theirs;
      if (mine.missed) {
        const Question::Answer missed =
            question_.find_under_all(missed_goals(requirements_[r], Reading::Glob));
        if (missed.found == Question::Found::Event) mine.missed = missed.event;
      }
    }
    if (!answer.extra) answer.extra = other.extra;
    if (answer.extra) {
      const Question::Answer extra = question_.find_under_all(extra_goals(Reading::Glob));
      if (extra.found == Question::Found::Event) answer.extra = extra.event;
    }
    answer.exact = answer.exact && other.exact;
    return answer;
  }

 private:
  std::vector<Goal> missed_goals(const Requirement& requirement, Reading reading) const {
    return {{&requirement.events, reading, false}, {&pattern_, reading, true}};
  }

  std::vector<Goal> extra_goals(Reading reading) const {
    std::vector<Goal> goals{{&pattern_, reading, false}};
    for (const Requirement& requirement : requirements_)
      goals.push_back({&requirement.events, reading, true});
    return goals;
  }

  RequirementAnswer one(const Requirement& requirement, Reading reading) {
    using Found = Question::Found;
    RequirementAnswer answer;
    const Question::Answer missed = question_.find(missed_goals(requirement, reading));
    if (missed.found == Found::Unknown) return answer;
    if (missed.found == Found::None) {
      answer.coverage = Coverage::Full;
      return answer;
    }
    answer.missed = missed.event;
    const Question::Answer matched =
        question_.find({{&requirement.events, reading, false}, {&pattern_, reading, false}});
    // That an event is missed settles the verdict, so what is unknown here only hides detail.
    answer.coverage = matched.found == Found::None ? Coverage::None : Coverage::Partial;
    if (matched.found == Found::Event) answer.when = remaining_condition(requirement, reading);
    return answer;
  }

  static CheckVerdict verdict_of(const std::vector<RequirementAnswer>& answers) {
    const auto is = [&](auto... coverage) {
      return [=](const RequirementAnswer& a) { return ((a.coverage == coverage) || ...); };
    };
    if (std::any_of(answers.begin(), answers.end(), is(Coverage::Partial, Coverage::None))) {
      return CheckVerdict::NotCovered;
    }
    if (std::any_of(answers.begin(), answers.end(), is(Coverage::Undecided)))
      return CheckVerdict::Undecided;
    return CheckVerdict::Covered;
  }

  // The pattern with source and name as required: what decides between a match and a miss.
  std::optional<std::string> remaining_condition(const Requirement& requirement,
                                                 Reading reading) const {
    if (!requirement.event_source || !requirement.event_name || !pattern_.expression)
      return format(pattern_);
    const std::string event =
        "{\"eventSource\":" + base::json_string(base::decode_utf8(*requirement.event_source)) +
        ",\"eventName\":" + base::json_string(base::decode_utf8(*requirement.event_name)) + "}";
    const auto known = [&](const Expression& condition) -> std::optional<bool> {
      if (!is_on_event_name_or_source(condition)) return std::nullopt;
      Pattern alone;
      alone.kind = Kind::Json;
      alone.expression = condition;
      return matches(alone, event, reading);
    };
    const normal::Formula rest = normal::assuming(*pattern_.expression, known);
    const auto* expression = std::get_if<Expression>(&rest);
    if (expression == nullptr) return std::nullopt;
    return pattern_of(*expression).text;
  }

  static bool is_on_event_name_or_source(const Expression& condition) {
    return std::visit(
        [](const auto& node) {
          if constexpr (requires { node.selector; }) {
            const Step& first = node.selector.steps.front();
            return first == Step(Key{"eventSource"}) || first == Step(Key{"eventName"});
          } else {
            return false;
          }
        },
        condition.node);
  }

  const Pattern& pattern_;
  const std::vector<Requirement>& requirements_;
  Question& question_;
};

}  // namespace

std::string_view name_of(Coverage coverage) {
  switch (coverage) {
    case Coverage::Full:
      return "full";
    case Coverage::Partial:
      return "partial";
    case Coverage::None:
      return "none";
    case Coverage::Undecided:
      return "undecided";
  }
  return {};
}

std::string_view name_of(CheckVerdict verdict) {
  switch (verdict) {
    case CheckVerdict::Covered:
      return "covered";
    case CheckVerdict::NotCovered:
      return "not-covered";
    case CheckVerdict::Undecided:
      return "undecided";
  }
  return {};
}

Requirement event_requirement(std::string event_source, std::string event_name) {
  Pattern events =
      pattern_of({And{{equals("eventSource", event_source), equals("eventName", event_name)}}, {}});
  std::string label = event_name + " of " + event_source;
  return {std::move(event_source), std::move(event_name), std::move(label), std::move(events)};
}

CheckAnswer check(const Pattern& pattern, const std::vector<Requirement>& requirements,
                  const DecideOptions& options) {
  CheckAnswer answer;
  std::vector<const Pattern*> patterns{&pattern};
  for (const Requirement& requirement : requirements) patterns.push_back(&requirement.events);
  Question question(patterns, options);
  Checker checker(pattern, requirements, question);
  std::vector<CheckAnswer::UnderReading> all;
  for (const Reading reading : question.readings())
    all.push_back({checker.under(reading), reading});
  const bool agree = all.front().verdict == all.back().verdict;
  if (all.size() == 1) {
    static_cast<Checked&>(answer) = all.front();
  } else if (agree) {
    static_cast<Checked&>(answer) = checker.common(all);
  } else {
    answer.requirements.resize(requirements.size());
  }
  // What is not known of a covered pattern is whether it matches more.
  const bool known = answer.verdict == CheckVerdict::NotCovered;
  answer.caveats = known ? question.caveats_of_known() : question.caveats();
  if (pattern.kind == Kind::All) answer.caveats.push_back({codes::kMatchesEverything, {}});
  if (!agree) {
    answer.caveats.insert(answer.caveats.begin(), {codes::kReadingsDiffer,
                                                   {std::string(name_of(all.front().verdict)),
                                                    std::string(name_of(all.back().verdict))}});
    answer.readings = std::move(all);
  }
  return answer;
}

}  // namespace filtercheck
