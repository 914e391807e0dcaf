#include "decide/question.hpp"

#include <algorithm>

#include "base/codes.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck {

bool can_decide(Kind kind) { return kind == Kind::All || kind == Kind::Json; }

namespace decide {

namespace {

// A line that is no JSON object.
constexpr const char* kPlainLine = "not a JSON object";

}  // namespace

Question::Question(std::vector<const Pattern*> patterns, const DecideOptions& options)
    : domain_(options.domain) {
  bool depends = false;
  for (const Pattern* pattern : patterns) {
    if (!can_decide(pattern->kind)) {
      obstacle_ = Caveat{codes::kKindUndecided, {std::string(name_of(pattern->kind))}};
      return;
    }
    for (const Caveat& caveat : pattern->caveats) note(caveat);
    if (!pattern->expression) continue;
    depends = depends || depends_on_reading(*pattern->expression);
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
  patterns_ = std::move(patterns);
}

EventSearch& Question::search_for(const std::vector<Goal>& goals) {
  static const std::vector<Fact> kNoFacts;
  // Goals are under one reading or under all (see find and find_under_all).
  const bool one = std::all_of(goals.begin(), goals.end(), [&](const Goal& goal) {
    return goal.reading == goals.front().reading;
  });
  std::vector<Reading> readings = one ? std::vector<Reading>{goals.front().reading} : readings_;
  const auto known = searches_.find(readings);
  if (known != searches_.end()) return known->second;
  EventSearch search(patterns_, readings,
                     domain_ == Domain::CloudTrail ? cloudtrail_facts() : kNoFacts);
  return searches_.emplace(std::move(readings), std::move(search)).first->second;
}

Question::Answer Question::find(const std::vector<Goal>& goals) {
  EventSearch::Answer answer = search_for(goals).find(goals);
  if (answer.kind == EventSearch::Answer::Kind::Event) return replayed(goals, std::move(answer));
  if (answer.kind == EventSearch::Answer::Kind::Unknown) {
    for (Caveat& caveat : answer.caveats) note(std::move(caveat));
    return {};
  }
  const auto met_by_plain_line = [](const Goal& goal) {
    return (goal.pattern->kind == Kind::All) != goal.negated;
  };
  if (domain_ == Domain::Lines && std::all_of(goals.begin(), goals.end(), met_by_plain_line)) {
    EventSearch::Answer plain{EventSearch::Answer::Kind::Event, kPlainLine};
    return replayed(goals, std::move(plain));
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

Question::Answer Question::replayed(const std::vector<Goal>& goals, EventSearch::Answer answer) {
  for (const Goal& goal : goals) {
    if (matches(*goal.pattern, answer.event, goal.reading) != goal.negated) continue;
    throw InternalError("the decider says that `" + goal.pattern->text + "` " +
                        (goal.negated ? "does not match" : "matches") + " " + answer.event +
                        " (reading: " + std::string(name_of(goal.reading)) +
                        "), the evaluator disagrees");
  }
  for (Caveat& caveat : answer.caveats) note(std::move(caveat));
  return {Found::Event, std::move(answer.event)};
}

std::vector<Caveat> Question::caveats_of_known() const {
  std::vector<Caveat> known = caveats_;
  std::erase_if(known, [](const Caveat& caveat) {
    return caveat.code == codes::kBudget || caveat.code == codes::kEventSize;
  });
  return known;
}

void Question::note(Caveat caveat) {
  if (std::find(caveats_.begin(), caveats_.end(), caveat) == caveats_.end()) {
    caveats_.push_back(std::move(caveat));
  }
}

}  // namespace decide

}  // namespace filtercheck
