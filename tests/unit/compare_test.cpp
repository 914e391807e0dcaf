// What an answer says beside the relation: events for every reading, and what it hangs on.
#include "filtercheck/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "filtercheck/parse.hpp"

namespace filtercheck {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

CompareAnswer compared(const std::string& a, const std::string& b,
                       const DecideOptions& options = {}) {
  const Pattern pattern_a = parse(a, Limits::beyond_aws()).value();
  const Pattern pattern_b = parse(b, Limits::beyond_aws()).value();
  return compare(pattern_a, pattern_b, options);
}

std::vector<std::string> codes_of(const CompareAnswer& answer) {
  std::vector<std::string> codes;
  for (const Caveat& caveat : answer.caveats) codes.emplace_back(caveat.code);
  return codes;
}

TEST(Compare, ShowsAnEventOfEqualPatterns) {
  const CompareAnswer answer = compared("{ $.a = foo }", "{ $.a = foo }");
  EXPECT_EQ(answer.relation, Relation::Equivalent);
  EXPECT_EQ(answer.both, R"({"a":"foo"})");
  EXPECT_EQ(answer.only_a, std::nullopt);
}

// By first occurrence `*ab` does not match `abab`, which would be taken first otherwise.
TEST(Compare, PrefersEventsThatShowTheSameUnderBothReadings) {
  const std::string ab = "{ $.a = *ab && ($.a = abab || $.a = %^zzzab$%) }";
  EXPECT_EQ(compared(ab, "{ $.b = 1 }", {ReadingChoice::Glob, Domain::Lines}).only_a,
            R"({"a":"abab"})");
  const CompareAnswer answer = compared(ab, "{ $.b = 1 }");
  EXPECT_EQ(answer.relation, Relation::Overlapping);
  EXPECT_EQ(answer.only_a, R"({"a":"zzzab"})");
  EXPECT_EQ(answer.both, R"({"a":"zzzab","b":1})");
  EXPECT_EQ(compared("{ $.b = 1 }", ab).only_b, R"({"a":"zzzab"})");
}

TEST(Compare, SaysWhyItIsUndecided) {
  const CompareAnswer answer = compared("{ $.a[100000] = 1 }", "{ $.a[100000] = 2 }");
  EXPECT_EQ(answer.relation, Relation::Undecided);
  EXPECT_THAT(codes_of(answer), ElementsAre("event-size"));
}

// That an event of both would be too large does not matter to what was decided.
TEST(Compare, DoesNotSayWhatADecisionDoesNotHangOn) {
  const CompareAnswer answer = compared("{ $.a[100000] = 1 }", "{ $.a[100000] = 1 || $.b = 1 }");
  EXPECT_EQ(answer.relation, Relation::Subset);
  EXPECT_EQ(answer.both, std::nullopt);
  EXPECT_THAT(codes_of(answer), IsEmpty());
}

TEST(Compare, SaysWhatADecisionHangsOn) {
  EXPECT_THAT(codes_of(compared("{ $.eventName NOT EXISTS }", "{ $.a = 1 && $.a = 2 }",
                                {ReadingChoice::Both, Domain::CloudTrail})),
              ElementsAre("cloudtrail-assumption"));
}

TEST(Compare, SaysWhatItHangsOnWhereTheReadingsDiffer) {
  const CompareAnswer answer =
      compared("{ $.eventName NOT EXISTS || $.a = *ab }", "{ $.a = %ab$% }",
               {ReadingChoice::Both, Domain::CloudTrail});
  EXPECT_EQ(answer.relation, Relation::Undecided);
  EXPECT_THAT(codes_of(answer), ElementsAre("readings-differ", "cloudtrail-assumption"));
  ASSERT_EQ(answer.readings.size(), 2U);
  EXPECT_EQ(answer.readings[0].relation, Relation::Equivalent);
  EXPECT_EQ(answer.readings[1].relation, Relation::Subset);
}

}  // namespace
}  // namespace filtercheck
