// Propositional satisfiability, by CaDiCaL, and refutations that need no trust.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace filtercheck::decide {

// Literals are n and -n for variables n from 1 on.
using SatClause = std::vector<int>;

class Cadical;

class SatSolver {
 public:
  SatSolver();
  ~SatSolver();
  SatSolver(const SatSolver&) = delete;
  SatSolver& operator=(const SatSolver&) = delete;

  void add(const SatClause& clause);
  // The value to try first; false where nothing else was said.
  void prefer(int literal);
  // For the next call of `solve` only.
  void assume(int literal);
  // No value: more than Budget::kConflicts conflicts.
  std::optional<bool> solve();
  // After `solve` was true.
  bool value(int variable);

 private:
  std::unique_ptr<Cadical> solver_;
};

// Why clauses contradict each other, each step by unit propagation alone (src/verify/README.md,
// "Steps").
struct Refutation {
  struct Step {
    SatClause clause;
    // Clauses by index, then steps by index plus the number of clauses: in the order in which they
    // become unit, the last one contradicted.
    std::vector<std::size_t> from;
  };
  // Only what the empty clause, which is the last one, needs.
  std::vector<Step> steps;
};

// Requires: the clauses are unsatisfiable. Throws InternalError if that cannot be shown. No value:
// more than Budget::kConflicts conflicts.
std::optional<Refutation> refute(const std::vector<SatClause>& clauses);

}  // namespace filtercheck::decide
