// The questions that a control asks.
#pragma once

#include <vector>

#include "controls/controls.hpp"
#include "filtercheck/check.hpp"

namespace filtercheck::cli {

// Requires: the patterns of the control are valid JSON patterns (see pattern_faults).
std::vector<filtercheck::Requirement> requirements_of(const Control& control);

// For a control of the user's own: what is wrong with its patterns, a line each. Empty: nothing.
std::vector<std::string> pattern_faults(const Control& control);

}  // namespace filtercheck::cli
