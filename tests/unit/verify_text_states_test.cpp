// Texts with `*` as the checker reads them, on all short ones against the evaluator's matching,
// which shares no code with it.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "eval/text.hpp"
#include "verify/text_states.hpp"

namespace filtercheck::verify {
namespace {

// All texts of at most so many of these characters, the empty one first.
std::vector<std::u32string> all_texts(std::u32string_view characters, std::size_t most) {
  std::vector<std::u32string> texts{U""};
  for (std::size_t i = 0; i < texts.size() && texts[i].size() < most; ++i) {
    for (const char32_t c : characters) texts.push_back(texts[i] + c);
  }
  return texts;
}

std::string shown(const std::u32string& text) { return {text.begin(), text.end()}; }

TEST(VerifyTextStates, AllShortTextsMatchAsInTheEvaluator) {
  const std::vector<std::u32string> texts = all_texts(U"ab", 7);
  for (const std::u32string& literal : all_texts(U"ab*", 5)) {
    for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
      const TextStates states(literal, reading);
      EXPECT_EQ(states.has_star(), literal.find(U'*') != std::u32string::npos);
      for (const std::u32string& text : texts) {
        ASSERT_EQ(states.matches(text), eval::wildcard_match(text, literal, reading))
            << shown(literal) << " " << shown(text);
      }
    }
  }
}

// A part that was begun in vain is begun again within itself.
TEST(VerifyTextStates, PartsThatOverlapThemselves) {
  const struct {
    const char32_t* literal;
    const char32_t* text;
    bool glob;
    bool first_occurrence;
  } cases[] = {
      {U"*aab*", U"aaab", true, true},           {U"*abaa", U"abaabaa", true, false},
      {U"*aabaaab", U"aabaabaaab", true, true},  {U"*aabaab*", U"aabaaabaab", true, true},
      {U"*abab", U"ababab", true, false},        {U"*aa", U"aaa", true, false},
      {U"*aabaaa*", U"aabaabaaa", true, true},   {U"*abcabd*", U"abcabcabd", true, true},
      {U"*aabaaa*", U"aabaabaab", false, false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(TextStates(c.literal, Reading::Glob).matches(c.text), c.glob) << shown(c.literal);
    EXPECT_EQ(TextStates(c.literal, Reading::FirstOccurrence).matches(c.text), c.first_occurrence)
        << shown(c.literal);
  }
}

// The state is how long a beginning of the part the text now ends with, and nothing else of it.
TEST(VerifyTextStates, TheStateIsTheLongestBeginning) {
  const struct {
    const char32_t* literal;
    const char32_t* text;
    TextStates::State state;
  } cases[] = {
      {U"ab*cd*ef", U"", {0, 0}},       {U"ab*cd*ef", U"a", {0, 1}},
      {U"ab*cd*ef", U"ab", {1, 0}},     {U"ab*cd*ef", U"abxc", {1, 1}},
      {U"ab*cd*ef", U"abcc", {1, 1}},   {U"ab*cd*ef", U"abcx", {1, 0}},
      {U"ab*cd*ef", U"abcd", {2, 0}},   {U"ab*cd*ef", U"abcde", {2, 1}},
      {U"ab*cd*ef", U"abcdef", {2, 2}}, {U"ab*cd*ef", U"abcdeff", {2, 0}},
      {U"*abaab", U"abaabaa", {1, 4}},  {U"*abaab", U"abaaba", {1, 3}},
      {U"*abaab", U"abaabb", {1, 0}},   {U"**a", U"b", {2, 0}},
  };
  for (const auto& c : cases) {
    const TextStates states(c.literal, Reading::Glob);
    TextStates::State state = states.start();
    for (const char32_t character : std::u32string_view(c.text)) {
      state = states.next(state, character);
    }
    EXPECT_EQ(state, c.state) << shown(c.literal) << " " << shown(c.text);
  }
}

// Of every text that has come to `dead` or `all`, and of what follows, the answer is the same.
TEST(VerifyTextStates, DeadAndAllAreForGood) {
  const std::vector<std::u32string> tails = all_texts(U"ab", 3);
  for (const std::u32string& literal : all_texts(U"ab*", 4)) {
    for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
      const TextStates states(literal, reading);
      for (const std::u32string& text : all_texts(U"ab", 4)) {
        TextStates::State state = states.start();
        for (const char32_t c : text) state = states.next(state, c);
        EXPECT_FALSE(states.is_dead(state) && states.accepts(state));
        if (!states.is_dead(state) && !states.is_all(state)) continue;
        for (const std::u32string& tail : tails) {
          ASSERT_EQ(eval::wildcard_match(text + tail, literal, reading), states.is_all(state))
              << shown(literal) << " " << shown(text) << " " << shown(tail);
        }
      }
    }
  }
}

}  // namespace
}  // namespace filtercheck::verify
