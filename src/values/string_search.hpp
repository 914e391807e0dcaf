// One string of every combination of outcomes that a selector's tests can have on strings.
#pragma once

#include <string>
#include <vector>

#include "values/budget.hpp"
#include "values/scalar_tests.hpp"

namespace filtercheck::values {

// After those that are given. `natural` are texts to prefer, best first. Incomplete where `budget`
// ran out.
std::vector<ValueClass> string_classes(ScalarTests& tests,
                                       const std::vector<std::u32string>& natural, Budget& budget,
                                       std::vector<ValueClass> given);

}  // namespace filtercheck::values
