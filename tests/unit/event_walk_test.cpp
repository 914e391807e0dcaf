#include "match/event_walk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "eval/json.hpp"
#include "match/tokens.hpp"

namespace filtercheck::match {
namespace {

using testing::ElementsAre;

// ---- Tokens -------------------------------------------------------------------------------------

std::vector<std::uint32_t> begins_of(std::string_view text, Simd simd) {
  Tokens tokens(simd);
  tokens.read(text);
  for (std::size_t i = 0; i < tokens.count(); ++i) {
    EXPECT_EQ(tokens.signs()[i], text[tokens.begins()[i]]);
  }
  return std::vector<std::uint32_t>(tokens.begins(), tokens.begins() + tokens.count());
}

TEST(JsonTokens, OfEachKind) {
  for (const Simd simd : available_simd()) {
    EXPECT_THAT(begins_of(R"({"a":1})", simd), ElementsAre(0, 1, 4, 5, 6));
    EXPECT_THAT(begins_of(R"( [ "\"]" , -1.5e3,true ] )", simd),
                ElementsAre(1, 3, 9, 11, 17, 18, 23));
    EXPECT_THAT(begins_of("", simd), ElementsAre());
    EXPECT_THAT(begins_of("\"\\\\\"{", simd), ElementsAre(0, 4));
    EXPECT_THAT(begins_of("1\"a\"2", simd), ElementsAre(0, 1, 4));
    // Control characters that are like a comma and a colon but for one bit.
    EXPECT_THAT(begins_of("[\f\x1A]", simd), ElementsAre(0, 1, 3));
  }
}

// Quotes, escapes and ends at every place of 64 bytes.
TEST(JsonTokens, AcrossWords) {
  for (const Simd simd : available_simd()) {
    for (std::size_t shift = 0; shift < 140; ++shift) {
      const std::string blanks(shift, ' ');
      const auto at = [shift](std::uint32_t i) { return static_cast<std::uint32_t>(shift) + i; };
      EXPECT_THAT(begins_of(blanks + R"({"\\":"\"}","b":12})", simd),
                  ElementsAre(at(0), at(1), at(5), at(6), at(11), at(12), at(15), at(16), at(18)));
      EXPECT_THAT(begins_of(blanks + R"("\\\\\\\"")", simd), ElementsAre(at(0)));
      EXPECT_THAT(begins_of("\"" + blanks + "\\\\\"[", simd), ElementsAre(0, at(4)));
    }
  }
}

TEST(JsonTokens, ALineEndsWithItsFirstFeed) {
  for (const Simd simd : available_simd()) {
    Tokens tokens(simd);
    for (std::size_t size = 0; size < 200; ++size) {
      const std::string line = "[" + std::string(size, '1');
      for (const std::string& next : {std::string(), std::string("\n"), "\n\"{" + line}) {
        EXPECT_EQ(tokens.read_line(line + next), line.size());
        EXPECT_EQ(tokens.count(), size == 0 ? 1U : 2U);
        EXPECT_EQ(tokens.state().in_string, 0U);
      }
    }
  }
}

// ---- Events -------------------------------------------------------------------------------------

bool is_event(std::string_view text) {
  const auto read = eval::read_json(text);
  const auto* json = std::get_if<eval::JsonDocument>(&read);
  return json != nullptr && json->kind(eval::JsonDocument::root) == eval::JsonKind::Object;
}

Places places_of(const std::vector<std::vector<std::string>>& all) {
  Places places;
  for (const auto& keys : all) places.add(keys);
  places.settle();
  return places;
}

// What the walk says of a text is what the reader of the evaluator says, or that it does not know.
class Compared {
 public:
  Compared() : places_(places_of({{"a"}, {"a", "b"}})) {
    for (const Simd simd : available_simd()) walks_.emplace_back(places_, simd);
  }

  void expect_same(const std::string& text) {
    const auto read = eval::read_json(text);
    const auto* json = std::get_if<eval::JsonDocument>(&read);
    const bool is_object =
        json != nullptr && json->kind(eval::JsonDocument::root) == eval::JsonKind::Object;
    for (EventWalk& walk : walks_) {
      const EventWalk::Answer answer = walk.read(text);
      if (answer == EventWalk::Answer::Unknown) {
        ++unknown_;
        continue;
      }
      ASSERT_EQ(answer == EventWalk::Answer::Event, is_object) << text;
      if (is_object) expect_values(*json, walk.values(), text);
    }
  }

