// What a `node` or `holds` variable means in terms of others (README.md, "Definitions"), and
// whether a clause is a consequence of that.
#pragma once

#include "verify/certificate.hpp"

namespace filtercheck::verify {

// The rule `definition`. Throws NotProved.
void check_definition(const Certificate& certificate, const Claim& claim, const Clause& clause,
                      Work& work);

}  // namespace filtercheck::verify
