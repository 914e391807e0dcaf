#include "filtercheck/suite.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/requirements.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "support/generate.hpp"
#include "support/thinned.hpp"

namespace filtercheck {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::ThrowsMessage;

constexpr Reading kReadings[] = {Reading::Glob, Reading::FirstOccurrence};

Pattern parsed(const std::string& text) { return parse(text, Limits::beyond_aws()).value(); }

std::vector<const Pattern*> pointers(const std::vector<Pattern>& patterns) {
  std::vector<const Pattern*> list;
  for (const Pattern& pattern : patterns) list.push_back(&pattern);
  return list;
}

SuiteAnswer asked(const std::vector<std::string>& texts, const DecideOptions& options = {},
                  std::size_t most = kMostSuiteEvents) {
  std::vector<Pattern> patterns;
  for (const std::string& text : texts) patterns.push_back(parsed(text));
  return complete_suite(pointers(patterns), options, most);
}

Suite suite_of(const std::vector<std::string>& texts, const DecideOptions& options = {}) {
  return std::get<Suite>(asked(texts, options));
}

std::vector<std::string> events_of(const Suite& suite) {
  std::vector<std::string> events;
  for (const SuiteEvent& one : suite.events) events.push_back(one.event);
  return events;
}

// ---- What is in it

TEST(Suite, HasAnEventForEachCombination) {
  const Suite suite =
      suite_of({"{ $.x = 1 && $.x > 0 }", "{ $.x > 0 }"}, {ReadingChoice::Both, Domain::Json});
  EXPECT_THAT(suite.readings, ElementsAre(Reading::Glob));
  // Not `= 1` alone: the string "1" is that.
  ASSERT_EQ(suite.events.size(), 4U);
  std::set<std::vector<bool>> outcomes;
  for (const SuiteEvent& one : suite.events) {
    ASSERT_EQ(one.matched.size(), 1U);
    outcomes.insert(one.matched.front());
  }
  EXPECT_EQ(outcomes, (std::set<std::vector<bool>>{{true, true}, {false, true}, {false, false}}));
}

TEST(Suite, HasALineThatIsNoObjectForTheEmptyPattern) {
  EXPECT_THAT(events_of(suite_of({"", "{ $.a = 1 }"})),
              ElementsAre(R"({"a":1})", "{}", "not a JSON object"));
  EXPECT_THAT(events_of(suite_of({"", "{ $.a = 1 }"}, {ReadingChoice::Both, Domain::Json})),
              ElementsAre(R"({"a":1})", "{}"));
  EXPECT_THAT(events_of(suite_of({""})), ElementsAre("{}", "not a JSON object"));
}

TEST(Suite, HasALineThatIsNoObjectWhereNoObjectIsLikeIt) {
  // No value is an object and an array, so one of the two is true of every object.
  const std::string every = "{ $.a.b NOT EXISTS || $.a[0] NOT EXISTS }";
  const Suite objects = suite_of({every}, {ReadingChoice::Both, Domain::Json});
  EXPECT_EQ(objects.events.size(), 3U);
  EXPECT_THAT(events_of(objects), Not(Contains("not a JSON object")));
  const Suite lines = suite_of({every});
  ASSERT_EQ(lines.events.size(), 4U);
  EXPECT_EQ(lines.events.back().event, "not a JSON object");
  EXPECT_FALSE(lines.events.back().matched.front().front());
}

TEST(Suite, OfTheNinePutsAndDeletes) {
  const Control& control = *find_builtin_control("s3-bucket-policy-changes");
  const std::vector<Requirement> requirements = cli::requirements_of(control);
  const Pattern pattern = parsed(
      "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = "
      "PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || "
      "($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName "
      "= DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = "
      "DeleteBucketReplication)) }");
  std::vector<const Pattern*> patterns{&pattern};
  for (const Requirement& requirement : requirements) patterns.push_back(&requirement.events);
  const DecideOptions options{ReadingChoice::Both, Domain::CloudTrail};
  const Suite suite = std::get<Suite>(complete_suite(patterns, options));
  EXPECT_EQ(suite.events.size(), 20U);  // ten names, with and without the source
  EXPECT_THAT(events_of(suite),
              Contains(R"({"eventSource":"s3.amazonaws.com","eventName":"PutBucketAcl"})"));
  const std::vector<std::string> events = events_of(suite);
  EXPECT_EQ(std::set<std::string>(events.begin(), events.end()).size(), events.size());
  confirm(suite, check(pattern, requirements, options));
}

TEST(Suite, IsCompleteUnderEachReading) {
  const Suite suite = suite_of({"{ $.a = *.com }", "{ $.a = %\\.com$% }"});
  EXPECT_THAT(suite.readings, ElementsAre(Reading::Glob, Reading::FirstOccurrence));
  // Only by first occurrence one holds without the other: of a text that says the end twice.
  for (std::size_t r = 0; r < 2; ++r) {
    std::set<std::vector<bool>> shown;
    for (const SuiteEvent& one : suite.events) shown.insert(one.matched[r]);
    EXPECT_EQ(shown.count({false, true}), r) << name_of(suite.readings[r]);
  }
}

// The members of the root interact where a wildcard asks about all of them.
TEST(Suite, OfTheChildrenOfTheRoot) {
  for (const std::vector<std::string>& texts :
       {std::vector<std::string>{"{ $.* = 1 }", "{ $.a = 1 }"}, {"{ $.a = 1 }", "{ $.* = 1 }"}}) {
    std::set<std::vector<bool>> shown;
    for (const SuiteEvent& one : suite_of(texts).events) shown.insert(one.matched.front());
    const bool wildcard_first = texts.front() == "{ $.* = 1 }";
    EXPECT_EQ(shown, (std::set<std::vector<bool>>{
                         {true, true}, {wildcard_first, !wildcard_first}, {false, false}}));
  }
}

TEST(Suite, ShowsTheSourceAndTheNameFirst) {
  const Suite suite = suite_of({"{ $.b = 1 && $.eventName = n && $.a = 1 && $.eventSource = s }"});
  EXPECT_EQ(suite.events.size(), 16U);
  EXPECT_THAT(events_of(suite), Contains(R"({"eventSource":"s","eventName":"n","b":1,"a":1})"));
}

TEST(Suite, OfRecordsTakesFactsForGranted) {
  const Suite suite = suite_of({"{ $.eventName NOT EXISTS && $.a = 1 }", "{ $.eventName IS NULL }"},
                               {ReadingChoice::Both, Domain::CloudTrail});
  EXPECT_EQ(suite.events.size(), 2U);  // only `$.a = 1` may be true
  ASSERT_EQ(suite.caveats.size(), 1U);
  EXPECT_EQ(suite.caveats[0].code, std::string("cloudtrail-assumption"));
}

TEST(Suite, HasNoEventTwice) {
  const std::vector<std::string> events = events_of(suite_of({"", "{ $.a = *b }"}));
  EXPECT_THAT(events, Contains("not a JSON object"));
  EXPECT_EQ(std::set<std::string>(events.begin(), events.end()).size(), events.size());
}

// ---- Where there is none

TEST(Suite, IsRefusedEarlyWhereItIsTooLarge) {
  std::string wide = "{ $.f0 = 1";
  std::string deep = "{ $.r.f0 = 1";
  for (int i = 1; i < 110; ++i) {
    wide += " || $.f" + std::to_string(i) + " = 1";
    deep += " || $.r.f" + std::to_string(i) + " = 1";
  }
  for (const std::string& text : {wide + " }", deep + " }"}) {
    const SuiteAnswer answer = asked({text});
    ASSERT_TRUE(std::holds_alternative<SuiteTooLarge>(answer));
    EXPECT_GT(std::get<SuiteTooLarge>(answer).at_least, kMostSuiteEvents);
  }
}

TEST(Suite, HasAsManyEventsAsAreAskedFor) {
  const std::vector<std::string> texts{"{ $.a = 1 && $.b = 1 && $.c = 1 }"};
  EXPECT_TRUE(std::holds_alternative<Suite>(asked(texts, {}, 8)));
  const SuiteAnswer answer = asked(texts, {}, 7);
  ASSERT_TRUE(std::holds_alternative<SuiteTooLarge>(answer));
  EXPECT_EQ(std::get<SuiteTooLarge>(answer).at_least, 8U);
}

// The first three members are too many already, and they are counted before they are combined.
TEST(Suite, SaysHowManyEventsItHasAtLeast) {
  const SuiteAnswer answer = asked({"{ $.a = 1 && $.b = 1 && $.c = 1 && $.d = 1 }"}, {}, 5);
  ASSERT_TRUE(std::holds_alternative<SuiteTooLarge>(answer));
  EXPECT_EQ(std::get<SuiteTooLarge>(answer).at_least, 8U);
}

TEST(Suite, CountsALineThatIsNoObject) {
  const std::vector<std::string> texts{"", "{ $.a = 1 }"};
  EXPECT_TRUE(std::holds_alternative<Suite>(asked(texts, {}, 3)));
  const SuiteAnswer answer = asked(texts, {}, 2);
  ASSERT_TRUE(std::holds_alternative<SuiteTooLarge>(answer));
  EXPECT_EQ(std::get<SuiteTooLarge>(answer).at_least, 3U);
}

TEST(Suite, OfWhatLiesTooDeepIsUnknown) {
  std::string deep = "{ $";
  for (int i = 0; i <= 2'000; ++i) deep += ".d";
  const SuiteAnswer answer = asked({deep + " = 1 }"});
  ASSERT_TRUE(std::holds_alternative<SuiteUnknown>(answer));
  ASSERT_EQ(std::get<SuiteUnknown>(answer).caveats.size(), 1U);
  EXPECT_EQ(std::get<SuiteUnknown>(answer).caveats[0].code, std::string("budget"));
}

TEST(Suite, OfManyNamesIsFound) {
  std::string names = "{ $.eventName = Event0";
  for (int i = 1; i < 150; ++i) names += " || $.eventName = Event" + std::to_string(i);
  EXPECT_EQ(suite_of({names + " }"}).events.size(), 151U);
}

TEST(Suite, OfAKindThatIsNotEvaluatedIsUnknown) {
  const SuiteAnswer answer = asked({"ERROR", "{ $.a = 1 }"});
  ASSERT_TRUE(std::holds_alternative<SuiteUnknown>(answer));
  EXPECT_EQ(std::get<SuiteUnknown>(answer).caveats.size(), 1U);
}

// ---- What it is for

TEST(SuiteConfirms, WhatItShowsAndNothingElse) {
  const Suite suite = suite_of({"{ $.a = 1 }", "{ $.a = 1 || $.b = 1 }"});
  CompareAnswer answer;
  answer.relation = Relation::Subset;
  EXPECT_NO_THROW(confirm(suite, answer));
  for (const Relation other : {Relation::Equivalent, Relation::Superset, Relation::Disjoint}) {
    answer.relation = other;
    EXPECT_THROW(confirm(suite, answer), InternalError);
  }
  CheckAnswer covered;
  covered.verdict = CheckVerdict::Covered;
  const Suite wider = suite_of({"{ $.a = 1 || $.b = 1 }", "{ $.a = 1 }"});
  EXPECT_NO_THROW(confirm(wider, covered));
  EXPECT_THROW(confirm(suite, covered), InternalError);
  EXPECT_THAT([&] { confirm(suite, covered); },
              ThrowsMessage<InternalError>(HasSubstr("covered, the")));
  covered.exact = true;
  EXPECT_THAT([&] { confirm(wider, covered); },
              ThrowsMessage<InternalError>(HasSubstr("covered and exact, the")));
}

TEST(SuiteConfirms, EachReading) {
  const Suite suite = suite_of({"{ $.a = *.com }", "{ $.a = %\\.com$% }"});
  CompareAnswer answer;
  answer.relation = Relation::Equivalent;  // as a glob it is
  EXPECT_THROW(confirm(suite, answer), InternalError);
}

class Random {
 public:
  std::vector<std::uint8_t> bytes(std::size_t size) {
    std::vector<std::uint8_t> list(size);
    for (std::uint8_t& byte : list) byte = static_cast<std::uint8_t>(engine_());
    return list;
  }
  std::size_t below(std::size_t n) { return engine_() % n; }

 private:
  std::mt19937 engine_{20261123};
};

void collect(const Expression& expression, std::vector<Pattern>& out) {
  std::visit(
      [&](const auto& node) {
        if constexpr (requires { node.operands; }) {
          for (const Expression& operand : node.operands) collect(operand, out);
        } else {
          Pattern condition;
          condition.kind = Kind::Json;
          condition.expression = expression;
          condition.text = format(condition);
          out.push_back(std::move(condition));
        }
      },
      expression.node);
}

std::vector<bool> outcomes(const std::vector<Pattern>& conditions, const std::string& event,
                           Reading reading) {
  std::vector<bool> all;
  for (const Pattern& condition : conditions) all.push_back(matches(condition, event, reading));
  return all;
}

TEST(SuiteByBruteForce, HasEveryCombinationThatAnEventHas) {
  Random random;
  std::size_t suites = 0;
  std::size_t combinations = 0;
  for (int round = 0; round < support::thinned(300); ++round) {
    const std::vector<std::uint8_t> bytes = random.bytes(60);
    support::Choices choices(bytes);
    const std::vector<Pattern> patterns{parsed(support::random_pattern(choices, round % 8 == 0)),
                                        parsed(support::random_pattern(choices, false))};
    const SuiteAnswer answer = complete_suite(pointers(patterns), {}, 3'000);
    const auto* suite = std::get_if<Suite>(&answer);
    if (suite == nullptr) continue;
    ++suites;
    std::vector<Pattern> conditions;
    for (const Pattern& pattern : patterns) collect(*pattern.expression, conditions);
    for (const Reading reading : kReadings) {
      std::set<std::vector<bool>> shown;
      for (const SuiteEvent& one : suite->events)
        shown.insert(outcomes(conditions, one.event, reading));
      if (suite->readings.size() == 1) {
        EXPECT_EQ(shown.size(), suite->events.size());
      }
      combinations += shown.size();
      for (int i = 0; i < 60; ++i) {
        const std::vector<std::uint8_t> more = random.bytes(40);
        support::Choices event_choices(more);
        const std::string event = support::random_event(event_choices, pointers(patterns));
        EXPECT_TRUE(shown.contains(outcomes(conditions, event, reading)))
            << patterns[0].text << "\n"
            << patterns[1].text << "\n"
            << event << " " << name_of(reading);
      }
    }
  }
  EXPECT_GT(suites, support::thinned(150U));
  EXPECT_GT(combinations, support::thinned(1'000U));
}

TEST(SuiteByBruteForce, AgreementOnItIsEquivalence) {
  Random random;
  std::map<bool, int> seen;
  for (int round = 0; round < support::thinned(400); ++round) {
    const std::vector<std::uint8_t> bytes = random.bytes(30);
    support::Choices choices(bytes);
    std::vector<Pattern> conditions;
    collect(*parsed(support::random_pattern(choices, false)).expression, conditions);
    if (conditions.size() > 5) conditions.resize(5);
    const auto formula = [&] {
      std::string text;
      for (std::size_t clause = 0; clause <= random.below(3); ++clause) {
        if (!text.empty()) text += " || ";
        text += "(";
        for (std::size_t i = 0; i <= random.below(3); ++i) {
          if (i > 0) text += " && ";
          text += format(*conditions[random.below(conditions.size())].expression);
        }
        text += ")";
      }
      return parsed("{ " + text + " }");
    };
    const std::vector<Pattern> pair{formula(), formula()};
    for (const ReadingChoice reading : {ReadingChoice::Glob, ReadingChoice::FirstOccurrence}) {
      const SuiteAnswer answer =
          complete_suite(pointers(conditions), {reading, Domain::Lines}, 5'000);
      if (!std::holds_alternative<Suite>(answer)) continue;
      const Suite& suite = std::get<Suite>(answer);
      const bool agree =
          std::all_of(suite.events.begin(), suite.events.end(), [&](const SuiteEvent& one) {
            return matches(pair[0], one.event, suite.readings.front()) ==
                   matches(pair[1], one.event, suite.readings.front());
          });
      const Relation relation = compare(pair[0], pair[1], {reading, Domain::Lines}).relation;
      if (relation == Relation::Undecided) continue;
      EXPECT_EQ(agree, relation == Relation::Equivalent) << pair[0].text << "\n" << pair[1].text;
      ++seen[agree];
    }
  }
  EXPECT_GT(seen[true], support::thinned(50));
  EXPECT_GT(seen[false], support::thinned(50));
}

}  // namespace
}  // namespace filtercheck
