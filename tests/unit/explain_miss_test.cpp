#include "filtercheck/explain_miss.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "cli/explain_miss.hpp"
#include "filtercheck/parse.hpp"
#include "support/drawn.hpp"
#include "support/explained.hpp"
#include "support/generate.hpp"
#include "support/thinned.hpp"

namespace filtercheck {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Pattern pattern_of(const std::string& text) { return parse(text).value(); }

// Of each condition that is blamed its text and why, with the word that joins it to the one before.
std::vector<std::string> missed(const std::string& pattern_text, std::string_view line,
                                Reading reading = Reading::Glob) {
  const Pattern pattern = pattern_of(pattern_text);
  EXPECT_EQ(support::misexplained(pattern, {std::string(line)}), std::nullopt);
  std::vector<std::string> all;
  for (const FailedCondition& failure : explain_miss(pattern, line, reading)) {
    const Span span = failure.span;
    std::string told =
        failure.join == MissJoin::Must ? "" : std::string(name_of(failure.join)) + " ";
    told += pattern.text.substr(span.begin, span.end - span.begin);
    told += " | " + std::string(name_of(failure.cause)) + " | " + cli::why(pattern, failure);
    all.push_back(told);
  }
  return all;
}

TEST(ExplainMiss, OfAMatchNothing) {
  EXPECT_THAT(missed("", "x"), IsEmpty());
  EXPECT_THAT(missed("{ $.a = 1 }", R"({"a":1.0})"), IsEmpty());
  EXPECT_THAT(missed("ERROR ?x", "an ERROR"), IsEmpty());
  EXPECT_THAT(missed("[a, b]", "x y z"), IsEmpty());
  EXPECT_THAT(missed("[]", ""), IsEmpty());
  EXPECT_THAT(missed("%a+%", "caat"), IsEmpty());
}

// What a value can be that a condition is not satisfied by.
TEST(ExplainMiss, SaysWhatTheEventHas) {
  const auto why = [](const std::string& condition, const std::string& event) {
    const auto all = missed("{ " + condition + " }", event);
    return all.size() == 1 ? all[0].substr(condition.size() + 3) : "not one condition";
  };
  EXPECT_EQ(why("$.a = x", R"({"a":"y"})"), R"(value | it is "y")");
  EXPECT_EQ(why("$.a != y", R"({"a":"y"})"), R"(value | it is "y")");
  EXPECT_EQ(why("$.a = 1", R"({"a":"1.0"})"), R"(value | it is "1.0")");
  EXPECT_EQ(why("$.a > 1", R"({"a":1.0})"), "value | it is 1.0");
  EXPECT_EQ(why("$.a IS TRUE", R"({"a":"true"})"), R"(value | it is "true")");
  EXPECT_EQ(why("$.a = %x%", R"({"a":""})"), R"(value | it is "")");
  EXPECT_EQ(why("$.a > 1", R"({"a":"5"})"), R"(not-a-number | it is "5", not a number)");
  EXPECT_EQ(why("$.a != 1", R"({"a":1e309})"), "not-finite | it is 1e309, beyond all doubles");
  EXPECT_EQ(why("$.a < 1", R"({"a":1e309})"), "not-finite | it is 1e309, beyond all doubles");
  EXPECT_EQ(why("$.a = x", R"({"a":1e309})"), "value | it is 1e309");
  const std::string neither = ", neither a string nor a number";
  EXPECT_EQ(why("$.a != x", R"({"a":null})"), "not-comparable | it is null" + neither);
  EXPECT_EQ(why("$.a = true", R"({"a":true})"), "not-comparable | it is true" + neither);
  EXPECT_EQ(why("$.a = x", R"({"a":["x"]})"), R"(not-comparable | it is ["x"])" + neither);
  EXPECT_EQ(why("$.a > 1", R"({"a":{"b":2}})"), R"(not-comparable | it is {"b":2})" + neither);
}

TEST(ExplainMiss, SaysWhereNothingIs) {
  EXPECT_THAT(missed("{ $.a.b[1].c != x }", R"({"a":{"b":[1]}})"),
              ElementsAre("$.a.b[1].c != x | missing | there is no $.a.b[1]"));
  EXPECT_THAT(missed("{ $.a.b IS NULL }", R"({"a":null})"),
              ElementsAre("$.a.b IS NULL | missing | there is no $.a.b"));
  EXPECT_THAT(missed("{ $.a[*] = 1 }", R"({"a":[]})"),
              ElementsAre("$.a[*] = 1 | missing | there is no $.a[*]"));
  EXPECT_THAT(missed("{ $.a[*].b != 1 }", "{}"),
              ElementsAre("$.a[*].b != 1 | missing | there is no $.a"));
  EXPECT_THAT(missed("{ $.a[*].b IS TRUE }", R"({"a":[{"c":1}]})"),
              ElementsAre("$.a[*].b IS TRUE | missing | there is no $.a[*].b"));
}

TEST(ExplainMiss, SaysWhatIsThere) {
  EXPECT_THAT(missed("{ $.a NOT EXISTS }", R"({"a":null})"),
              ElementsAre("$.a NOT EXISTS | exists | it exists: null"));
  EXPECT_THAT(missed("{ $.a[*].b NOT EXISTS }", R"({"a":[{"b":1},{"b":"x"}]})"),
              ElementsAre(R"($.a[*].b NOT EXISTS | exists | 2 exist: 1, "x")"));
}

TEST(ExplainMiss, OfManyValues) {
  EXPECT_THAT(missed("{ $.a[*] = x }", R"({"a":["y",null,[1]]})"),
              ElementsAre(R"($.a[*] = x | no-value | none of its 3 values: "y", null, [1])"));
  EXPECT_THAT(missed("{ $.a[*] IS NULL }", R"({"a":[[null]]})"),
              ElementsAre("$.a[*] IS NULL | no-value | its one value is [null]"));
  EXPECT_THAT(missed("{ $.a[*] != x* }", R"({"a":["y","x1","x2"]})"),
              ElementsAre(R"($.a[*] != x* | some-value | one of its 3 values is "x1")"));
}

TEST(ExplainMiss, OfEqualKeysTheLastCounts) {
  EXPECT_THAT(missed("{ $.a = 1 }", R"({"a":1,"\u0061":2})"),
              ElementsAre("$.a = 1 | value | it is 2 (of equal keys the last counts)"));
  EXPECT_THAT(
      missed("{ $.a.b = 1 }", R"({"a":{"b":1},"b":1,"b":1,"a":{}})"),
      ElementsAre("$.a.b = 1 | missing | there is no $.a.b (of equal keys the last counts)"));
  EXPECT_THAT(missed("{ $.a.b = 1 }", R"({"a":{"b":2},"b":1,"b":1})"),
              ElementsAre("$.a.b = 1 | value | it is 2"));
}

TEST(ExplainMiss, NamesTheReadingByWhichItHolds) {
  const std::string line = R"({"a":"x.com.com"})";
  EXPECT_THAT(missed("{ $.a = *.com }", line, Reading::Glob), IsEmpty());
  EXPECT_THAT(
      missed("{ $.a = *.com }", line, Reading::FirstOccurrence),
      ElementsAre(R"($.a = *.com | value | it is "x.com.com" (it holds by the reading glob))"));
  EXPECT_THAT(missed("{ $.a != *.com && $.b = 1 }", line, Reading::Glob),
              ElementsAre(R"($.a != *.com | value | it is "x.com.com" )"
                          "(it holds by the reading first-occurrence)",
                          "$.b = 1 | missing | there is no $.b"));
  EXPECT_THAT(missed("[a = *.com]", "x.com.com", Reading::FirstOccurrence),
              ElementsAre("a = *.com | value | it is `x.com.com` (it holds by the reading glob)"));
  EXPECT_THAT(missed("{ $.a = *.com }", R"({"a":"x.org"})"),
              ElementsAre(R"($.a = *.com | value | it is "x.org")"));
  EXPECT_THAT(missed("[a = *.com]", "x.org"), ElementsAre("a = *.com | value | it is `x.org`"));
}

TEST(ExplainMiss, OfALineThatIsNoEvent) {
  const std::string pattern = "{ $.a NOT EXISTS && $.b = 1 }";
  const std::string no_object = pattern + " | not-an-event | the line is no JSON object: ";
  EXPECT_THAT(missed(pattern, "ERROR"), ElementsAre(no_object + "expected a value at byte 0"));
  EXPECT_THAT(missed(pattern, " [1]"), ElementsAre(no_object + "expected an object at byte 1"));
  EXPECT_THAT(missed(pattern, R"({"b":1} x)"),
              ElementsAre(no_object + "expected the end after the value at byte 8"));
  EXPECT_THAT(missed(pattern, "{\"b\":\"\xff\"}"),
              ElementsAre(no_object + "invalid UTF-8 at byte 6"));
  EXPECT_THAT(missed(pattern, ""),
              ElementsAre(no_object + "expected a value, found the end at byte 0"));
}

// What is in parentheses holds or fails as one.
TEST(ExplainMiss, BlamesWhatFailsInAllThatFails) {
  const auto conditions = [](const std::string& formula, const std::string& event) {
    std::string all;
    for (const std::string& told : missed("{ " + formula + " }", event)) {
      all += (all.empty() ? "" : ", ") + told.substr(0, told.find(" | "));
    }
    return all;
  };
  const std::string event = R"({"t":1,"f":0})";
  EXPECT_EQ(conditions("$.t = 1 && $.f = 1", event), "$.f = 1");
  EXPECT_EQ(conditions("$.f = 1 && $.t = 1 && $.f = 2", event), "$.f = 1, $.f = 2");
  EXPECT_EQ(conditions("$.f = 1 || $.t = 1", event), "");
  EXPECT_EQ(conditions("$.f = 1 || $.f = 2", event), "$.f = 1, or $.f = 2");
  EXPECT_EQ(conditions("($.f = 1 || $.t = 1) && $.f = 2", event), "$.f = 2");
  EXPECT_EQ(conditions("($.f = 1 || $.f = 2) && $.f = 3", event), "$.f = 1, or $.f = 2, $.f = 3");
  EXPECT_EQ(conditions("$.f = 1 || ($.t = 1 && $.f = 2)", event), "$.f = 1, or $.f = 2");
  EXPECT_EQ(conditions("$.f = 1 || ($.f = 2 && $.f = 3)", event),
            "$.f = 1, or $.f = 2, and $.f = 3");
  EXPECT_EQ(conditions("($.f = 1 && $.f = 2) || $.f = 3", event),
            "$.f = 1, and $.f = 2, or $.f = 3");
  EXPECT_EQ(conditions("$.t = 1 && (($.f = 1))", event), "$.f = 1");
  EXPECT_EQ(conditions("$.f = 1 || (($.f = 2 || $.t = 1) && $.f = 3)", event),
            "$.f = 1, or $.f = 3");
  EXPECT_EQ(conditions("($.f = 1 || $.f = 2) && ($.f = 3 && $.f = 4)", event),
            "$.f = 1, or $.f = 2, $.f = 3, $.f = 4");
}

TEST(ExplainMiss, OfTerms) {
  EXPECT_THAT(missed("ERROR \"a b\" ?x", "an a  b"),
              ElementsAre("ERROR | absent | it is nowhere in the line",
                          "\"a b\" | absent | it is nowhere in the line"));
  EXPECT_THAT(missed("ERROR ?x", "x"), ElementsAre("ERROR | absent | it is nowhere in the line"));
  EXPECT_THAT(missed("?a ?b", "b"), IsEmpty());
  EXPECT_THAT(missed("a-b", "a-b"), ElementsAre("-b | present | it is in the line: a-b"));
  EXPECT_THAT(missed("  - \"x\\\"y\" ?z", "x\"y"),
              ElementsAre("- \"x\\\"y\" | present | it is in the line: x\"y"));
  EXPECT_THAT(missed("?a ?\"b c\"", "x"),
              ElementsAre("?a | absent | it is nowhere in the line",
                          "or ?\"b c\" | absent | it is nowhere in the line"));
  const std::string padding(200, '.');
  EXPECT_THAT(missed("-debug", padding + "debug" + padding),
              ElementsAre("-debug | present | it is in the line: ..." + std::string(24, '.') +
                          "debug" + std::string(28, '.')));
}

TEST(ExplainMiss, OfFields) {
  EXPECT_THAT(missed("[a, b = 1, ..., c]", "x y"),
              ElementsAre("[a, b = 1, ..., c] | too-few-fields | "
                          "the line has 2 fields of the 3 that it needs"));
  EXPECT_THAT(missed("[ip, code > 400 && code != 4*, rest = *end]", "1.2.3.4 404 \"the\" start"),
              ElementsAre("code != 4* | value | it is `404`",
                          "rest = *end | value | it is `\"the\" start`"));
  EXPECT_THAT(missed("[a = 1 || a = 2, b != 3]", "x 3.0"),
              ElementsAre("a = 1 | not-a-number | it is `x`, not a number",
                          "or a = 2 | not-a-number | it is `x`, not a number",
                          "b != 3 | value | it is `3.0`"));
  EXPECT_THAT(missed("[a > 400]", "300"), ElementsAre("a > 400 | value | it is `300`"));
  EXPECT_THAT(missed("[a = x]", "\xff\xff"), ElementsAre("a = x | value | it is `\uFFFD\uFFFD`"));
}

TEST(ExplainMiss, OfARegex) {
  EXPECT_THAT(missed("%^a%", "ba"), ElementsAre("%^a% | absent | it is nowhere in the line"));
}

TEST(ExplainMiss, ShowsTheBeginOfWhatIsLong) {
  const std::string event = R"({"a":")" + std::string(100'000, 'x') + R"("})";
  const auto failures = explain_miss(pattern_of("{ $.a = y }"), event, Reading::Glob);
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures[0].found, "\"" + std::string(kFoundCharacters - 4, 'x') + "...");
  // What just fits is shown whole.
  const std::string fits = std::string(kFoundCharacters - 2, 'x');
  const auto whole =
      explain_miss(pattern_of("{ $.a = y }"), R"({"a":")" + fits + R"("})", Reading::Glob);
  ASSERT_EQ(whole.size(), 1U);
  EXPECT_EQ(whole[0].found, '"' + fits + '"');
  // Characters of four bytes, of many values.
  std::string values = "\"\U0001F600\U0001F600\U0001F600\"";
  for (int i = 0; i < 100; ++i) values += ",\"\U0001F600\U0001F600\U0001F600\"";
  EXPECT_THAT(missed("{ $.a[*] = y }", R"({"a":[)" + values + "]}"), testing::SizeIs(1));
}

