#include "filtercheck/group.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "support/generate.hpp"

namespace filtercheck {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::WhenSorted;

std::vector<Pattern> patterns_of(const std::vector<std::string>& texts) {
  std::vector<Pattern> patterns;
  for (const std::string& text : texts)
    patterns.push_back(parse(text, Limits::beyond_aws()).value());
  return patterns;
}

std::vector<std::vector<std::size_t>> members_of(const Grouping& grouping) {
  std::vector<std::vector<std::size_t>> all;
  for (const PatternGroup& group : grouping.groups) all.push_back(group.members);
  return all;
}

std::vector<std::size_t> below(const Grouping& grouping, std::size_t group) {
  std::vector<std::size_t> ids;
  for (const Included& one : grouping.groups[group].below) ids.push_back(one.group);
  return ids;
}

std::vector<std::string> codes_of(const std::vector<Caveat>& caveats) {
  std::vector<std::string> codes;
  for (const Caveat& caveat : caveats) codes.emplace_back(caveat.code);
  return codes;
}

std::vector<Reading> readings_of(ReadingChoice choice) {
  if (choice == ReadingChoice::Glob) return {Reading::Glob};
  if (choice == ReadingChoice::FirstOccurrence) return {Reading::FirstOccurrence};
  return {Reading::Glob, Reading::FirstOccurrence};
}

// The groups below each, directly or not, and itself.
std::vector<std::set<std::size_t>> reach_of(const Grouping& grouping) {
  std::vector<std::set<std::size_t>> reach(grouping.groups.size());
  for (std::size_t from = 0; from < reach.size(); ++from) {
    std::vector<std::size_t> todo{from};
    while (!todo.empty()) {
      const std::size_t at = todo.back();
      todo.pop_back();
      if (!reach[from].insert(at).second) continue;
      for (const Included& one : grouping.groups[at].below) todo.push_back(one.group);
    }
  }
  return reach;
}

// ---- What the groups are ------------------------------------------------------------------------

TEST(Group, EquivalentPatternsShareAGroup) {
  const Grouping grouping = group(patterns_of({"{ $.a = x || $.a = y }", "{ $.a=y || $.a = \"x\" }",
                                               "{ $.a = x }", "{ $.a = z }", "{ $.a = x }"}),
                                  {});
  EXPECT_THAT(members_of(grouping),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2, 4), ElementsAre(3)));
  EXPECT_THAT(below(grouping, 0), ElementsAre(1));
  EXPECT_THAT(below(grouping, 1), IsEmpty());
  EXPECT_EQ(grouping.groups[0].representative, 0U);
  EXPECT_TRUE(grouping.is_decided());
}

TEST(Group, TheRepresentativeIsTheShortestText) {
  const Grouping grouping =
      group(patterns_of({"{ ($.a = \"x\") }", "{ $.a = x }", "{ $.a = x }"}), {});
  ASSERT_EQ(grouping.groups.size(), 1U);
  EXPECT_EQ(grouping.groups[0].representative, 1U);
}

// Equal by meaning, though not by normal form.
TEST(Group, MeaningBeyondTheNormalForm) {
  const Grouping grouping =
      group(patterns_of({"{ $.a > 5 || $.a <= 5 }", "{ $.a < 7 || $.a >= 7 }"}), {});
  EXPECT_THAT(members_of(grouping), ElementsAre(ElementsAre(0, 1)));
}

TEST(Group, NothingAndEverything) {
  const std::vector<Pattern> patterns =
      patterns_of({"", "{ $.a = x }", "{ $.b = 1 && $.b = 2 }", "{ $.c IS NULL && $.c IS TRUE }",
                   "{ $.a.x NOT EXISTS || $.a[0] NOT EXISTS }", "{ $.a NOT EXISTS }"});
  const Grouping lines = group(patterns, {});
  ASSERT_THAT(members_of(lines), ElementsAre(ElementsAre(0), ElementsAre(1), ElementsAre(2, 3),
                                             ElementsAre(4), ElementsAre(5)));
  EXPECT_EQ(lines.groups[0].extent, Extent::All);
  EXPECT_EQ(lines.groups[1].extent, Extent::Some);
  EXPECT_EQ(lines.groups[2].extent, Extent::Nothing);
  EXPECT_EQ(lines.groups[3].extent, Extent::Some);
  EXPECT_THAT(below(lines, 0), ElementsAre(3));
  EXPECT_THAT(below(lines, 3), ElementsAre(1, 4));
  EXPECT_THAT(below(lines, 1), ElementsAre(2));
  // What is an object is no array: among JSON objects alone that matches everything.
  const Grouping json = group(patterns, {ReadingChoice::Both, Domain::Json});
  EXPECT_THAT(members_of(json),
              ElementsAre(ElementsAre(0, 4), ElementsAre(1), ElementsAre(2, 3), ElementsAre(5)));
  EXPECT_EQ(json.groups[0].extent, Extent::All);
}

