// Regexes as the checker's list of steps: the positions are worked out by hand from the rules of
// src/verify/README.md, "Closures"; what is found, on all short texts, is the evaluator's answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "eval/text.hpp"
#include "filtercheck/parse.hpp"
#include "verify/regex_steps.hpp"

namespace filtercheck::verify {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Regex regex_of(const std::string& source) {
  const Pattern pattern = parse("{ $.x = %" + source + "% }", Limits::beyond_aws()).value();
  return std::get<Regex>(std::get<Comparison>(pattern.expression->node).literal);
}

RegexSteps steps_of(const std::string& source) {
  Work work(1'000'000);
  return {regex_of(source), work};
}

Positions after(const RegexSteps& steps, Position p, char32_t c) {
  Work work(1'000);
  return steps.after(p, c, work);
}

bool accepts(const RegexSteps& steps, Position p, bool empty = false) {
  Work work(1'000);
  return steps.accepts(p, empty, work);
}

TEST(VerifyRegexSteps, StepsAreNumberedOverAllAlternatives) {
  const RegexSteps steps = steps_of("^a|b$");  // ^ a end b $ end
  const bool is_position[] = {false, true, true, true, true, true};
  const bool is_end[] = {false, false, true, false, false, true};
  for (Position p = 0; p < 6; ++p) {
    EXPECT_EQ(steps.is_position(p), is_position[p]) << p;
    EXPECT_EQ(steps.is_end(p), is_end[p]) << p;
  }
  EXPECT_FALSE(steps.is_position(6));
  EXPECT_TRUE(steps_of("ab").is_position(0));
  EXPECT_FALSE(steps.is_position(kNotBegun));
  EXPECT_FALSE(steps.is_position(std::numeric_limits<Position>::min()));
  EXPECT_FALSE(steps.is_position(std::numeric_limits<Position>::max()));
}

TEST(VerifyRegexSteps, WhereItBegins) {
  const struct {
    const char* source;
    Positions of_text;
    Positions later;
  } cases[] = {
      {"ab", {0}, {0}},
      {"^a|b$", {1, 3}, {3}},
      {"a*b|c", {0, 1, 3}, {0, 1, 3}},
      {"a*^b", {0, 2}, {0}},  // `^` is passed where the text begins, only there
      {"^?a", {1}, {1}},      // or where it may be skipped
      {"^*^a?", {2, 3}, {}},
      {"a?b?|$", {0, 1, 2, 3}, {0, 1, 2, 3}},
      {"a{0,2}", {0, 1, 2}, {0, 1, 2}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(steps_of(c.source).beginnings(true), c.of_text) << c.source;
    EXPECT_EQ(steps_of(c.source).beginnings(false), c.later) << c.source;
  }
}

TEST(VerifyRegexSteps, WhereACharacterLeads) {
  const struct {
    const char* source;
    Position from;
    char32_t character;
    Positions to;
  } cases[] = {
      {"ab", 0, U'a', {1}},
      {"ab", 0, U'b', {}},
      {"ab", 1, U'b', {2}},
      {"ab", 2, U'x', {2}},  // an end stays an end
      {"a*b|c", 0, U'a', {0, 1}},
      {"a*b|c", 1, U'b', {2}},
      {"a*b|c", 3, U'c', {4}},
      {"a{1,3}", 0, U'a', {1, 2, 3}},
      {"a{1,3}", 1, U'a', {2, 3}},
      {"a{1,3}", 2, U'a', {3}},
      {"a{2,}", 0, U'a', {1}},
      {"a{2,}", 1, U'a', {2, 3}},
      {"a{2,}", 2, U'a', {2, 3}},
      {"a?b", 0, U'a', {1}},
      {"a*^b", 0, U'a', {0}},  // a character has been read: no `^`
                               // is passed
      {"a^b", 0, U'a', {}},
      {"a^?b", 0, U'a', {2}},
      {"a$b", 0, U'a', {1}},
      {"a$b", 1, U'b', {}},  // nothing follows a `$`
      {"a$?b", 0, U'a', {1, 2}},
      {"[b-d]", 0, U'a', {}},
      {"[b-d]", 0, U'b', {1}},
      {"[b-d]", 0, U'd', {1}},
      {"[b-d]", 0, U'e', {}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(after(steps_of(c.source), c.from, c.character), c.to) << c.source << " " << c.from;
  }
}

TEST(VerifyRegexSteps, ASetBeginsAgainAfterEveryCharacter) {
  Work work(1'000);
  const RegexSteps steps = steps_of("a*b|c");
  EXPECT_THAT(steps.after({0, 1, 3}, U'a', work), ElementsAre(0, 1, 3));
  EXPECT_THAT(steps.after({0, 1, 3}, U'b', work), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(steps.after({0, 1, 3}, U'c', work), ElementsAre(0, 1, 3, 4));
  EXPECT_THAT(steps.after({2, 4}, U'x', work), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(steps.after(Positions{}, U'x', work), ElementsAre(0, 1, 3));
  EXPECT_THAT(steps_of("^a").after(Positions{}, U'a', work), IsEmpty());
}

TEST(VerifyRegexSteps, WhereTheTextMayEnd) {
  EXPECT_TRUE(accepts(steps_of("ab"), 2));
  EXPECT_FALSE(accepts(steps_of("ab"), 1));
  EXPECT_TRUE(accepts(steps_of("a$b?c*"), 1));  // past `$`, and past what may be skipped
  EXPECT_FALSE(accepts(steps_of("a$b?c"), 1));
  EXPECT_TRUE(accepts(steps_of("a?"), 0));
  EXPECT_TRUE(accepts(steps_of("$^"), 0, true));
  EXPECT_FALSE(accepts(steps_of("$^"), 0, false));
  EXPECT_TRUE(accepts(steps_of("$^?"), 0, false));
}

TEST(VerifyRegexSteps, FindsWhatTheEvaluatorFinds) {
  std::vector<std::u32string> texts{U""};
  for (std::size_t i = 0; i < texts.size() && texts[i].size() < 4; ++i) {
    for (const char32_t c : std::u32string_view(U"abc\n")) texts.push_back(texts[i] + c);
  }
  for (const char* const source :
       {"a",       "ab",      "^a",      "a$",    "^a$",      "^$",     "$^",       "a|b",
        "^a|b$",   "a*",      "a+b",     "a?b",   "a{2}",     "a{1,2}", "^a{1,2}$", "^a{2,}$",
        "^[ab]+$", "^[^a]*$", "^.+$",    "a.b",   "a^b",      "a*^b",   "a$b",      "a$b?",
        "a$b*c?",  "^?a$?b",  "^a*b*c$", "^a|^b", "aa|bb|cc", "$a?",    "^b?$c*",   "a{0,2}b"}) {
    const Regex regex = regex_of(source);
    const RegexSteps steps = steps_of(source);
    Work work(10'000'000);
    for (const std::u32string& text : texts) {
      EXPECT_EQ(steps.matches(text, work), eval::regex_search(text, regex))
          << source << " " << std::string(text.begin(), text.end());
    }
  }
}

// However much a certificate asks for, it is paid for.
TEST(VerifyRegexSteps, EveryStepIsPaidFor) {
  const Regex regex = regex_of("a*b*c*");
  Work too_little(2);
  EXPECT_THROW(RegexSteps(regex, too_little), NotProved);
  const RegexSteps steps = steps_of("a*b*c*");
  Work none(0);
  EXPECT_THROW(steps.after(0, U'a', none), NotProved);
  EXPECT_THROW(steps.after(Positions{}, U'a', none), NotProved);
  EXPECT_THROW(steps.accepts(0, false, none), NotProved);
  Work three(3);
  EXPECT_THROW(steps.accepts(0, false, three), NotProved);  // four steps to the end
}

TEST(VerifyRegexSteps, AreNotMoreThanAMillion) {
  Regex regex = regex_of("a");
  regex.alternatives.front().front().min = 1'000'001;
  regex.alternatives.front().front().max = 1'000'001;
  Work work(10'000'000);
  EXPECT_THROW(RegexSteps(regex, work), NotProved);
}

}  // namespace
}  // namespace filtercheck::verify
