#include "decide/clause_search.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "decide/natural.hpp"
#include "values/budget.hpp"

namespace filtercheck::decide {

namespace {

using Term = Space::Term;

constexpr Shape shape_at(std::size_t i) { return static_cast<Shape>(i); }

values::ValueShape value_shape(Shape shape) {
  switch (shape) {
    case Shape::Integer:
      return values::ValueShape::Integer;
    case Shape::Float:
      return values::ValueShape::Float;
    case Shape::Infinite:
      return values::ValueShape::Infinite;
    default:
      return values::ValueShape::String;
  }
}

values::ValueTest::Kind value_kind(Space::Test::Kind kind) {
  switch (kind) {
    case Space::Test::Kind::Equal:
      break;
    case Space::Test::Kind::Less:
      return values::ValueTest::Kind::Less;
    case Space::Test::Kind::Greater:
      return values::ValueTest::Kind::Greater;
  }
  return values::ValueTest::Kind::Equal;
}

}  // namespace

// --- Variables -----------------------------------------------------------------------------------

int ClauseSearch::variable(const Variable& wanted) {
  const std::int32_t what = wanted.kind == Variable::Kind::Holds
                                ? (wanted.asked.test + 1) * 16 + static_cast<int>(wanted.asked.kind)
                                : wanted.what;
  const auto [entry, fresh] = known_.try_emplace({wanted.kind, wanted.at, what, wanted.tree},
                                                 static_cast<int>(variables_.size()));
  if (fresh) variables_.push_back(wanted);
  return entry->second;
}

int ClauseSearch::shape_variable(PlaceId at, Shape shape) {
  return variable({Variable::Kind::Shape, at, static_cast<std::int32_t>(shape)});
}

int ClauseSearch::node_variable(const Space::Tree& tree, std::int32_t at) {
  return variable({Variable::Kind::Node, at, 0, &tree});
}

int ClauseSearch::test_variable(PlaceId at, Space::TestId test) {
  return variable({Variable::Kind::Test, at, test});
}

int ClauseSearch::holds_variable(PlaceId at, Space::Asked asked) {
  const std::size_t before = variables_.size();
  const int holds = variable({Variable::Kind::Holds, at, 0, nullptr, asked});
  if (variables_.size() > before) define(holds, space_.meaning(at, asked));
  return holds;
}

// --- Clauses -------------------------------------------------------------------------------------

ClauseSearch::ClauseSearch(const Space& space) : space_(space) {
  const auto places = static_cast<PlaceId>(space.places().size());
  for (PlaceId at = Space::kRoot; at < places; ++at) add_place(at);
  add({{shape_variable(Space::kRoot, Shape::Object)}, Rule::Root});
  for (const Space::Axiom& axiom : space.axioms()) {
    add(axiom.clause, {}, axiom.rule == Space::Rule::Some ? Rule::Some : Rule::Parent, 0);
  }
}

void ClauseSearch::add(Clause clause) { clauses_.push_back(std::move(clause)); }

// Terms as literals. That a shape is in a small set is a disjunction; that it is in a large one is
// said of each shape that it is not, by a clause of its own.
void ClauseSearch::add(const Space::Clause& terms, SatClause first, Rule rule, std::int32_t of) {
  std::vector<SatClause> all{std::move(first)};
  for (const Term& term : terms) {
    std::vector<SatClause> alternatives(1);
    switch (term.kind) {
      case Term::Kind::Shape: {
        SatClause in;
        SatClause not_out;
        for (std::size_t i = 0; i < values::kShapes; ++i) {
          const int literal = shape_variable(term.place, shape_at(i));
          if (term.shapes.contains(shape_at(i))) {
            in.push_back(literal);
          } else {
            not_out.push_back(-literal);
          }
        }
        alternatives.clear();
        if (in.size() <= not_out.size()) {
          alternatives.push_back(std::move(in));
        } else {
          for (const int literal : not_out) alternatives.push_back({literal});
        }
        break;
      }
      case Term::Kind::Test:
        alternatives[0] = {test_variable(term.place, term.index)};
        break;
      case Term::Kind::Exists:
        alternatives[0] = {variable({Variable::Kind::Exists, term.index})};
        break;
      case Term::Kind::Holds:
        alternatives[0] = {holds_variable(term.place, term.asked)};
        break;
    }
    if (term.negated) alternatives[0][0] = -alternatives[0][0];
    std::vector<SatClause> longer;
    for (const SatClause& clause : all) {
      for (const SatClause& alternative : alternatives) {
        longer.push_back(clause);
        longer.back().insert(longer.back().end(), alternative.begin(), alternative.end());
      }
    }
    all = std::move(longer);
  }
  for (SatClause& clause : all) add({std::move(clause), rule, of});
}

void ClauseSearch::define(int defined, const Space::Meaning& meaning) {
  for (const Space::Clause& clause : meaning.when_true) {
    add(clause, {-defined}, Rule::Definition, defined);
  }
  for (const Space::Clause& clause : meaning.when_false) {
    add(clause, {defined}, Rule::Definition, defined);
  }
}

// Exactly one shape; only some shapes pass tests.
void ClauseSearch::add_place(PlaceId at) {
  SatClause some;
  for (std::size_t i = 0; i < values::kShapes; ++i) {
    some.push_back(shape_variable(at, shape_at(i)));
    for (std::size_t j = 0; j < i; ++j) add({{-some[j], -some[i]}, Rule::Place, at});
  }
  add({some, Rule::Place, at});
  for (const Space::TestId test : space_.place(at).tests) {
    SatClause clause{-test_variable(at, test)};
    const bool ordering = space_.test(test).kind != Space::Test::Kind::Equal;
    const ShapeSet shapes = ordering ? kFinite : kScalar;
    for (std::size_t i = 0; i < values::kShapes; ++i) {
      if (shapes.contains(shape_at(i))) clause.push_back(some[i]);
    }
    add({std::move(clause), Rule::Place, at});
  }
}

void ClauseSearch::add_tree(const Space::Tree& tree) {
  if (!trees_.try_emplace(&tree, true).second) return;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const auto at = static_cast<std::int32_t>(i);
    const int node = node_variable(tree, at);
    if (tree[i].kind == Space::Node::Kind::Condition) {
      define(node, space_.meaning(tree[i].condition));
      continue;
    }
    // An And holds only with each operand, and with all of them; an Or the other way round.
    const int sign = tree[i].kind == Space::Node::Kind::And ? 1 : -1;
    SatClause all{sign * node};
    for (std::int32_t k = at + 1; k < tree[i].end; k = tree[static_cast<std::size_t>(k)].end) {
      const int operand = node_variable(tree, k);
      add({{-sign * node, sign * operand}, Rule::Definition, node});
      all.push_back(-sign * operand);
    }
    add({std::move(all), Rule::Definition, node});
  }
}