TEST(Group, EverythingIncludesNothing) {
  const Grouping grouping = group(patterns_of({"", "{ $.b = 1 && $.b NOT EXISTS }"}), {});
  EXPECT_THAT(below(grouping, 0), ElementsAre(1));
  EXPECT_THAT(below(grouping, 1), IsEmpty());
}

// The pair was compared, whichever came first, so an event is known that tells them apart.
TEST(Group, WhatIsBelowHasAnEventBeside) {
  const std::string wide = "{ $.a = x || $.a = y }";
  const std::string narrow = "{ $.a = x }";
  for (const auto& [texts, above] : {std::pair(std::vector{wide, narrow}, std::size_t{0}),
                                     std::pair(std::vector{narrow, wide}, std::size_t{1})}) {
    const Grouping grouping = group(patterns_of(texts), {});
    ASSERT_THAT(below(grouping, above), ElementsAre(1 - above));
    const auto event = grouping.groups[above].below[0].event;
    ASSERT_TRUE(event);
    EXPECT_EQ(grouping.events[*event], R"({"a":"y"})");
  }
}

// A form that comes later may be equivalent to one whose patterns go on behind it.
TEST(Group, MembersAreInOrder) {
  const Grouping grouping =
      group(patterns_of({"{ $.a > 5 || $.a <= 5 }", "{ $.a < 7 || $.a >= 7 }",
                         "{ $.a > 5 || $.a <= 5 }", "{ $.a < 7 || $.a >= 7 }"}),
            {});
  EXPECT_THAT(members_of(grouping), ElementsAre(ElementsAre(0, 1, 2, 3)));
}

TEST(Group, WhatIsBelowIsInOrder) {
  const Grouping grouping =
      group(patterns_of({"{ $.a = x || $.a = y || $.b = 1 }", "{ $.b = 1 && $.c = 1 }",
                         "{ $.a = x || $.a = y }", "{ $.a = x }", "{ $.a = y }"}),
            {});
  EXPECT_THAT(below(grouping, 0), ElementsAre(1, 2));
  EXPECT_THAT(below(grouping, 2), ElementsAre(3, 4));
}

TEST(Group, NoPatterns) {
  const Grouping grouping = group({}, {});
  EXPECT_THAT(grouping.groups, IsEmpty());
  EXPECT_TRUE(grouping.is_decided());
}

// ---- What is not decided ------------------------------------------------------------------------