  std::size_t unknown() const { return unknown_; }

 private:
  static void expect_values(const eval::JsonDocument& json,
                            const std::vector<std::string_view>& values, const std::string& text) {
    const auto a = json.find(eval::JsonDocument::root, "a");
    const auto b = a ? json.find(*a, "b") : std::nullopt;
    const auto source = [&json](std::optional<eval::JsonId> id) {
      return id ? json.source(*id) : std::string_view();
    };
    ASSERT_THAT(values, ElementsAre(source(a), source(b))) << text;
  }

  Places places_;
  std::vector<EventWalk> walks_;
  std::size_t unknown_ = 0;
};

// All texts of up to six pieces behind a bracket, and of a word of blanks before.
TEST(EventWalk, AllSmallTexts) {
  static constexpr std::string_view kPieces[] = {"{",     "}",     "[", "]", ":",  ",",
                                                 "\"a\"", "\"b\"", "1", " ", "\"", "\\"};
  constexpr std::size_t kCount = std::size(kPieces);
  Compared compared;
  std::size_t events = 0;
  for (std::size_t length = 0; length <= 5; ++length) {
    std::size_t texts = 1;
    for (std::size_t i = 0; i < length; ++i) texts *= kCount;
    for (std::size_t number = 0; number < texts; ++number) {
      std::string text = "{";
      std::size_t rest = number;
      for (std::size_t i = 0; i < length; ++i, rest /= kCount) text += kPieces[rest % kCount];
      compared.expect_same(text);
      if (is_event(text)) ++events;
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(events, 10U);
}

// Whole objects with one piece put in, left out or said twice, at each shift of a word.
TEST(EventWalk, TextsWithAChange) {
  const std::vector<std::string> pieces = {
      "{", "\"a\"", ":", "{",     "\"b\"", ":",       "[", "1",        ",", "{",    "}",
      ",", "[",     "]", "]",     ",",     "\"c\"",   ":", "\"x\\n\"", "}", ",",    "\"d\"",
      ":", "true",  ",", "\"a\"", ":",     "-1.5e+3", ",", "\"e\"",    ":", "null", "}"};
  const std::vector<std::string> others = {
      "{",     "}",        "[",           "]",           ":",       ",",
      "\"a\"", "1",        "true",        "nul",         "01",      "1.",
      "-",     "1e",       " ",           "\n",          "\t",      "\x01",
      "\"",    "\\",       "\"\\u00e9\"", "\"\\u12\"",   "\"\\x\"", "\"\xC3\xA9\"",
      "\xC3",  "\"\xFF\"", "\"\t\"",      "\"\\ud800\"", "\f",      "x",
      "\x7F",  "\"\x7F\""};
  Compared compared;
  for (const std::size_t shift : {0U, 1U, 20U, 40U, 63U, 64U, 65U}) {
    for (std::size_t at = 0; at <= pieces.size(); ++at) {
      for (const std::string& other : others) {
        for (const bool replaces : {false, true}) {
          std::string text(shift, ' ');
          for (std::size_t i = 0; i <= pieces.size(); ++i) {
            if (i == at) text += other;
            if (i < pieces.size() && !(replaces && i == at)) text += pieces[i];
          }
          compared.expect_same(text);
          if (HasFatalFailure()) return;
        }
      }
    }
  }
}

TEST(EventWalk, WhatItDoesNotKnow) {
  const Places places = places_of({{"a"}});
  EventWalk walk(places, best_simd());
  EXPECT_EQ(walk.read(R"({"\u0061":1})"), EventWalk::Answer::Unknown);
  EXPECT_EQ(walk.read(R"({"b":{"\u0061":1}})"), EventWalk::Answer::Event);
  const auto nested = [](std::size_t depth) {
    return "{\"b\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  EXPECT_EQ(walk.read(nested(64)), EventWalk::Answer::Event);
  EXPECT_EQ(walk.read(nested(65)), EventWalk::Answer::Unknown);
  const std::string longest = "{\"b\":\"" + std::string((1 << 20) - 8, 'x') + "\"}";
  EXPECT_EQ(walk.read(longest), EventWalk::Answer::Event);
  EXPECT_EQ(walk.read(longest + " "), EventWalk::Answer::Unknown);
  EXPECT_EQ(walk.read_line(longest + " \n{}").size, longest.size() + 1);
}

}  // namespace
}  // namespace filtercheck::match
