#include "decide/combinations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "filtercheck/parse.hpp"
#include "values/budget.hpp"

namespace filtercheck::decide {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

CombinationsAnswer asked(const std::vector<std::string>& texts, std::size_t most, Steps& steps,
                         Domain domain = Domain::Json) {
  std::vector<Pattern> patterns;
  for (const std::string& text : texts) patterns.push_back(parse(text).value());
  std::vector<const Pattern*> conditions;
  for (const Pattern& pattern : patterns) conditions.push_back(&pattern);
  return combinations(conditions, Reading::Glob, domain, most, steps);
}

CombinationsAnswer asked(const std::vector<std::string>& texts, std::size_t most = 1000,
                         Domain domain = Domain::Json) {
  Steps steps;
  return asked(texts, most, steps, domain);
}

std::vector<std::string> codes_of(const std::vector<Caveat>& caveats) {
  std::vector<std::string> codes;
  for (const Caveat& caveat : caveats) codes.emplace_back(caveat.code);
  return codes;
}

// As texts of 0 and 1, each once.
std::vector<std::string> combinations_of(const CombinationsAnswer& answer) {
  std::vector<std::string> all;
  for (const Row& row : std::get<Combinations>(answer).rows) {
    std::string& text = all.emplace_back();
    for (const bool holds : row.holds) text += holds ? '1' : '0';
  }
  return all;
}

TEST(Combinations, AreThoseOfEvents) {
  EXPECT_THAT(combinations_of(asked({"{ $.a = foo }"})), UnorderedElementsAre("0", "1"));
  EXPECT_THAT(combinations_of(asked({"{ $.a = foo }", "{ $.a = f* }", "{ $.a = bar }"})),
              UnorderedElementsAre("000", "110", "010", "001"));
  EXPECT_THAT(combinations_of(asked({"{ $.a = foo }", "{ $.b = foo }", "{ $.a = f* }"})),
              UnorderedElementsAre("000", "101", "001", "010", "111", "011"));
}

TEST(Combinations, OfMoreConditionsThanAreLookedAtFirst) {
  std::vector<std::string> texts;
  for (int i = 0; i < 19; ++i) texts.push_back("{ $.a = text" + std::to_string(i) + " }");
  texts.emplace_back("{ $.a = text1* }");
  const std::vector<std::string> all = combinations_of(asked(texts));
  // One for each text, one for other texts that begin so, one for the rest.
  EXPECT_EQ(all.size(), 21U);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 21U);
}

TEST(Combinations, AreCounted) {
  const std::vector<std::string> texts{"{ $.a = foo }", "{ $.b = foo }"};
  EXPECT_EQ(combinations_of(asked(texts, 4)).size(), 4U);
  EXPECT_EQ(std::get<TooManyCombinations>(asked(texts, 3)).at_least, 4U);
  EXPECT_EQ(std::get<TooManyCombinations>(asked(texts, 1)).at_least, 2U);
  EXPECT_EQ(std::get<TooManyCombinations>(asked(texts, 0)).at_least, 1U);
}

TEST(Combinations, SayWhatTheyHangOn) {
  const auto answer = asked({"{ $.eventName NOT EXISTS }"}, 10, Domain::CloudTrail);
  EXPECT_THAT(combinations_of(answer), ElementsAre("0"));
  EXPECT_THAT(codes_of(std::get<Combinations>(answer).caveats),
              ElementsAre("cloudtrail-assumption"));
}

TEST(Combinations, AreNotKnownWhereAnEventIsTooLarge) {
  const auto answer = asked({"{ $.a[100000] = 1 }"});
  EXPECT_THAT(codes_of(std::get<UnknownCombinations>(answer).caveats), ElementsAre("event-size"));
}

TEST(Combinations, AreNotKnownBeyondTheBudget) {
  constexpr std::size_t kMost = values::Budget::kSuiteSteps;
  Steps steps;
  EXPECT_TRUE(steps.take(kMost - 1));
  EXPECT_TRUE(steps.take(1));
  EXPECT_FALSE(steps.take(1));
  const auto answer = asked({"{ $.a = foo }"}, 10, steps);
  EXPECT_THAT(codes_of(std::get<UnknownCombinations>(answer).caveats), ElementsAre("budget"));
}

}  // namespace
}  // namespace filtercheck::decide
