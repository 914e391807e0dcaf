// What automata accept, against the evaluator: all small literals on all short texts. And what they
// say of their states, against what can be reached from there.
#include "values/automaton.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "eval/text.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::values {
namespace {

using State = Automaton::State;
using Boundaries = std::vector<char32_t>;

std::string ascii(std::u32string_view text) { return {text.begin(), text.end()}; }

std::vector<std::u32string> words(std::u32string_view alphabet, std::size_t length) {
  std::vector<std::u32string> all{U""};
  for (std::size_t begin = 0, size = 0; size < length; ++size) {
    for (const std::size_t end = all.size(); begin < end; ++begin) {
      for (const char32_t c : alphabet) all.push_back(all[begin] + c);
    }
  }
  return all;
}

Regex regex_of(const std::string& source) {
  const Result<Pattern> parsed = parse("{ $.a = %" + source + "% }", Limits::beyond_aws());
  EXPECT_TRUE(parsed.ok()) << source;
  return std::get<Regex>(std::get<Comparison>(parsed.value().expression->node).literal);
}

// All states that some text leads to, and what follows them.
struct Graph {
  Graph(Automaton& automaton, std::u32string_view alphabet) {
    states.push_back(automaton.start());
    for (std::size_t i = 0; i < states.size(); ++i) {
      for (const char32_t c : alphabet) {
        const State to = automaton.next(states[i], c);
        after[states[i]].push_back(to);
        if (std::find(states.begin(), states.end(), to) == states.end()) states.push_back(to);
      }
      distance[states[i]] = automaton.accepts(states[i]) ? 0 : kFar;
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (const State state : states) {
        for (const State to : after[state]) {
          if (distance[to] + 1 >= distance[state]) continue;
          distance[state] = distance[to] + 1;
          changed = true;
        }
      }
    }
  }

  // Whatever is accepted after `lesser` is so after `greater`.
  bool includes(State greater, State lesser) {
    std::vector<std::pair<State, State>> pairs{{greater, lesser}};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto [g, l] = pairs[i];
      if (distance[l] == 0 && distance[g] != 0) return false;
      for (std::size_t c = 0; c < after[g].size(); ++c) {
        const std::pair next{after[g][c], after[l][c]};
        if (std::find(pairs.begin(), pairs.end(), next) == pairs.end()) pairs.push_back(next);
      }
    }
    return true;
  }

  bool accepts_all(State state) {
    std::vector<State> reached{state};
    for (std::size_t i = 0; i < reached.size(); ++i) {
      if (distance[reached[i]] != 0) return false;
      for (const State to : after[reached[i]]) {
        if (std::find(reached.begin(), reached.end(), to) == reached.end()) reached.push_back(to);
      }
    }
    return true;
  }

  static constexpr int kFar = 1000;
  std::vector<State> states;
  std::map<State, std::vector<State>> after;  // by character
  std::map<State, int> distance;              // characters until a text is accepted
};

// --- Texts ---------------------------------------------------------------------------------------

void judge_text(const std::u32string& literal, Reading reading,
                const std::vector<std::u32string>& texts) {
  const std::string name = ascii(literal) + (reading == Reading::Glob ? "" : ", first");
  Automaton automaton(literal, reading);
  for (const std::u32string& text : texts) {
    ASSERT_EQ(automaton.accepts(text), eval::wildcard_match(text, literal, reading))
        << name << " on " << ascii(text);
  }
  Graph graph(automaton, U"abc");
  for (const State state : graph.states) {
    const bool dead = graph.distance[state] == Graph::kFar;
    const bool all = graph.accepts_all(state);
    ASSERT_EQ(automaton.is_dead(state), dead) << name << " " << state;
    ASSERT_EQ(automaton.is_all(state), all) << name << " " << state;
    ASSERT_EQ(automaton.is_settled(state), dead || all) << name << " " << state;
    if (!dead) {
      ASSERT_EQ(automaton.missing(state), graph.distance[state]) << name << " " << state;
    }
    ASSERT_TRUE(automaton.includes(state, state)) << name << " " << state;
    for (const State other : graph.states) {
      const bool includes = graph.includes(state, other);
      ASSERT_TRUE(includes || !automaton.includes(state, other))
          << name << " " << state << " " << other;
      // All of it is seen where a part may stand anywhere and more text spoils nothing.
      if (literal.front() == U'*' && (reading == Reading::Glob || literal.back() == U'*')) {
        ASSERT_EQ(automaton.includes(state, other), includes)
            << name << " " << state << " " << other;
      }
    }
  }
}

TEST(Automaton, SmallLiterals) {
  const std::vector<std::u32string> texts = words(U"abc", 5);
  for (const std::u32string& literal : words(U"ab*", 4)) {
    if (literal.find(U'*') == std::u32string::npos) continue;
    judge_text(literal, Reading::Glob, texts);
    judge_text(literal, Reading::FirstOccurrence, texts);
  }
}

// Parts that begin again within themselves.
TEST(Automaton, LiteralsThatOverlapThemselves) {
  const std::vector<std::u32string> texts = words(U"abc", 7);
  for (const char32_t* const literal :
       {U"*abac", U"*aaab", U"*aab*", U"*abab*b", U"a*abaab*", U"*aabaac*a", U"ab*ba*ab", U"*abcab",
        U"aba*aba", U"**a**b", U"*a*ab*b*"}) {
    judge_text(literal, Reading::Glob, texts);
    judge_text(literal, Reading::FirstOccurrence, texts);
  }
}

