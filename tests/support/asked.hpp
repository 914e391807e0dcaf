// What an engine is asked, by the texts of patterns: an event that some match and others do not.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "decide/solution.hpp"
#include "decide/space.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::support {

class AskedSpace {
 public:
  struct Texts {
    std::vector<std::string> matched = {};
    std::vector<std::string> unmatched = {};
    std::vector<std::string> beside = {};  // looked at, and free to hold or not
  };

  // Requires: they are JSON patterns, and do not look at too many places.
  explicit AskedSpace(const Texts& texts, Reading reading = Reading::Glob);
  AskedSpace(const AskedSpace&) = delete;
  AskedSpace& operator=(const AskedSpace&) = delete;

  const decide::Space& space() const { return space_; }
  // All of it. Small.
  const decide::Query& query() const { return query_; }
  // The pattern in the order of the texts.
  decide::TreeGoal goal(std::size_t pattern, bool negated = false) const {
    return {&trees_[pattern], negated};
  }
  // The event of a solution; "none", "unknown".
  std::string event_of(const decide::Solution& solution) const;

 private:
  void add(const std::string& text, Reading reading);

  std::deque<Pattern> patterns_;
  std::deque<decide::Space::Tree> trees_;
  decide::Space space_;
  decide::Query query_;
};

}  // namespace filtercheck::support
