// The last part of a proof: clauses that follow by unit propagation (README.md, "Steps").
#pragma once

#include "verify/certificate.hpp"

namespace filtercheck::verify {

// That each step follows from those before it, and that the last one is the empty clause. Throws
// NotProved.
void check_steps(const Claim& claim, Work& work);

}  // namespace filtercheck::verify
