// What an answer says beside the verdict: of each requirement what is missed and which events are
// matched, what is matched beyond, and what all that hangs on.
#include "filtercheck/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr DecideOptions kJson{ReadingChoice::Both, Domain::Json};

Pattern parsed(const std::string& text) { return parse(text, Limits::beyond_aws()).value(); }

Requirement events(const std::string& text) { return {{}, {}, "some", parsed(text)}; }

CheckAnswer checked(const std::string& pattern, const std::vector<Requirement>& requirements,
                    const DecideOptions& options = kJson) {
  return check(parsed(pattern), requirements, options);
}

std::vector<std::string> codes_of(const CheckAnswer& answer) {
  std::vector<std::string> codes;
  for (const Caveat& caveat : answer.caveats) codes.emplace_back(caveat.code);
  return codes;
}

const Requirement& put() {
  static const Requirement kPut = event_requirement("s3", "Put");
  return kPut;
}

TEST(Check, ShowsWhatIsMissedAndWhatIsMatchedBeyond) {
  const CheckAnswer all = checked("{ $.eventName = Put }", {put()});
  EXPECT_EQ(all.verdict, CheckVerdict::Covered);
  EXPECT_FALSE(all.exact);
  EXPECT_EQ(all.extra, R"({"eventName":"Put"})");
  EXPECT_EQ(all.requirements[0].coverage, Coverage::Full);
  EXPECT_EQ(all.requirements[0].missed, std::nullopt);

  const CheckAnswer none = checked("{ $.eventName = Get }", {put()});
  EXPECT_EQ(none.verdict, CheckVerdict::NotCovered);
  EXPECT_EQ(none.requirements[0].coverage, Coverage::None);
  EXPECT_EQ(none.requirements[0].missed, R"({"eventSource":"s3","eventName":"Put"})");
  EXPECT_EQ(none.requirements[0].when, std::nullopt);

  const CheckAnswer exact = checked("{ $.eventName = Put && $.eventSource = s3 }", {put()});
  EXPECT_TRUE(exact.exact);
  EXPECT_EQ(exact.extra, std::nullopt);
}

// ---- Which of the required events are matched

std::optional<std::string> when(const std::string& pattern, const Requirement& requirement) {
  const CheckAnswer answer = checked(pattern, {requirement});
  EXPECT_EQ(answer.requirements[0].coverage, Coverage::Partial) << pattern;
  return answer.requirements[0].when;
}

TEST(Check, SaysWhichEventsAreMatched) {
  EXPECT_EQ(when("{ $.eventName = Put && $.a = 1 }", put()), "{ $.a = 1 }");
  EXPECT_EQ(when("{ $.eventSource = s3 && $.a = 1 }", put()), "{ $.a = 1 }");
  EXPECT_EQ(when("{ ($.eventName = Get && $.b = 1) || ($.eventSource = s* && $.a = 1) }", put()),
            "{ $.a = 1 }");
  EXPECT_EQ(when("{ $.eventName = Get || $.a = 1 || $.b = 1 }", put()),
            "{ ($.a = 1) || ($.b = 1) }");
}

TEST(Check, SaysTheWholePatternWhereSourceAndNameAreNotGiven) {
  const std::string pattern = "{ $.eventName = Put && $.a = 1 }";
  const std::string canonical = format(parsed(pattern));
  EXPECT_EQ(when(pattern, events("{ $.eventName = Put }")), canonical);
  Requirement only_source = events("{ $.eventSource = s3 }");
  only_source.event_source = "s3";
  EXPECT_EQ(when(pattern, only_source), canonical);
  Requirement only_name = events("{ $.eventName = Put }");
  only_name.event_name = "Put";
  EXPECT_EQ(when(pattern, only_name), canonical);
  EXPECT_EQ(when("Put -Get", put()), "Put -Get");
}

// ---- Readings

// By first occurrence `*ab` does not match `abab`, which would be shown first otherwise.
const std::string kAb = "$.a = *ab && ($.a = abab || $.a = %^zzzab$%)";

TEST(Check, PrefersEventsThatShowTheSameUnderBothReadings) {
  const CheckAnswer missed = checked("{ $.b = 1 }", {events("{ " + kAb + " }")});
  EXPECT_EQ(missed.verdict, CheckVerdict::NotCovered);
  EXPECT_EQ(missed.requirements[0].missed, R"({"a":"zzzab"})");
  const CheckAnswer extra = checked("{ " + kAb + " || $.b = 1 }", {events("{ $.b = 1 }")});
  EXPECT_EQ(extra.verdict, CheckVerdict::Covered);
  EXPECT_EQ(extra.extra, R"({"a":"zzzab"})");
}

