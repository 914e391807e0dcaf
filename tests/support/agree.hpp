// What must hold between the decider and the evaluator, as one check on two patterns and some
// events.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::support {

// Compares the patterns under a reading and evaluates them on the events: no event may contradict
// the verdict, and the verdict must be the mirror image with the patterns swapped. What is wrong,
// for a person; no value: nothing is.
std::optional<std::string> contradiction(const Pattern& a, const Pattern& b, Reading reading,
                                         const std::vector<std::string>& events);

// The same of patterns of any kinds over a domain, where lines without a line break and not empty
// are given, of which those count that are surely in the domain; and every event of an answer must
// show what it is said to show, and `a` be equivalent to itself. An internal error is wrong, too.
struct LinesJudged {
  std::optional<std::string> wrong = {};
  bool undecided = false;
  std::string reason = {};  // if undecided: the first caveat that is not of parsing
};
LinesJudged judge_lines(const Pattern& a, const Pattern& b, Reading reading, Domain domain,
                        const std::vector<std::string>& lines);

// The canonical text and the normal form must mean what the pattern means, under both readings, and
// be their own.
std::optional<std::string> misprint(const Pattern& pattern, const std::vector<std::string>& events);

}  // namespace filtercheck::support
