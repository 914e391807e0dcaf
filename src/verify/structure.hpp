// The rules that look at names alone: `goal`, `root`, `assumption`, `parent` and `some` (README.md,
// "Clauses").
#pragma once

#include "verify/certificate.hpp"

namespace filtercheck::verify {

// Each throws NotProved.
void check_goal(const Claim& claim, const Clause& clause);
void check_root(const Claim& claim, const Clause& clause);
void check_assumption(Domain domain, const Claim& claim, const Clause& clause);
void check_parent(const Claim& claim, const Clause& clause, Work& work);
void check_some(const Claim& claim, const Clause& clause, Work& work);

}  // namespace filtercheck::verify