// Of two requirements one is missed under both readings, the other only by first occurrence.
TEST(Check, GivesARequirementTheWeakerOfTwoCoverages) {
  const Requirement abab = events("{ $.a = abab }");
  const Requirement other = events("{ $.b = 1 }");
  for (const bool first : {true, false}) {
    const CheckAnswer answer =
        checked("{ $.a = *ab }", first ? std::vector{abab, other} : std::vector{other, abab});
    EXPECT_EQ(answer.verdict, CheckVerdict::NotCovered);
    const RequirementAnswer& of_abab = answer.requirements[first ? 0 : 1];
    EXPECT_EQ(of_abab.coverage, Coverage::None);
    EXPECT_EQ(of_abab.missed, R"({"a":"abab"})");
    const RequirementAnswer& of_other = answer.requirements[first ? 1 : 0];
    EXPECT_EQ(of_other.coverage, Coverage::Partial);
    EXPECT_EQ(of_other.missed, R"({"b":1})");
  }
}

// By glob only, or by first occurrence only, some are matched.
TEST(Check, GivesARequirementNoneWhereOneReadingMatchesNone) {
  for (const char* const pattern : {"{ $.a = *ab && $.b = 1 }", "{ $.a != *ab && $.b = 1 }"}) {
    const CheckAnswer answer = checked(pattern, {events("{ $.a = abab }")});
    EXPECT_EQ(answer.verdict, CheckVerdict::NotCovered) << pattern;
    EXPECT_EQ(answer.requirements[0].coverage, Coverage::None) << pattern;
    EXPECT_EQ(answer.requirements[0].missed, R"({"a":"abab"})") << pattern;
    EXPECT_EQ(answer.requirements[0].when, std::nullopt) << pattern;
  }
}

// Under the other reading, full is not taken for less.
TEST(Check, KeepsTheCoverageThatIsTheSame) {
  const CheckAnswer answer =
      checked("{ $.a = *ab }", {events("{ $.a = ab }"), events("{ $.a = x* }")});
  EXPECT_EQ(answer.requirements[0].coverage, Coverage::Full);
  EXPECT_EQ(answer.requirements[0].missed, std::nullopt);
  EXPECT_EQ(answer.requirements[1].coverage, Coverage::Partial);
}

// `%ab$%` is what `*ab` is by glob, so by first occurrence alone more is matched.
TEST(Check, IsExactOnlyUnderBothReadings) {
  const CheckAnswer more =
      checked("{ $.a = %ab$% || $.b = 1 }", {events("{ $.a = *ab }"), events("{ $.b = 1 }")});
  EXPECT_EQ(more.verdict, CheckVerdict::Covered);
  EXPECT_FALSE(more.exact);
  ASSERT_TRUE(more.extra);
  EXPECT_TRUE(matches(parsed("{ $.a = *ab }"), *more.extra, Reading::Glob));
  EXPECT_FALSE(matches(parsed("{ $.a = *ab }"), *more.extra, Reading::FirstOccurrence));
  // By first occurrence no `abab` is matched.
  const CheckAnswer glob_only =
      checked("{ $.b = 1 || ($.a = *ab && $.a = abab) }", {events("{ $.b = 1 }")});
  EXPECT_EQ(glob_only.verdict, CheckVerdict::Covered);
  EXPECT_FALSE(glob_only.exact);
  EXPECT_EQ(glob_only.extra, R"({"a":"abab"})");
  const CheckAnswer exact = checked("{ $.a = *ab }", {events("{ $.a = *ab }")});
  EXPECT_TRUE(exact.exact);
  EXPECT_EQ(exact.extra, std::nullopt);
}

TEST(Check, HasARowForEachRequirementWhereTheReadingsDiffer) {
  const CheckAnswer answer =
      checked("{ $.a = *ab }", {events("{ $.a = abab }"), events("{ $.a = ab }")});
  EXPECT_EQ(answer.verdict, CheckVerdict::Undecided);
  ASSERT_EQ(answer.requirements.size(), 2U);
  EXPECT_EQ(answer.requirements[0].coverage, Coverage::Undecided);
  ASSERT_EQ(answer.readings.size(), 2U);
  EXPECT_EQ(answer.readings[0].verdict, CheckVerdict::Covered);
  EXPECT_EQ(answer.readings[1].verdict, CheckVerdict::NotCovered);
  EXPECT_EQ(answer.readings[1].requirements[0].missed, R"({"a":"abab"})");
}

// ---- Caveats

