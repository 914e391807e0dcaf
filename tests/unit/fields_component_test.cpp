// What the machine of fields accepts, against what tokens and numbers are to the evaluator: all
// short lines, for many combinations of places and tests; and the reader of numbers, in both of its
// ways to treat exponents.
#include "values/fields_component.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/unicode.hpp"
#include "eval/fields.hpp"
#include "eval/line.hpp"
#include "eval/number.hpp"
#include "filtercheck/parse.hpp"
#include "values/automaton.hpp"
#include "values/budget.hpp"
#include "values/decimal_texts.hpp"
#include "values/regex_steps.hpp"
#include "values/text_components.hpp"

namespace filtercheck::values {
namespace {

using Kind = FieldPlace::Kind;
using State = Component::State;

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) base::append_utf8(out, c);
  return out;
}

// Of a machine with these states before the line, all lines of up to `length` characters, each with
// the states behind it.
void for_each_line(Component& machine, std::u32string_view alphabet, std::size_t length,
                   const std::function<void(const std::u32string&, bool accepted)>& look) {
  std::u32string line;
  const std::function<void(const std::set<State>&)> go = [&](const std::set<State>& states) {
    look(line, std::any_of(states.begin(), states.end(),
                           [&](State state) { return machine.accepts(state, line.empty()); }));
    if (line.size() == length) return;
    for (const char32_t c : alphabet) {
      std::set<State> next;
      for (const State state : states) {
        for (const State one : machine.next(state, c)) next.insert(one);
      }
      line.push_back(c);
      go(next);
      line.pop_back();
    }
  };
  const std::vector<State> start = machine.start();
  go({start.begin(), start.end()});
}

// A test of a field: `= a*`, `!= %b%`, `> 1`.
struct Asked {
  FieldPlace place;
  std::string condition;
  bool required = true;
};

// Both sides of what is asked of a line: the machine, and what the evaluator says.
class Question {
 public:
  Question(std::vector<Asked> asked, std::int32_t at_least, std::int32_t at_most)
      : asked_(std::move(asked)), at_least_(at_least), at_most_(at_most) {
    for (const Asked& one : asked_) {
      Result<Pattern> parsed = parse("[x " + one.condition + "]", Limits::beyond_aws());
      EXPECT_TRUE(parsed.ok()) << one.condition;
      patterns_.push_back(std::move(parsed.value()));
    }
  }

  std::unique_ptr<FieldsComponent> machine(ExponentsOfText exponents) {
    std::vector<FieldTest> tests;
    std::vector<FieldNumberTest> numbers;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      const auto& comparison = std::get<Comparison>(condition(i).node);
      const FieldPlace place = asked_[i].place;
      const bool required = asked_[i].required;
      if (const auto* number = std::get_if<Number>(&comparison.literal)) {
        const auto holds_if = comparison.op == Operator::Less      ? std::strong_ordering::less
                              : comparison.op == Operator::Greater ? std::strong_ordering::greater
                                                                   : std::strong_ordering::equal;
        numbers.push_back({place, {holds_if, read_decimal(number->source), required}});
      } else if (const auto* regex = std::get_if<Regex>(&comparison.literal)) {
        steps_.push_back(std::make_unique<RegexSteps>(*regex, Budget::kRegexSteps));
        auto component = required ? required_regex_component(*steps_.back(), Covering::All)
                                  : std::make_unique<ForbiddenRegex>(*steps_.back());
        tests.push_back({place, std::move(component), required});
      } else {
        const std::u32string text = base::decode_utf8(std::get<Text>(comparison.literal).value);
        if (text.find(U'*') == std::u32string::npos) {
          auto component =
              required ? required_text_component(text) : forbidden_texts_component({text});
          tests.push_back({place, std::move(component), required});
        } else {
          automata_.push_back(std::make_unique<Automaton>(text, Reading::Glob));
          tests.push_back(
              {place, text_component(*automata_.back(), required, Covering::All), required});
        }
      }
    }
    return std::make_unique<FieldsComponent>(std::move(tests), std::move(numbers), exponents,
                                             at_least_, at_most_);
  }

  bool holds(std::u32string_view line) const {
    const std::vector<eval::Token> tokens = eval::tokens_of(line);
    const auto count = static_cast<std::int32_t>(tokens.size());
    if (count < at_least_ || count > at_most_) return false;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      const auto& [kind, index] = asked_[i].place;
      bool passes = false;
      if (index < count) {
        const auto at = static_cast<std::size_t>(kind == Kind::FromEnd ? count - 1 - index : index);
        const bool rest = kind == Kind::Rest && index + 1 < count;
        passes = eval::fulfils(rest ? line.substr(tokens[at].begin) : tokens[at].text, condition(i),
                               Reading::Glob);
      }
      if (passes != asked_[i].required) return false;
    }
    return true;
  }

  std::string described() const {
    std::string out =
        "at least " + std::to_string(at_least_) + ", at most " + std::to_string(at_most_);
    for (const Asked& one : asked_) {
      out += std::string("; ") + (one.required ? "" : "not ") +
             "sER"[static_cast<int>(one.place.kind)] + std::to_string(one.place.index) + " " +
             one.condition;
    }
    return out;
  }

 private:
  const Expression& condition(std::size_t i) const {
    return *patterns_[i].fields->fields.front().condition;
  }

  std::vector<Asked> asked_;
  std::int32_t at_least_;
  std::int32_t at_most_;
  std::vector<Pattern> patterns_;
  std::vector<std::unique_ptr<RegexSteps>> steps_;
  std::vector<std::unique_ptr<Automaton>> automata_;
};

