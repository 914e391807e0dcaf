// The second engine: clauses, a SAT solver, and a theory of values.
//
// Every term is a variable, every pattern and axiom some clauses. The SAT solver (sat_solver.hpp)
// proposes which terms hold; for each place the theory (values/value_search.hpp) looks for a value
// that passes exactly the tests that it should, or names a few tests that no value passes together.
// Those make a new clause, and so on, until all places have values or the clauses contradict each
// other. Nowhere are classes or products built, so that many `*x*` on one place, or a formula that
// makes branching hopeless, do no harm. Slower than the class search where that does well, and the
// only one that explains itself: the clauses of a contradiction are what a certificate is made of.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "decide/sat_solver.hpp"
#include "decide/solution.hpp"
#include "decide/space.hpp"
#include "values/value_search.hpp"

namespace filtercheck::decide {

class ClauseSearch {
 public:
  using PlaceId = Space::PlaceId;

  // What a variable means (src/verify/README.md, "Variables").
  struct Variable {
    enum class Kind { Node, Shape, Test, Exists, Holds } kind;
    std::int32_t at;        // Node: its index in the tree. Exists: an ExistsId. Others: a PlaceId
    std::int32_t what = 0;  // Shape: a Shape. Test: a TestId
    const Space::Tree* tree = nullptr;                   // Node
    Space::Asked asked = {Space::Asked::Kind::Present};  // Holds
  };
  enum class Rule { Goal, Root, Assumption, Definition, Parent, Some, Place };
  struct Clause {
    SatClause literals;
    Rule rule;
    std::int32_t of = 0;  // Definition: the variable. Place: the PlaceId
    // Place: of which shape no value makes all tests false; in a proof, by which states.
    std::optional<Shape> shape = {};
    std::vector<values::ClosureElement> closure = {};
  };

  // The space must outlive this object, and be closed.
  explicit ClauseSearch(const Space& space);

  Solution solve(const Query& query);

  // Why `solve` answered None.
  struct Proof {
    std::vector<Variable> variables;  // from 1 on; the first is none
    std::vector<Clause> clauses;      // only those that are needed
    std::vector<Refutation::Step> steps;
  };
  // No value: the budget ran out, or some step has no certificate.
  std::optional<Proof> prove(const Query& query);

 private:
  int variable(const Variable& variable);
  int shape_variable(PlaceId at, Shape shape);
  int node_variable(const Space::Tree& tree, std::int32_t at);
  int holds_variable(PlaceId at, Space::Asked asked);
  int test_variable(PlaceId at, Space::TestId test);

  void add(Clause clause);
  void add(const Space::Clause& terms, SatClause first, Rule rule, std::int32_t of);
  void define(int variable, const Space::Meaning& meaning);
  void add_place(PlaceId at);
  void add_tree(const Space::Tree& tree);
  void add_query(const Query& query);

  // Blocked: the theory does not know, and what it was asked is ruled out for this query.
  enum class Checked { Consistent, Refuted, Blocked };
  Checked check_values(SatSolver& solver, Assignment& values);
  Checked check_value(SatSolver& solver, PlaceId at, Value& value);
  void learn(PlaceId at, Shape shape, const std::vector<values::ValueTest>& tests,
             const std::vector<Space::TestId>& ids, const std::vector<std::size_t>& core);
  void block(PlaceId at, Shape shape, const std::vector<values::ValueTest>& tests,
             const std::vector<Space::TestId>& ids);
  bool is_refuted(const std::vector<int>& assumed) const;
  bool explain(Clause& clause) const;
  std::optional<bool> settle(SatSolver& solver, const std::vector<int>& assumed,
                             Assignment& values);
  void make_small(SatSolver& solver, Assignment& values);
  void feed(SatSolver& solver);

  const Space& space_;
  std::vector<Variable> variables_{{Variable::Kind::Node, 0}};
  std::map<std::tuple<Variable::Kind, std::int32_t, std::int32_t, const Space::Tree*>, int> known_;
  std::vector<Clause> clauses_;     // true of every event, for every query
  std::vector<Clause> of_query_;    // goals, assumptions
  std::vector<SatClause> blocked_;  // not true of every event, and not yet given to the solver
  std::size_t fed_ = 0;             // so many of clauses_ the solver has
  std::map<const Space::Tree*, bool> trees_;
  std::map<std::pair<PlaceId, Shape>, std::size_t> hard_;  // of the query: how often it was blocked
  std::string exceeded_;  // of the query; not empty: something was ruled out without a reason
};

}  // namespace filtercheck::decide
