// The classes of strings: each is what its member is to the evaluator, no short string is in none
// of them, and none is there twice. And how a class is compared with a test.
#include <gtest/gtest.h>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "values/scalar_classes.hpp"

namespace filtercheck::values {
namespace {

struct Declared {
  Pattern pattern;
  Reading reading;
  ScalarClasses::Added added;
};

const Comparison& comparison(const Declared& declared) {
  return std::get<Comparison>(declared.pattern.expression->node);
}

// `= "a"` and so on; with an f before it, under the reading FirstOccurrence.
std::vector<Declared> declare(const std::vector<std::string>& conditions, ScalarClasses& scalars) {
  std::vector<Declared> all;
  for (const std::string& condition : conditions) {
    const bool first = condition.starts_with('f');
    const Reading reading = first ? Reading::FirstOccurrence : Reading::Glob;
    all.push_back(
        {parse("{ $.a " + condition.substr(first ? 1 : 0) + " }", Limits::beyond_aws()).value(),
         reading,
         {}});
    all.back().added = scalars.add(comparison(all.back()).literal, reading);
  }
  return all;
}

std::vector<bool> outcomes(const std::vector<Declared>& all, const ScalarClasses& scalars,
                           const ValueClass& value) {
  std::vector<bool> said;
  for (const Declared& one : all) {
    const auto& [selector, op, literal] = comparison(one);
    said.push_back(ScalarClasses::holds(scalars.test(op, literal, one.added), value));
  }
  return said;
}

std::vector<bool> outcomes(const std::vector<Declared>& all, const std::u32string& text) {
  std::vector<bool> said;
  const std::string event = "{\"a\":" + base::json_string(text) + "}";
  for (const Declared& one : all) said.push_back(matches(one.pattern, event, one.reading));
  return said;
}

void add_all(std::u32string_view alphabet, std::size_t length, std::set<std::u32string>& texts) {
  texts.insert(U"");
  std::set<std::u32string> longest{U""};
  for (std::size_t n = 0; n < length; ++n) {
    std::set<std::u32string> next;
    for (const std::u32string& text : longest) {
      for (const char32_t c : alphabet) next.insert(text + c);
    }
    texts.insert(next.begin(), next.end());
    longest = std::move(next);
  }
}

class ValuesStringClasses : public testing::TestWithParam<std::vector<std::string>> {};

void check(const std::vector<std::string>& conditions, const std::vector<std::u32string>& natural) {
  ScalarClasses scalars;
  const std::vector<Declared> all = declare(conditions, scalars);
  Budget budget;
  const std::vector<ValueClass> classes = scalars.classes(natural, budget);
  ASSERT_EQ(budget.exceeded, "");
  std::set<Outcome> seen;
  std::set<std::u32string> members;
  for (const ValueClass& value : classes) {
    if (value.shape != Shape::String) continue;
    const std::string text = base::json_string(value.text);
    for (const char32_t c : value.text) EXPECT_TRUE(c < 0xD800 || (0xDFFF < c && c < 0x110000));
    EXPECT_TRUE(seen.insert(Collector::outcome(value)).second) << text;
    EXPECT_EQ(outcomes(all, scalars, value), outcomes(all, value.text)) << text;
    EXPECT_EQ(value.literal, scalars.tests().literal_of(value.text)) << text;
    EXPECT_EQ(value.accepted, scalars.tests().accepted(value.text)) << text;
    EXPECT_EQ(value.cell, -1) << text;
    EXPECT_FALSE(value.doubtful_text || value.too_large) << text;
    members.insert(value.text);
  }
  std::set<std::u32string> texts{U"1", U"1.0", U"aaaaaaaa", U"abababab", U"bbbbbbbb", U"aaaaaaab"};
  add_all(U"abcx1\u00e9", 4, texts);
  add_all(U"ab", 7, texts);
  for (const std::u32string& text : texts) {
    const Outcome outcome{scalars.tests().literal_of(text), scalars.tests().accepted(text), -1};
    EXPECT_TRUE(seen.contains(outcome)) << base::json_string(text);
  }
  // Of the natural texts, each, or one before it of the same class.
  std::set<std::vector<bool>> met;
  for (const std::u32string& text : natural) {
    if (scalars.tests().literal_of(text) >= 0) continue;
    const bool fresh = met.insert(scalars.tests().accepted(text)).second;
    if (!scalars.tests().automata.empty()) {
      EXPECT_EQ(members.contains(text), fresh) << base::json_string(text);
    }
  }
}

TEST_P(ValuesStringClasses, AreThoseOfAllStrings) { check(GetParam(), {}); }

TEST_P(ValuesStringClasses, PreferNaturalTexts) { check(GetParam(), {U"abc", U"b", U"GetObject"}); }

using Case = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(
    Of, ValuesStringClasses,
    testing::Values(
        Case{"= \"a\""}, Case{"= \"abc\"", "= \"b\""}, Case{"= \"x\"", "= \"xx\"", "!= \"abc\""},
        Case{"= 1", "= 1.0", "< 5"}, Case{"= \"a*\""}, Case{"= \"a*b*\"", "= \"a\""},
        Case{"= %^[^0-z]%", "= \"a*\"", "= \"a\""}, Case{"= %^[^a]|^$%", "= \"a\""},
        Case{"= \"*a\""}, Case{"= \"*a*\""}, Case{"= \"a*\"", "= \"*b\"", "= \"ab\"", "= \"aab\""},
        Case{"= \"*\"", "= \"\""},
        Case{"= \"*\"", "= \"a\"", "= \"b\"", "= \"aa\"", "= \"ab\"", "= \"aab\"", "= \"x\""},
        Case{"= \"a*b*a\"", "= \"aba\"", "= \"abba\""},
        Case{"= \"ab*\"", "= \"abc*\"", "= \"abcx\""},
        Case{"= \"*a*\"", "= \"*b*\"", "= \"*c*\"", "= \"*x*\""}, Case{"= \"*ab\"", "f= \"*ab\""},
        Case{"f= \"*ab*ab\"", "= \"*ab*ab\"", "= \"*b*\""},
        Case{"f= \"*a\"", "= \"*a\"", "= \"a\"", "= \"ba\""},
        Case{"= %^a+$%", "= \"a\"", "= \"aa\""}, Case{"= %^$%"}, Case{"= %^$%", "= \"\""},
        Case{"= %^%", "= \"a\""}, Case{"= %$^%"},
        Case{"= %^[ab]{2}$%", "= \"aa\"", "= \"ab\"", "= \"ba\"", "= \"bb\""},
        Case{"= %^[ab]{2}$%", "= \"aa\"", "= \"ab\"", "= \"ba\""},
        Case{"= %^[ab]$%", "= \"a\"", "= \"b\""}, Case{"= %^.$%", "= \"a\"", "= \"1\""},
        Case{"= %b.a%", "= \"*ab*\"", "= \"bba\""}, Case{"= %a%", "= \"*a*\""},
        Case{"= \"\u00e9*\"", "= \"\u00e9\"", "= \"\u00e9a\""},
        Case{"= %^[^a]*$%", "= \"*a*\"", "= \"b\""},
        Case{"= %^...$%", "= \"*a*a*\"", "= \"aba\"", "!= \"bab\""},
        Case{"= \"a*\"", "= 1", "= \"1*\""}, Case{"= %^a{4}$%", "= %a{4}%", "= \"aaaa\""},
        Case{"= %^a%", "= %b$%", "= %^b%", "= \"ab\""}));

TEST(ValuesStrings, GivenClassesStayFirst) {
  const ValueClass null{Shape::Null};
  const ValueClass missing{Shape::Missing};
  for (const char* const condition : {"= \"a\"", "= \"a*\""}) {
    ScalarClasses scalars;
    declare({condition}, scalars);
    Budget budget;
    const std::vector<ValueClass> classes = scalars.classes({}, budget, {null, missing});
    ASSERT_GE(classes.size(), 4U);
    EXPECT_EQ(classes[0].shape, Shape::Null);
    EXPECT_EQ(classes[1].shape, Shape::Missing);
    EXPECT_EQ(classes[2].shape, Shape::String);
  }
}

// Where no automaton is: a natural text that is no literal, or another text.
TEST(ValuesStrings, AnotherText) {
  const auto other = [](const std::vector<std::string>& conditions,
                        const std::vector<std::u32string>& natural) {
    ScalarClasses scalars;
    declare(conditions, scalars);
    Budget budget;
    for (const ValueClass& value : scalars.classes(natural, budget))
      if (value.shape == Shape::String && value.literal < 0) return value.text;
    return std::u32string();
  };
  EXPECT_EQ(other({"= \"a\""}, {}), U"x");
  EXPECT_EQ(other({"= \"x\""}, {}), U"xx");
  EXPECT_EQ(other({"= \"a\""}, {U"a", U"b", U"c"}), U"b");
  EXPECT_EQ(other({"= \"a\"", "= \"b\""}, {U"a", U"b"}), U"x");
}

std::string exceeded(const std::vector<std::string>& conditions) {
  ScalarClasses scalars;
  declare(conditions, scalars);
  Budget budget;
  scalars.classes({}, budget);
  return budget.exceeded;
}

TEST(ValuesStrings, WhatExceedsTheBudget) {
  EXPECT_EQ(exceeded({"= %a.{20}$%"}),
            "the text conditions on one field have more than 4096 combined states");
  std::vector<std::string> many;
  for (char c = 'A'; c <= 'Z'; ++c) many.push_back(std::string("= \"*") + c + "*\"");
  EXPECT_EQ(exceeded(many), "the text conditions on one field have too many combined states");
  std::string long_regex;
  for (int i = 0; i < 21; ++i) long_regex += "a{1000}";
  EXPECT_EQ(exceeded({"= %" + long_regex + "%"}),
            "a regex has more than 20000 steps when its repetitions are written out");
  EXPECT_EQ(exceeded({"= %a.{8}$%"}), "");
}

// Literals do not count among the states.
TEST(ValuesStrings, LongLiteralsDoNotExceedIt) {
  const auto equal = [](std::size_t length, char c) {
    return "= \"" + std::string(length, c) + "\"";
  };
  EXPECT_EQ(exceeded({"= \"a*\"", equal(3'000, 'b')}), "");
  EXPECT_EQ(exceeded({"= \"a*\"", equal(9'000, 'b')}), "");
  EXPECT_EQ(exceeded({"= \"a*\"", equal(9'000, 'b'), equal(9'000, 'c')}), "");
  EXPECT_EQ(exceeded({"= \"a*\"", equal(9'000, 'b'), equal(9'001, 'b'), equal(100, 'c')}), "");
}

// Of numbers, where strings do not.
TEST(ValuesStrings, WhatNumbersExceed) {
  EXPECT_EQ(exceeded({"= %1.{8}$%", "> 1e20"}),
            "the conditions on the text of one number have more than 4096 combined states");
  std::vector<std::string> many{"= %\\.\\.%"};
  for (char c = '1'; c <= '6'; ++c) many.push_back(std::string("= \"*") + c + "*\"");
  EXPECT_EQ(exceeded(many), "the text conditions on one field have too many combined states");
}

// ---- Tests of a class ---------------------------------------------------------------------------

TEST(ValuesScalars, FreshOnesAreNothing) {
  const ScalarClasses::Added added;
  EXPECT_EQ(added.literal, -1);
  EXPECT_EQ(added.automaton, -1);
  const ScalarClasses::Test test{Operator::Equal};
  EXPECT_EQ(test.literal, -1);
  EXPECT_EQ(test.automaton, -1);
  EXPECT_EQ(test.cell, -1);
  const ValueClass value;
  EXPECT_EQ(value.shape, Shape::Missing);
  EXPECT_EQ(value.literal, -1);
  EXPECT_EQ(value.cell, -1);
  EXPECT_FALSE(value.doubtful_text);
  EXPECT_FALSE(value.too_large);
}

TEST(ValuesScalars, LiteralsAreDeclaredOnce) {
  ScalarClasses scalars;
  const auto all = declare({"= \"a\"", "= \"b\"", "= \"a*\"", "= %b%", "= \"a\"", "f= \"a*\"",
                            "= %b%", "= \"a*\"", "f= \"a*\"", "= \"%b\"", "= 5", "= \"5\""},
                           scalars);
  const std::vector<std::pair<std::int32_t, std::int32_t>> expected{
      {0, -1}, {1, -1}, {-1, 0}, {-1, 1}, {0, -1}, {-1, 2},
      {-1, 1}, {-1, 0}, {-1, 2}, {2, -1}, {3, -1}, {3, -1}};
  ASSERT_EQ(all.size(), expected.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].added.literal, expected[i].first) << i;
    EXPECT_EQ(all[i].added.automaton, expected[i].second) << i;
  }
  EXPECT_EQ(scalars.tests().literals.size(), 4U);
  EXPECT_EQ(scalars.tests().automata.size(), 3U);
  EXPECT_EQ(scalars.tests().literal_of(U"b"), 1);
  EXPECT_EQ(scalars.tests().literal_of(U"c"), -1);
}

TEST(ValuesScalars, OneText) {
  EXPECT_TRUE((ScalarClasses::Test{Operator::Equal, 0}.is_one_text()));
  EXPECT_TRUE((ScalarClasses::Test{Operator::Equal, 3}.is_one_text()));
  EXPECT_FALSE((ScalarClasses::Test{Operator::NotEqual, 0}.is_one_text()));
  EXPECT_FALSE((ScalarClasses::Test{Operator::Equal, -1, 0}.is_one_text()));
  EXPECT_FALSE((ScalarClasses::Test{Operator::Equal, 0, -1, 0}.is_one_text()));
  EXPECT_FALSE((ScalarClasses::Test{Operator::Equal, 0, -1, 3}.is_one_text()));
}

TEST(ValuesScalars, FiniteNumbers) {
  EXPECT_TRUE(is_finite_number(Shape::Integer));
  EXPECT_TRUE(is_finite_number(Shape::Float));
  for (const Shape shape : {Shape::Missing, Shape::Null, Shape::True, Shape::False, Shape::Object,
                            Shape::Array, Shape::String, Shape::Infinite})
    EXPECT_FALSE(is_finite_number(shape));
}

TEST(ValuesScalars, CellsOfNumbers) {
  ScalarClasses scalars;
  declare({"= 2", "> 1", "= \"2.0\"", "< 2", "= 1.50"}, scalars);
  Budget budget;
  scalars.classes({}, budget);
  EXPECT_EQ(scalars.tests().cuts.size(), 3U);
  const std::vector<std::pair<const char*, std::int32_t>> cells{
      {"0", 0}, {"1", 1}, {"1.25", 2}, {"1.5", 3}, {"1.75", 4}, {"2", 5}, {"3", 6}};
  for (const auto& [number, cell] : cells)
    EXPECT_EQ(scalars.tests().cell_of(read_decimal(number)), cell) << number;
}

// All operators, for a string, for numbers in the cells below, at and above, and for one that is
// not finite.
TEST(ValuesScalars, OperatorsAndNumbers) {
  const struct {
    Operator op;
    std::vector<bool> of_cells;  // 0, 1, 2
    bool of_infinite;
    bool of_string;  // that is the literal
    bool of_another;
  } cases[] = {
      {Operator::Equal, {false, true, false}, false, true, false},
      {Operator::NotEqual, {true, false, true}, false, false, true},
      {Operator::Less, {true, false, false}, false, false, false},
      {Operator::LessEqual, {true, true, false}, false, false, false},
      {Operator::Greater, {false, false, true}, false, false, false},
      {Operator::GreaterEqual, {false, true, true}, false, false, false},
  };
  const ValueClass infinite{Shape::Infinite, U"1e309"};
  for (const auto& c : cases) {
    // The numbers at the cut have the text of the literal, the others have not.
    const ScalarClasses::Test test{c.op, 0, -1, 1};
    for (std::int32_t cell = 0; cell < 3; ++cell) {
      for (const Shape shape : {Shape::Integer, Shape::Float}) {
        const ValueClass value{shape, U"1", cell == 1 ? 0 : -1, {}, cell};
        EXPECT_EQ(ScalarClasses::holds(test, value), c.of_cells[static_cast<std::size_t>(cell)]);
      }
    }
    EXPECT_EQ(ScalarClasses::holds(test, infinite), c.of_infinite);
    EXPECT_EQ(ScalarClasses::holds(test, {Shape::String, U"1", 0}), c.of_string);
    EXPECT_EQ(ScalarClasses::holds(test, {Shape::String, U"2", -1}), c.of_another);
    EXPECT_EQ(ScalarClasses::holds(test, {Shape::String, U"2", 1}), c.of_another);
    // At the first cut's cell 0, too.
    const ScalarClasses::Test lowest{c.op, 0, -1, 0};
    EXPECT_EQ(ScalarClasses::holds(lowest, {Shape::Integer, U"1", 5, {}, 0}), c.of_cells[1]);
  }
}

}  // namespace
}  // namespace filtercheck::values
