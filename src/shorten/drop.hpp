// Leaving out operands: the rewrite that does most. An operand of `||` that matches nothing new and
// an operand of `&&` that excludes nothing new, at any depth, the largest first.
//
// Each operand is first tried on an event made for it: one that should need it. For an operand of
// `||` that is an event that it matches, within the conditions around it; for one of `&&` an event
// that its neighbours match and it does not. If such an event tells the pattern from the pattern
// without the operand, the operand stays, and no comparison was needed but a very small one. What
// is left is mostly needless and is left out in groups of growing size, so that a thousand needless
// names take a dozen comparisons.
#pragma once

#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "shorten/judge.hpp"

namespace filtercheck::shorten {

// `expression` without the operands that it does not need, found in one pass over all of them; what
// was left out and why is added to `steps`. Leaving out one may make others needless.
Expression without_needless(const Expression& expression, Judge& judge,
                            std::vector<std::string>& steps);

// `text` of an expression for a step: in backticks, cut where it is long.
std::string quoted(const Expression& expression);

}  // namespace filtercheck::shorten
