// Where only few values of a shape come into question (README.md, "Places", "Candidates").
#pragma once

#include <optional>
#include <vector>

#include "verify/open_tests.hpp"

namespace filtercheck::verify {

// All values of the shape that may pass all required tests and none of the forbidden ones, found by
// the required texts and numbers and by the orderings. No value: there may be more than a thousand.
// Requires one of the shapes of Value.
std::optional<std::vector<Value>> candidates(Shape shape, const std::vector<OpenTest>& tests,
                                             Work& work);

// The values whose text or value is not seen by the reading of a number's text: zeros, and the
// doubles nearest to zero. Of strings: the empty one. A closure leaves them out.
std::vector<Value> values_by_themselves(Shape shape);

}  // namespace filtercheck::verify
