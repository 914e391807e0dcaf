// The normal form of patterns that are no JSON patterns.
#pragma once

#include <string>

#include "filtercheck/pattern.hpp"

namespace filtercheck::normal {

// See normalize(). Requires: is_about_lines(pattern.kind).
std::string normal_text(const Pattern& pattern);

}  // namespace filtercheck::normal
