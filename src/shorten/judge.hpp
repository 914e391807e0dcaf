// Whether two expressions mean the same: asked of compare(), within a budget, and only where no
// event at hand tells them apart.
//
// The events at hand. A candidate that is wrong is mostly wrong for a reason that one small event
// shows, and evaluating an event costs a hundredth of a comparison. So the events that refuted a
// candidate are kept for a while, and callers may ask for events made for their purpose.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "filtercheck/compare.hpp"
#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::shorten {

class Judge {
 public:
  // The bounds of one simplification. A comparison of n conditions is charged n + n^2 / 256, which
  // is how its time was seen to grow, an evaluation the conditions of its pattern. A comparison
  // that ran out of its own budget is costly, so there may be few.
  static constexpr std::size_t kComparisons = 5'000;
  static constexpr std::size_t kCompared = 400'000;
  static constexpr std::size_t kEvaluated = 20'000'000;
  static constexpr std::size_t kUndecided = 4;

  // `depends_on_reading`: whether the readings can differ on any expression to come.
  Judge(const DecideOptions& options, bool depends_on_reading);

  // Proven. False may also mean that it is undecided or that the budget is used up. An event that
  // tells the two apart is remembered for `about`: what a caller asks about again and again, in one
  // pattern after another.
  bool equivalent(const Expression& a, const Expression& b, const Expression* about = nullptr);

  // What was last remembered for it; no value: nothing.
  std::optional<std::string> remembered(const Expression& about) const;

  // Proven: every event of the domain; no event.
  bool matches_everything(const Expression& expression);
  bool matches_nothing(const Expression& expression);

  // compare(), or Undecided where the budget is used up.
  CompareAnswer compare(const Expression& a, const Pattern& b);

  // An event of the domain that all of `all` match and `none`, if given, does not; no value: none
  // was found.
  std::optional<std::string> event(const std::vector<Expression>& all, const Expression* none);

  // What a pattern answers to an event, under each reading.
  std::vector<bool> outcomes(const Pattern& pattern, const std::string& event);
  // The events at hand, the most useful first.
  const std::deque<std::string>& events() const { return events_; }

  // Whether a budget was used up, so that something was left untried.
  bool stopped() const { return stopped_; }
  // Why comparisons were undecided, without repetition.
  const std::vector<Caveat>& open() const { return open_; }

 private:
  static constexpr std::size_t kEvents = 16;

  // The event that tells them apart; no value: none at hand does.
  std::optional<std::string> told_apart(const Pattern& a, const Pattern& b);
  void keep(const std::optional<std::string>& event);
  bool charge(std::size_t& used, std::size_t amount, std::size_t most);

  DecideOptions options_;
  std::vector<Reading> readings_;
  std::deque<std::string> events_;
  std::map<std::string, std::string> remembered_;  // by what they are about
  std::vector<Caveat> open_;
  std::size_t comparisons_ = 0;
  std::size_t compared_ = 0;
  std::size_t evaluated_ = 0;
  std::size_t undecided_ = 0;
  bool stopped_ = false;
};

// An expression as a pattern of its own.
Pattern pattern_of(const Expression& expression);

}  // namespace filtercheck::shorten