TEST(Group, WhatHangsOnTheReadingStaysApart) {
  const std::vector<Pattern> patterns =
      patterns_of({"{ $.host = *.com }", "{ $.host = %\\.com$% }", "{ $.host = a.com }"});
  const Grouping both = group(patterns, {});
  EXPECT_THAT(members_of(both), ElementsAre(ElementsAre(0), ElementsAre(1), ElementsAre(2)));
  ASSERT_EQ(both.undecided.size(), 1U);
  EXPECT_EQ(both.undecided[0].a, 0U);
  EXPECT_EQ(both.undecided[0].b, 1U);
  EXPECT_THAT(codes_of(both.undecided[0].caveats), ElementsAre("readings-differ"));
  EXPECT_FALSE(both.is_decided());
  // That it is included holds under both.
  EXPECT_THAT(below(both, 1), ElementsAre(0));
  EXPECT_EQ(both.groups[1].below[0].event, std::nullopt);
  EXPECT_THAT(below(both, 0), ElementsAre(2));

  const Grouping glob = group(patterns, {ReadingChoice::Glob, Domain::Lines});
  EXPECT_THAT(members_of(glob), ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
  EXPECT_TRUE(glob.is_decided());
}

TEST(Group, WhatHangsOnTheReadingStaysApartInAnyOrder) {
  const Grouping both = group(patterns_of({"{ $.host = %\\.com$% }", "{ $.host = *.com }"}), {});
  ASSERT_EQ(both.undecided.size(), 1U);
  EXPECT_THAT(below(both, 0), ElementsAre(1));
  EXPECT_THAT(below(both, 1), IsEmpty());
}

// By first occurrence nothing ends with its first `ab` and has another, and nothing is included in
// all; as a glob `abab` is such a text, and no `x`. Events for that are known before the two meet.
TEST(Group, WhatOneReadingRefutesMayHoldUnderTheOther) {
  const std::string twice = "{ $.a = *ab && $.a = %ab.*ab% }";
  const std::string other = "{ $.a = x }";
  for (const std::vector<std::string>& texts : {std::vector{twice, other}, {other, twice}}) {
    const Grouping grouping = group(patterns_of(texts), {});
    ASSERT_EQ(grouping.groups.size(), 2U);
    EXPECT_THAT(below(grouping, 0), IsEmpty());
    EXPECT_THAT(below(grouping, 1), IsEmpty());
    ASSERT_EQ(grouping.undecided.size(), 1U);
    EXPECT_THAT(codes_of(grouping.undecided[0].caveats), ElementsAre("readings-differ"));
  }
}

// The same where the event of the last one is known from the first.
TEST(Group, WhatOneReadingRefutesMayHoldUnderTheOtherFromTheStart) {
  const Grouping grouping = group(
      patterns_of({"{ $.a = x || $.b = 1 }", "{ $.a = *ab && $.a = %ab.*ab% }", "{ $.a = x }"}),
      {});
  ASSERT_EQ(grouping.groups.size(), 3U);
  EXPECT_THAT(below(grouping, 0), ElementsAre(2));
  EXPECT_THAT(below(grouping, 1), IsEmpty());
  EXPECT_THAT(below(grouping, 2), IsEmpty());
  EXPECT_EQ(grouping.undecided.size(), 2U);
}

TEST(Group, AnEventBesideIsOneUnderBothReadings) {
  const Grouping grouping =
      group(patterns_of({"{ $.a = x || ($.a = *ab && $.a = %ab.*ab%) }", "{ $.a = x }"}), {});
  EXPECT_THAT(below(grouping, 0), ElementsAre(1));
  EXPECT_EQ(grouping.groups[0].below[0].event, std::nullopt);
  EXPECT_EQ(grouping.undecided.size(), 1U);
}

// As a glob the pattern matches nothing by itself, by first occurrence nothing that is a record.
TEST(Group, FactsAreNamedThatOneReadingHangsOn) {
  const Grouping grouping =
      group(patterns_of({"{ $.a != *ab && $.a = %ab$% && $.eventName NOT EXISTS }"}),
            {ReadingChoice::Both, Domain::CloudTrail});
  EXPECT_EQ(grouping.groups[0].extent, Extent::Nothing);
  EXPECT_THAT(codes_of(grouping.caveats), ElementsAre("cloudtrail-assumption"));
}

// A condition on a place that lies too deep for the decider, though not for the evaluator.
std::string too_deep(const std::string& name) {
  std::string condition = "$";
  for (int i = 0; i <= 2'000; ++i) condition += "." + name;
  return condition + " = 1";
}

// `compare` knows nothing of a place that lies too deep; events show that it is not everything, and
// not nothing.
TEST(Group, WhatEventsShowIsNotLeftOpen) {
  const std::string deep = "{ $.q = 1 || " + too_deep("d") + " }";
  for (const std::vector<std::string>& texts :
       {std::vector<std::string>{deep, "{ $.q = 1 }"}, {"{ $.q = 1 }", deep}}) {
    const Grouping grouping = group(patterns_of(texts), {});
    EXPECT_EQ(grouping.groups[0].extent, Extent::Some);
    EXPECT_EQ(grouping.groups[1].extent, Extent::Some);
    EXPECT_EQ(grouping.undecided.size(), 1U);
  }
}

// In the order of the groups, whatever was compared first.
TEST(Group, WhatIsLeftOpenIsInOrder) {
  const Grouping grouping = group(patterns_of({"{ " + too_deep("d") + " }", "{ $.q = 1 }",
                                               "{ $.q = 1 || " + too_deep("e") + " }",
                                               "{ " + too_deep("f") + " }", "{ $.r = 1 }"}),
                                  {});
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const UndecidedPair& pair : grouping.undecided) pairs.emplace_back(pair.a, pair.b);
  EXPECT_GE(pairs.size(), 3U);
  EXPECT_THAT(pairs, WhenSorted(ElementsAreArray(pairs)));
}

// A group that was compared with no other is settled if there is no other.
TEST(Group, OneAloneIsDecided) {
  PatternGroup undecided;
  undecided.caveats = {{"any", {}}};
  EXPECT_TRUE((Grouping{{undecided}, {}, {}, {}}.is_decided()));
  EXPECT_FALSE((Grouping{{undecided, undecided}, {}, {}, {}}.is_decided()));
  undecided.caveats.clear();
  EXPECT_FALSE((Grouping{{undecided}, {}, {}, {}}.is_decided()));
}

// Found leftmost, `ab` does not end `abab`; so only one reading has events for this.
TEST(Group, WhetherItIsNothingHangsOnTheReading) {
  const std::vector<Pattern> patterns = patterns_of({"{ $.a != *ab && $.a = %ab$% }"});
  const Grouping both = group(patterns, {});
  ASSERT_EQ(both.groups.size(), 1U);
  EXPECT_EQ(both.groups[0].extent, Extent::Undecided);
  EXPECT_THAT(both.groups[0].caveats, IsEmpty());
  EXPECT_THAT(codes_of(both.caveats), ElementsAre("readings-differ"));
  EXPECT_THAT(both.undecided, IsEmpty());
  EXPECT_FALSE(both.is_decided());
  const Grouping glob = group(patterns, {ReadingChoice::Glob, Domain::Lines});
  EXPECT_EQ(glob.groups[0].extent, Extent::Nothing);
  EXPECT_TRUE(glob.is_decided());
  const Grouping first = group(patterns, {ReadingChoice::FirstOccurrence, Domain::Lines});
  EXPECT_EQ(first.groups[0].extent, Extent::Some);
}

// Two that are undecided hand their caveats on once.
TEST(Group, CaveatsAreNotRepeated) {
  const Grouping grouping = group(
      patterns_of({"{ $.a != *ab && $.a = %ab$% }", "{ $.b != *ab && $.b = %ab$% && $.c = 1 }"}),
      {});
  const std::set<std::pair<std::string, std::vector<std::string>>> different = [&] {
    std::set<std::pair<std::string, std::vector<std::string>>> all;
    for (const Caveat& caveat : grouping.caveats) all.emplace(caveat.code, caveat.arguments);
    return all;
  }();
  EXPECT_EQ(different.size(), grouping.caveats.size());
  EXPECT_FALSE(grouping.is_decided());
}

// What an order takes for granted is said with it.
TEST(Group, FactsAreNamed) {
  const Grouping grouping =
      group(patterns_of({"{ $.eventName NOT EXISTS }", "{ $.eventName IS NULL }", "{ $.a = 1 }"}),
            {ReadingChoice::Both, Domain::CloudTrail});
  EXPECT_EQ(grouping.groups[0].extent, Extent::Nothing);
  ASSERT_FALSE(grouping.caveats.empty());
  std::set<std::vector<std::string>> different;
  for (const Caveat& caveat : grouping.caveats) different.insert(caveat.arguments);
  EXPECT_EQ(different.size(), grouping.caveats.size());
}

// An event that was found for two patterns is a record for all the others.
TEST(Group, EventsOfCloudTrailAreWhole) {
  const Grouping grouping =
      group(patterns_of(
                {"{ $.eventName = a }", "{ $.awsRegion = b }", "{ $.c = 1 }",
                 "{ $.userIdentity.type = Root }",
                 "{ $.eventSource = s && $.eventName = n && $.eventVersion = v && $.eventTime = t "
                 "&& $.awsRegion = r && $.sourceIPAddress = i && $.eventID = d && $.eventType = e "
                 "&& $.userIdentity.type = u }"}),
            {ReadingChoice::Both, Domain::CloudTrail});
  ASSERT_FALSE(grouping.events.empty());
  for (const std::string& event : grouping.events) {
    const nlohmann::ordered_json record = nlohmann::ordered_json::parse(event);
    std::size_t members = 0;
    for (const char* const name : {"eventSource", "eventName", "eventVersion", "eventTime",
                                   "awsRegion", "sourceIPAddress", "eventID", "eventType"}) {
      EXPECT_TRUE(record.contains(name) && record.at(name).is_string()) << event;
      const std::string key = '"' + std::string(name) + "\":";
      EXPECT_EQ(event.find(key), event.rfind(key)) << event;
      ++members;
    }
    EXPECT_TRUE(record.contains("userIdentity") && record.at("userIdentity").is_object()) << event;
    EXPECT_EQ(event.find("userIdentity"), event.rfind("userIdentity")) << event;
    EXPECT_GE(record.size(), members + 1);
  }
}

TEST(Group, OtherKindsAreGroupedByMeaning) {
  const Grouping grouping = group(
      patterns_of({"ERROR", "{ $.a = x }", "[a, b]", "%ERROR%", "ERROR x", "[a, b, ...]"}), {});
  ASSERT_THAT(members_of(grouping),
              ElementsAre(ElementsAre(0, 3), ElementsAre(1), ElementsAre(2, 5), ElementsAre(4)));
  EXPECT_THAT(below(grouping, 0), ElementsAre(3));
  EXPECT_TRUE(grouping.is_decided());
}

// What is behind a limit is not compared, and what was found before it still holds.
TEST(Group, Limits) {
  const std::vector<Pattern> patterns =
      patterns_of({"{ $.a = x || $.a = y }", "{ $.a = x }", "{ $.a = *z }", "{ $.a = %z$% }",
                   "{ $.a = \"x\" }"});
  const auto with = [&](const GroupLimits& limits) { return group(patterns, {}, limits); };
  const Grouping all = with({});
  ASSERT_EQ(all.groups.size(), 4U);
  EXPECT_EQ(all.undecided.size(), 1U);
  GroupLimits forms;
  forms.forms = 2;
  GroupLimits conditions;
  conditions.conditions = 2;
  GroupLimits events;
  events.events = 3;
  GroupLimits comparisons;
  comparisons.comparisons = 3;
  GroupLimits undecided;
  undecided.undecided = 0;
  GroupLimits one_form_less;
  one_form_less.forms = 3;
  GroupLimits no_event_more;
  no_event_more.events = all.events.size();
  for (const GroupLimits& limits :
       {forms, conditions, events, comparisons, undecided, one_form_less, no_event_more}) {
    const Grouping some = with(limits);
    EXPECT_EQ(members_of(some), members_of(all));
    EXPECT_FALSE(some.is_decided());
    EXPECT_THAT(codes_of(some.groups[3].caveats), ElementsAre("budget"));
    EXPECT_THAT(some.groups[3].below, IsEmpty());
    EXPECT_THAT(some.undecided, IsEmpty());
  }
  EXPECT_THAT(below(with(forms), 0), ElementsAre(1));
  EXPECT_THAT(with(forms).groups[3].caveats[0].arguments,
              ElementsAre("more than 2 different patterns"));
  GroupLimits enough;
  enough.forms = 4;
  enough.events = all.events.size() + 1;
  enough.undecided = 1;
  const Grouping whole = with(enough);
  for (const PatternGroup& one : whole.groups) EXPECT_THAT(one.caveats, IsEmpty());
  EXPECT_EQ(whole.undecided.size(), 1U);
}

// How much is just enough.
struct Enough {
  const char* name;
  std::vector<std::string> patterns;
  std::size_t GroupLimits::*limit;
  std::size_t value;
};

std::ostream& operator<<(std::ostream& out, const Enough& enough) { return out << enough.name; }

class GroupLimit : public testing::TestWithParam<Enough> {};

TEST_P(GroupLimit, IsReachedWhereItShould) {
  const auto is_complete = [](const Grouping& grouping) {
    return std::all_of(grouping.groups.begin(), grouping.groups.end(),
                       [](const PatternGroup& one) { return one.caveats.empty(); });
  };
  GroupLimits limits;
  limits.*GetParam().limit = GetParam().value;
  EXPECT_TRUE(is_complete(group(patterns_of(GetParam().patterns), {}, limits)));
  --(limits.*GetParam().limit);
  EXPECT_FALSE(is_complete(group(patterns_of(GetParam().patterns), {}, limits)));
}

INSTANTIATE_TEST_SUITE_P(
    Of, GroupLimit,
    testing::Values(
        // Equivalent ones do not count, but there must be room for one to be looked at.
        Enough{"Forms",
               {"{ $.a > 5 || $.a <= 5 }", "{ $.a < 7 || $.a >= 7 }", "{ $.b = 1 }"},
               &GroupLimits::forms,
               2},
        // And two of the pattern that matches nothing.
        Enough{
            "Conditions", {"{ $.a = x || $.b = 1 }", "{ $.c = 1 }"}, &GroupLimits::conditions, 5},
        // Each with nothing, and with each other.
        Enough{"Undecided",
               {"{ " + too_deep("d") + " }", "{ " + too_deep("e") + " }"},
               &GroupLimits::undecided,
               3},
        // The first with nothing, the second with the first.
        Enough{
            "Comparisons", {"{ $.a = x || $.a = y }", "{ $.a = x }"}, &GroupLimits::comparisons, 2},
        // That the third is included in the second follows; that it does not include it is shown by
        // an event.
        Enough{"ComparisonsOfAChain",
               {"{ $.a = x || $.a = y }", "{ $.a = x || $.a = y || $.a = z }", "{ $.a = x }"},
               &GroupLimits::comparisons,
               3}),
    [](const auto& test) { return test.param.name; });

// The last comparison finds two events, for one of which there is room.
TEST(Group, HasNoMoreEventsThanItMay) {
  GroupLimits limits;
  limits.events = 3;
  const Grouping grouping =
      group(patterns_of({"{ $.a = x || $.a = y }", "{ $.a = x || $.a = z }"}), {}, limits);
  EXPECT_EQ(grouping.events.size(), 3U);
}

// ---- Against every pair -------------------------------------------------------------------------

struct World {
  bool wildcards;
  std::vector<Pattern> patterns;
  DecideOptions options;
};

World random_world(std::uint32_t seed, std::size_t count, bool wildcards, DecideOptions options) {
  std::mt19937 random(seed);
  World world{wildcards, {}, options};
  while (world.patterns.size() < count) {
    const std::vector<std::uint8_t> bytes = support::random_bytes(random, 8 + random() % 24);
    support::Choices choices(bytes);
    world.patterns.push_back(
        parse(support::random_pattern(choices, wildcards), Limits::beyond_aws()).value());
  }
  return world;
}

// Whether every event of the first is one of the second; no value: compare() does not say, or says
// different things under the readings.
std::optional<bool> is_included(const CompareAnswer& answer, Relation strictly) {
  const auto under = [&](Relation relation) -> std::optional<bool> {
    if (relation == Relation::Undecided) return std::nullopt;
    return relation == Relation::Equivalent || relation == strictly;
  };
  if (answer.readings.empty()) return under(answer.relation);
  const auto first = under(answer.readings.front().relation);
  return first == under(answer.readings.back().relation) ? first : std::nullopt;
}

class AsCompared {
 public:
  AsCompared(const World& world, const Grouping& grouping)
      : world_(world),
        grouping_(grouping),
        reach_(reach_of(grouping)),
        group_of_(world.patterns.size()) {
    for (std::size_t id = 0; id < grouping.groups.size(); ++id) {
      for (const std::size_t member : grouping.groups[id].members) group_of_[member] = id;
    }
    for (const UndecidedPair& pair : grouping.undecided) {
      EXPECT_TRUE(undecided_.insert(std::minmax(pair.a, pair.b)).second) << "twice";
    }
  }

  void expect() {
    for (std::size_t i = 0; i < group_of_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const CompareAnswer answer =
            compare(world_.patterns[i], world_.patterns[j], world_.options);
        expect(i, j, is_included(answer, Relation::Subset));
        expect(j, i, is_included(answer, Relation::Superset));
      }
    }
    // Nor is more undecided than compare() leaves open.
    EXPECT_TRUE(world_.wildcards || undecided_ == open_);
  }

 private:
  void expect(std::size_t i, std::size_t j, std::optional<bool> is) {
    const bool said = reach_[group_of_[j]].contains(group_of_[i]);
    const auto pair = std::minmax(group_of_[i], group_of_[j]);
    const std::string both = world_.patterns[i].text + " in " + world_.patterns[j].text;
    if (world_.wildcards) {
      // compare() may decide about a pattern what it leaves open about an equivalent one.
      EXPECT_TRUE(!is || said == *is || (*is && undecided_.contains(pair))) << both;
    } else if (is) {
      EXPECT_EQ(said, *is) << both;
    } else if (!said && !is_refuted(i, j)) {
      EXPECT_TRUE(undecided_.contains(pair)) << both;
      open_.insert(pair);
    }
  }

  // By an event that was found for another pair.
  bool is_refuted(std::size_t i, std::size_t j) const {
    const auto readings = readings_of(world_.options.reading);
    return std::all_of(readings.begin(), readings.end(), [&](Reading reading) {
      return std::any_of(grouping_.events.begin(), grouping_.events.end(),
                         [&](const std::string& event) {
                           return matches(world_.patterns[i], event, reading) &&
                                  !matches(world_.patterns[j], event, reading);
                         });
    });
  }

  const World& world_;
  const Grouping& grouping_;
  const std::vector<std::set<std::size_t>> reach_;
  std::vector<std::size_t> group_of_;
  std::set<std::pair<std::size_t, std::size_t>> undecided_;
  std::set<std::pair<std::size_t, std::size_t>> open_;
};

