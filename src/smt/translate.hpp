// Two patterns as terms of SMT-LIB, over what an event is to them.
//
// JSON patterns: each place that a condition looks at has a kind (missing, null ... object) and,
// where it is compared with something, a text and a number; the shape of JSON couples the kinds of
// places on one path. An event is any assignment of these, and no assignment is without an event,
// with one exception: the text of a number that is written with a point or an exponent (rule 3.5)
// is no function that SMT-LIB has. Where such a number meets both number literals and text literals
// the events are said twice,
//   - `wide`: with more texts than there are, so that `unsat` is right,
//   - and `narrow` beside it: with some of those that there are, so that `sat` is right.
//
// Patterns of terms and regexes: a line is one string, which is exact.
//
// Shares no code with the decider: it judges it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::smt {

struct Pair {
  std::string declarations;
  std::string wide;                 // assertions that hold of every event
  std::vector<std::string> narrow;  // terms to assert beside them; none: `wide` is exact
  std::string a;                    // terms of sort Bool
  std::string b;

  bool exact() const { return narrow.empty(); }
};

// Why a pair cannot be said: "a selector with a wildcard".
struct Obstacle {
  std::string reason;
};

using Translation = std::variant<Pair, Obstacle>;

// Cost: quadratic in the conditions at one place.
Translation translate(const Pattern& a, const Pattern& b, Reading reading, Domain domain);

// Its parts. Requires patterns of kind Json or All; of kind Terms, Regex or All, and then it is
// about all lines.
Translation translate_json(const Pattern& a, const Pattern& b, Reading reading, Domain domain);
Translation translate_lines(const Pattern& a, const Pattern& b);

}  // namespace filtercheck::smt