// A later part includes an earlier one, in literals that begin with text, too; its first part alone
// is found at its place or never.
TEST(Automaton, IncludesOfLaterParts) {
  Automaton automaton(U"a*bb*c*", Reading::Glob);
  const auto after = [&](std::u32string_view text) {
    State state = automaton.start();
    for (const char32_t c : text) state = automaton.next(state, c);
    return state;
  };
  EXPECT_TRUE(automaton.includes(after(U"ab"), after(U"a")));
  EXPECT_FALSE(automaton.includes(after(U"a"), after(U"ab")));
  EXPECT_TRUE(automaton.includes(after(U"a"), after(U"")));
  EXPECT_FALSE(automaton.includes(after(U""), after(U"a")));
  EXPECT_TRUE(automaton.includes(after(U"abb"), after(U"ab")));
  EXPECT_TRUE(automaton.includes(after(U"abbc"), after(U"ab")));
  EXPECT_TRUE(automaton.includes(after(U"a"), after(U"b")));
  Automaton first(U"a*bb*c*", Reading::FirstOccurrence);
  EXPECT_TRUE(first.includes(first.next(first.start(), U'a'), first.start()));
}

TEST(Automaton, WhatContainsAText) {
  for (const char32_t* const part : {U"a", U"ab", U"aba", U"a*", U"*", U"aab"}) {
    Automaton automaton = Automaton::containing(part);
    for (const std::u32string& text : words(U"ab*", 5)) {
      ASSERT_EQ(automaton.accepts(text), text.find(part) != std::u32string::npos)
          << ascii(part) << " in " << ascii(text);
    }
  }
}

TEST(Automaton, BoundariesOfTexts) {
  const auto boundaries = [](std::u32string_view literal) {
    return Automaton(literal, Reading::Glob).boundaries();
  };
  EXPECT_EQ(boundaries(U"*"), Boundaries{0});
  EXPECT_EQ(boundaries(U"*a*"), (Boundaries{0, U'a', U'b'}));
  EXPECT_EQ(boundaries(U"ca*ac"), (Boundaries{0, U'a', U'b', U'c', U'd'}));
  EXPECT_EQ(boundaries(U"*\U0010FFFE"), (Boundaries{0, 0x10FFFE, 0x10FFFF}));
  EXPECT_EQ(boundaries(U"*\U0010FFFF"), (Boundaries{0, 0x10FFFF}));
  EXPECT_EQ(Automaton::containing(U"ba").boundaries(), (Boundaries{0, U'a', U'b', U'c'}));
}

TEST(Automaton, TextsThatNoNumberHas) {
  const auto refuses = [](std::u32string_view literal) {
    return Automaton(literal, Reading::Glob).refuses_numbers();
  };
  for (const char32_t* const literal : {U"*", U"1*", U"*E-*", U"*.5", U"-Inf*ity", U"*nf*"})
    EXPECT_FALSE(refuses(literal)) << ascii(literal);
  for (const char32_t* const literal : {U"x*", U"*e*", U"1*a", U"*+*", U"* *", U"1*x*2"})
    EXPECT_TRUE(refuses(literal)) << ascii(literal);
}

// --- Regexes -------------------------------------------------------------------------------------

const std::vector<std::string>& regexes() {
  static const std::vector<std::string> kAll{
      "a",     "ab",       "^a",        "a$",  "^$",    "a?^$",   "a?^b", "^a?b$",     "a*b$",
      "[ab]c", "a|^b",     "a$|^b$",    "b^a", "a$b",   "a{2,3}", "ab?c", ".a$",       "^.b",
      "a+b+$", "^a*$",     "^|a",       "$",   "^a|b$", "a{0}",   "a?$",  "a?b$",      "c?^a",
      "[^a]$", "^[^a]b?$", "aa|ab|ba$", "$^",  "$^|b",  "a?$^$",  "^$^",  "a?$b?^c?$", "a.{2}$"};
  return kAll;
}

TEST(Automaton, SmallRegexes) {
  const std::vector<std::u32string> texts = words(U"abc", 5);
  for (const std::string& source : regexes()) {
    const Regex regex = regex_of(source);
    Automaton automaton(regex, 100);
    ASSERT_FALSE(automaton.too_large());
    for (const std::u32string& text : texts) {
      ASSERT_EQ(automaton.accepts(text), eval::regex_search(text, regex))
          << source << " on " << ascii(text);
    }
    Graph graph(automaton, U"abc");
    State settled = -1;  // after one character at least
    for (const State state : graph.states) {
      if (automaton.is_settled(state)) {
        ASSERT_TRUE(graph.accepts_all(state)) << source;
      }
      for (const State to : graph.after[state]) {
        if (!automaton.is_settled(to)) continue;
        if (settled < 0) settled = to;
        ASSERT_EQ(settled, to) << source << ": matches are one state";
      }
    }
  }
  Automaton matched(regex_of("a"), 100);
  EXPECT_FALSE(matched.is_settled(matched.start()));
  EXPECT_TRUE(matched.is_settled(matched.next(matched.start(), U'a')));
}

TEST(Automaton, BoundariesOfRegexes) {
  const auto boundaries = [](const char* source) {
    return Automaton(regex_of(source), 100).boundaries();
  };
  EXPECT_EQ(boundaries("^$"), Boundaries{0});
  EXPECT_EQ(boundaries("a{3}[a-c]a"), (Boundaries{0, U'a', U'b', U'd'}));
  EXPECT_EQ(boundaries("[^a]"), (Boundaries{0, U'a', U'b'}));
}

TEST(Automaton, TooLarge) {
  EXPECT_FALSE(Automaton(regex_of("a{5}"), 5).too_large());
  EXPECT_TRUE(Automaton(regex_of("a{6}"), 5).too_large());
}

}  // namespace
}  // namespace filtercheck::values
