// Lines for patterns of all kinds: which line is found, what an answer hangs on, and that what one
// question has taught does not harm another.
#include "decide/line_search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/codes.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::decide {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = LineSearch::Answer::Kind;

// Questions about some patterns, one after the other: `+-` is a line that the first matches and the
// second does not, ` ` leaves one out.
class Asked {
 public:
  explicit Asked(const std::vector<std::string>& texts, Domain domain = Domain::Lines) {
    std::vector<const Pattern*> all;
    for (const std::string& text : texts)
      all.push_back(&patterns_.emplace_back(parse(text, Limits::beyond_aws()).value()));
    search_.emplace(all, std::vector<Reading>{Reading::Glob}, domain);
  }

  LineSearch::Answer answer(std::string_view signs) {
    std::vector<Goal> goals;
    for (std::size_t i = 0; i < signs.size(); ++i)
      if (signs[i] != ' ') goals.push_back({&patterns_[i], Reading::Glob, signs[i] == '-'});
    return search_->find(goals, [](std::span<const Goal> some, const std::string& line) {
      return std::all_of(some.begin(), some.end(), [&](const Goal& goal) {
        return matches(*goal.pattern, line, goal.reading) != goal.negated;
      });
    });
  }

  // "none", "unknown".
  std::string line(std::string_view signs) {
    const LineSearch::Answer found = answer(signs);
    if (found.kind == Kind::Event) return found.event;
    return found.kind == Kind::None ? "none" : "unknown";
  }

 private:
  std::deque<Pattern> patterns_;
  std::optional<LineSearch> search_;
};

TEST(LineSearch, TakesTheMostNaturalLine) {
  const struct {
    std::vector<std::string> patterns;
    const char* signs;
    const char* line;
  } cases[] = {
      // The event of the JSON pattern, with the texts of the other one in one more member.
      {{"{ $.a = foo }", "foo"}, "++", R"({"a":"foo"})"},
      {{"{ $.a = foo }", "bar"}, "++", R"({"a":"foo","x":"bar"})"},
      {{"{ $.a = foo }", "bar bark baz"}, "++", R"({"a":"foo","x":"bar bark baz"})"},
      {{"{ $.a = foo }", "bark bar baz"}, "++", R"({"a":"foo","x":"bark baz"})"},
      {{"{ $.x = 1 }", "bar"}, "++", R"({"x":1,"xx":"bar"})"},
      {{"{ $.a NOT EXISTS }", "bar"}, "++", R"({"x":"bar"})"},
      // A letter escaped of what must not be there.
      {{"{ $.a = fa }", "fa"}, "+-", R"({"a":"f\u0061"})"},
      {{"{ $.a = fa && $.b = fafa }", "fa"}, "+-", R"({"a":"f\u0061","b":"f\u0061f\u0061"})"},
      {{"{ $.a = fa }", "bar", "fa"}, "++-", R"({"a":"f\u0061","x":"bar"})"},
      {{"{ $.a = fa && $.b = gz }", "fa", "gz"}, "+--", R"({"a":"f\u0061","b":"g\u007a"})"},
      // Fields that a member holds.
      {{"{ $.a = 1 }", "[b, c = foo, ...]"}, "++", R"({"a":1,"x":"x foo x"})"},
      // What is no JSON object.
      {{"{ $.a NOT EXISTS }", "bar"}, "-+", "bar"},
      {{"{ $.a NOT EXISTS }", "%^\\{\\}$|^[ace]{30}$%"}, "-+", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(Asked(one.patterns).line(one.signs), one.line)
        << ::testing::PrintToString(one.patterns);
  }
}

TEST(LineSearch, SaysWhichTextOfADoubleCounts) {
  Asked asked({"{ $.a < 1e-8 && $.a > 1e-9 && $.a = *E* }", "foo"});
  const LineSearch::Answer answer = asked.answer("+-");
  ASSERT_EQ(answer.kind, Kind::Event);
  ASSERT_EQ(answer.caveats.size(), 1U);
  EXPECT_EQ(answer.caveats.front().code, codes::kFloatText);
}

// Where neither grammar helps the line that was found last, none, is no answer.
TEST(LineSearch, GivesUpWhereAnObjectHasTooManyMembers) {
  std::string some = "{ $.a0 NOT EXISTS";
  for (int i = 1; i < 10; ++i) some += " || $.a" + std::to_string(i) + " NOT EXISTS";
  EXPECT_EQ(Asked({some + " }", "%\\x22%"}, Domain::Json).line("--"), "unknown");
}

// ---- One question after another ----------------------------------------------------------------

TEST(LineSearch, LearnsNothingFromLinesThatWereNotWanted) {
  Asked asked({"%^\\{\\}$%", "{ $.a NOT EXISTS }"});
  EXPECT_EQ(asked.line("+-"), "none");
  EXPECT_EQ(asked.line("++"), "{}");
  EXPECT_EQ(asked.line("+-"), "none");
}

TEST(LineSearch, LearnsOfJsonLinesNothingAboutOthers) {
  Asked asked({"%^x%", "{ $.a = 1 }"});
  EXPECT_EQ(asked.line("++"), "none");
  EXPECT_EQ(asked.line("+-"), "x");
  EXPECT_EQ(asked.line("++"), "none");
}

TEST(LineSearch, LearnsOfConflictsWithoutRegardToOtherPatterns) {
  Asked asked({"[a, ...]", "[a = *, ...]", "{ $.a = 1 }"});
  EXPECT_EQ(asked.line("+- "), "none");
  EXPECT_EQ(asked.line("+-+"), "none");
  EXPECT_EQ(asked.line(" - "), " ");
  EXPECT_EQ(asked.line("+ +"), R"({"a":1})");
}

TEST(LineSearch, FindsWhatIsLeftBesideManyConflicts) {
  std::string many = "[a = a0";
  for (int i = 1; i < 25; ++i) many += " || a = a" + std::to_string(i);
  Asked asked({many + ", ...]", "[a = b, ...]"});
  EXPECT_EQ(asked.line("++"), "none");
  EXPECT_EQ(asked.line("-+"), "b");
}

// Of the lines with `a1` none is found that is no JSON object, nor that there is none.
TEST(LineSearch, FindsWhatIsLeftBesideWhatIsTooHard) {
  const std::string lines = R"(%^\{\x22[a1]+\x22:1\}$|^\{\x22[b2]+\x22:1\}zz$%)";
  for (const char* const one_of : {"?a1 ?zz", "?zz ?a1"}) {
    Asked asked({lines, one_of, "{ $.q NOT EXISTS }"});
    EXPECT_EQ(asked.line("++-"), R"({"b":1}zz)") << one_of;
  }
  EXPECT_EQ(Asked({lines, "a1", "{ $.q NOT EXISTS }"}).line("++-"), "unknown");
}

// ---- What it hangs on --------------------------------------------------------------------------

TEST(LineSearch, NamesTheFactsThatAreNeeded) {
  const auto facts = [](const std::string& pattern) {
    const LineSearch::Answer answer = Asked({pattern}, Domain::CloudTrail).answer("-");
    EXPECT_EQ(answer.kind, Kind::None) << pattern;
    return answer.facts;
  };
  EXPECT_THAT(facts("?eventSource ?\"\\\\u\""), ElementsAre(0U));
  EXPECT_THAT(facts("?userIdentity ?\"\\\\u\""), ElementsAre(8U));
  EXPECT_THAT(facts("[...]"), IsEmpty());
}

}  // namespace
}  // namespace filtercheck::decide