void expect_minimal(const Grouping& grouping) {
  const auto reach = reach_of(grouping);
  for (std::size_t id = 0; id < grouping.groups.size(); ++id) {
    for (const Included& one : grouping.groups[id].below) {
      EXPECT_FALSE(reach[one.group].contains(id)) << "a circle";
      for (const Included& other : grouping.groups[id].below) {
        const bool is_other = one.group != other.group;
        EXPECT_FALSE(is_other && reach[other.group].contains(one.group)) << "not directly below";
      }
    }
  }
}

void expect_events_replay(const World& world, const Grouping& grouping) {
  const auto pattern_of = [&](std::size_t id) -> const Pattern& {
    return world.patterns[grouping.groups[id].representative];
  };
  for (std::size_t id = 0; id < grouping.groups.size(); ++id) {
    for (const Included& one : grouping.groups[id].below) {
      if (!one.event) continue;
      const std::string& event = grouping.events.at(*one.event);
      for (const Reading reading : readings_of(world.options.reading)) {
        EXPECT_TRUE(matches(pattern_of(id), event, reading)) << event;
        EXPECT_FALSE(matches(pattern_of(one.group), event, reading)) << event;
      }
    }
  }
}

void expect_as_compared(std::uint32_t seed, std::size_t count) {
  const ReadingChoice readings[] = {ReadingChoice::Both, ReadingChoice::Glob,
                                    ReadingChoice::FirstOccurrence};
  const Domain domains[] = {Domain::Lines, Domain::Json, Domain::CloudTrail};
  const World world =
      random_world(seed, count, seed % 2 == 1, {readings[seed % 3], domains[seed / 3 % 3]});
  const Grouping grouping = group(world.patterns, world.options);
  AsCompared(world, grouping).expect();
  expect_minimal(grouping);
  expect_events_replay(world, grouping);
}

