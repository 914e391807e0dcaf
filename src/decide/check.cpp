#include "filtercheck/check.hpp"

#include <algorithm>
#include <utility>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "decide/facts.hpp"
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
  Checker(const std::vector<const Pattern*>& patterns, const std::vector<Requirement>& requirements,
          Question& question)
      : patterns_(patterns), requirements_(requirements), question_(question) {}

  Checked under(Reading reading) {
    Checked checked;
    for (const Requirement& requirement : requirements_)
      checked.requirements.push_back(one(requirement, reading));
    checked.verdict = verdict_of(checked.requirements);
    const Question::Answer extra = find_for_any(
        extra_goals(reading), reading, [&](const auto& goals) { return question_.find(goals); });
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
      const Question::Answer extra =
          find_for_any(extra_goals(Reading::Glob), Reading::Glob,
                       [&](const auto& goals) { return question_.find_under_all(goals); });
      if (extra.found == Question::Found::Event) answer.extra = extra.event;
    }
    answer.exact = answer.exact && other.exact;
    return answer;
  }

 private:
  std::vector<Goal> missed_goals(const Requirement& requirement, Reading reading) const {
    std::vector<Goal> goals{{&requirement.events, reading, false}};
    for (const Pattern* pattern : patterns_) goals.push_back({pattern, reading, true});
    return goals;
  }

  // All but that some pattern matches.
  std::vector<Goal> extra_goals(Reading reading) const {
    std::vector<Goal> goals;
    for (const Requirement& requirement : requirements_)
      goals.push_back({&requirement.events, reading, true});
    return goals;
  }

  // An event that meets the goals and that one of the patterns matches.
  template <typename Find>
  Question::Answer find_for_any(std::vector<Goal> goals, Reading reading, const Find& find) const {
    Question::Answer answer{Question::Found::None, {}};
    goals.push_back({});
    for (const Pattern* pattern : patterns_) {
      goals.back() = {pattern, reading, false};
      Question::Answer one = find(goals);
      if (one.found == Question::Found::Event) return one;
      if (one.found == Question::Found::Unknown) answer = std::move(one);
    }
    return answer;
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
        find_for_any({{&requirement.events, reading, false}}, reading,
                     [&](const auto& goals) { return question_.find(goals); });
    // That an event is missed settles the verdict, so what is unknown here only hides detail.
    answer.coverage = matched.found == Found::None ? Coverage::None : Coverage::Partial;
    if (matched.found == Found::Event && patterns_.size() == 1)
      answer.when = remaining_condition(requirement, reading);
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
    const Pattern& pattern = *patterns_.front();
    if (!requirement.event_source || !requirement.event_name || !pattern.expression)
      return format(pattern);
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
    const normal::Formula rest = normal::assuming(*pattern.expression, known);
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

  const std::vector<const Pattern*>& patterns_;
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
  return check(std::vector<const Pattern*>{&pattern}, requirements, options);
}

CheckAnswer check(const std::vector<const Pattern*>& patterns,
                  const std::vector<Requirement>& requirements, const DecideOptions& options) {
  CheckAnswer answer;
  std::vector<const Pattern*> all_patterns = patterns;
  for (const Requirement& requirement : requirements) all_patterns.push_back(&requirement.events);
  Question question(all_patterns, options);
  Checker checker(patterns, requirements, question);
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
  if (std::any_of(patterns.begin(), patterns.end(),
                  [](const Pattern* pattern) { return pattern->kind == Kind::All; }))
    answer.caveats.push_back({codes::kMatchesEverything, {}});
  if (!agree) {
    answer.caveats.insert(answer.caveats.begin(), {codes::kReadingsDiffer,
                                                   {std::string(name_of(all.front().verdict)),
                                                    std::string(name_of(all.back().verdict))}});
    answer.readings = std::move(all);
  }
  return answer;
}

std::optional<std::string> required_event(const Requirement& requirement,
                                          const DecideOptions& options) {
  Question question({&requirement.events}, options);
  const Question::Answer answer =
      question.find_under_all({{&requirement.events, question.readings().front(), false}});
  if (answer.found != Question::Found::Event) return std::nullopt;
  return options.domain == Domain::CloudTrail ? decide::cloudtrail_event(answer.event)
                                              : answer.event;
}

}  // namespace filtercheck