void ClauseSearch::add_query(const Query& query) {
  of_query_.clear();
  for (const TreeGoal& goal : query.goals) {
    add_tree(*goal.tree);
    const int node = node_variable(*goal.tree, 0);
    of_query_.push_back({{goal.negated ? -node : node}, Rule::Goal});
  }
  for (const Space::Clause& fact : query.facts) {
    SatClause clause;
    for (const Term& term : fact) {
      for (std::size_t i = 0; i < values::kShapes; ++i) {
        if (term.shapes.contains(shape_at(i))) {
          clause.push_back(shape_variable(term.place, shape_at(i)));
        }
      }
    }
    of_query_.push_back({std::move(clause), Rule::Assumption});
  }
}

// --- Solving -------------------------------------------------------------------------------------

void ClauseSearch::feed(SatSolver& solver) {
  for (; fed_ < clauses_.size(); ++fed_) solver.add(clauses_[fed_].literals);
  for (const SatClause& clause : blocked_) solver.add(clause);
  blocked_.clear();
}

Solution ClauseSearch::solve(const Query& query) {
  exceeded_.clear();
  blocked_.clear();
  hard_.clear();
  add_query(query);
  SatSolver solver;
  fed_ = 0;
  for (const Clause& clause : of_query_) solver.add(clause.literals);
  bool any_large = false;
  for (std::size_t i = 1; i < space_.places().size(); ++i) {
    const auto at = static_cast<PlaceId>(i);
    const auto* index = std::get_if<Index>(&space_.place(at).step);
    const int missing = shape_variable(at, Shape::Missing);
    solver.prefer(missing);
    // Where something must be there, a text is most easily found.
    if (!space_.place(at).tests.empty()) solver.prefer(shape_variable(at, Shape::String));
    if (query.small && index != nullptr && index->value >= values::Budget::kElements) {
      solver.add({missing});
      any_large = true;
    }
  }
  Solution solution{Solution::Kind::Found};
  const std::optional<bool> found = settle(solver, {}, solution.values);
  if (!found) return Solution::unknown(exceeded_);
  if (!*found) {
    solution.kind = Solution::Kind::None;
    solution.for_size = any_large;
    return solution;
  }
  make_small(solver, solution.values);
  return solution;
}

