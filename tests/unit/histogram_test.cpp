#include "cli/histogram.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/codes.hpp"

namespace filtercheck::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Row = Histogram::Row;

HistogramKey key_of(const std::string& text) {
  return std::get<HistogramKey>(read_histogram_key(text));
}

std::vector<Row> rows_of(const std::string& key, const std::vector<std::string>& events) {
  Histogram histogram(key_of(key));
  for (const std::string& event : events) histogram.add(event);
  return histogram.rows();
}

TEST(Histogram, KeysAreTimesAndPaths) {
  EXPECT_EQ(key_of("day").of, HistogramKey::Of::Day);
  EXPECT_EQ(key_of("hour").of, HistogramKey::Of::Hour);
  const Selector type{{Key{"userIdentity"}, Key{"type"}}};
  EXPECT_EQ(key_of("userIdentity.type").selector, type);
  EXPECT_EQ(key_of("$.userIdentity.type").selector, type);
  EXPECT_EQ(key_of("$.day").selector, (Selector{{Key{"day"}}}));
  EXPECT_EQ(key_of("resources[0].['a.b']").selector,
            (Selector{{Key{"resources"}, Index{0}, Key{"a.b"}}}));
}

TEST(Histogram, RefusesWhatIsNoPath) {
  for (const char* text : {"", "$", "a b", "a NOT EXISTS && $.b", "a = 1", "a) || ($.b",
                           "a NOT EXISTS } ", "é", ".a", "a[", "a\n} {"}) {
    const auto read = read_histogram_key(text);
    ASSERT_TRUE(std::holds_alternative<std::string>(read)) << text;
    EXPECT_EQ(std::get<std::string>(read),
              "`" + std::string(text) +
                  "` is no field; write day, hour, or a path such as eventName or "
                  "userIdentity.type");
  }
  EXPECT_EQ(std::get<std::string>(read_histogram_key("resources[*].type")),
            "`resources[*].type` selects many values of an event; write a path without `*`");
}

TEST(Histogram, CountsDaysAndHoursInTheirOrder) {
  const std::vector<std::string> events = {R"({"eventTime":"2026-02-01T00:10:00Z"})",
                                           R"({"eventTime":"2026-01-31T23:59:59Z"})",
                                           R"({"eventTime":"2026-02-01T01:00:00Z"})",
                                           R"({"eventTime":"2026-02-01T00:20:00Z"})",
                                           R"({"eventTime":"2026-02-01"})",
                                           R"({"eventTime":1767225600})",
                                           R"({"eventTime":"2026-0x-01T00:10:00Z"})",
                                           R"({"a":{"eventTime":"2026-02-01T00:10:00Z"}})",
                                           "2026-02-01T00:10:00Z ERROR"};
  EXPECT_THAT(rows_of("day", events), ElementsAre(Row{"2026-01-31", 1}, Row{"2026-02-01", 3},
                                                  Row{"(none)", 4}, Row{"(not JSON)", 1}));
  EXPECT_THAT(rows_of("hour", events),
              ElementsAre(Row{"2026-01-31T23", 1}, Row{"2026-02-01T00", 2}, Row{"2026-02-01T01", 1},
                          Row{"(none)", 4}, Row{"(not JSON)", 1}));
}

TEST(Histogram, CountsValuesTheMostFrequentFirst) {
  EXPECT_THAT(
      rows_of("a.b", {R"({"a":{"b":"y"}})", R"({"a":{"b":"x"}})", R"({"a":{"b":"\u007a"}})",
                      R"({"a":{"b":"z"}})", R"({"a":"z"})", "[1]"}),
      ElementsAre(Row{"z", 2}, Row{"x", 1}, Row{"y", 1}, Row{"(none)", 1}, Row{"(not JSON)", 1}));
}

TEST(Histogram, ShowsValuesAsTheyAreWritten) {
  EXPECT_THAT(rows_of("a", {R"({"a":1.0})", R"({"a":1})", R"({"a":1})", R"({"a":null})",
                            R"({"a":[1, "x"]})", R"({"a":0,"a":true})", R"({"a":""})"}),
              ElementsAre(Row{"1", 2}, Row{"", 1}, Row{"1.0", 1}, Row{"[1, \"x\"]", 1},
                          Row{"null", 1}, Row{"true", 1}));
}

