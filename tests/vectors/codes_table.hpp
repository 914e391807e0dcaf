// Whether the table of codes tells the truth: its examples, and that every diagnostic has a case.
#pragma once

#include "vectors/phases.hpp"
#include "vectors/report.hpp"

namespace filtercheck::vectors {

// Every code that parsing can give was given in `world`, save those of a list with reasons.
void check_every_code_has_a_case(const World& world, Report& report);
// A row's fault gives its code; its fix is valid and does not give it.
void check_examples_of_codes(Report& report);

}  // namespace filtercheck::vectors