// Rounds of the solver and the theory; no value: a budget ran out. Where it is false nothing is
// assigned to `values`.
std::optional<bool> ClauseSearch::settle(SatSolver& solver, const std::vector<int>& assumed,
                                         Assignment& values) {
  for (std::size_t round = 0; round < values::Budget::kRounds; ++round) {
    feed(solver);
    for (const int literal : assumed) solver.assume(literal);
    const std::optional<bool> satisfiable = solver.solve();
    if (!satisfiable) {
      exceeded_ = "more than " + std::to_string(values::Budget::kConflicts) + " conflicts";
      return std::nullopt;
    }
    if (!*satisfiable) {
      if (exceeded_.empty() || is_refuted(assumed)) return false;
      return std::nullopt;
    }
    Assignment found(space_.places().size());
    switch (check_values(solver, found)) {
      case Checked::Consistent:
        values = std::move(found);
        return true;
      case Checked::Refuted:
      case Checked::Blocked:
        break;
    }
  }
  exceeded_ = "more than " + std::to_string(values::Budget::kRounds) + " rounds";
  return std::nullopt;
}

// Whether what is true of every event refutes the query, without what was only ruled out.
bool ClauseSearch::is_refuted(const std::vector<int>& assumed) const {
  SatSolver solver;
  for (const std::vector<Clause>* all : {&clauses_, &of_query_}) {
    for (const Clause& clause : *all) solver.add(clause.literals);
  }
  for (const int literal : assumed) solver.add({literal});
  return solver.solve() == std::optional<bool>(false);
}

ClauseSearch::Checked ClauseSearch::check_values(SatSolver& solver, Assignment& values) {
  Checked all = Checked::Consistent;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Checked one = check_value(solver, static_cast<PlaceId>(i), values[i]);
    if (one != Checked::Consistent) all = one;
  }
  return all;
}

// A value with the shape and tests that the solver proposes, or clauses that rule the proposal out:
// one for each of some disjoint reasons, so that few rounds are needed.
ClauseSearch::Checked ClauseSearch::check_value(SatSolver& solver, PlaceId at, Value& value) {
  for (std::size_t i = 0; i < values::kShapes; ++i) {
    if (solver.value(shape_variable(at, shape_at(i)))) value.shape = shape_at(i);
  }
  if (!kScalar.contains(value.shape)) return Checked::Consistent;
  std::vector<values::ValueTest> tests;
  std::vector<Space::TestId> ids;
  for (const Space::TestId id : space_.place(at).tests) {
    const Space::Test& test = space_.test(id);
    ids.push_back(id);
    tests.push_back(
        {value_kind(test.kind), test.literal, test.reading, solver.value(test_variable(at, id))});
  }
  Checked checked = Checked::Consistent;
  for (;;) {
    values::ValueAnswer answer =
        values::find_value(value_shape(value.shape), tests, natural_texts(space_, at));
    switch (answer.kind) {
      case values::ValueAnswer::Kind::Found:
        value.text = std::move(answer.text);
        return checked;
      case values::ValueAnswer::Kind::Unknown:
        if (checked == Checked::Refuted) return checked;
        exceeded_ = answer.exceeded;
        block(at, value.shape, tests, ids);
        return Checked::Blocked;
      case values::ValueAnswer::Kind::None:
        break;
    }
    const std::vector<std::size_t>& core = answer.core;
    learn(at, value.shape, tests, ids, core);
    checked = Checked::Refuted;
    if (core.empty() || answer.work > values::Budget::kEasyWork) return checked;
    // The next reason, without these tests.
    for (auto drop = core.rbegin(); drop != core.rend(); ++drop) {
      tests.erase(tests.begin() + static_cast<std::ptrdiff_t>(*drop));
      ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(*drop));
    }
  }
}

