#include "decide/sat_solver.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "filtercheck/verdict.hpp"

namespace filtercheck::decide {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Clauses = std::vector<SatClause>;

// ---- Solving

std::vector<int> true_variables(SatSolver& solver, int variables) {
  std::vector<int> all;
  for (int v = 1; v <= variables; ++v) {
    if (solver.value(v)) all.push_back(v);
  }
  return all;
}

TEST(SatSolver, GivesEachVariableAValue) {
  SatSolver solver;
  for (const SatClause& clause : Clauses{{1}, {-1, -2}, {2, 3}, {-3, 4, 5}, {-4}})
    solver.add(clause);
  ASSERT_EQ(solver.solve(), true);
  EXPECT_THAT(true_variables(solver, 5), ElementsAre(1, 3, 5));
  solver.add({-5});
  EXPECT_EQ(solver.solve(), false);
}

// So that an event has as few members as will do.
TEST(SatSolver, TriesFalseFirst) {
  SatSolver solver;
  solver.add({1, 2, 3});
  solver.add({4, 5, 6});
  ASSERT_EQ(solver.solve(), true);
  EXPECT_EQ(true_variables(solver, 6).size(), 2U);
}

TEST(SatSolver, TriesFirstWhatIsPreferred) {
  for (int preferred = 1; preferred <= 3; ++preferred) {
    SatSolver solver;
    solver.add({1, 2, 3});
    solver.prefer(preferred);
    ASSERT_EQ(solver.solve(), true);
    EXPECT_TRUE(solver.value(preferred)) << preferred;
  }
}

TEST(SatSolver, AssumesForOneCall) {
  SatSolver solver;
  solver.add({1, 2});
  solver.assume(-1);
  solver.assume(-2);
  EXPECT_EQ(solver.solve(), false);
  EXPECT_EQ(solver.solve(), true);
  solver.assume(-2);
  ASSERT_EQ(solver.solve(), true);
  EXPECT_THAT(true_variables(solver, 2), ElementsAre(1));
}

// ---- Refutations

// Follows each step: what it says is false, and each clause that it is from leaves one literal, the
// last one none.
void expect_shown(const Clauses& clauses, const Refutation& refutation) {
  Clauses known = clauses;
  std::set<std::size_t> used;
  for (const Refutation::Step& step : refutation.steps) {
    std::set<int> holds;
    for (const int literal : step.clause) holds.insert(-literal);
    for (std::size_t i = 0; i < step.from.size(); ++i) {
      ASSERT_LT(step.from[i], known.size());
      used.insert(step.from[i]);
      SatClause open;
      for (const int literal : known[step.from[i]]) {
        if (!holds.contains(-literal)) open.push_back(literal);
      }
      ASSERT_EQ(open.size(), i + 1 < step.from.size() ? 1U : 0U);
      holds.insert(open.begin(), open.end());
    }
    ASSERT_FALSE(step.from.empty());
    known.push_back(step.clause);
  }
  ASSERT_FALSE(refutation.steps.empty());
  EXPECT_THAT(refutation.steps.back().clause, IsEmpty());
  for (std::size_t id = clauses.size(); id + 1 < known.size(); ++id)
    EXPECT_TRUE(used.contains(id)) << "a step that nothing needs";
}

struct Contradiction {
  std::string name;
  Clauses clauses;
  // Where unit propagation alone shows it: the clauses in their order.
  std::vector<std::size_t> from = {};
};

std::ostream& operator<<(std::ostream& out, const Contradiction& one) { return out << one.name; }

// `pigeons` in one hole less, with variables from `first` on.
Contradiction pigeons(int pigeons, int first) {
  Contradiction one{std::to_string(pigeons) + "PigeonsFrom" + std::to_string(first), {}};
  const auto sits = [&](int pigeon, int hole) { return first + pigeon * (pigeons - 1) + hole; };
  for (int p = 0; p < pigeons; ++p) {
    SatClause somewhere;
    for (int hole = 0; hole + 1 < pigeons; ++hole) somewhere.push_back(sits(p, hole));
    one.clauses.push_back(somewhere);
    for (int q = 0; q < p; ++q) {
      for (int hole = 0; hole + 1 < pigeons; ++hole)
        one.clauses.push_back({-sits(p, hole), -sits(q, hole)});
    }
  }
  return one;
}

std::vector<Contradiction> contradictions() {
  return {
      {"EmptyClause", {{1}, {}, {2}}, {1}},
      {"OppositeUnits", {{1}, {2}, {-1}}, {0, 2}},
      {"Chain", {{5}, {1}, {-5, 6}, {-1, 2}, {-2, 3}, {-3}}, {1, 3, 4, 5}},
      {"UnitComesLast", {{-1, 2}, {-1, -2}, {1}}, {2, 0, 1}},
      {"UnitsComeLast", {{-1, -3, 2}, {-1, -3, -2}, {3}, {1}}},
      {"UnitWhenItComes", {{1}, {-1, 2}, {-2, 3}, {-2, -3}}, {0, 1, 2, 3}},
      {"UnitOfThree", {{-2}, {-3}, {2, 1, 3}, {-1, 4}, {-1, -4}}, {0, 1, 2, 3, 4}},
      {"TrueAlready", {{1}, {-1, 2}, {2, 3}, {1, -2}, {-2, -1}}, {0, 1, 4}},
      {"AllOfTwo", {{1, 2}, {1, -2}, {-1, 2}, {-1, -2}}},
      {"AllOfTwoOthers", {{3}, {-3, 4}, {7, 9}, {7, -9}, {-7, 9}, {-7, -9}, {4, 5}}},
      // The solver shortens the second clause and then needs neither.
      {"WithClausesBeside", {{-1}, {1, 2, 3}, {4, 5}, {4, -5}, {-4, 5}, {-4, -5}}},
      {"WithATrueClauseBeside", {{-1}, {1, 2, 3}, {2}, {4, 5}, {4, -5}, {-4, 5}, {-4, -5}}},
      {"AllOfThree",
       {{1, 2, 3},
        {1, 2, -3},
        {1, -2, 3},
        {1, -2, -3},
        {-1, 2, 3},
        {-1, 2, -3},
        {-1, -2, 3},
        {-1, -2, -3}}},
      pigeons(4, 1),
      pigeons(5, 1),
      pigeons(5, 30),
      pigeons(6, 2),
  };
}

class Refutations : public testing::TestWithParam<Contradiction> {};

TEST_P(Refutations, AreShownStepByStep) {
  const auto refutation = refute(GetParam().clauses);
  ASSERT_TRUE(refutation);
  expect_shown(GetParam().clauses, *refutation);
  if (GetParam().from.empty()) return;
  ASSERT_EQ(refutation->steps.size(), 1U);
  EXPECT_EQ(refutation->steps[0].from, GetParam().from);
}

INSTANTIATE_TEST_SUITE_P(Of, Refutations, testing::ValuesIn(contradictions()),
                         [](const auto& test) { return test.param.name; });

bool is_satisfiable(const Clauses& clauses, int variables) {
  for (unsigned values = 0; values < 1U << variables; ++values) {
    const auto holds = [&](int literal) {
      return (values >> (std::abs(literal) - 1) & 1) == (literal > 0 ? 1U : 0U);
    };
    const bool all = std::all_of(clauses.begin(), clauses.end(), [&](const SatClause& clause) {
      return std::any_of(clause.begin(), clause.end(), holds);
    });
    if (all) return true;
  }
  return false;
}

TEST(RefutationsByBruteForce, OfRandomClauses) {
  constexpr int kVariables = 7;
  int refuted = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    std::mt19937 random(seed);
    Clauses clauses;
    const std::size_t count = 20 + random() % 30;
    while (clauses.size() < count) {
      std::set<int> variables;
      const std::size_t size = random() % 8 == 0 ? 2 : 3;
      while (variables.size() < size) variables.insert(static_cast<int>(1 + random() % kVariables));
      SatClause clause;
      for (const int variable : variables)
        clause.push_back(random() % 2 == 0 ? variable : -variable);
      clauses.push_back(clause);
    }
    SatSolver solver;
    for (const SatClause& clause : clauses) solver.add(clause);
    const bool satisfiable = is_satisfiable(clauses, kVariables);
    ASSERT_EQ(solver.solve(), satisfiable) << seed;
    if (satisfiable) {
      EXPECT_THROW(refute(clauses), InternalError) << seed;
      continue;
    }
    const auto refutation = refute(clauses);
    ASSERT_TRUE(refutation) << seed;
    expect_shown(clauses, *refutation);
    ASSERT_FALSE(HasFailure()) << seed;
    ++refuted;
  }
  EXPECT_GT(refuted, 30);
}

// The answer of the program is on the same stream.
TEST(Refutation, PrintsNothing) {
  testing::internal::CaptureStdout();
  const auto refutation = refute(pigeons(4, 1).clauses);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_TRUE(refutation);
}

}  // namespace
}  // namespace filtercheck::decide