// What is generated, so that all parts meet.
TEST(ExplainMiss, BlamesNoMoreAndNoLessOfAnyPattern) {
  std::mt19937 random(8);
  std::size_t drawn_patterns = 0;
  const std::size_t wanted = support::thinned(std::size_t{3000});
  for (std::size_t i = 0; i < wanted; ++i) {
    const auto bytes = support::random_bytes(random, 600);
    // The latter has wildcards in selectors.
    auto* const generate = i % 2 == 0 ? support::random_any_pattern : support::random_json_pattern;
    auto drawn = support::draw(bytes, 1, generate);
    if (!drawn) continue;
    ++drawn_patterns;
    ASSERT_EQ(support::misexplained(drawn->patterns[0], drawn->perturbed_lines(6)), std::nullopt);
  }
  EXPECT_GT(drawn_patterns, wanted / 3 * 2);
}

// ---- As it is printed

TEST(ExplainMissPrint, AsText) {
  const Pattern pattern =
      pattern_of("{ $.eventSource = s3.amazonaws.com && ($.eventName = A || $.eventName = Bc) }");
  const std::string line = "{\"eventName\":\"x\\u0007\",\"eventSource\":\"ec2\",\n\"awsRegion\":1}";
  EXPECT_EQ(cli::explained(pattern, line, explain_miss(pattern, line, Reading::Glob)),
            "{\"eventName\":\"x\\u0007\",\"eventSource\":\"ec2\",\uFFFD\"awsRegion\":1}\n"
            "  fails: $.eventSource = s3.amazonaws.com    it is \"ec2\"\n"
            "  fails: $.eventName = A                     it is \"x\\u0007\"\n"
            "     or: $.eventName = Bc                    it is \"x\\u0007\"\n");
}