// Not a lemma: what the theory knows nothing of is ruled out for this query, which then cannot end
// in None. Too many such proposals rule out the shape.
void ClauseSearch::block(PlaceId at, Shape shape, const std::vector<values::ValueTest>& tests,
                         const std::vector<Space::TestId>& ids) {
  SatClause clause{-shape_variable(at, shape)};
  const bool is_too_hard = ++hard_[{at, shape}] > values::Budget::kHardValues;
  for (std::size_t i = 0; i < tests.size() && !is_too_hard; ++i) {
    const int literal = test_variable(at, ids[i]);
    clause.push_back(tests[i].required ? -literal : literal);
  }
  blocked_.push_back(std::move(clause));
}

void ClauseSearch::learn(PlaceId at, Shape shape, const std::vector<values::ValueTest>& tests,
                         const std::vector<Space::TestId>& ids,
                         const std::vector<std::size_t>& core) {
  Clause clause{{-shape_variable(at, shape)}, Rule::Place, at, shape};
  for (const std::size_t i : core) {
    const int literal = test_variable(at, ids[i]);
    clause.literals.push_back(tests[i].required ? -literal : literal);
  }
  add(std::move(clause));
}

// Places become missing, one after the other, where the rest can stay as it is or follow.
void ClauseSearch::make_small(SatSolver& solver, Assignment& values) {
  std::vector<int> missing;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const int absent = shape_variable(static_cast<PlaceId>(i), Shape::Missing);
    missing.push_back(absent);
    if (values[i].shape == Shape::Missing) continue;
    Assignment smaller;
    if (settle(solver, missing, smaller) == std::optional<bool>(true)) {
      values = std::move(smaller);
    } else {
      missing.pop_back();
    }
  }
}

// --- Proofs --------------------------------------------------------------------------------------

// Adds the states of a lemma about a place. False: there is no certificate.
bool ClauseSearch::explain(Clause& clause) const {
  std::vector<values::ValueTest> core;
  for (auto literal = clause.literals.begin() + 1; literal != clause.literals.end(); ++literal) {
    const Variable& variable = variables_[static_cast<std::size_t>(std::abs(*literal))];
    const Space::Test& test = space_.test(variable.what);
    core.push_back({value_kind(test.kind), test.literal, test.reading, *literal < 0});
  }
  auto closure = values::closure_of(value_shape(*clause.shape), core);
  if (closure) clause.closure = std::move(*closure);
  return closure.has_value();
}

std::optional<ClauseSearch::Proof> ClauseSearch::prove(const Query& query) {
  if (solve(query).kind != Solution::Kind::None) return std::nullopt;
  std::vector<Clause> all = of_query_;
  all.insert(all.end(), clauses_.begin(), clauses_.end());
  std::vector<SatClause> literals;
  for (const Clause& clause : all) literals.push_back(clause.literals);
  std::optional<Refutation> refutation = refute(literals);
  if (!refutation) return std::nullopt;
  std::vector<std::size_t> moved(all.size(), all.size());
  Proof proof;
  for (const Refutation::Step& step : refutation->steps) {
    for (const std::size_t id : step.from) {
      if (id >= all.size() || moved[id] != all.size()) continue;
      moved[id] = proof.clauses.size();
      proof.clauses.push_back(std::move(all[id]));
      Clause& clause = proof.clauses.back();
      if (clause.shape && !explain(clause)) return std::nullopt;
    }
  }
  for (Refutation::Step& step : refutation->steps) {
    for (std::size_t& id : step.from) {
      id = id < all.size() ? moved[id] : id - all.size() + proof.clauses.size();
    }
  }
  proof.variables = variables_;
  proof.steps = std::move(refutation->steps);
  return proof;
}

}  // namespace filtercheck::decide
