// The rules of src/verify/README.md on closures, written down once more, without a thought for
// speed: every state is computed from the whole word.
#pragma once

#include <string>
#include <vector>

#include "values/value_search.hpp"

namespace filtercheck::support {

// What is wrong with the closure; empty if it is right. `tests` are those of the core.
std::string fault_of_closure(values::ValueShape shape, const std::vector<values::ValueTest>& tests,
                             const std::vector<values::ClosureElement>& elements);

}  // namespace filtercheck::support