// Nothing but what the evaluator says; with Anywhere, more lines whose numbers have exponents.
void judge(std::vector<Asked> asked, std::u32string_view alphabet, std::size_t length,
           std::int32_t at_least = 0, std::int32_t at_most = FieldsComponent::kAnyNumber) {
  Question question(std::move(asked), at_least, at_most);
  for (const ExponentsOfText exponents : {ExponentsOfText::Counted, ExponentsOfText::Anywhere}) {
    const auto machine = question.machine(exponents);
    std::size_t wrong = 0;
    for_each_line(*machine, alphabet, length, [&](const std::u32string& line, bool accepted) {
      if (accepted == question.holds(line)) return;
      const bool exponent = line.find_first_of(U"eE") != std::u32string::npos;
      if (exponents == ExponentsOfText::Anywhere && accepted && exponent) return;
      if (++wrong == 1) {
        ADD_FAILURE() << question.described() << (accepted ? " accepts " : " refuses ")
                      << utf8(line)
                      << (exponents == ExponentsOfText::Counted ? " (counted)" : " (anywhere)");
      }
    });
  }
}

constexpr std::u32string_view kTokens = U"ab \"[]";
constexpr std::size_t kShort = 5;

const std::vector<FieldPlace>& places() {
  static const std::vector<FieldPlace> kAll{{Kind::FromStart, 0}, {Kind::FromStart, 1},
                                            {Kind::FromEnd, 0},   {Kind::FromEnd, 1},
                                            {Kind::Rest, 0},      {Kind::Rest, 1}};
  return kAll;
}

TEST(FieldsComponent, CountsTokens) {
  for (std::int32_t at_least = 0; at_least <= 3; ++at_least) {
    judge({}, kTokens, kShort, at_least);
    for (std::int32_t at_most = 0; at_most <= 2; ++at_most)
      judge({}, kTokens, kShort, at_least, at_most);
  }
  judge({}, U"a \t\"", 6, 2, 2);
}

TEST(FieldsComponent, OneTestAtAnyPlace) {
  for (const FieldPlace place : places()) {
    for (const char* const condition : {"= \"a b\"", "= *a"})
      judge({{place, condition, true}}, kTokens, kShort);
    for (const char* const condition :
         {"= a", "= \"\"", "= \"a b\"", "= *a", "= a*b", "= \"*\\\"*\"", "= %^[ab]$%", "= %a\\]%",
          "= %\\s$%", "= %^\\[%"}) {
      judge({{place, condition, true}}, kTokens, kShort - 1);
      judge({{place, condition, false}}, kTokens, kShort - 1);
    }
  }
}