TEST(Histogram, CutsLongKeysBetweenCharacters) {
  const auto key = [](const std::string& value) {
    return rows_of("a", {R"({"a":")" + value + R"("})"})[0].key;
  };
  EXPECT_EQ(key(std::string(256, 'x')), std::string(256, 'x'));
  EXPECT_EQ(key(std::string(257, 'x')), std::string(253, 'x') + "...");
  std::string faces;
  for (int i = 0; i < 70; ++i) faces += "\U0001F600";
  EXPECT_EQ(key(faces), faces.substr(0, 252) + "...");
}

TEST(Histogram, WithoutEventsThereIsNothing) {
  EXPECT_THAT(rows_of("day", {}), IsEmpty());
  EXPECT_EQ(histogram_table({}, std::nullopt), "");
  EXPECT_EQ(histogram_table({}, 80), "");
}

// Of how the events are ordered and shared out, nothing is to be seen.
TEST(Histogram, KeepsTheSameKeysHoweverEventsAreSharedOut) {
  std::vector<std::string> events;
  std::map<std::string, std::uint64_t> counts;
  for (int i = 0; i < 1000; ++i) {
    const std::string key = std::to_string(i * i % 101);
    ++counts[key];
    events.push_back(R"({"a":")" + key + R"("})");
  }
  constexpr std::size_t kMost = 10;
  Histogram whole(key_of("a"), kMost);
  std::vector<Histogram> parts(3, Histogram(key_of("a"), kMost));
  for (std::size_t i = 0; i < events.size(); ++i) {
    whole.add(events[events.size() - 1 - i]);
    parts[i * i % 7 % 3].add(events[i]);
  }
  parts[2].merge(std::move(parts[0]));
  parts[2].merge(std::move(parts[1]));
  EXPECT_EQ(parts[2].rows(), whole.rows());

  const std::vector<Row> rows = whole.rows();
  ASSERT_THAT(rows, SizeIs(kMost + 1));
  std::uint64_t rest = events.size();
  auto first = counts.begin();
  std::map<std::string, std::uint64_t> shown;
  for (const Row& row : rows) shown[row.key] = row.count;
  for (std::size_t i = 0; i < kMost; ++i, ++first) {
    EXPECT_EQ(shown[first->first], first->second) << first->first;
    rest -= first->second;
  }
  EXPECT_EQ(rows.back(), (Row{"(other)", rest}));
  ASSERT_THAT(whole.caveats(), SizeIs(1));
  EXPECT_EQ(message(whole.caveats()[0]),
            "there are more than 10 different values: the first 10 in the order of their bytes are "
            "counted each, all others as (other)");
}

TEST(Histogram, ThatAllKeysFitIsNoCaveat) {
  Histogram histogram(key_of("a"), 2);
  for (const char* event : {R"({"a":2})", R"({"a":1})", R"({"a":2})", "{}", "x"}) {
    histogram.add(event);
  }
  EXPECT_THAT(histogram.caveats(), IsEmpty());
  EXPECT_THAT(histogram.rows(),
              ElementsAre(Row{"2", 2}, Row{"1", 1}, Row{"(none)", 1}, Row{"(not JSON)", 1}));
}

TEST(Histogram, AsATable) {
  const std::vector<Row> rows = {{"PutBucketAcl", 120}, {"a\x1b[31m\n", 3}, {"(none)", 1}};
  EXPECT_EQ(histogram_table(rows, std::nullopt),
            "120  PutBucketAcl\n"
            "  3  a\uFFFD[31m\uFFFD\n"
            "  1  (none)\n");
}

TEST(Histogram, WithBarsInATerminal) {
  const std::vector<Row> rows = {{"PutBucketAcl", 120}, {"é", 60}, {"(none)", 1}};
  EXPECT_EQ(histogram_table(rows, 39),
            "120  PutBucketAcl  ####################\n"
            " 60  é             ##########\n"
            "  1  (none)        #\n");
  // A long key leaves half of the room for bars; in a narrow terminal there are none.
  const std::vector<Row> long_key = {{std::string(60, 'k'), 7}};
  EXPECT_EQ(histogram_table(long_key, 45),
            "7  " + std::string(17, 'k') + "...  " + std::string(20, '#') + "\n");
  EXPECT_EQ(histogram_table(rows, 20), histogram_table(rows, std::nullopt));
}

TEST(Histogram, AsJson) {
  const std::vector<Row> rows = {{"x", 2}, {"y", 1}};
  EXPECT_EQ(report::dumped(histogram_json(rows)),
            R"([{"key":"x","count":2},{"key":"y","count":1}])");
}

}  // namespace
}  // namespace filtercheck::cli
