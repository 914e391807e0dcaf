// What must hold of an answer about two or three patterns: between the decider and the evaluator,
// and between one answer and another. Each function answers what is wrong, for a person; no value:
// nothing is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/compare.hpp"
#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::support {

// One question to compare(), under one reading.
struct Compared {
  Compared(const Pattern& a, const Pattern& b, Reading reading, Domain domain);

  const Pattern& a;
  const Pattern& b;
  Reading reading;
  Domain domain;
  CompareAnswer answer;
};

// One of the lines has truth values that the relation rules out. Of the lines those count that are
// surely in the domain; none is empty or has a line break.
std::optional<std::string> contradicted(const Compared& compared,
                                        const std::vector<std::string>& lines);

// An event of the answer does not show what it is said to show, is not in the domain, or one is
// missing or too many for the relation.
std::optional<std::string> not_shown(const Compared& compared);

// With the patterns swapped the answer is not the mirror image.
std::optional<std::string> not_mirrored(const Compared& compared);

// A pattern is not equivalent to itself.
std::optional<std::string> not_reflexive(const Pattern& pattern, Reading reading, Domain domain);

// What follows for the first and the last of three patterns is denied: from a within b and b within
// c, that a is within c; from a within b and b apart from c, that a is apart from c.
std::optional<std::string> not_transitive(const Compared& a_b, const Compared& b_c,
                                          const Compared& a_c);

// A positive answer has a certificate that is refused. Patterns of kind Json or All.
std::optional<std::string> not_certified(const Compared& compared);

bool is_json_object(const std::string& line);

// All but the last two; an internal error is wrong, too.
struct LinesJudged {
  std::optional<std::string> wrong = {};
  bool undecided = false;
  std::string reason = {};  // if undecided: the first caveat that is not of parsing
};
LinesJudged judge_lines(const Pattern& a, const Pattern& b, Reading reading, Domain domain,
                        const std::vector<std::string>& lines);

}  // namespace filtercheck::support
