// Z3 as a library and cvc5 as a program, on SMT-LIB text.
#pragma once

#include <string>

namespace filtercheck::bench {

enum class Sat { Sat, Unsat, Unknown };

struct Solved {
  Sat sat = Sat::Unknown;  // Unknown: out of time or memory, or the solver gave up
  double microseconds = 0;
};

// Whether Z3 is linked, and whether a program `cvc5` can be started.
bool have_z3();
bool have_cvc5();

// "4.8.12"; empty: not there.
std::string z3_version();

// Z3 as a library, warm, each time in a context of its own: reading the text, deciding it, freeing
// all.
// Throws std::runtime_error if Z3 refuses the text.
Solved solve_z3(const std::string& script, int limit_ms);

// The program: writing the text to a file is not in its time, starting it is. Throws
// std::runtime_error if it refuses the text.
Solved solve_cvc5(const std::string& script, int limit_ms);

// The time of `cvc5 --version`: what starting it costs.
double start_cvc5();

}  // namespace filtercheck::bench
