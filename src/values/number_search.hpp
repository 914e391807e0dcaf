// One number of every combination of outcomes that a selector's tests can have on numbers.
#pragma once

#include <vector>

#include "values/budget.hpp"
#include "values/scalar_tests.hpp"

namespace filtercheck::values {

// Incomplete where `budget` ran out.
std::vector<ValueClass> number_classes(ScalarTests& tests, Budget& budget);

}  // namespace filtercheck::values
