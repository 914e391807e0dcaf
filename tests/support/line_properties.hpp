// What must hold of a pattern of terms, of fields or of one regex and of any lines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::support {

// The canonical texts and the normal form match the same lines and are their own; extract() agrees
// with matches(); both readings agree where they must; and the reference evaluator says the same.
// What is wrong, for a person; no value: nothing is. Requires: is_about_lines(pattern.kind).
std::optional<std::string> misread(const Pattern& pattern, const std::vector<std::string>& lines);

}  // namespace filtercheck::support
