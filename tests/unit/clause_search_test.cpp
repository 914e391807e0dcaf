// The clause search by itself: what it cannot know, what it says of size, and that its events have
// no place that could be left out (README.md in src/decide, sections 7 and 12).
#include "decide/clause_search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "support/asked.hpp"
#include "support/generate.hpp"

namespace filtercheck::decide {
namespace {

using support::AskedSpace;
using ::testing::HasSubstr;

std::string answer(const AskedSpace::Texts& texts) {
  const AskedSpace asked(texts);
  return asked.event_of(ClauseSearch(asked.space()).solve(asked.query()));
}

// ---- Small events

// Whether all places that are missing may stay so and the place, too.
bool can_be_missing(const AskedSpace& asked, const Assignment& values, std::size_t place) {
  Query query = asked.query();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i != place && values[i].shape != Shape::Missing) continue;
    const auto at = static_cast<Space::PlaceId>(i);
    query.facts.push_back({{Space::Term::Kind::Shape, false, {Shape::Missing}, at}});
  }
  return ClauseSearch(asked.space()).solve(query).kind == Solution::Kind::Found;
}

TEST(ClauseSearch, KeepsNoPlaceThatCouldBeMissing) {
  std::size_t kept = 0;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    std::mt19937 random(seed);
    const std::vector<std::uint8_t> bytes = support::random_bytes(random, 300);
    support::Choices choices(bytes);
    std::vector<std::string> texts;
    for (int i = 0; i < 4; ++i) texts.push_back(support::random_pattern(choices, seed % 2 == 0));
    const AskedSpace asked({{texts[0]}, {texts[1]}, {texts[2], texts[3]}});
    const Solution solution = ClauseSearch(asked.space()).solve(asked.query());
    if (solution.kind != Solution::Kind::Found) continue;
    for (std::size_t i = Space::kRoot + 1; i < solution.values.size(); ++i) {
      if (solution.values[i].shape == Shape::Missing) continue;
      ++kept;
      EXPECT_FALSE(can_be_missing(asked, solution.values, i)) << texts[0] << "\n"
                                                              << texts[1] << "\n"
                                                              << asked.event_of(solution);
    }
  }
  EXPECT_GT(kept, 5U);
}

// A value has one of the ten shapes, whatever it must not be.
TEST(ClauseSearch, FindsAnObjectOrAnArray) {
  const std::string event = answer({{},
                                    {"{ $.a NOT EXISTS }", "{ $.a = * }", "{ $.a IS TRUE }",
                                     "{ $.a IS FALSE }", "{ $.a IS NULL }"}});
  EXPECT_TRUE(event == R"({"a":{}})" || event == R"({"a":[]})") << event;
}

// ---- What is too large for an event

TEST(ClauseSearch, SaysWhereOnlyALargeEventIsLeft) {
  const AskedSpace asked({{"{ $.b = foo && $.a[100000] = foo }"}});
  ClauseSearch search(asked.space());
  Query query = asked.query();
  const Solution small = search.solve(query);
  EXPECT_EQ(small.kind, Solution::Kind::None);
  EXPECT_TRUE(small.for_size);
  query.small = false;
  EXPECT_EQ(search.solve(query).kind, Solution::Kind::Found);
  EXPECT_EQ(answer({{"{ $.a[100000] = foo || $.b = bar }"}}), R"({"b":"bar"})");
  EXPECT_THAT(answer({{"{ $.a[99999] = foo }"}}), HasSubstr("foo"));
}

TEST(ClauseSearch, DoesNotBlameTheSize) {
  const AskedSpace asked({{"{ $.a = foo }"}, {"{ $.a = f* }"}});
  EXPECT_FALSE(ClauseSearch(asked.space()).solve(asked.query()).for_size);
  const AskedSpace large({{"{ $.a = foo }"}, {"{ $.a = f* }"}, {"{ $.b[100000] = 1 }"}});
  Query query = large.query();
  query.small = false;
  EXPECT_FALSE(ClauseSearch(large.space()).solve(query).for_size);
}

// ---- What the theory does not know

// No double below 5e-324 begins with 1, but none is tried out.
constexpr const char* kHard = "$.a < 5e-324 && $.a = 1*";

TEST(ClauseSearch, DoesNotKnowWhatTheTheoryDoesNot) {
  const AskedSpace asked({{std::string("{ ") + kHard + " }"}, {"{ $.a = %^-?[0-9]+$% }"}});
  const Solution solution = ClauseSearch(asked.space()).solve(asked.query());
  EXPECT_EQ(solution.kind, Solution::Kind::Unknown);
  EXPECT_NE(solution.exceeded, "");
}

// One hard question about a place does not rule out the others. Two rule out the shape, but only
// for the query that asked them.
TEST(ClauseSearch, FindsWhatIsNotHardBesideIt) {
  const std::string hard = std::string("{ ") + kHard + " }";
  for (const char* const either : {"{ $.a < 5e-324 && ($.a = 1* || $.a = -3.5*) }",
                                   "{ $.a < 5e-324 && ($.a = -3.5* || $.a = 1*) }"}) {
    const AskedSpace asked({{either}, {"{ $.a = %^-?[0-9]+$% }"}, {hard}});
    ClauseSearch search(asked.space());
    Query only_hard = asked.query();
    only_hard.goals.push_back(asked.goal(2));
    EXPECT_EQ(search.solve(only_hard).kind, Solution::Kind::Unknown);
    EXPECT_EQ(search.solve(asked.query()).kind, Solution::Kind::Found);
  }
}

}  // namespace
}  // namespace filtercheck::decide
