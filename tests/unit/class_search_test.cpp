// The class search by itself: it decides where nothing makes it give up, says so where something
// does, and its events are natural (README.md in src/decide, sections 6 and 12).
#include "decide/class_search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/asked.hpp"

namespace filtercheck::decide {
namespace {

using support::AskedSpace;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string answer(const AskedSpace::Texts& texts) {
  const AskedSpace asked(texts);
  return asked.event_of(ClassSearch(asked.space()).solve(asked.query()));
}

// ---- Which value

TEST(ClassSearch, TakesTheMostNaturalValue) {
  struct {
    const char* pattern;
    const char* event;
  } const cases[] = {
      // Absence first, then the texts of patterns in their order, whatever their length.
      {"{ $.a NOT EXISTS || $.a = foo }", "{}"},
      {"{ $.a = foo || $.a = bar }", R"({"a":"foo"})"},
      {"{ $.a = foobar || $.a = %^x$% }", R"({"a":"foobar"})"},
      {"{ $.a = foo || $.a > 5 }", R"({"a":"foo"})"},
      // Short texts, of those of no character last.
      {"{ $.a = %^zzz$% || $.a = %^z$% }", R"({"a":"z"})"},
      {"{ $.a = %^$% || $.a = %^zz$% }", R"({"a":"zz"})"},
      {"{ $.a = %^$% || $.a > 5 }", R"({"a":""})"},
      {"{ $.a = %^xyz$% || $.a > 5 }", R"({"a":"xyz"})"},
      // Digits are a number rather than a text, and short ones.
      {"{ $.a = 5 }", R"({"a":5})"},
      {"{ $.a > 12345 || $.a < -3 }", R"({"a":-10})"},
      {"{ $.a > 5 || $.a IS TRUE }", R"({"a":10})"},
      // Constants, then numbers with a point, then what needs explaining.
      {"{ $.a IS TRUE || $.a IS NULL }", R"({"a":true})"},
      {"{ $.a IS NULL || ($.a > 0.1 && $.a < 0.9) }", R"({"a":null})"},
      {"{ ($.a > 1e-9 && $.a < 1e-8) || ($.a > 0.1234 && $.a < 0.1236) }", R"({"a":0.1235})"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(answer({{one.pattern}}), one.event) << one.pattern;
    // At any place.
    const std::string rest = std::string(one.event).substr(1);
    EXPECT_EQ(answer({{"{ $.first = 1 }", one.pattern}}),
              R"({"first":1)" + (rest == "}" ? rest : "," + rest))
        << one.pattern;
  }
}

// Known names and values where the path is one of CloudTrail's.
TEST(ClassSearch, KnowsValuesOfRecords) {
  EXPECT_EQ(answer({{"{ $.awsRegion = * && $.a = * }"}}), R"({"awsRegion":"us-east-1","a":"x"})");
}

TEST(ClassSearch, TakesTextsOfAWildcardAfterOthers) {
  const std::vector<std::string> matched{"{ $.a[1] = bar }"};
  const std::string other = "{ $.a[*] = bar }";
  EXPECT_EQ(answer({matched, {"{ $.a[0] NOT EXISTS }", "{ $.a[0] = foo }"}, {other}}),
            R"({"a":["x","bar"]})");
  EXPECT_EQ(answer({matched, {"{ $.a[0] NOT EXISTS }"}, {"{ $.a[0] = foo }", other}}),
            R"({"a":["foo","bar"]})");
}

// `IS NULL` looks into arrays.
TEST(ClassSearch, TakesAnArrayWhereAWildcardLooksForOne) {
  EXPECT_EQ(answer({{},
                    {"{ $.a NOT EXISTS }", "{ $.a = * }", "{ $.a IS TRUE }", "{ $.a IS FALSE }",
                     "{ $.a IS NULL }"}}),
            R"({"a":[]})");
}

// ---- What it decides

TEST(ClassSearch, DecidesAContradiction) {
  EXPECT_EQ(answer({{"{ $.a = foo }"}, {"{ $.a = f* }"}}), "none");
  EXPECT_EQ(answer({{"{ $.a = foo && $.b = bar }"}, {"{ $.b = bar && $.a = foo }"}}), "none");
  EXPECT_EQ(answer({{"{ $.a.* = foo }"}, {"{ $.a[*] = foo || $.a.x = y }"}}), "none");
}

TEST(ClassSearch, FindsAnEventForEqualPatterns) {
  EXPECT_EQ(answer({{"{ $.a = foo }", "{ $.a = foo }"}}), R"({"a":"foo"})");
  EXPECT_EQ(answer({{}, {"{ $.a = foo }", "{ $.a = foo }"}}), "{}");
}

std::string many_texts(const std::string& selector) {
  std::string text = "{ " + selector + " = *a*";
  for (char c = 'b'; c <= 'z'; ++c) text += " || " + selector + " = *" + c + "*";
  return text + " }";
}

TEST(ClassSearch, GivesUpWhereOnePlaceHasTooManyClasses) {
  const AskedSpace asked({{many_texts("$.r.a.b")}});
  ClassSearch search(asked.space());
  EXPECT_THAT(search.exceeded(), HasSubstr("combined states"));
  const Solution solution = search.solve(asked.query());
  EXPECT_EQ(solution.kind, Solution::Kind::Unknown);
  EXPECT_EQ(solution.exceeded, search.exceeded());
}

// ---- What is too large for an event

Solution solved(const AskedSpace& asked, bool small) {
  Query query = asked.query();
  query.small = small;
  return ClassSearch(asked.space()).solve(query);
}

TEST(ClassSearch, SaysWhereOnlyALargeEventIsLeft) {
  for (const char* const large : {"{ $.a[100000] = foo }", "{ $.a > 1e10001 }"}) {
    const AskedSpace asked({{large}});
    const Solution small = solved(asked, true);
    EXPECT_EQ(small.kind, Solution::Kind::None) << large;
    EXPECT_TRUE(small.for_size) << large;
    EXPECT_EQ(solved(asked, false).kind, Solution::Kind::Found) << large;
  }
}

TEST(ClassSearch, FindsASmallEventBesideALargeOne) {
  EXPECT_EQ(answer({{"{ $.a[100000] = foo || $.b = bar }"}}), R"({"b":"bar"})");
  EXPECT_EQ(answer({{"{ $.a > 1e10001 || $.a = %^x$% }"}}), R"({"a":"x"})");
  // The last index that an event may have.
  EXPECT_THAT(answer({{"{ $.a[99999] = foo }"}}), HasSubstr("foo"));
}

TEST(ClassSearch, DoesNotBlameTheSize) {
  const AskedSpace asked({{"{ $.a = foo }"}, {"{ $.a = f* }"}});
  EXPECT_FALSE(solved(asked, true).for_size);
  const AskedSpace large({{"{ $.a = foo }"}, {"{ $.a = f* }"}, {"{ $.b[100000] = 1 }"}});
  EXPECT_FALSE(solved(large, false).for_size);
}

// ---- What is doubtful

TEST(ClassSearch, SaysWhichTextOfADoubleCounts) {
  const auto doubtful = [](const AskedSpace::Texts& texts) {
    const AskedSpace asked(texts);
    return ClassSearch(asked.space()).solve(asked.query()).doubtful;
  };
  // That 1e-9 is read as the text `1.0E-9` is inferred; it matters to what looks at the text.
  EXPECT_THAT(doubtful({{"{ $.a < 1e-8 && $.a > 1e-9 && $.a = *E* }"}}), testing::SizeIs(1));
  EXPECT_THAT(doubtful({{R"({ $.a = "1.0E-9" && $.a < 1 })"}}), testing::SizeIs(1));
  EXPECT_THAT(doubtful({{"{ $.a < 1e-8 && $.a > 1e-9 && $.a != foo }"}, {}, {}}), IsEmpty());
  EXPECT_THAT(doubtful({{"{ $.a < 1.5 && $.a > 1.25 && $.a = *.* }"}}), IsEmpty());
  EXPECT_THAT(doubtful({{"{ $.a = *E* }"}}), IsEmpty());
}

}  // namespace
}  // namespace filtercheck::decide
