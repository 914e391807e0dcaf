// The rule `place`: what the values at one path can be (README.md, "Places").
#pragma once

#include "verify/certificate.hpp"

namespace filtercheck::verify {

// Throws NotProved.
void check_place(const Claim& claim, const Clause& clause, Work& work);

}  // namespace filtercheck::verify
