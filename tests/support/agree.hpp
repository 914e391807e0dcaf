// What must hold between the decider and the evaluator, as one check on two patterns and some
// events.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::support {

// Compares the patterns under a reading and evaluates them on the events: no event may contradict
// the verdict, and the verdict must be the mirror image with the patterns swapped. What is wrong,
// for a person; no value: nothing is.
std::optional<std::string> contradiction(const Pattern& a, const Pattern& b, Reading reading,
                                         const std::vector<std::string>& events);

// The canonical text and the normal form must mean what the pattern means, under both readings, and
// be their own.
std::optional<std::string> misprint(const Pattern& pattern, const std::vector<std::string>& events);

}  // namespace filtercheck::support
