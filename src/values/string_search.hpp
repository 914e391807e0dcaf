// One string of every combination of outcomes that a selector's tests can have on strings.
#pragma once

#include <string>
#include <vector>

#include "values/budget.hpp"
#include "values/scalar_tests.hpp"

namespace filtercheck::values {

// `natural` are texts to prefer, best first. Incomplete where `budget` ran out.
std::vector<ValueClass> string_classes(ScalarTests& tests,
                                       const std::vector<std::u32string>& natural, Budget& budget);

}  // namespace filtercheck::values
