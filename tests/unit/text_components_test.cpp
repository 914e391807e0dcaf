// The conditions on a text as machines of a search: what they accept, against the evaluator; how
// many characters they say are missing, against what leads to an accepted text; and what covers
// what.
#include "values/text_components.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "eval/text.hpp"
#include "filtercheck/parse.hpp"
#include "values/automaton.hpp"
#include "values/regex_steps.hpp"

namespace filtercheck::values {
namespace {

using State = Component::State;
using Accepts = std::function<bool(const std::u32string&)>;

constexpr std::u32string_view kAlphabet = U"abc";

std::string ascii(std::u32string_view text) { return {text.begin(), text.end()}; }

Regex regex_of(const std::string& source) {
  const Result<Pattern> parsed = parse("{ $.a = %" + source + "% }", Limits::beyond_aws());
  EXPECT_TRUE(parsed.ok()) << source;
  return std::get<Regex>(std::get<Comparison>(parsed.value().expression->node).literal);
}

// Texts of up to 5 characters that it accepts are those that `accepts` does.
void judge_texts(Component& machine, const std::string& name, const Accepts& accepts) {
  std::u32string text;
  const std::function<void(const std::set<State>&)> go = [&](const std::set<State>& states) {
    const bool accepted = std::any_of(states.begin(), states.end(), [&](State state) {
      return machine.accepts(state, text.empty());
    });
    ASSERT_EQ(accepted, accepts(text)) << name << " on " << ascii(text);
    if (text.size() == 5) return;
    for (const char32_t c : kAlphabet) {
      std::set<State> next;
      for (const State state : states) {
        for (const State to : machine.next(state, c)) next.insert(to);
      }
      text.push_back(c);
      go(next);
      text.pop_back();
    }
  };
  const std::vector<State> start = machine.start();
  go({start.begin(), start.end()});
}

// Never more is missing than really is; and nothing, or something, as it should be.
void judge_states(Component& machine, const std::string& name) {
  constexpr int kFar = 1000;
  std::vector<State> states = machine.start();
  std::map<State, std::vector<std::vector<State>>> after;
  std::map<State, int> distance;
  for (std::size_t i = 0; i < states.size(); ++i) {
    const State state = states[i];
    distance[state] = machine.accepts(state, false) ? 0 : kFar;
    for (const char32_t c : kAlphabet) {
      after[state].push_back(machine.next(state, c));
      for (const State to : after[state].back()) {
        if (std::find(states.begin(), states.end(), to) == states.end()) states.push_back(to);
      }
    }
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const State state : states) {
      for (const std::vector<State>& all : after[state]) {
        for (const State to : all) {
          if (distance[to] + 1 >= distance[state]) continue;
          distance[state] = distance[to] + 1;
          changed = true;
        }
      }
    }
  }
  for (const State state : states) {
    ASSERT_GE(machine.missing(state), 0) << name << " " << state;
    ASSERT_LE(machine.missing(state), distance[state]) << name << " " << state;
  }
  if (!machine.is_ordered()) {
    for (const State one : states) {
      for (const State other : states) ASSERT_EQ(machine.covers(one, other), one == other) << name;
    }
    return;
  }
  // What is accepted after the lesser is accepted after the greater, by sets of states.
  using Set = std::set<State>;
  const auto accepts = [&](const Set& set) {
    return std::any_of(set.begin(), set.end(), [&](State s) { return machine.accepts(s, false); });
  };
  for (const State greater : states) {
    for (const State lesser : states) {
      if (!machine.covers(greater, lesser)) continue;
      ASSERT_EQ(machine.order_class(greater), machine.order_class(lesser)) << name;
      std::vector<std::pair<Set, Set>> pairs{{{greater}, {lesser}}};
      for (std::size_t i = 0; i < pairs.size(); ++i) {
        ASSERT_TRUE(accepts(pairs[i].first) || !accepts(pairs[i].second))
            << name << ": " << greater << " does not cover " << lesser;
        for (std::size_t c = 0; c < kAlphabet.size(); ++c) {
          std::pair<Set, Set> next;
          for (const State s : pairs[i].first)
            next.first.insert(after[s][c].begin(), after[s][c].end());
          for (const State s : pairs[i].second)
            next.second.insert(after[s][c].begin(), after[s][c].end());
          if (std::find(pairs.begin(), pairs.end(), next) == pairs.end())
            pairs.push_back(std::move(next));
        }
      }
    }
  }
}

const std::vector<const char32_t*> kLiterals{U"*",     U"a*",   U"*a",     U"*ab*",   U"a*b",
                                             U"*a*b*", U"*aab", U"ab*a*b", U"*aba*c*"};

TEST(TextComponents, Texts) {
  for (const char32_t* const literal : kLiterals) {
    for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
      for (const bool required : {true, false}) {
        for (const Covering covering : {Covering::All, Covering::Certified}) {
          Automaton automaton(literal, reading);
          const auto machine = text_component(automaton, required, covering);
          EXPECT_EQ(machine->is_ordered(), covering == Covering::All);
          judge_texts(*machine, ascii(literal), [&](const std::u32string& text) {
            return eval::wildcard_match(text, literal, reading) == required;
          });
          judge_states(*machine, ascii(literal));
        }
      }
    }
  }
}

TEST(TextComponents, WhatIsMissingOfATextIsKnown) {
  Automaton automaton(U"ab*c*", Reading::Glob);
  const auto required = text_component(automaton, true, Covering::All);
  EXPECT_EQ(required->missing(automaton.start()), 3);
  const auto forbidden = text_component(automaton, false, Covering::All);
  EXPECT_EQ(forbidden->missing(automaton.start()), 0);
  Automaton ends(U"*a", Reading::Glob);
  const auto not_there = text_component(ends, false, Covering::All);
  EXPECT_EQ(not_there->missing(ends.next(ends.start(), U'a')), 1);
  EXPECT_TRUE(required->covers(automaton.next(automaton.next(0, U'a'), U'b'), 0));
  EXPECT_TRUE(forbidden->covers(0, automaton.next(automaton.next(0, U'a'), U'b')));
}