TEST(FieldsComponent, TwoTests) {
  for (const FieldPlace one : places()) {
    for (const FieldPlace other : places()) {
      judge({{one, "= a*", true}, {other, "= %b$%", true}}, kTokens, kShort - 1);
      judge({{one, "= *b", true}, {other, "= a", false}}, kTokens, kShort - 1);
      judge({{one, "= %a%", false}, {other, "= \"b a\"", false}}, kTokens, kShort - 1, 1, 2);
    }
  }
}

TEST(FieldsComponent, BlanksAreTabsToo) {
  judge({{{Kind::Rest, 1}, "= *a", true}, {{Kind::FromStart, 0}, "= a", true}}, U"a \t\"", 6);
  judge({{{Kind::FromEnd, 1}, "= \"\ta\"", true}}, U"a \t\"", 6);
}

TEST(FieldsComponent, NumbersAtAnyPlace) {
  for (const FieldPlace place : places()) {
    for (const char* const condition : {"= 1", "> 0.1", "< -1"}) {
      judge({{place, condition, true}}, U"10.e- ", kShort);
      judge({{place, condition, false}}, U"10e\"] ", kShort - 1);
    }
    judge({{place, "> 1", true}, {place, "< 11", true}}, U"1.0+E ", kShort - 1);
    judge({{place, "> 1", false}, {place, "= 1", false}}, U"1-0 \"", kShort);
    judge({{place, "< 10", true}, {place, "= *1", true}}, U"10.e- ", kShort - 1, 1, 2);
  }
}

TEST(FieldsComponent, NumbersOfOneFieldUnderTwoNames) {
  for (const FieldPlace one : places()) {
    for (const FieldPlace other : places())
      judge({{one, "> 1", true}, {other, "< 10", true}}, U"120 \"", kShort - 1);
  }
}

// What reads a text must know whether it has read anything, and where nothing leads on another test
// is not asked.
TEST(FieldsComponent, EmptyFields) {
  for (const FieldPlace place : places()) {
    for (const char* const condition : {"= %a?^$%", "= %$^%", "= %b?$^a?%"}) {
      judge({{place, condition, true}}, kTokens, kShort - 1);
      judge({{place, condition, false}}, kTokens, kShort - 1);
    }
    judge({{place, "= *", false}, {place, "= *a*", true}}, kTokens, 3);
    judge({{place, "= *a*", true}, {place, "= *", false}, {place, "= b", false}}, kTokens, 3);
    judge({{place, "= *", false}, {place, "= 1", true}}, U"1 \"[]", 3);
  }
}

TEST(FieldsComponent, CutLines) {
  std::vector<std::u32string> lines{U""};
  for (std::size_t begin = 0, length = 1; length <= 5; ++length) {
    for (const std::size_t end = lines.size(); begin < end; ++begin) {
      for (const char32_t c : kTokens) lines.push_back(lines[begin] + c);
    }
  }
  for (const std::u32string& line : lines) {
    const std::vector<eval::Token> tokens = eval::tokens_of(line);
    const CutLine cut(line);
    for (std::size_t i = 0; i < 3; ++i) {
      const auto index = static_cast<std::int32_t>(i);
      const auto start = cut.at({Kind::FromStart, index});
      const auto end = cut.at({Kind::FromEnd, index});
      const auto rest = cut.at({Kind::Rest, index});
      ASSERT_EQ(start.has_value(), i < tokens.size()) << utf8(line);
      ASSERT_EQ(end.has_value(), i < tokens.size()) << utf8(line);
      ASSERT_EQ(rest.has_value(), i < tokens.size()) << utf8(line);
      if (!start) continue;
      ASSERT_EQ(*start, tokens[i].text) << utf8(line);
      ASSERT_EQ(*end, tokens[tokens.size() - 1 - i].text) << utf8(line);
      const bool last = i + 1 == tokens.size();
      ASSERT_EQ(*rest, last ? tokens[i].text : std::u32string_view(line).substr(tokens[i].begin))
          << utf8(line);
    }
  }
}

