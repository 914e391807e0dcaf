// How messages name things.
#pragma once

#include <string>
#include <vector>

#include "base/words.hpp"

namespace filtercheck::audit {

using base::counted;
using base::in_ticks;
using base::lower_case;

// "`a`, `b` and 3 more".
std::string listed(const std::vector<std::string>& names);

}  // namespace filtercheck::audit
