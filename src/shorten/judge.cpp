#include "shorten/judge.hpp"

#include <algorithm>

#include "base/codes.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "shorten/rewrite.hpp"

namespace filtercheck::shorten {

namespace {

std::vector<Reading> readings_of(ReadingChoice choice, bool depends) {
  switch (choice) {
    case ReadingChoice::Both:
      if (!depends) return {Reading::Glob};
      return {Reading::Glob, Reading::FirstOccurrence};
    case ReadingChoice::Glob:
      return {Reading::Glob};
    case ReadingChoice::FirstOccurrence:
      return {Reading::FirstOccurrence};
  }
  return {};
}

std::size_t size_of(const Pattern& pattern) {
  return pattern.expression ? conditions(*pattern.expression) : 1;
}

}  // namespace

Pattern pattern_of(const Expression& expression) {
  Pattern pattern;
  pattern.kind = Kind::Json;
  pattern.expression = expression;
  pattern.text = format(pattern, Layout::Tight);
  return pattern;
}

Judge::Judge(const DecideOptions& options, bool depends_on_reading)
    : options_(options), readings_(readings_of(options.reading, depends_on_reading)) {}

bool Judge::equivalent(const Expression& a, const Expression& b, const Expression* about) {
  if (a == b) return true;
  if (stopped_) return false;
  const Pattern other = pattern_of(b);
  std::optional<std::string> difference = told_apart(pattern_of(a), other);
  if (!difference) {
    const CompareAnswer answer = compare(a, other);
    if (answer.relation == Relation::Equivalent) return true;
    keep(answer.only_a);
    keep(answer.only_b);
    for (const CompareAnswer::UnderReading& reading : answer.readings) {
      keep(reading.only_a);
      keep(reading.only_b);
    }
    difference = answer.only_a ? answer.only_a : answer.only_b;
  }
  if (about != nullptr && difference) remembered_[order_free(*about)] = *std::move(difference);
  return false;
}

std::optional<std::string> Judge::remembered(const Expression& about) const {
  const auto found = remembered_.find(order_free(about));
  if (found == remembered_.end()) return std::nullopt;
  return found->second;
}

bool Judge::matches_everything(const Expression& expression) {
  return compare(expression, Pattern{}).relation == Relation::Equivalent;
}

bool Judge::matches_nothing(const Expression& expression) {
  return equivalent(expression, never(true));
}

CompareAnswer Judge::compare(const Expression& a, const Pattern& b) {
  const Pattern pattern = pattern_of(a);
  const std::size_t size = size_of(pattern) + size_of(b);
  if (!charge(comparisons_, 1, kComparisons) ||
      !charge(compared_, size + size * size / 256, kCompared)) {
    return {};
  }
  CompareAnswer answer = filtercheck::compare(pattern, b, options_);
  if (answer.relation == Relation::Undecided && answer.readings.empty()) {
    for (const Caveat& caveat : answer.caveats) {
      if (std::find(open_.begin(), open_.end(), caveat) == open_.end()) open_.push_back(caveat);
      if (caveat.code == codes::kBudget) charge(undecided_, 1, kUndecided);
    }
  }
  return answer;
}

std::optional<std::string> Judge::event(const std::vector<Expression>& all,
                                        const Expression* none) {
  Pattern other;
  if (none != nullptr) other = pattern_of(*none);
  const CompareAnswer answer = compare(joined(Junction::And, all), other);
  return none != nullptr ? answer.only_a : answer.both;
}

std::vector<bool> Judge::outcomes(const Pattern& pattern, const std::string& event) {
  std::vector<bool> all;
  if (!charge(evaluated_, size_of(pattern), kEvaluated)) return all;
  for (const Reading reading : readings_) all.push_back(matches(pattern, event, reading));
  return all;
}

std::optional<std::string> Judge::told_apart(const Pattern& a, const Pattern& b) {
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (outcomes(a, events_[i]) == outcomes(b, events_[i])) continue;
    const auto found = events_.begin() + static_cast<std::ptrdiff_t>(i);
    std::rotate(events_.begin(), found, found + 1);
    return events_.front();
  }
  return std::nullopt;
}

void Judge::keep(const std::optional<std::string>& event) {
  if (!event || std::find(events_.begin(), events_.end(), *event) != events_.end()) return;
  events_.push_front(*event);
  if (events_.size() > kEvents) events_.pop_back();
}

bool Judge::charge(std::size_t& used, std::size_t amount, std::size_t most) {
  used += amount;
  if (used > most) stopped_ = true;
  return !stopped_;
}

}  // namespace filtercheck::shorten