TEST(TextComponents, Regexes) {
  for (const char* const source :
       {"a", "^a", "a$", "^$", "a?^$", "ab?c", "a*b$", "^[ab]{2,3}$", "a|^b", "a$|cc", "^a?b",
        "a{0}", "b^a", "a.{2}$", "$^", "a?$^|b", "$b?^", "[ab]c|^a$"}) {
    const Regex regex = regex_of(source);
    const RegexSteps steps(regex, 100);
    for (const Covering covering : {Covering::All, Covering::Certified}) {
      const auto required = required_regex_component(steps, covering);
      judge_texts(*required, source,
                  [&](const std::u32string& text) { return eval::regex_search(text, regex); });
      judge_states(*required, source);
    }
    ForbiddenRegex forbidden(steps);
    EXPECT_TRUE(forbidden.is_ordered());
    judge_texts(forbidden, std::string("not ") + source,
                [&](const std::u32string& text) { return !eval::regex_search(text, regex); });
    judge_states(forbidden, std::string("not ") + source);
  }
}

TEST(TextComponents, ForbiddenRegexesCover) {
  const RegexSteps steps(regex_of("aa$"), 100);
  ForbiddenRegex forbidden(steps);
  const State start = forbidden.start().front();
  const State once = forbidden.next(start, U'a').front();
  const State twice = forbidden.next(once, U'a').front();
  EXPECT_TRUE(forbidden.covers(start, once));
  EXPECT_FALSE(forbidden.covers(once, start));
  EXPECT_EQ(forbidden.missing(start), 0);
  EXPECT_EQ(forbidden.missing(once), 0);
  EXPECT_EQ(forbidden.missing(twice), 1);
}

TEST(TextComponents, WholeTexts) {
  for (const char32_t* const text : {U"", U"a", U"abca"}) {
    const auto machine = required_text_component(text);
    judge_texts(*machine, ascii(text), [&](const std::u32string& other) { return other == text; });
    judge_states(*machine, ascii(text));
  }
  const std::vector<std::vector<std::u32string>> sets{
      {U""}, {U"a"}, {U"", U"a", U"ab"}, {U"abc", U"abd", U"ac", U"b"}, {U"aa", U"aa"}};
  for (const auto& texts : sets) {
    const auto machine = forbidden_texts_component(texts);
    judge_texts(*machine, ascii(texts.back()), [&](const std::u32string& other) {
      return std::find(texts.begin(), texts.end(), other) == texts.end();
    });
    judge_states(*machine, ascii(texts.back()));
    const State start = machine->start().front();
    EXPECT_EQ(machine->missing(start), texts.front().empty() ? 1 : 0);
  }
}

TEST(TextComponents, BoundariesOfWholeTexts) {
  using Boundaries = std::set<char32_t>;
  const auto boundaries = [](const std::unique_ptr<Component>& machine) {
    const std::vector<char32_t> all = machine->boundaries();
    return Boundaries(all.begin(), all.end());
  };
  EXPECT_EQ(boundaries(required_text_component(U"ac")), (Boundaries{U'a', U'b', U'c', U'd'}));
  EXPECT_EQ(boundaries(forbidden_texts_component({U"a", U"e"})),
            (Boundaries{U'a', U'b', U'e', U'f'}));
}

// --- Steps of regexes ----------------------------------------------------------------------------

TEST(RegexSteps, Missing) {
  const std::vector<std::pair<const char*, std::int32_t>> cases{
      {"abc", 3}, {"ab|c", 1},    {"c|ab", 1}, {"a?b$", 1},  {"^a+b", 2},       {"a{0}", 0},
      {"^$", 0},  {"a{3,5}b", 4}, {"a*", 0},   {"$ab^c", 3}, {"abc|abcd|ab", 2}};
  for (const auto& [source, missing] : cases)
    EXPECT_EQ(RegexSteps(regex_of(source), 100).missing(), missing) << source;
  const RegexSteps steps(regex_of("ab?c|d"), 100);  // a b? c end d end
  const std::vector<std::int32_t> expected{2, 1, 1, 0, 1, 0};
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_EQ(steps.missing(static_cast<RegexSteps::Position>(i)), expected[i]) << i;
  // No character is in the empty set.
  Regex none;
  none.alternatives = {{RegexPiece{CodePointSet{{U'a', U'a'}}}, RegexPiece{CodePointSet{}},
                        RegexPiece{CodePointSet{{U'a', U'a'}}}}};
  EXPECT_EQ(RegexSteps(none, 100).missing(), RegexSteps::kNever);
}

TEST(RegexSteps, AreNotMoreThanTheyMayBe) {
  EXPECT_FALSE(RegexSteps(regex_of("abc"), 3).too_large());
  EXPECT_TRUE(RegexSteps(regex_of("abc"), 2).too_large());
  EXPECT_FALSE(RegexSteps(regex_of("a{2,4}"), 4).too_large());
  EXPECT_TRUE(RegexSteps(regex_of("a{2,4}"), 3).too_large());
  EXPECT_EQ(RegexSteps(regex_of("a{2,4}|b"), 100).size(), 7u);
  // Without a piece nothing is too large.
  Regex empty;
  empty.alternatives = {{}};
  EXPECT_FALSE(RegexSteps(empty, 0).too_large());
}

}  // namespace
}  // namespace filtercheck::values
