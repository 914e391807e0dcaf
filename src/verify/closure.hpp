// The rule `place`, "Closures" (README.md): a list of states that holds on to every text, and of
// which none accepts.
#pragma once

#include <vector>

#include "verify/certificate.hpp"
#include "verify/open_tests.hpp"

namespace filtercheck::verify {

// Throws NotProved unless the elements show that no value of the shape, which is String, Integer or
// Float, passes all required tests and none of the forbidden ones.
void check_closure(Shape shape, const std::vector<OpenTest>& tests,
                   const std::vector<Element>& elements, Work& work);

}  // namespace filtercheck::verify
