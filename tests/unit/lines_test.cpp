// Questions about patterns of all kinds, and pairs of kinds, on generated patterns: no line
// contradicts an answer, every event of an answer shows what it should, and few are undecided.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"
#include "support/agree.hpp"
#include "support/generate.hpp"

namespace filtercheck {
namespace {

constexpr int kLines = 20;
// Some pairs of longer texts take a second.
constexpr std::size_t kLongest = 30;
// A line that must be one JSON object of a pattern may be hard to find or to rule out.
constexpr std::size_t kUndecidedOneIn = 25;

TEST(Lines, NoLineContradictsAnAnswer) {
  const char* const more = std::getenv("FILTERCHECK_LINE_PAIRS");
  const std::size_t wanted = more != nullptr ? std::strtoul(more, nullptr, 10) : 60;
  std::size_t pairs = 0;
  std::map<std::string, std::size_t> undecided;  // by reason
  std::size_t open = 0;
  std::string last;
  for (unsigned seed = 1; pairs < wanted && !HasFailure(); ++seed) {
    std::mt19937 random(seed);
    const std::vector<std::uint8_t> bytes = support::random_bytes(random, 600);
    support::Choices choices(bytes);
    const Result<Pattern> a = parse(support::random_any_pattern(choices), Limits::beyond_aws());
    const Result<Pattern> b = parse(support::random_any_pattern(choices), Limits::beyond_aws());
    ASSERT_TRUE(a.ok() && b.ok()) << "seed " << seed;
    if (a.value().text.size() > kLongest || b.value().text.size() > kLongest) continue;
    ++pairs;
    std::vector<std::string> lines;
    for (int i = 0; i < kLines; ++i)
      lines.push_back(support::random_any_line(choices, {&a.value(), &b.value()}));
    const Reading reading = seed % 3 == 0 ? Reading::FirstOccurrence : Reading::Glob;
    const Domain domain = seed % 4 != 3   ? Domain::Lines
                          : seed % 8 == 3 ? Domain::Json
                                          : Domain::CloudTrail;
    const auto judged = support::judge_lines(a.value(), b.value(), reading, domain, lines);
    EXPECT_FALSE(judged.wrong) << *judged.wrong << "\nseed " << seed;
    if (!judged.undecided) continue;
    ++open;
    ++undecided[judged.reason];
    last = a.value().text + "\n" + b.value().text + "\nseed " + std::to_string(seed);
  }
  for (const auto& [reason, count] : undecided)
    std::cout << count << " of " << pairs << " pairs undecided: " << reason << "\n";
  EXPECT_LE(open * kUndecidedOneIn, pairs) << last;
}

}  // namespace
}  // namespace filtercheck
