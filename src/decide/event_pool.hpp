// Log events, and which of many patterns match each of them.
//
// Real patterns repeat the conditions of others: the same field is compared with the same names
// over and over. So the evaluator is asked about conditions, each once an event, and what a pattern
// matches is put together from that: `&&` and `||` hold of an event what they say, whatever it is.
// With the evaluator asked about whole patterns this was most of the time of a grouping.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "decide/bits.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::decide {

class EventPool {
 public:
  explicit EventPool(std::vector<Reading> readings) : readings_(std::move(readings)) {}

  // A pattern as its conditions and what joins them. The empty pattern joins none; one that is no
  // JSON pattern counts as one condition.
  struct Outline {
    enum class Join { Condition, All, Any };
    Join join = Join::All;
    std::size_t condition = 0;
    std::vector<Outline> parts;
  };
  // Cost: an evaluation of each new condition on each
  // event.
  Outline outline_of(const Pattern& pattern);

  // For each reading, the events that match.
  std::vector<Bits> matched(const Outline& outline) const;
  // Whether the event matches under the reading of this number.
  bool is_match(const Outline& outline, std::size_t reading, std::size_t event) const;

  // False: it is one of them already. Cost: an evaluation of each condition.
  bool add(const std::string& event);

  const std::deque<std::string>& events() const { return events_; }
  std::size_t conditions() const { return conditions_.size(); }

 private:
  struct Condition {
    Pattern pattern;
    std::vector<Bits> matched;  // for each reading, or one for all
  };

  Outline outline_of(const Expression& expression);
  std::size_t number_of(Pattern condition);
  void evaluate(Condition& condition, std::size_t event) const;
  const Bits& matched(std::size_t condition, std::size_t reading) const;
  Bits matched(const Outline& outline, std::size_t reading) const;

  std::vector<Reading> readings_;
  std::deque<std::string> events_;
  std::unordered_set<std::string_view> known_;  // of events_
  std::deque<Condition> conditions_;
  std::unordered_map<std::string, std::size_t> numbers_;  // of conditions, by canonical text
};

}  // namespace filtercheck::decide
