// What must hold between the decider and the evaluator, as one check on two patterns and some
// events.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::support {

// Compares the patterns under each reading and evaluates them on the events: no event may
// contradict a verdict, the verdict must be the mirror image with the patterns swapped, and the
// canonical text and the normal form of a pattern must mean what it means. What is wrong, for a
// person; no value: nothing is.
std::optional<std::string> disagreement(const Pattern& a, const Pattern& b,
                                        const std::vector<std::string>& events);

}  // namespace filtercheck::support
