// What to write for a pattern that AWS rejects, where that is plain from what is there.
#pragma once

#include <string_view>
#include <vector>

#include "filtercheck/diagnostic.hpp"
#include "review/rewrites.hpp"

namespace filtercheck::review {

// Rewrites after which the text is a valid pattern, in its order: of `==` to `=`, of `AND` to `&&`,
// of other quotes to `"`, and the like. Empty: one of the faults has no such rewrite, or AWS would
// still reject it. `faults`: all that parse() reports of the text.
std::vector<Rewrite> accepted_of(std::string_view text, const std::vector<Diagnostic>& faults);

}  // namespace filtercheck::review
