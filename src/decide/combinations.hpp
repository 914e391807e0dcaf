// Which combinations of truth values do some conditions have together, and an event for each.
//
// A combination is grown condition by condition: a row is an event with the truth values that it
// gives to all conditions, of which the first few are settled. To settle the next one is to keep
// the row, and to ask for an event that agrees with it on those settled and differs on this one. So
// each question finds a new row or shows that there is none, and no row is lost: there are as many
// rows as combinations, at any time.
//
// Most conditions are false of most events: of a hundred names at most one is the name of an event.
// So before the conditions of a stretch are asked about one by one, it is asked whether any of them
// can be true of a row where all are false. If not, the whole stretch is settled by one question.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::decide {

// An event, and which of the conditions hold of it.
struct Row {
  std::string event;
  std::vector<bool> holds;
};

// What the search for rows may cost, in conditions looked at.
class Steps {
 public:
  // False once the budget has run out.
  bool take(std::size_t steps);
  static Caveat exceeded();

 private:
  std::size_t taken_ = 0;
};

struct Combinations {
  std::vector<Row> rows;        // in no order that means anything, but always the same
  std::vector<Caveat> caveats;  // what they hang on
};
struct TooManyCombinations {
  std::size_t at_least;
};
struct UnknownCombinations {
  std::vector<Caveat> caveats;
};
using CombinationsAnswer = std::variant<Combinations, TooManyCombinations, UnknownCombinations>;

// Which of the conditions hold of the line.
std::vector<bool> outcomes(const std::vector<const Pattern*>& conditions, const std::string& line,
                           Reading reading);

// Of the events of a domain that are JSON objects. Requires: each pattern is one condition; they
// are not empty. Throws InternalError.
CombinationsAnswer combinations(const std::vector<const Pattern*>& conditions, Reading reading,
                                Domain domain, std::size_t most, Steps& steps);

}  // namespace filtercheck::decide
