// The relation of two patterns as a solver sees it, with the time it took.
#pragma once

#include <string>

#include "filtercheck/compare.hpp"
#include "filtercheck/smtlib.hpp"
#include "smt/translate.hpp"
#include "solvers.hpp"

namespace filtercheck::bench {

// solve_z3 or solve_cvc5.
using Solver = Solved (*)(const std::string& script, int limit_ms);

enum class Outcome {
  Yes,
  No,
  TimedOut,       // or the solver gave up
  NotComparable,  // yes, by a text of a number that may not exist (see smt/translate.hpp)
};

struct SmtAnswer {
  Outcome outcome = Outcome::TimedOut;
  double microseconds = 0;
};

// One question alone, up to and including (check-sat).
std::string script(const smt::Pair& pair, SmtlibQuery::Asked asked, bool narrow);

// Whether there is such an event. Where the pair is not exact it may take two runs.
SmtAnswer ask(Solver solver, const smt::Pair& pair, SmtlibQuery::Asked asked, int limit_ms);

struct SmtRelation {
  Outcome outcome = Outcome::TimedOut;  // Yes: there is a relation
  Relation relation = Relation::Undecided;
  double microseconds = 0;  // of all questions
};

// Asks as many questions as the relation needs, two or three, and none after one that is not
// answered.
SmtRelation relate(Solver solver, const smt::Pair& pair, int limit_ms);

}  // namespace filtercheck::bench
