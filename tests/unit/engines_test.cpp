// The two engines must give the same answer to every question, each event that one finds must
// replay, and every question without an event has a proof.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "decide/class_search.hpp"
#include "decide/clause_search.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "support/certified.hpp"
#include "support/generate.hpp"

namespace filtercheck::decide {
namespace {

Query query_of(const Space::Tree& a, bool not_a, const Space::Tree& b, bool not_b) {
  Query query;
  query.goals = {{&a, not_a}, {&b, not_b}};
  query.small = true;
  return query;
}

// The event of a solution is what the query asks for.
void expect_replays(const Space& space, const Solution& solution, const Pattern& a, bool not_a,
                    const Pattern& b, bool not_b, Reading reading, const char* engine) {
  if (solution.kind != Solution::Kind::Found) return;
  const std::string event = event_of(space, solution.values);
  EXPECT_NE(matches(a, event, reading), not_a) << engine << ": " << event << "\n" << a.text;
  EXPECT_NE(matches(b, event, reading), not_b) << engine << ": " << event << "\n" << b.text;
}

void compare_engines(const std::string& a_text, const std::string& b_text, Reading reading) {
  const Pattern a = parse(a_text, Limits::beyond_aws()).value();
  const Pattern b = parse(b_text, Limits::beyond_aws()).value();
  Space space;
  const Space::Tree a_tree = space.add(*a.expression, reading);
  const Space::Tree b_tree = space.add(*b.expression, reading);
  ASSERT_TRUE(space.close());
  ClassSearch by_classes(space);
  ClauseSearch by_clauses(space);
  for (const bool not_a : {false, true}) {
    for (const bool not_b : {false, true}) {
      const Query query = query_of(a_tree, not_a, b_tree, not_b);
      const Solution one = by_classes.solve(query);
      const Solution other = by_clauses.solve(query);
      expect_replays(space, one, a, not_a, b, not_b, reading, "classes");
      expect_replays(space, other, a, not_a, b, not_b, reading, "clauses");
      EXPECT_NE(other.kind, Solution::Kind::Unknown) << other.exceeded << "\n" << a_text << b_text;
      if (one.kind == Solution::Kind::Unknown) continue;
      EXPECT_EQ(one.kind, other.kind)
          << a_text << (not_a ? " fails, " : " holds, ") << b_text << (not_b ? " fails" : " holds");
      if (other.kind == Solution::Kind::None) {
        Claim claim;
        (not_a ? claim.unmatched : claim.matched).push_back(0);
        (not_b ? claim.unmatched : claim.matched).push_back(1);
        const ReadingChoice choice =
            reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence;
        const auto fault =
            support::not_certified({{"a", &a}, {"b", &b}}, {claim}, {choice, Domain::Json});
        EXPECT_FALSE(fault) << *fault << "\n" << a_text << "\n" << b_text;
      }
    }
  }
}

TEST(Engines, AgreeOnGeneratedPatterns) {
  const char* const more = std::getenv("FILTERCHECK_ENGINE_PAIRS");
  const auto pairs = static_cast<unsigned>(more != nullptr ? std::strtoul(more, nullptr, 10) : 300);
  for (unsigned seed = 1; seed <= pairs && !::testing::Test::HasFailure(); ++seed) {
    std::mt19937 random(seed);
    std::vector<std::uint8_t> bytes(200);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    support::Choices choices(bytes);
    const std::string a = support::random_pattern(choices, seed % 2 == 0);
    const std::string b = support::random_pattern(choices, seed % 2 == 0);
    compare_engines(a, b, seed % 3 == 0 ? Reading::FirstOccurrence : Reading::Glob);
  }
}

// Of `$.a` the clause search may not know whether there is a double; of the other field it knows
// that there is no value, and that is enough.
TEST(Engines, WhatIsNotKnownMayNotMatter) {
  compare_engines("{ $.a < 5e-324 }",
                  "{ $.b <= 12.34 && $.a = 1* && $.eventName > 2 && $.eventName <= 0.1 }",
                  Reading::Glob);
}

}  // namespace
}  // namespace filtercheck::decide
