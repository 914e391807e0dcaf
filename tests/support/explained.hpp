// What must hold of explain_miss() for any pattern and line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::support {

// Under both readings: the conditions that are blamed are those that fail, by matches() of each
// alone, and so does every formula that they are a part of; none exactly where the pattern matches;
// and if they held it would match. Each is cut out of the pattern's text as it is, and what is
// found in its place is short and in UTF-8.
//
// What is wrong, for a person; no value: nothing is. Requires: a pattern that parse() gave.
// Recurses on the nesting of a line.
std::optional<std::string> misexplained(const Pattern& pattern,
                                        const std::vector<std::string>& lines);

}  // namespace filtercheck::support
