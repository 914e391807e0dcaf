#include "match/matcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "controls/controls.hpp"
#include "filtercheck/parse.hpp"
#include "match/literal_search.hpp"
#include "match/needles.hpp"
#include "support/generate.hpp"
#include "support/matched.hpp"
#include "support/mutate.hpp"
#include "support/thinned.hpp"
#include "support/vector_file.hpp"

namespace filtercheck::match {
namespace {

using support::Choices;
using testing::ElementsAre;

Pattern pattern_of(const std::string& text) { return parse(text, Limits::beyond_aws()).value(); }

// ---- What is looked for -------------------------------------------------------------------------

std::vector<std::vector<std::string>> needles_of(const std::string& pattern) {
  std::vector<std::vector<std::string>> needles;
  for (const Clause& clause : clauses_of(pattern_of(pattern))) needles.push_back(clause.needles);
  return needles;
}

TEST(Needles, OfConditions) {
  struct Case {
    const char* pattern;
    std::vector<std::vector<std::string>> needles;
  };
  const Case cases[] = {
      {"{ $.a = \"Root\" }", {{"\"Root\""}, {"\"a\""}}},
      {"{ $.a = \"Put*\" }", {{"\"Put"}, {"\"a\""}}},
      {"{ $.a = \"*Acl\" }", {{"Acl\""}, {"\"a\""}}},
      {"{ $.a = \"Pu*Buck*l\" }", {{"Buck"}, {"\"a\""}}},
      // In JSON `/` may be `\/`, and quotes in a string are escaped.
      {"{ $.a = \"one/three\" }", {{"three\""}, {"\"a\""}}},
      {"{ $.a = \"ab\\\"cdef\" }", {{"cdef\""}, {"\"a\""}}},
      // May be a number, whose spelling is another.
      {"{ $.abc = \"404\" }", {{"\"abc\""}}},
      {"{ $.abc = \"*E5\" }", {{"\"abc\""}}},
      {"{ $.abc = \"*nfinit*\" }", {{"\"abc\""}}},
      {"{ $.abc = \"*404*x\" }", {{"404"}, {"\"abc\""}}},
      {"{ $.abc = 404 }", {{"\"abc\""}}},
      {"{ $.abc > 404 }", {{"\"abc\""}}},
      {"{ $.abc != \"Root\" }", {{"\"abc\""}}},
      {"{ $.abc.* != \"Root\" }", {{"\"abc\""}}},
      {"{ $.*.abc != \"Root\" }", {}},
      {"{ $.*.abc = \"Root\" }", {{"\"Root\""}, {"\"abc\""}}},
      {"{ $.abc NOT EXISTS }", {}},
      {"{ $.abc IS NULL }", {{"\"abc\""}, {"null"}}},
      {"{ $.a = %AccessD+enied|Unauth% }", {{"AccessD", "Unauth"}, {"\"a\""}}},
      {"{ $.abc = %40.% }", {{"\"abc\""}}},
      {"{ $.a = \"Root\" || $.b NOT EXISTS }", {}},
      {"{ $.a = \"Root\" || $.bcd > 1 }", {{"\"Root\"", "\"bcd\""}}},
      {"ERROR -debug ?x", {{"ERROR"}}},
      {"?one ?three", {{"one", "three"}}},
      {"?one ?x", {}},
      {"-debug", {}},
      {"%^ab.cde$%", {{"cde"}}},
      {"[level = ERROR, code = 404, text != \"*x*\"]", {{"ERROR"}}},
      {"[level = \"*404*\" && level != xyz]", {{"404"}}},
      {"", {}},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(needles_of(c.pattern), testing::ElementsAreArray(c.needles)) << c.pattern;
  }
}

TEST(LiteralSearch, FindsAtEachPlaceOfABlock) {
  const std::vector<std::string> needles = {"\"PutBucketAcl\"", "abc", "zzzz", "a-b_c", "  x"};
  for (const Simd simd : available_simd()) {
    const LiteralSearch search(needles, false, simd, WindowCounts());
    for (const std::string& needle : needles) {
      for (std::size_t size = needle.size(); size < 200; ++size) {
        for (std::size_t at = 0; at + needle.size() <= size; at += 7) {
          std::string text(size, '"');
          text.replace(at, needle.size(), needle);
          const std::size_t found = search.find(text, 0);
          ASSERT_TRUE(found >= at && found < at + needle.size()) << needle << size << " " << at;
          ASSERT_EQ(search.find(text, at + 1), LiteralSearch::npos) << needle << size << " " << at;
        }
      }
    }
  }
}

TEST(LiteralSearch, FindsEscapesOfTheCharactersOfNeedles) {
  for (const Simd simd : available_simd()) {
    const LiteralSearch search({"\"Put\""}, true, simd, WindowCounts());
    EXPECT_EQ(search.find(R"("\u0050ut")", 0), 1U);
    EXPECT_EQ(search.find(R"("\u003cut")", 0), LiteralSearch::npos);
    EXPECT_EQ(search.find(R"("\u0022ut")", 0), LiteralSearch::npos);
    EXPECT_EQ(search.find(R"("P\u00)", 0), LiteralSearch::npos);
    EXPECT_EQ(search.find(std::string(100, ' ') + R"(\u0074)", 0), 100U);
  }
}

TEST(LiteralSearch, OfManyNeedles) {
  std::vector<std::string> needles;
  for (int i = 0; i < 512; ++i) needles.push_back("Event" + std::to_string(i) + "\"");
  for (const Simd simd : available_simd()) {
    const LiteralSearch search(needles, true, simd, WindowCounts("Event Event"));
    for (const std::string& needle : needles) {
      const std::string text = std::string(70, '"') + needle + std::string(70, '"');
      const std::size_t found = search.find(text, 0);
      EXPECT_TRUE(found >= 70 && found < 70 + needle.size()) << needle;
    }
  }
}

// ---- Lines --------------------------------------------------------------------------------------

std::vector<std::string> found(const std::string& pattern, std::string_view block) {
  const Matcher matcher({{pattern_of(pattern), Reading::Glob}});
  Scanner scanner(matcher);
  Hits hits;
  scanner.scan(block, hits);
  std::vector<std::string> lines;
  for (const Hit& hit : hits.lines()) {
    lines.emplace_back(block.substr(hit.begin, hit.end - hit.begin));
  }
  return lines;
}

TEST(Scanner, LinesEndAsInFiles) {
  EXPECT_THAT(found("", ""), ElementsAre());
  EXPECT_THAT(found("", "\n"), ElementsAre(""));
  EXPECT_THAT(found("", "a\n\r\nb\r\nc\r"), ElementsAre("a", "", "b", "c\r"));
  EXPECT_THAT(found("%^c$%", "c\nc\r\nc\r"), ElementsAre("c", "c"));
}

TEST(Scanner, NumbersOfQueries) {
  const Matcher matcher({{pattern_of("{ $.a = \"*11\" }"), Reading::Glob},
                         {pattern_of("{ $.a = \"*11\" }"), Reading::FirstOccurrence},
                         {pattern_of("a"), Reading::Glob}});
  Scanner scanner(matcher);
  Hits hits;
  scanner.scan("{\"a\":\"111\"}\n{\"b\":1}\n{\"a\":\"11\"}", hits);
  ASSERT_EQ(hits.lines().size(), 2U);
  EXPECT_THAT(hits.queries(0), ElementsAre(0, 2));
  EXPECT_THAT(hits.queries(1), ElementsAre(0, 1, 2));
  std::vector<std::uint32_t> queries;
  scanner.match("{\"a\":\n\"11\"}", queries);
  EXPECT_THAT(queries, ElementsAre(0, 1, 2));
}

TEST(Scanner, WithoutQueries) {
  const Matcher matcher({});
  Scanner scanner(matcher);
  Hits hits;
  scanner.scan("{}\n", hits);
  EXPECT_TRUE(hits.lines().empty());
}

// ---- Against the evaluator ----------------------------------------------------------------------

void expect_matched(const std::vector<Pattern>& patterns, const std::vector<std::string>& lines) {
  const auto wrong = support::mismatched(patterns, lines);
  EXPECT_FALSE(wrong.has_value()) << *wrong;
}

TEST(MatcherByEvaluator, Vectors) {
  std::vector<Pattern> patterns;
  const std::string folder = std::string(FILTERCHECK_SOURCE_DIR) + "/tests/vectors";
  for (const support::VectorCase& vector : support::read_vector_folder(folder)) {
    auto parsed = parse(vector.pattern, Limits::beyond_aws());
    if (!parsed.ok() || vector.events.empty()) continue;
    std::vector<std::string> events;
    for (const support::ExpectedMatch& event : vector.events) events.push_back(event.event);
    patterns = {std::move(parsed).value()};
    expect_matched(patterns, events);
  }
}

// Each control against the others' events.
TEST(MatcherByEvaluator, Controls) {
  std::vector<Pattern> patterns;
  std::vector<std::string> lines;
  for (const Control& control : builtin_controls()) patterns.push_back(pattern_of(control.pattern));
  std::mt19937 random(7);
  for (const Pattern& pattern : patterns) {
    for (int i = 0; i < 3; ++i) {
      const auto bytes = support::random_bytes(random, 400);
      Choices choices(bytes);
      lines.push_back(support::random_near_event(choices, {&pattern}));
    }
  }
  expect_matched(patterns, lines);
}

TEST(MatcherByEvaluator, GeneratedPatternsOfAllKinds) {
  std::mt19937 random(1);
  for (int i = 0; i < support::thinned(200); ++i) {
    const auto bytes = support::random_bytes(random, 3000);
    Choices choices(bytes);
    std::vector<Pattern> patterns;
    std::vector<const Pattern*> pointers;
    for (int p = 0; p < 3; ++p) {
      patterns.push_back(pattern_of(support::random_any_pattern(choices)));
    }
    for (const Pattern& pattern : patterns) pointers.push_back(&pattern);
    std::vector<std::string> lines;
    for (int l = 0; l < 8; ++l) {
      std::string line = support::random_any_line(choices, pointers);
      lines.push_back(
          support::random_perturbed(choices, line, lines.empty() ? line : lines.back()));
    }
    expect_matched(patterns, lines);
  }
}

TEST(MatcherByEvaluator, LinesOfCloudTrail) {
  std::mt19937 random(2);
  for (int i = 0; i < support::thinned(100); ++i) {
    const auto bytes = support::random_bytes(random, 6000);
    Choices choices(bytes);
    std::vector<Pattern> patterns;
    for (int p = 0; p < 4; ++p) {
      patterns.push_back(pattern_of(support::random_trail_pattern(choices)));
    }
    std::vector<std::string> lines;
    for (int l = 0; l < 12; ++l) {
      std::string line = support::random_trail_line(choices);
      if (choices.below(3) == 0) line = support::mutated(choices, line);
      lines.push_back(choices.below(2) == 0 ? line
                                            : support::random_perturbed(choices, line, line));
    }
    expect_matched(patterns, lines);
  }
}

}  // namespace
}  // namespace filtercheck::match
