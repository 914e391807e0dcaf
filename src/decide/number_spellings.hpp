// How the numbers of a class may be written in a line.
#pragma once

#include <string>
#include <vector>

#include "values/scalar_tests.hpp"

namespace filtercheck::decide {

// Some tokens of numbers that are in the class, the most natural first: other members and other
// spellings, so that what one of them shows another one does not. `tests` are those that made the
// class.
std::vector<std::u32string> spellings_of(values::ScalarTests& tests,
                                         const values::ValueClass& number);

}  // namespace filtercheck::decide
