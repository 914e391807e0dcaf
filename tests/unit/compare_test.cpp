// What an answer says beside the relation: events for every reading, and what it hangs on.
#include "filtercheck/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "filtercheck/evaluate.hpp"
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

// Of what would do: what the pattern names, before other texts.
TEST(Compare, ShowsALiteralFirst) {
  EXPECT_EQ(compared("{ $.a = yes || $.a = *z* }", "{ $.b = 1 }").only_a, R"({"a":"yes"})");
}

// Any other line would do as well.
TEST(Compare, ShowsAnObjectWhereOneWillDo) {
  const CompareAnswer answer = compared("", "{ $.a = 1 }");
  EXPECT_EQ(answer.relation, Relation::Superset);
  EXPECT_EQ(answer.only_a, "{}");
}

// What no JSON pattern matches shows the difference, whatever objects there are.
TEST(Compare, ShowsALineThatIsNoObject) {
  std::string deep = "{ $";
  for (int i = 0; i <= 2'000; ++i) deep += ".d";
  EXPECT_EQ(compared("", deep + " = 1 }").only_a, "not a JSON object");
  EXPECT_EQ(compared("", deep + " = 1 }", {ReadingChoice::Both, Domain::Json}).only_a,
            std::nullopt);
  const std::string every = "{ $.a.b NOT EXISTS || $.a[0] NOT EXISTS }";
  EXPECT_EQ(compared(every, "").relation, Relation::Subset);
  EXPECT_EQ(compared(every, "").only_b, "not a JSON object");
}

// How a double with an exponent is printed is only inferred.
TEST(Compare, SaysWhatIsDoubtfulInAnEvent) {
  const CompareAnswer answer = compared("{ $.a = %E1% && $.a > 0 }", "{ $.b = 1 && $.b = 2 }");
  EXPECT_EQ(answer.relation, Relation::Superset);
  EXPECT_THAT(codes_of(answer), ElementsAre("float-text"));
}

// One assumption after the other is dropped, the first one too.
TEST(Compare, NamesTheAssumptionsThatItHangsOn) {
  const DecideOptions cloudtrail{ReadingChoice::Both, Domain::CloudTrail};
  const std::string nothing = "{ $.b = 1 && $.b = 2 }";
  const auto assumed = [&](const std::string& pattern) {
    const CompareAnswer answer = compared(pattern, nothing, cloudtrail);
    EXPECT_EQ(answer.relation, Relation::Equivalent) << pattern;
    std::vector<std::string> facts;
    for (const Caveat& caveat : answer.caveats) facts.push_back(caveat.arguments[0]);
    return facts;
  };
  EXPECT_THAT(assumed("{ $.eventSource NOT EXISTS }"), ElementsAre("`eventSource` is a string"));
  EXPECT_THAT(assumed("{ $.eventSource NOT EXISTS && $.eventName IS NULL }"),
              ElementsAre("`eventName` is a string"));
  EXPECT_THAT(assumed("{ $.eventSource NOT EXISTS || $.eventName IS NULL }"),
              ElementsAre("`eventSource` is a string", "`eventName` is a string"));
  // No member is named, but there is one.
  EXPECT_THAT(assumed("{ $.* NOT EXISTS }"), ElementsAre("`userIdentity` is an object"));
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

// What a question about lines is too large for: a path beside terms, a regex, the texts at one
// place.
TEST(Compare, SaysWhatOfLinesIsTooLarge) {
  std::string deep = "{ $.a";
  for (int i = 0; i < 2'100; ++i) deep += ".a";
  std::string steps = "%";
  for (int i = 0; i < 25; ++i) steps += "a{900}";
  std::string texts = "{ $.b = 1";
  for (int i = 10; i < 40; ++i) texts += " && $.a = \"*" + std::to_string(i) + "*\"";
  const std::string terms = "x";
  for (const std::string& large : {deep + " = 1 }", steps + "%", texts + " }"}) {
    const CompareAnswer answer = compared(large, terms);
    EXPECT_EQ(answer.relation, Relation::Undecided) << large;
    EXPECT_THAT(codes_of(answer), ElementsAre("budget")) << large;
  }
  EXPECT_THAT(codes_of(compared(steps + "%", "{ $.a = 1 }")), ElementsAre("budget"));
}

// Between U+D7FF and U+E000 there is no character: nothing is taken from there.
TEST(Compare, TakesNoCharacterThatIsNone) {
  const std::string before = "\xED\x9F\xBF";
  const std::string behind = "\xEE\x80\x80";
  for (const std::string field : {"{ $.a = ", "[x = "}) {
    const std::string end = field.front() == '{' ? " }" : "]";
    const auto contains = [&](const std::string& text) {
      return field + "\"*" + text + "*\"" + end;
    };
    const auto found = [&](const std::string& a, const std::string& b) {
      const CompareAnswer answer = compared(a, b, {ReadingChoice::Glob, Domain::Lines});
      EXPECT_EQ(answer.relation, Relation::Overlapping);
      for (const auto& [event, in_a, in_b] : {std::tuple{answer.only_a, true, false},
                                              {answer.only_b, false, true},
                                              {answer.both, true, true}}) {
        ASSERT_TRUE(event);
        EXPECT_EQ(matches(parse(a).value(), *event, Reading::Glob), in_a) << *event;
        EXPECT_EQ(matches(parse(b).value(), *event, Reading::Glob), in_b) << *event;
      }
    };
    found(contains(before), contains(behind));
  }
  EXPECT_EQ(compared("\"" + before + "\" \"" + behind + "\"", "\"" + before + "\"").relation,
            Relation::Subset);
}

// A number that is written with twenty digits at most, and the next one, which is not.
TEST(Compare, FindsFieldsBesideNumbersOfManyDigits) {
  const std::string above = "[x > 99999999999999999999, ...]";
  const std::string below = "[x < 100000000000000000001, ...]";
  const CompareAnswer answer = compared(above, below);
  EXPECT_EQ(answer.relation, Relation::Overlapping);
  for (const auto& [event, in_above, in_below] : {std::tuple{answer.only_a, true, false},
                                                  {answer.only_b, false, true},
                                                  {answer.both, true, true}}) {
    ASSERT_TRUE(event);
    EXPECT_EQ(matches(parse(above).value(), *event, Reading::Glob), in_above) << *event;
    EXPECT_EQ(matches(parse(below).value(), *event, Reading::Glob), in_below) << *event;
  }
}

TEST(Compare, ALineHasNoLineFeedInAField) {
  EXPECT_EQ(compared("[x = \"a\nb\", ...]", "never").relation, Relation::Subset);
  EXPECT_EQ(compared("[x = \"a\nb\" || x = c, ...]", "[x = c, ...]").relation,
            Relation::Equivalent);
}

// Of the texts that the pattern allows none is a literal. (`\\u0061` is an `a` that no term finds.)
TEST(Compare, FindsObjectsOfTextsWithStars) {
  for (const std::string object : {"{ $.a = a*c && $.a = *b* }", "{ $.a = a* || $.a = *b }"}) {
    const std::string term = "a";
    const CompareAnswer answer = compared(object, term, {ReadingChoice::Glob, Domain::Lines});
    EXPECT_EQ(answer.relation, Relation::Overlapping);
    for (const auto& [event, in_object, in_term] : {std::tuple{answer.only_a, true, false},
                                                    {answer.only_b, false, true},
                                                    {answer.both, true, true}}) {
      ASSERT_TRUE(event);
      EXPECT_EQ(matches(parse(object).value(), *event, Reading::Glob), in_object) << *event;
      EXPECT_EQ(matches(parse(term).value(), *event, Reading::Glob), in_term) << *event;
    }
  }
}

}  // namespace
}  // namespace filtercheck