TEST(ExplainMissPrint, WhatIsLongIsCut) {
  const Pattern pattern = pattern_of("{ $.a = \"" + std::string(100, 'y') + "\" }");
  const std::string line = R"({"a":")" + std::string(200, 'x') + R"("})";
  const std::string text =
      cli::explained(pattern, line, explain_miss(pattern, line, Reading::Glob));
  EXPECT_EQ(text, R"({"a":")" + std::string(91, 'x') + "...\n  fails: $.a = \"" +
                      std::string(50, 'y') + "...    it is \"" + std::string(56, 'x') + "...\n");
}

TEST(ExplainMissPrint, AsJson) {
  const Pattern pattern = pattern_of("{ $.a = 1 || $.b = 2 }");
  const auto failures = explain_miss(pattern, R"({"a":"x"})", Reading::Glob);
  EXPECT_EQ(report::dumped(cli::missed_json(pattern, failures)),
            R"([{"condition":"$.a = 1","begin":2,"end":9,"found":"\"x\"","cause":"value",)"
            R"("join":"must","why":"it is \"x\""},)"
            R"({"condition":"$.b = 2","begin":13,"end":20,"found":null,"cause":"missing",)"
            R"("join":"or","why":"there is no $.b"}])");
}

}  // namespace
}  // namespace filtercheck
