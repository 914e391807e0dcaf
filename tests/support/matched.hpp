// What must hold of the matcher: it says of every line what the evaluator says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "match/matcher.hpp"
#include "support/generate.hpp"

namespace filtercheck::support {

// Each answers what is wrong, for a person; no value: nothing is. Asked of each line by itself, and
// of blocks of lines: as they are, and few among many others.
std::optional<std::string> mismatched(const std::vector<match::Query>& queries, match::Simd simd,
                                      const std::vector<std::string>& lines);
// The same of each pattern alone and of all together, under both readings, with the instructions of
// each kind that this processor has.
std::optional<std::string> mismatched(const std::vector<Pattern>& patterns,
                                      const std::vector<std::string>& lines);

// A pattern and lines like those of CloudTrail, which are longer than those of the other
// generators: literals and keys at any offset, in the place that is asked for and elsewhere.
std::string random_trail_pattern(Choices& choices);
std::string random_trail_line(Choices& choices);

}  // namespace filtercheck::support
