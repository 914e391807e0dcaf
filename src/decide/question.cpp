#include "decide/question.hpp"

#include <algorithm>

#include "base/codes.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::decide {

namespace {

// A line that is no JSON object.
constexpr const char* kPlainLine = "not a JSON object";

}  // namespace

Question::Question(std::vector<const Pattern*> patterns, const DecideOptions& options)
    : domain_(options.domain) {
  bool depends = false;
  for (const Pattern* pattern : patterns) {
    for (const Caveat& caveat : pattern->caveats) note(caveat);
    depends = depends || depends_on_reading(*pattern);
    only_json_ = only_json_ && (pattern->kind == Kind::Json || pattern->kind == Kind::All);
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

// Those that some goal is under: all in find_under_all.
std::vector<Reading> Question::readings_of(const std::vector<Goal>& goals) const {
  const bool one = std::all_of(goals.begin(), goals.end(), [&](const Goal& goal) {
    return goal.reading == goals.front().reading;
  });
  return one ? std::vector<Reading>{goals.front().reading} : readings_;
}

Question::Answer Question::find(const std::vector<Goal>& goals) {
  EventSearch::Answer answer = only_json_ ? find_event(goals) : find_line(goals);
  switch (answer.kind) {
    case EventSearch::Answer::Kind::Event:
      return replayed(goals, std::move(answer));
    case EventSearch::Answer::Kind::Unknown:
      for (Caveat& caveat : answer.caveats) note(std::move(caveat));
      return {};
    case EventSearch::Answer::Kind::None:
      break;
  }
  for (const std::size_t fact : answer.facts) {
    note({codes::kCloudTrailAssumption, {cloudtrail_facts()[fact].text}});
  }
  for (Caveat& caveat : answer.caveats) note(std::move(caveat));
  return {Found::None, {}};
}

EventSearch::Answer Question::find_event(const std::vector<Goal>& goals) {
  static const std::vector<Fact> kNoFacts;
  std::vector<Reading> readings = readings_of(goals);
  auto known = searches_.find(readings);
  if (known == searches_.end()) {
    EventSearch search(patterns_, readings,
                       domain_ == Domain::CloudTrail ? cloudtrail_facts() : kNoFacts);
    known = searches_.emplace(std::move(readings), std::move(search)).first;
  }
  EventSearch::Answer answer = known->second.find(goals);
  const auto met_by_plain_line = [](const Goal& goal) {
    return (goal.pattern->kind == Kind::All) != goal.negated;
  };
  if (answer.kind != EventSearch::Answer::Kind::Event && domain_ == Domain::Lines &&
      std::all_of(goals.begin(), goals.end(), met_by_plain_line)) {
    return {EventSearch::Answer::Kind::Event, kPlainLine};
  }
  return answer;
}

EventSearch::Answer Question::find_line(const std::vector<Goal>& goals) {
  std::vector<Reading> readings = readings_of(goals);
  auto known = line_searches_.find(readings);
  if (known == line_searches_.end()) {
    LineSearch search(patterns_, readings, domain_);
    known = line_searches_.emplace(std::move(readings), std::move(search)).first;
  }
  return known->second.find(goals, [](std::span<const Goal> all, const std::string& line) {
    return std::all_of(all.begin(), all.end(), [&](const Goal& goal) {
      return matches(*goal.pattern, line, goal.reading) != goal.negated;
    });
  });
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

}  // namespace filtercheck::decide