TEST(FieldsComponent, Boundaries) {
  const auto boundaries = [](std::vector<Asked> asked) {
    Question question(std::move(asked), 0, FieldsComponent::kAnyNumber);
    const std::vector<char32_t> all = question.machine(ExponentsOfText::Counted)->boundaries();
    return std::set<char32_t>(all.begin(), all.end());
  };
  const std::set<char32_t> of_lines{U'\t', U'\n', U' ', U'!', U'"', U'#', U'[', U'\\', U']', U'^'};
  EXPECT_EQ(boundaries({}), of_lines);
  std::set<char32_t> with_text = of_lines;
  with_text.insert({0, U'a', U'b', U'f', U'g'});
  EXPECT_EQ(boundaries({{{Kind::FromEnd, 0}, "= a*f", true}}), with_text);
  const std::set<char32_t> with_number = boundaries({{{Kind::FromStart, 0}, "> 3", true}});
  for (const char32_t c : std::u32string_view(U"+,-./0134:EFef"))
    EXPECT_TRUE(with_number.contains(c)) << static_cast<unsigned>(c);
}

// --- What is missing, and what covers what -------------------------------------------------------

// States of a machine that some line of up to `length` characters leads to, in their order.
std::vector<State> states_of(Component& machine, std::u32string_view alphabet, std::size_t most) {
  std::vector<State> states = machine.start();
  std::set<State> known(states.begin(), states.end());
  for (std::size_t i = 0; i < states.size() && states.size() < most; ++i) {
    for (const char32_t c : alphabet) {
      for (const State to : machine.next(states[i], c)) {
        if (known.insert(to).second) states.push_back(to);
      }
    }
  }
  return states;
}

// Where every test is of a text with so many fields before it, nothing is missing of what is
// accepted, and something of everything else.
TEST(FieldsComponent, WhatIsMissing) {
  const FieldPlace one{Kind::FromStart, 0};
  const FieldPlace two{Kind::FromStart, 1};
  const std::vector<std::vector<Asked>> all{
      {},
      {{one, "= *a", true}},
      {{two, "= *a", true}},
      {{two, "= *", true}},
      {{two, "= a", false}},
      {{one, "= *b*", true}, {two, "= *a", true}},
      {{one, "= a", false}, {two, "= b*a", true}, {two, "= ba", false}},
      {{one, "= %a$%", false}, {one, "= *ab*", true}}};
  for (const std::vector<Asked>& asked : all) {
    for (const std::int32_t at_least : {0, 1, 3}) {
      Question question(asked, at_least, FieldsComponent::kAnyNumber);
      const auto machine = question.machine(ExponentsOfText::Counted);
      for (const State state : states_of(*machine, kTokens, 2000)) {
        ASSERT_GE(machine->missing(state), 0) << question.described();
        ASSERT_EQ(machine->missing(state) == 0, machine->accepts(state, false))
            << question.described() << ", state " << state;
      }
    }
  }
}

TEST(FieldsComponent, WhatIsMissingOfNumbers) {
  const FieldPlace one{Kind::FromStart, 0};
  const FieldPlace two{Kind::FromStart, 1};
  const std::vector<std::vector<Asked>> all{{{one, "> 1", true}},
                                            {{two, "> 1", true}},
                                            {{one, "> 1", false}, {two, "= 1", false}},
                                            {{one, "< 1", false}, {two, "= 1", true}}};
  for (const std::vector<Asked>& asked : all) {
    Question question(asked, 0, FieldsComponent::kAnyNumber);
    const auto machine = question.machine(ExponentsOfText::Counted);
    const bool required =
        std::any_of(asked.begin(), asked.end(), [](const Asked& a) { return a.required; });
    const State start = machine->start().front();
    EXPECT_EQ(machine->missing(start) > 0, required) << question.described();
    for (const State state : states_of(*machine, U"12 \"", 2000)) {
      ASSERT_GE(machine->missing(state), 0) << question.described();
      if (machine->accepts(state, false)) {
        ASSERT_EQ(machine->missing(state), 0) << question.described();
      }
    }
  }
}

