// Where an answer differs between the two readings of `*` (OQ-1): which literals it hangs on. A
// note: that the answer is undecided is a finding of its own, if it matters.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "review/lints.hpp"

namespace filtercheck::review {

// Requires: `differs(pattern)`, whether the answer about a pattern differs between the readings.
// Each literal that alone makes the difference, seen by asking again with a regex in its place; all
// with a `*` that is not at their end, if there are none or too many to ask for each. `answer` is
// what hangs on them, such as "what this change does".
std::vector<Lint> lints_of_stars(const Pattern& pattern, const std::string& answer,
                                 const std::function<bool(const Pattern&)>& differs);

}  // namespace filtercheck::review
