// What must hold of every simplification, as one check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/simplify.hpp"

namespace filtercheck::support {

// Simplifies the pattern: the result must be valid within the same limits, not longer, equivalent
// by compare() and on the events, without a glob of its own unless allowed, and must simplify to
// itself. What is wrong, for a person; no value: nothing is.
std::optional<std::string> bad_simplification(const Pattern& pattern,
                                              const SimplifyOptions& options,
                                              const std::vector<std::string>& events);

}  // namespace filtercheck::support