TEST(Check, SaysWhyItIsUndecided) {
  const CheckAnswer answer =
      checked("{ $.a = foo && $.b[100000] = 1 }", {events("{ $.b[100000] = 1 }")});
  EXPECT_EQ(answer.verdict, CheckVerdict::Undecided);
  EXPECT_EQ(answer.requirements[0].coverage, Coverage::Undecided);
  EXPECT_THAT(codes_of(answer), ElementsAre("event-size"));
}

TEST(Check, SaysThatWhatIsMatchedBeyondIsNotKnown) {
  const CheckAnswer answer = checked("{ $.a = foo || $.b[100000] = 1 }", {events("{ $.a = foo }")});
  EXPECT_EQ(answer.verdict, CheckVerdict::Covered);
  EXPECT_FALSE(answer.exact);
  EXPECT_EQ(answer.extra, std::nullopt);
  EXPECT_THAT(codes_of(answer), ElementsAre("event-size"));
}

// Which events are matched is not known, that one is missed is.
TEST(Check, DoesNotSayWhichBudgetNotCoveredDoesNotHangOn) {
  std::string regex;
  for (int i = 0; i < 21; ++i) regex += ".{1000}";
  const CheckAnswer answer = checked("{ $.a = %" + regex + "% }", {events("{ $.b = 1 }")});
  EXPECT_EQ(answer.verdict, CheckVerdict::NotCovered);
  EXPECT_EQ(answer.extra, std::nullopt);
  EXPECT_THAT(codes_of(answer), IsEmpty());
}

TEST(Check, DoesNotSayWhatNotCoveredDoesNotHangOn) {
  const CheckAnswer answer = checked("{ $.b[100000] = 1 }", {events("{ $.a = foo }")});
  EXPECT_EQ(answer.verdict, CheckVerdict::NotCovered);
  EXPECT_EQ(answer.requirements[0].missed, R"({"a":"foo"})");
  EXPECT_EQ(answer.requirements[0].coverage, Coverage::Partial);
  EXPECT_THAT(codes_of(answer), IsEmpty());
}

// Filters that feed one metric.
TEST(Check, SeveralPatternsCoverTogetherWhatNoneDoesAlone) {
  constexpr DecideOptions kRecords{ReadingChoice::Both, Domain::CloudTrail};
  const Pattern here = parsed("{ $.eventName = Put && $.awsRegion = x }");
  const Pattern elsewhere = parsed("{ $.eventName = Put && $.awsRegion != x }");
  const Pattern other = parsed("{ $.eventName = Get }");
  EXPECT_EQ(check(here, {put()}, kRecords).verdict, CheckVerdict::NotCovered);
  EXPECT_EQ(check(elsewhere, {put()}, kRecords).verdict, CheckVerdict::NotCovered);
  const CheckAnswer all = check({&here, &elsewhere, &other}, {put()}, kRecords);
  EXPECT_EQ(all.verdict, CheckVerdict::Covered);
  EXPECT_TRUE(all.extra);
  // Without the guarantee that the region is a string there is an event between them.
  EXPECT_EQ(check({&here, &elsewhere}, {put()}, kJson).verdict, CheckVerdict::NotCovered);
  const Pattern text = parsed("Put");
  EXPECT_EQ(check({&here, &text}, {put()}, kRecords).verdict, CheckVerdict::Covered);
  EXPECT_EQ(check({&other, &here}, {put()}, kJson).requirements[0].coverage, Coverage::Partial);
  EXPECT_EQ(check({&other, &here}, {put()}, kJson).requirements[0].when, std::nullopt);
  // What would have to hold besides is said of one pattern, and not of the first of several.
  EXPECT_TRUE(check(here, {put()}, kJson).requirements[0].when);
  EXPECT_EQ(check({&here, &other}, {put()}, kJson).requirements[0].when, std::nullopt);
}

TEST(Check, GivesAnEventThatIsRequired) {
  const auto event = required_event(put(), {ReadingChoice::Both, Domain::CloudTrail});
  ASSERT_TRUE(event);
  EXPECT_TRUE(matches(put().events, *event, Reading::Glob));
  EXPECT_TRUE(matches(parsed("{ $.eventTime = * }"), *event, Reading::Glob));
  EXPECT_EQ(required_event(put(), kJson), R"({"eventSource":"s3","eventName":"Put"})");
  EXPECT_EQ(required_event(events("{ $.a = 1 && $.a = 2 }"), kJson), std::nullopt);
}

TEST(Check, NamesOfCoverages) {
  EXPECT_EQ(name_of(Coverage::Full), "full");
  EXPECT_EQ(name_of(Coverage::Partial), "partial");
  EXPECT_EQ(name_of(Coverage::None), "none");
  EXPECT_EQ(name_of(Coverage::Undecided), "undecided");
}

}  // namespace
}  // namespace filtercheck
