#include "decide/question.hpp"

#include <algorithm>
#include <type_traits>

#include "base/codes.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::decide {

namespace {

template <typename Visit>
void for_each_condition(const Expression& expression, const Visit& visit) {
  std::visit(
      [&](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, And> || std::is_same_v<Node, Or>) {
          for (const Expression& operand : node.operands) for_each_condition(operand, visit);
        } else {
          visit(node);
        }
      },
      expression.node);
}

// The readings differ on every text with a `*` that does not end with one: glob alone matches the
// text with its last part said twice.
bool depends_on_reading(const Expression& expression) {
  bool depends = false;
  for_each_condition(expression, [&](const auto& condition) {
    if constexpr (std::is_same_v<std::decay_t<decltype(condition)>, Comparison>) {
      const auto* text = std::get_if<Text>(&condition.literal);
      depends = depends || (text != nullptr && text->value.find('*') != std::string::npos &&
                            text->value.back() != '*');
    }
  });
  return depends;
}

std::optional<std::string> wildcard_selector(const Expression& expression) {
  std::optional<std::string> found;
  for_each_condition(expression, [&](const auto& condition) {
    if (!found && has_wildcard(condition.selector)) found = format(condition.selector);
  });
  return found;
}

// A line that is no JSON object.
constexpr const char* kPlainLine = "not a JSON object";

}  // namespace

Question::Question(std::vector<const Pattern*> patterns, const DecideOptions& options)
    : domain_(options.domain) {
  bool depends = false;
  for (const Pattern* pattern : patterns) {
    if (pattern->kind != Kind::All && pattern->kind != Kind::Json) {
      obstacle_ = Caveat{codes::kKindUndecided, {std::string(name_of(pattern->kind))}};
      return;
    }
    if (!pattern->expression) continue;
    depends = depends || depends_on_reading(*pattern->expression);
    if (!wildcard_) wildcard_ = wildcard_selector(*pattern->expression);
  }
  switch (options.reading) {
    case ReadingChoice::Both:
      readings_ = {Reading::Glob};
      if (depends) readings_.push_back(Reading::FirstOccurrence);
      break;
    case ReadingChoice::Glob:
      readings_ = {Reading::Glob};
      break;
    case ReadingChoice::FirstOccurrence:
      readings_ = {Reading::FirstOccurrence};
      break;
  }
  static const std::vector<Fact> kNoFacts;
  search_ =
      std::make_unique<EventSearch>(std::move(patterns), readings_,
                                    domain_ == Domain::CloudTrail ? cloudtrail_facts() : kNoFacts);
}

Question::Answer Question::find(const std::vector<Goal>& goals) {
  EventSearch::Answer answer = search_->find(goals);
  if (answer.kind == EventSearch::Answer::Kind::Event) {
    const Answer checked = replayed(goals, std::move(answer.event), answer.candidate);
    if (checked.found == Found::Event) {
      for (Caveat& caveat : answer.caveats) note(std::move(caveat));
    }
    return checked;
  }
  if (answer.kind == EventSearch::Answer::Kind::Unknown) {
    for (Caveat& caveat : answer.caveats) note(std::move(caveat));
    return {};
  }
  const auto met_by_plain_line = [](const Goal& goal) {
    return (goal.pattern->kind == Kind::All) != goal.negated;
  };
  if (domain_ == Domain::Lines && std::all_of(goals.begin(), goals.end(), met_by_plain_line)) {
    return replayed(goals, kPlainLine, false);
  }
  for (const std::size_t fact : answer.facts) {
    note({codes::kCloudTrailAssumption, {cloudtrail_facts()[fact].text}});
  }
  return {Found::None, {}};
}

Question::Answer Question::find_under_all(const std::vector<Goal>& goals) {
  std::vector<Goal> all;
  for (const Reading reading : readings_) {
    for (Goal goal : goals) {
      goal.reading = reading;
      all.push_back(goal);
    }
  }
  return find(all);
}

Question::Answer Question::replayed(const std::vector<Goal>& goals, std::string event,
                                    bool candidate) {
  for (const Goal& goal : goals) {
    if (matches(*goal.pattern, event, goal.reading) != goal.negated) continue;
    if (candidate) {
      note({codes::kWildcardUndecided, {wildcard_.value_or("")}});
      return {};
    }
    throw InternalError("the decider says that `" + goal.pattern->text + "` " +
                        (goal.negated ? "does not match" : "matches") + " " + event +
                        " (reading: " + std::string(name_of(goal.reading)) +
                        "), the evaluator disagrees");
  }
  return {Found::Event, std::move(event)};
}

void Question::note(Caveat caveat) {
  if (std::find(caveats_.begin(), caveats_.end(), caveat) == caveats_.end()) {
    caveats_.push_back(std::move(caveat));
  }
}

}  // namespace filtercheck::decide
