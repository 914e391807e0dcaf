// The questions that to_smtlib() writes: which, how far each is exact, and what cannot be said.
// What solvers answer to them is for tests/oracles/.
#include "filtercheck/smtlib.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "filtercheck/parse.hpp"

namespace filtercheck {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Asked = SmtlibQuery::Asked;
using Events = SmtlibQuery::Events;

SmtlibAnswer said(const std::string& a, const std::string& b, const DecideOptions& options = {}) {
  return to_smtlib(parse(a).value(), parse(b).value(), options);
}

std::string obstacle(const std::string& a, const std::string& b, Domain domain = Domain::Lines) {
  const SmtlibAnswer answer = said(a, b, {ReadingChoice::Both, domain});
  return answer.script ? "" : answer.caveats.front().arguments.front();
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST(Smtlib, AsksThreeQuestions) {
  const SmtlibAnswer answer = said("{ $.a = 1 }", "{ $.a = x* }");
  EXPECT_EQ(count(answer.script.value(), "\n(check-sat)\n"), answer.queries.size());
  EXPECT_THAT(said("{ $.a = 1 }", "{ $.b = x* }").queries,
              ElementsAre(SmtlibQuery{Asked::OnlyA, Reading::Glob, Events::Exact},
                          SmtlibQuery{Asked::OnlyB, Reading::Glob, Events::Exact},
                          SmtlibQuery{Asked::Both, Reading::Glob, Events::Exact}));
}

TEST(Smtlib, AsksUnderEachReadingWhereTheyDiffer) {
  const std::string a = "{ $.a = *x }";
  const std::string b = "{ $.b NOT EXISTS }";
  EXPECT_EQ(said(a, b).queries.size(), 6U);
  EXPECT_EQ(said(a, b).queries.back().reading, Reading::FirstOccurrence);
  EXPECT_EQ(said(a, b, {ReadingChoice::Glob, Domain::Lines}).queries.size(), 3U);
  const SmtlibAnswer first = said(a, b, {ReadingChoice::FirstOccurrence, Domain::Lines});
  EXPECT_EQ(first.queries.size(), 3U);
  EXPECT_THAT(first.script.value(), HasSubstr("re.diff"));
  EXPECT_THAT(said("{ $.a = x* }", b).script.value(), Not(HasSubstr("re.diff")));
}

// The text of an integer token is exact; that of a double is not.
TEST(Smtlib, AsksTwiceWhereTextsOfNumbersMatter) {
  const SmtlibAnswer answer = said("{ $.a > 1 }", "{ $.a = x* }");
  ASSERT_EQ(answer.queries.size(), 6U);
  EXPECT_FALSE(answer.queries[0].sat_is_sure());
  EXPECT_TRUE(answer.queries[0].unsat_is_sure());
  EXPECT_TRUE(answer.queries[1].sat_is_sure());
  EXPECT_FALSE(answer.queries[1].unsat_is_sure());
}

TEST(Smtlib, SaysWhatItCannotSay) {
  EXPECT_EQ(obstacle("[a]", "[a, b]"), "a space-delimited pattern");
  EXPECT_EQ(obstacle("{ $.a[*] = 1 }", "{ $.a = 1 }"), "a selector with a wildcard");
  EXPECT_EQ(obstacle("{ $.a = \"\U00030000\" }", "{ $.a = 1 }"), "a character beyond U+2FFFF");
  EXPECT_EQ(obstacle("\"\U00030000\"", "a"), "a character beyond U+2FFFF");
  EXPECT_EQ(obstacle("{ $.a = 1e2001 }", "{ $.a = 1 }"), "a number of too many digits");
  EXPECT_EQ(obstacle("{ $.a = 1 }", "%a%"), "a pattern of terms or a regex beside one of JSON");
  EXPECT_THAT(obstacle("a", "b", Domain::Json), HasSubstr("how the text of a JSON object"));
  EXPECT_EQ(obstacle("", "a"), "");
  EXPECT_EQ(obstacle("", "{ $.a = 1 }", Domain::CloudTrail), "");
}

// Nothing of a pattern ends a comment or a string.
TEST(Smtlib, EscapesWhatPatternsHold) {
  const std::string script =
      said("{\n$.['a\n(exit)'] = \"\\\"\n\" }", "{ $.a = 1 }").script.value();
  EXPECT_THAT(script, Not(HasSubstr("\n(exit)")));
  EXPECT_THAT(script, HasSubstr("(= text1 \"\"\"\\u{a}\")"));
}

}  // namespace
}  // namespace filtercheck