class GroupWorlds : public testing::TestWithParam<std::uint32_t> {};
TEST_P(GroupWorlds, SayWhatComparingEveryPairSays) { expect_as_compared(GetParam(), 60); }
INSTANTIATE_TEST_SUITE_P(Seeds, GroupWorlds, testing::Range(0U, 9U));

class SmallGroupWorlds : public testing::TestWithParam<std::uint32_t> {};
TEST_P(SmallGroupWorlds, SayWhatComparingEveryPairSays) { expect_as_compared(GetParam(), 9); }
INSTANTIATE_TEST_SUITE_P(Seeds, SmallGroupWorlds, testing::Range(100U, 124U));

TEST(Group, NamesOfExtents) {
  EXPECT_EQ(name_of(Extent::All), "all");
  EXPECT_EQ(name_of(Extent::Some), "some");
  EXPECT_EQ(name_of(Extent::Nothing), "nothing");
  EXPECT_EQ(name_of(Extent::Undecided), "undecided");
}

// By first occurrence `*.com` matches no text with two of them.
TEST(Group, WhetherAPatternMatchesAnythingMayHangOnTheReading) {
  const std::string doubtful = "{ $.a = *.com && $.a = %[.]com.*[.]com$% }";
  const Grouping alone = group(patterns_of({doubtful}), {});
  ASSERT_EQ(alone.groups.size(), 1u);
  EXPECT_EQ(alone.groups[0].extent, Extent::Undecided);
  const Grouping beside = group(patterns_of({doubtful, "{ $.b = 1 }"}), {});
  ASSERT_EQ(beside.groups.size(), 2u);
  EXPECT_FALSE(beside.is_decided());
}

}  // namespace
}  // namespace filtercheck