// Whatever is accepted after a state that is covered is so after the one that covers it, and both
// are of one class. Returns how many pairs there are.
std::size_t judge_covering(const std::vector<Asked>& asked, std::u32string_view alphabet,
                           std::int32_t at_least = 0) {
  Question question(asked, at_least, FieldsComponent::kAnyNumber);
  const auto machine = question.machine(ExponentsOfText::Counted);
  EXPECT_TRUE(machine->is_ordered());
  const std::vector<State> states = states_of(*machine, alphabet, 400);
  std::map<std::pair<State, char32_t>, std::set<State>> known;
  const auto after = [&](const std::set<State>& from, char32_t c) {
    std::set<State> all;
    for (const State state : from) {
      const auto [entry, fresh] = known.try_emplace({state, c});
      if (fresh) {
        const std::vector<State> next = machine->next(state, c);
        entry->second.insert(next.begin(), next.end());
      }
      all.insert(entry->second.begin(), entry->second.end());
    }
    return all;
  };
  const auto accepts = [&](const std::set<State>& all) {
    return std::any_of(all.begin(), all.end(),
                       [&](State state) { return machine->accepts(state, false); });
  };
  std::size_t number = 0;
  std::size_t wrong = 0;
  for (const State greater : states) {
    for (const State lesser : states) {
      if (!machine->covers(greater, lesser)) continue;
      EXPECT_EQ(machine->order_class(greater), machine->order_class(lesser));
      if (greater == lesser || wrong > 0) continue;
      ++number;
      std::vector<std::pair<std::set<State>, std::set<State>>> pairs{{{greater}, {lesser}}};
      std::set<std::pair<std::set<State>, std::set<State>>> seen(pairs.begin(), pairs.end());
      for (std::size_t i = 0; i < pairs.size() && i < 300 && wrong == 0; ++i) {
        if (!accepts(pairs[i].first) && accepts(pairs[i].second)) ++wrong;
        for (const char32_t c : alphabet) {
          std::pair next{after(pairs[i].first, c), after(pairs[i].second, c)};
          if (!next.second.empty() && seen.insert(next).second) pairs.push_back(std::move(next));
        }
      }
    }
  }
  EXPECT_EQ(wrong, 0u) << question.described();
  return number;
}

TEST(FieldsComponent, CoversOnlyWhatItIncludes) {
  for (const FieldPlace one : places()) {
    for (const FieldPlace other : places()) {
      const std::vector<Asked> asked{{one, "= *a*b*", true}, {other, "= %b%", false}};
      EXPECT_GT(judge_covering(asked, U"ab \""), 0u);
    }
    EXPECT_GT(judge_covering({{one, "= a", false}, {one, "= *aba*", false}}, U"ab [", 2), 0u);
    EXPECT_GT(judge_covering({{one, "= *aba*", false}, {one, "= a", false}}, U"ab ]", 1), 0u);
  }
}

TEST(FieldsComponent, CoversOnlyWhatItIncludesOfNumbers) {
  for (const FieldPlace one : places()) {
    EXPECT_GT(judge_covering({{{Kind::FromStart, 0}, "= *11*", true}, {one, "> 1", true}}, U"12 "),
              0u);
    EXPECT_GT(
        judge_covering({{one, "= *11*", true}, {one, "< 20", true}, {one, "= 11", false}}, U"12 "),
        0u);
  }
}

