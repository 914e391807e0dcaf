// What is asked of the two engines, and what they answer.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "decide/assignment.hpp"
#include "decide/space.hpp"

namespace filtercheck::decide {

// A tree of the space holds, or does not.
struct TreeGoal {
  const Space::Tree* tree;
  bool negated = false;
};

// What must hold of an event.
struct Query {
  std::vector<TreeGoal> goals = {};
  std::vector<Space::Clause> facts = {};
  bool small = false;  // nothing that is too large for an event
};

struct Solution {
  enum class Kind { Found, None, Unknown } kind;
  Assignment values = {};  // Found
  // Found: floats whose text counts, and is only inferred (OQ-15).
  std::vector<std::string> doubtful = {};
  bool for_size = false;      // None: there may be an event that is too large
  std::string exceeded = {};  // Unknown: the budget

  static Solution unknown(std::string exceeded) {
    Solution solution{Kind::Unknown};
    solution.exceeded = std::move(exceeded);
    return solution;
  }
};

}  // namespace filtercheck::decide
