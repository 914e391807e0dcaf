// The two engines must give the same answer to every question, each event that one finds must
// replay, and every question without an event has a proof.
#include "support/engines.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "filtercheck/parse.hpp"
#include "support/certified.hpp"
#include "support/generate.hpp"

namespace filtercheck {
namespace {

void compare_engines(const std::string& a_text, const std::string& b_text, Reading reading) {
  const Pattern a = parse(a_text, Limits::beyond_aws()).value();
  const Pattern b = parse(b_text, Limits::beyond_aws()).value();
  const support::EnginesAsked asked = support::ask_engines(a, b, reading);
  EXPECT_FALSE(asked.wrong) << *asked.wrong;
  EXPECT_EQ(asked.unknown, "");
  const ReadingChoice choice =
      reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence;
  for (const Claim& claim : asked.refuted) {
    const auto fault =
        support::not_certified({{"a", &a}, {"b", &b}}, {claim}, {choice, Domain::Json});
    EXPECT_FALSE(fault) << *fault << "\n" << a_text << "\n" << b_text;
  }
}

TEST(Engines, AgreeOnGeneratedPatterns) {
  const char* const more = std::getenv("FILTERCHECK_ENGINE_PAIRS");
  const auto pairs = static_cast<unsigned>(more != nullptr ? std::strtoul(more, nullptr, 10) : 300);
  for (unsigned seed = 1; seed <= pairs && !::testing::Test::HasFailure(); ++seed) {
    std::mt19937 random(seed);
    const std::vector<std::uint8_t> bytes = support::random_bytes(random, 200);
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
}  // namespace filtercheck