TEST(FieldsComponent, IsOrderedIfATestIs) {
  const auto is_ordered = [](std::vector<Asked> asked) {
    Question question(std::move(asked), 0, FieldsComponent::kAnyNumber);
    return question.machine(ExponentsOfText::Counted)->is_ordered();
  };
  const FieldPlace place{Kind::FromStart, 0};
  EXPECT_FALSE(is_ordered({}));
  EXPECT_FALSE(is_ordered({{place, "= a", true}, {place, "> 1", true}}));
  EXPECT_TRUE(is_ordered({{place, "= a*", true}}));
  EXPECT_TRUE(is_ordered({{place, "= a*", true}, {place, "= a", true}}));
  EXPECT_TRUE(is_ordered({{place, "= a", true}, {place, "= %a%", false}}));
}

TEST(FieldsComponent, WithoutAnOrderCoveringIsEquality) {
  Question question({{{Kind::FromStart, 0}, "= a", true}}, 0, FieldsComponent::kAnyNumber);
  const auto machine = question.machine(ExponentsOfText::Counted);
  const State start = machine->start().front();
  const State behind = machine->next(start, U'a').front();
  ASSERT_NE(start, behind);
  EXPECT_TRUE(machine->covers(behind, behind));
  EXPECT_FALSE(machine->covers(start, behind));
  EXPECT_FALSE(machine->covers(behind, start));
}

TEST(FieldsComponent, NoLineHasMoreThanItMay) {
  Question question({}, 2, 1);
  EXPECT_TRUE(question.machine(ExponentsOfText::Counted)->start().empty());
}

// --- The reader of numbers -----------------------------------------------------------------------

struct NumberQuestion {
  std::vector<NumberTest> tests;
  bool holds(std::u32string_view text) const {
    const std::optional<eval::Decimal> value = eval::number_in(text);
    return std::all_of(tests.begin(), tests.end(), [&](const NumberTest& test) {
      if (!value) return !test.required;
      // The number of the test, in the evaluator's words.
      std::string source = test.number.negative ? "-0." : "0.";
      source += test.number.digits.empty() ? "0" : test.number.digits;
      source += "e" + std::to_string(test.number.point);
      return ((*value <=> eval::read_decimal(source)) == test.holds_if) == test.required;
    });
  }
};

NumberTest test_of(char op, const char* number, bool required = true) {
  return {op == '<'   ? std::strong_ordering::less
          : op == '>' ? std::strong_ordering::greater
                      : std::strong_ordering::equal,
          read_decimal(number), required};
}

const std::vector<NumberQuestion>& number_questions() {
  static const std::vector<NumberQuestion> kAll{
      {{test_of('=', "1")}},
      {{test_of('=', "0")}},
      {{test_of('=', "-10.5")}},
      {{test_of('>', "0")}},
      {{test_of('<', "0.01")}},
      {{test_of('>', "99")}},
      {{test_of('=', "1", false)}},
      {{test_of('>', "-1", false)}},
      {{test_of('>', "1"), test_of('<', "1.01")}},
      {{test_of('>', "1"), test_of('<', "1e3")}},
      {{test_of('=', "1", false), test_of('>', "0.9"), test_of('<', "11")}},
      {{test_of('=', "1e-3"), test_of('=', "11", false)}},
      {{test_of('>', "1e300")}},
      {{test_of('=', "123456789012345678901")}},
  };
  return kAll;
}

State read(DecimalReader& reader, std::u32string_view text) {
  State state = reader.start();
  for (const char32_t c : text) state = reader.next(state, c);
  return state;
}

TEST(DecimalReader, ShortTexts) {
  constexpr std::u32string_view kAlphabet = U"109.eE+-x";
  std::vector<std::u32string> texts{U""};
  for (std::size_t begin = 0, length = 1; length <= 5; ++length) {
    const std::size_t end = texts.size();
    for (; begin < end; ++begin) {
      for (const char32_t c : kAlphabet) texts.push_back(texts[begin] + c);
    }
  }
  for (const NumberQuestion& question : number_questions()) {
    DecimalReader counted(question.tests, ExponentsOfText::Counted);
    DecimalReader anywhere(question.tests, ExponentsOfText::Anywhere);
    for (const std::u32string& text : texts) {
      const bool holds = question.holds(text);
      const State state = read(counted, text);
      ASSERT_EQ(counted.may_pass(state), holds) << utf8(text);
      ASSERT_EQ(counted.is_number(state), eval::number_in(text).has_value()) << utf8(text);
      const State other = read(anywhere, text);
      ASSERT_EQ(anywhere.is_number(other), counted.is_number(state)) << utf8(text);
      const bool exponent = text.find_first_of(U"eE") != std::u32string::npos;
      ASSERT_TRUE(anywhere.may_pass(other) == holds || (exponent && anywhere.may_pass(other)))
          << utf8(text);
    }
  }
}

// With few digits on either side of the point every exponent is known, however large; beyond that
// what passes is never refused.
TEST(DecimalReader, Exponents) {
  const std::vector<std::u32string> exponents{
      U"0",   U"1",    U"2",     U"3",           U"4",
      U"10",  U"20",   U"21",    U"299",         U"300",
      U"301", U"302",  U"0003",  U"99999999999", U"7",
      U"64",  U"1000", U"65536", U"000000001",   U"18446744073709551617"};
  const std::vector<std::u32string> few{U"1",   U"0",    U"0.0", U"1.0",  U".1", U"10.5",
                                        U"105", U"0.01", U"99",  U"0.99", U"11", U"9"};
  const std::vector<std::u32string> many{
      std::u32string(400, U'0') + U"1",          U"1" + std::u32string(400, U'0'),
      U"." + std::u32string(400, U'0') + U"1",   U"123456789012345678901",
      U"0." + std::u32string(20, U'0') + U"105", std::u32string(30, U'9')};
  const auto judge_all = [&](const std::vector<std::u32string>& mantissas, bool exactly) {
    for (const NumberQuestion& question : number_questions()) {
      DecimalReader counted(question.tests, ExponentsOfText::Counted);
      DecimalReader anywhere(question.tests, ExponentsOfText::Anywhere);
      for (const std::u32string& mantissa : mantissas) {
        for (const std::u32string& exponent : exponents) {
          for (const char32_t* const sign : {U"", U"-", U"+"}) {
            for (const char32_t* const e : {U"e", U"E+", U"e-"}) {
              const std::u32string text = sign + mantissa + e + exponent;
              const bool holds = question.holds(text);
              const bool passes = counted.may_pass(read(counted, text));
              ASSERT_TRUE(passes == holds || (!exactly && passes)) << utf8(text);
              ASSERT_TRUE(!holds || anywhere.may_pass(read(anywhere, text))) << utf8(text);
            }
          }
        }
        for (const char32_t* const sign : {U"", U"-"}) {
          const std::u32string text = sign + mantissa;
          ASSERT_EQ(counted.may_pass(read(counted, text)), question.holds(text)) << utf8(text);
          ASSERT_EQ(anywhere.may_pass(read(anywhere, text)), question.holds(text)) << utf8(text);
        }
      }
    }
  };
  judge_all(few, true);
  judge_all(many, false);
}

TEST(DecimalReader, WhatNoNumberPasses) {
  const auto is_possible = [](std::vector<NumberTest> tests) {
    return DecimalReader(std::move(tests), ExponentsOfText::Counted).is_possible();
  };
  EXPECT_TRUE(is_possible({test_of('=', "1e999999")}));
  EXPECT_TRUE(is_possible({test_of('>', "1"), test_of('<', "1.0000000000000000000000000001")}));
  EXPECT_TRUE(is_possible({test_of('=', "1", false), test_of('>', "1", false)}));
  EXPECT_FALSE(is_possible({test_of('>', "1"), test_of('<', "1")}));
  EXPECT_FALSE(is_possible({test_of('=', "1"), test_of('=', "2")}));
  EXPECT_FALSE(is_possible({test_of('=', "1"), test_of('=', "1.0", false)}));
  EXPECT_FALSE(is_possible({test_of('>', "0"), test_of('>', "-1", false)}));
  // Any text that is no number.
  EXPECT_TRUE(
      is_possible({test_of('=', "1", false), test_of('>', "1", false), test_of('<', "1", false)}));
}

}  // namespace
}  // namespace filtercheck::values
