// Every value that is found is replayed by `matches`; every core is checked to be minimal, and is
// proved to the verifier of certificates; and whether there is a value at all
// is compared with the complete classes of ScalarClasses.
#include "values/value_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bitset>
#include <ctime>
#include <deque>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/unicode.hpp"
#include "eval/text.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "values/budget.hpp"
#include "values/scalar_classes.hpp"
#include "verify/place.hpp"

namespace filtercheck::values {

void PrintTo(ValueAnswer::Kind kind, std::ostream* out) {
  constexpr const char* kNames[] = {"Found", "None", "Unknown"};
  *out << kNames[static_cast<int>(kind)];
}

namespace {

using Kind = ValueAnswer::Kind;

// Tests as conditions on $.a: `= "Put*"`; with a `!` before it, forbidden.
class Tests {
 public:
  explicit Tests(const std::vector<std::string>& conditions, Reading reading = Reading::Glob)
      : reading_(reading) {
    for (const std::string& condition : conditions) add(condition);
  }

  void add(const std::string& condition) {
    const bool required = condition.front() != '!';
    text_ += (text_.empty() ? "" : "\n") + condition;
    const std::string pattern = "{ $.a " + condition.substr(required ? 0 : 1) + " }";
    const Result<Pattern> parsed = parse(pattern, Limits::beyond_aws());
    ASSERT_TRUE(parsed.ok()) << pattern;
    patterns_.push_back(parsed.value());
    const auto& comparison = std::get<Comparison>(patterns_.back().expression->node);
    const auto kind = comparison.op == Operator::Less      ? ValueTest::Kind::Less
                      : comparison.op == Operator::Greater ? ValueTest::Kind::Greater
                                                           : ValueTest::Kind::Equal;
    tests_.push_back({kind, &comparison.literal, reading_, required});
  }

  const std::vector<ValueTest>& all() const { return tests_; }
  const std::string& text() const { return text_; }
  Reading reading() const { return reading_; }
  const Comparison& comparison(std::size_t i) const {
    return std::get<Comparison>(patterns_[i].expression->node);
  }

  bool pass(const std::string& json) const {
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      if (matches(patterns_[i], "{\"a\":" + json + "}", reading_) != tests_[i].required)
        return false;
    }
    return true;
  }

 private:
  Reading reading_;
  std::deque<Pattern> patterns_;
  std::vector<ValueTest> tests_;
  std::string text_;
};

std::string json_of(ValueShape shape, const std::u32string& text) {
  if (shape == ValueShape::String) return base::json_string(text);
  return {text.begin(), text.end()};
}

verify::Variable variable_of(const ValueTest& test) {
  using enum verify::VariableKind;
  const auto kind = test.kind == ValueTest::Kind::Equal  ? Equal
                    : test.kind == ValueTest::Kind::Less ? Less
                                                         : Greater;
  verify::Variable variable{};
  variable.kind = kind;
  variable.test.literal = *test.literal;
  return variable;
}

// What the verifier has against the clause that says that no value of the shape passes the tests.
std::string why_not(ValueShape shape, const std::vector<ValueTest>& tests,
                    const std::vector<ClosureElement>& closure) {
  constexpr verify::Shape kVerified[] = {verify::Shape::String, verify::Shape::Integer,
                                         verify::Shape::Float, verify::Shape::Infinite};
  verify::Claim claim;
  claim.reading = tests.front().reading;
  claim.variables.emplace_back().kind = verify::VariableKind::Shape;
  claim.variables.front().shape = kVerified[static_cast<int>(shape)];
  verify::Clause clause;
  clause.by = verify::Rule::Place;
  clause.literals = {-1};
  for (const ValueTest& test : tests) {
    claim.variables.push_back(variable_of(test));
    const auto number = static_cast<verify::ClauseLiteral>(claim.variables.size());
    clause.literals.push_back(test.required ? -number : number);
  }
  std::vector<verify::Element> elements;
  for (const ClosureElement& element : closure) {
    elements.push_back({element.word, {}});
    for (const auto& regex : element.regexes) {
      verify::ElementPositions positions;
      if (const auto* list = std::get_if<std::vector<std::int32_t>>(&regex)) {
        positions = {true, {list->begin(), list->end()}};
      } else {
        positions = {false, {std::get<std::int32_t>(regex)}};
      }
      elements.back().regexes.push_back(std::move(positions));
    }
  }
  clause.string = clause.integer = clause.floating = std::move(elements);
  try {
    verify::Work work(10'000'000'000);
    verify::check_place(claim, clause, work);
  } catch (const verify::NotProved& refusal) {
    return refusal.what();
  }
  return "";
}

std::vector<ValueTest> core_of(const ValueAnswer& answer, const Tests& tests) {
  std::vector<ValueTest> core;
  for (const std::size_t i : answer.core) core.push_back(tests.all()[i]);
  return core;
}

// Asks, and checks all that an answer says of itself.
ValueAnswer ask(ValueShape shape, const Tests& tests) {
  const ValueAnswer answer = find_value(shape, tests.all(), {});
  if (answer.kind == Kind::Found) {
    const std::string json = json_of(shape, answer.text);
    EXPECT_TRUE(tests.pass(json)) << json << "\n" << tests.text();
  }
  if (answer.kind == Kind::None) {
    const std::vector<ValueTest> core = core_of(answer, tests);
    if (const auto closure = closure_of(shape, core)) {
      EXPECT_EQ(why_not(shape, core, *closure), "") << tests.text();
    }
    EXPECT_EQ(find_value(shape, core, {}).kind, Kind::None) << tests.text();
    for (std::size_t i = 0; i < core.size() && core.size() <= 12; ++i) {
      std::vector<ValueTest> rest = core;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_NE(find_value(shape, rest, {}).kind, Kind::None)
          << "not minimal without " << answer.core[i] << "\n"
          << tests.text();
    }
  }
  return answer;
}

// Every answer, with the time it took.
ValueAnswer timed(const char* name, ValueShape shape, const Tests& tests) {
  const std::clock_t begin = std::clock();  // of the processor, which others use too
  const ValueAnswer answer = find_value(shape, tests.all(), {});
  const double took = 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::cout << "  " << name << ": " << testing::PrintToString(answer.kind) << ", "
            << answer.core.size() << " in the core, " << took << " ms\n";
  return ask(shape, tests);
}

// --- Small cases
// -----------------------------------------------------------------------------------

struct Case {
  ValueShape shape;
  std::vector<std::string> tests;
  std::string found;              // empty: none
  std::vector<std::size_t> core;  // if none
};

TEST(ValueSearch, SmallCases) {
  using enum ValueShape;
  const std::vector<Case> cases{
      {String, {}, "x", {}},
      {String, {"= \"Put*\"", "= \"*Acl\""}, "PutAcl", {}},
      {String, {"= \"Put*\"", "!= \"*Acl\""}, "Put", {}},
      {String, {"= 1", "= 1.0"}, "", {0, 1}},
      {String, {"= 1", "= \"1*\""}, "1", {}},
      {String, {"> 1"}, "", {0}},
      {String, {"!> 1"}, "x", {}},
      {String, {"= \"abc\"", "= \"x*\"", "= \"b*\""}, "", {0, 1}},
      {String, {"= \"a*\"", "!= \"*\""}, "", {1}},
      {String, {"= \"x*\"", "= \"a*\"", "!= \"b*\""}, "", {0, 1}},
      {String, {"!= %$^%"}, "x", {}},
      {String, {"!= %^%"}, "", {0}},
      {String, {"= %^a+$%", "!= \"a\"", "!= \"aa\""}, "aaa", {}},
      {Integer, {"> 5", "< 7"}, "6", {}},
      {Integer, {"> 5", "< 7", "!= 6"}, "", {0, 1, 2}},
      {Integer, {"> 5", "< 6"}, "", {0, 1}},
      {Integer, {"= 0", "!= \"0\""}, "-0", {}},
      {Integer, {"= 1.5"}, "", {0}},
      {Integer, {"= \"*.*\""}, "", {0}},
      {Integer, {"= \"1*\"", "> 5", "< 2000", "!= \"*0*\"", "= \"*1\"", "> 11"}, "111", {}},
      {Integer, {"= 1e400", "> 5"}, "1" + std::string(400, '0'), {}},
      {Integer, {"= 1e20000", "< 5"}, "", {0, 1}},
      {Float, {"= 1.5"}, "1.5", {}},
      {Float, {"= \"1.50\""}, "", {0}},
      {Float, {"> 0.1", "< 0.10000000000000002"}, "", {0, 1}},
      {Float, {"= \"*E*\"", "> 5", "< 20000000"}, "1.0E7", {}},
      {Float, {"= \"*E-4\"", "< 0"}, "-1.0E-4", {}},
      {Float, {"= \"*E-4\"", "> 1"}, "", {0, 1}},
      {Float, {"= 1e400"}, "", {0}},
      {Float, {"= \"4.9E-*\"", "< 5e-324", "> 0"}, "", {1, 2}},
      {Float, {"= \"4.9E-324*\"", "> 4.9e-324"}, "4.9E-324", {}},
      {Float, {"= %^.....$%", "!= %[1-9]%"}, "", {0, 1}},
      {Infinite, {"= \"Inf*\""}, "1e309", {}},
      {Infinite, {"!= \"Inf*\""}, "-1e309", {}},
      {Infinite, {"= 5"}, "", {0}},
      {Infinite, {"!= 5", "= \"I*\"", "= \"-*\""}, "", {1, 2}},
  };
  for (const Case& c : cases) {
    std::vector<std::string> conditions = c.tests;
    for (std::string& condition : conditions) {
      if (condition.starts_with("!=")) condition = "!" + condition.substr(1);
    }
    const Tests tests(conditions);
    const ValueAnswer answer = ask(c.shape, tests);
    const std::string text(answer.text.begin(), answer.text.end());
    EXPECT_EQ(text, c.found) << tests.text();
    EXPECT_EQ(answer.kind, c.core.empty() ? Kind::Found : Kind::None) << tests.text();
    EXPECT_EQ(answer.core, c.core) << tests.text();
    if (!c.core.empty()) {
      EXPECT_TRUE(closure_of(c.shape, core_of(answer, tests))) << tests.text();
    }
  }
}

// What is not so simple that it is in the guesses.
TEST(ValueSearch, BehindTheGuesses) {
  using enum ValueShape;
  const std::string thirty(30, 'a');
  const std::vector<Case> cases{
      // Of texts that are forbidden, those that nothing else rules out matter, also where they are
      // longer than what is enumerated, and none that another test rules out.
      {String, {"= %^[ab]{30}$%", "!= \"" + thirty + "\""}, "*", {}},
      {String, {"= \"*a*\"", "!= \"a\"", "!= \"\""}, "*", {}},
      {String, {"= %^[ab]$%", "!= \"a\"", "!= \"b\"", "!= \"c\""}, "", {0, 1, 2}},
      {Integer, {"= %^[12]$%", "!= 1", "!= 2", "!= 12"}, "", {0, 1, 2}},
      {Integer, {"= %^[12]$%", "!= \"1\"", "!= 2"}, "", {0, 1, 2}},
      // One number, two texts.
      {Integer, {"= %^-?0$%", "!= \"0\"", "!= 0"}, "", {0, 2}},
      {Integer, {"= %^-?0$%", "!= \"0\"", "!= \"-0\"", "!= \"1\""}, "", {0, 1, 2}},
      {Integer, {"= %^0$%", "!= 0"}, "", {0, 1}},
      // One test is enough, behind others.
      {Integer, {"> 5", "< 1e30", "!= %[0-9]%"}, "", {2}},
      {Integer, {"< 1e30", "= \"1*\"", "!= %[0-9]%", "> 5"}, "", {2}},
      {Integer, {"> 0", "< 6", "= \"1*\"", "!= %[1-5]%", "!= \"1*\""}, "", {0, 1, 3}},
      {Integer, {"> 0", "< 4", "!= 1", "!= %[12]%", "!= 3"}, "", {0, 1, 3, 4}},
      {Integer, {"> 0", "< 4", "!= 1", "!= 2", "!= %[12]%", "!= %[23]%"}, "", {0, 1, 2, 5}},
      {Integer, {"> 0", "< 4", "!= 1", "!= %[12]%", "!= %[23]%"}, "", {0, 1, 3, 4}},
      {Integer, {"> 0", "< 4", "!= 1", "!= %[12]%", "!= %[123]%"}, "", {0, 1, 4}},
      {Integer, {"> 0", "< 5", "!= %[12]%", "!= %[23]%", "!= %[34]%"}, "", {0, 1, 2, 4}},
      {String, {"= \"a*\"", "= \"b*\"", "= \"*c*\"", "= \"*d\"", "= %e%"}, "", {0, 1}},
      {String, {"= %e%", "= \"*c*\"", "= \"*d\"", "= \"a*\"", "= \"b*\""}, "", {3, 4}},
      {String, {"= \"a*\"", "= %e%", "= \"*d\"", "= \"*c*\"", "= \"b*\""}, "", {0, 4}},
      // Between the two characters there is none.
      {String,
       {"= \"*\uD7FF*\"", "= \"*\uE000*\"", "!= \"\uD7FF\uE000\"", "!= \"\uD7FFx\uE000\""},
       "*",
       {}},
      // A text that is no double's is found first, and one that is not by looking at each.
      {Float, {"= %^9\\.\\d{16}$|^-2\\.2250738585072014E-308$%"}, "-2.2250738585072014E-308", {}},
      {Float, {"= %^-0\\.30000000000000004$|^0\\.[5-9]\\d{16}$%"}, "-0.30000000000000004", {}},
      {Float, {"= \"4.9*\"", "= \"*E-324\""}, "4.9E-324", {}},
      {Float, {"= \"*E-324\"", "< 0", "!= \"*4*4\""}, "-9.9E-324", {}},
  };
  for (const Case& c : cases) {
    const Tests tests(c.tests);
    const ValueAnswer answer = ask(c.shape, tests);
    EXPECT_EQ(answer.kind, c.core.empty() ? Kind::Found : Kind::None) << tests.text();
    EXPECT_EQ(answer.core, c.core) << tests.text();
    if (c.core.empty() && c.found != "*") {
      EXPECT_EQ(std::string(answer.text.begin(), answer.text.end()), c.found) << tests.text();
    }
    if (!c.core.empty()) {
      EXPECT_TRUE(closure_of(c.shape, core_of(answer, tests))) << tests.text();
    }
  }
}

// Of a number that no event holds in full only what its value shows is known: never that there is
// none because of its text, and never a text.
TEST(ValueSearch, NumbersOfTooManyDigits) {
  const std::vector<std::vector<std::string>> unknown{{"= 1e20000"},
                                                      {"= 1e20000", "= \"*0\""},
                                                      {"= 1e20000", "= %0$%"},
                                                      {"= 1e20000", "!= \"5\""},
                                                      {"= 1e20000", "= \"10*\"", "> 5"}};
  for (const std::vector<std::string>& conditions : unknown) {
    const Tests tests(conditions);
    const ValueAnswer answer = find_value(ValueShape::Integer, tests.all(), {});
    EXPECT_EQ(answer.kind, Kind::Unknown) << tests.text();
    EXPECT_FALSE(answer.exceeded.empty()) << tests.text();
  }
  for (const auto& conditions : {std::vector<std::string>{"= 1e20000", "!= 1e20000"},
                                 {"= 1e20000", "!> 1e20000", "< 1e20000"},
                                 {"!= 1e20000", "!= 1e20000", "= 1e20000"}}) {
    EXPECT_EQ(ask(ValueShape::Integer, Tests(conditions)).kind, Kind::None);
  }
}

TEST(ValueSearch, NumbersFromOneOfTooManyDigits) {
  EXPECT_NE(ask(ValueShape::Integer, Tests({"!< 1e10000", "< 1e10001"})).kind, Kind::None);
}

TEST(ValueSearch, NumbersBetweenOnesOfTooManyDigits) {
  EXPECT_NE(ask(ValueShape::Integer, Tests({"> 1e10000", "< 1e10001"})).kind, Kind::None);
}

TEST(ValueSearch, WhatRunsOutIsSaid) {
  std::string steps = "= %";
  for (int i = 0; i < 25; ++i) steps += "a{900}";
  const ValueAnswer regex = find_value(ValueShape::String, Tests({steps + "%"}).all(), {});
  EXPECT_EQ(regex.kind, Kind::Unknown);
  EXPECT_FALSE(regex.exceeded.empty());
  Tests doubles({});
  for (int i = 10; i < 40; ++i) doubles.add("= \"*" + std::to_string(i) + "*\"");
  const ValueAnswer many = find_value(ValueShape::Float, doubles.all(), {});
  EXPECT_EQ(many.kind, Kind::Unknown);
  EXPECT_FALSE(many.exceeded.empty());
  const Tests states({"= %a.{200}$%", "= %b.{200}$%", "= %c%"});
  const ValueAnswer combined = find_value(ValueShape::String, states.all(), {});
  EXPECT_EQ(combined.kind, Kind::Unknown);
  EXPECT_FALSE(combined.exceeded.empty());
}

// Where work runs out while a core is made smaller, what is not known to be needless stays.
TEST(ValueSearch, CoresOfHardConflicts) {
  for (const char* const length : {"260", "280"}) {
    const std::string rest = std::string(".{") + length + "}$%";
    const Tests tests({"= %a" + rest, "= %b" + rest, "!= %^a%"});
    const ValueAnswer answer = find_value(ValueShape::String, tests.all(), {});
    ASSERT_EQ(answer.kind, Kind::None);
    ASSERT_GE(answer.core.size(), 2u);
    EXPECT_EQ(answer.core[0], 0u);
    EXPECT_EQ(answer.core[1], 1u);
  }
}

// States that were looked at: none for a guess.
TEST(ValueSearch, WorkIsCounted) {
  const auto work = [](ValueShape shape, const std::vector<std::string>& conditions) {
    const Tests tests(conditions);
    return find_value(shape, tests.all(), {}).work;
  };
  EXPECT_EQ(work(ValueShape::String, {"= \"a*\""}), 0u);
  const std::size_t searched = work(ValueShape::String, {"= %^[ab]{30}$%"});
  EXPECT_GE(searched, 30u);
  EXPECT_LE(searched, 100'000u);
  const std::size_t enumerated = work(ValueShape::Float, {"= %^0\\.1\\d{16}$%"});
  EXPECT_GE(enumerated, 16u);
  EXPECT_LE(enumerated, Budget::kValueWork);
}

// --- All small literals
// ---------------------------------------------------------------------------

// Any two or three literals over `a`, `b` and `*`, required and forbidden, against all short texts.
// What is found is looked at; that there is none means that no short text passes; and no test of a
// core is needless where one short text passes the others.
class SmallLiterals {
 public:
  SmallLiterals(std::size_t length, Reading reading) : reading_(reading) {
    texts_ = words(U"abx", 6);
    for (const std::u32string& literal : words(U"ab*", length)) {
      if (literal.empty()) continue;
      literals_.push_back(literal);
      values_.emplace_back(Text{std::string(literal.begin(), literal.end())});
      passes_.emplace_back();
      for (std::size_t t = 0; t < kTexts; ++t)
        passes_.back()[t] = eval::wildcard_match(texts_[t], literal, reading);
    }
  }

  std::size_t size() const { return literals_.size(); }

  using Asked = std::pair<std::size_t, bool>;  // which literal; required
  void judge(const std::vector<Asked>& asked) const {
    std::vector<ValueTest> tests;
    for (const auto& [i, required] : asked)
      tests.push_back({ValueTest::Kind::Equal, &values_[i], reading_, required});
    const ValueAnswer answer = find_value(ValueShape::String, tests, {});
    if (answer.kind == Kind::Found) {
      for (const auto& [i, required] : asked) {
        ASSERT_EQ(eval::wildcard_match(answer.text, literals_[i], reading_), required)
            << described(asked) << std::string(answer.text.begin(), answer.text.end());
      }
      return;
    }
    ASSERT_EQ(answer.kind, Kind::None) << described(asked);
    std::vector<Asked> core;
    for (const std::size_t i : answer.core) core.push_back(asked[i]);
    ASSERT_FALSE(some_text_passes(core)) << described(asked) << "core: " << described(core);
    for (std::size_t i = 0; i < core.size(); ++i) {
      std::vector<Asked> rest = core;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      ASSERT_TRUE(some_text_passes(rest)) << described(asked) << "core: " << described(core);
    }
  }

 private:
  static std::vector<std::u32string> words(std::u32string_view alphabet, std::size_t length) {
    std::vector<std::u32string> all{U""};
    for (std::size_t begin = 0, size = 0; size < length; ++size) {
      for (const std::size_t end = all.size(); begin < end; ++begin) {
        for (const char32_t c : alphabet) all.push_back(all[begin] + c);
      }
    }
    return all;
  }

  bool some_text_passes(const std::vector<Asked>& asked) const {
    std::bitset<kTexts> left;
    left.set();
    for (const auto& [i, required] : asked) left &= required ? passes_[i] : ~passes_[i];
    return left.any();
  }

  std::string described(const std::vector<Asked>& asked) const {
    std::string out = reading_ == Reading::Glob ? "" : "first: ";
    for (const auto& [i, required] : asked) {
      out += required ? "" : "not ";
      out += std::string(literals_[i].begin(), literals_[i].end()) + "; ";
    }
    return out;
  }

  static constexpr std::size_t kTexts = 1093;  // up to 6 characters

  Reading reading_;
  std::vector<std::u32string> texts_;
  std::vector<std::u32string> literals_;
  std::deque<Literal> values_;
  std::vector<std::bitset<kTexts>> passes_;
};

TEST(ValueSearchOfLiterals, TwoOfThem) {
  for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
    const SmallLiterals literals(3, reading);
    for (std::size_t i = 0; i < literals.size(); ++i) {
      for (std::size_t j = 0; j < literals.size(); ++j) {
        literals.judge({{i, true}, {j, false}});
        if (j <= i) literals.judge({{i, true}, {j, true}});
        if (j <= i) literals.judge({{i, false}, {j, false}});
      }
    }
  }
}

// The longer ones, at random: an exhaustive run would be long.
TEST(ValueSearchOfLiterals, SomeOfThem) {
  std::mt19937 random(1);
  for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
    const SmallLiterals literals(4, reading);
    for (int round = 0; round < 1000; ++round) {
      std::vector<SmallLiterals::Asked> asked;
      for (std::size_t n = 2 + random() % 3; n > 0; --n)
        asked.emplace_back(random() % literals.size(), random() % 2 == 0);
      literals.judge(asked);
    }
  }
}

// Bounds, numbers and texts of numbers, against each integer of a range.
TEST(ValueSearchOfLiterals, SmallIntegers) {
  const std::vector<std::string> conditions{"> 0",       "!> 3",          "< 4",        "!< -1",
                                            "= 2",       "!= 2",          "!= 0",       "!= \"0\"",
                                            "= \"1*\"",  "!= \"*2\"",     "= %^[13]$%", "!= %[12]%",
                                            "!= \"-*\"", "= %^-?[0-9]$%", "> 1.5",      "!= 1"};
  std::mt19937 random(1);
  for (int round = 0; round < 400; ++round) {
    std::vector<std::string> chosen;
    for (std::size_t n = 2 + random() % 5; n > 0; --n) {
      chosen.push_back(conditions[random() % conditions.size()]);
    }
    const Tests tests(chosen);
    const ValueAnswer answer = ask(ValueShape::Integer, tests);
    bool some = tests.pass("-0");
    for (int i = -20; i <= 20; ++i) some = some || tests.pass(std::to_string(i));
    if (some) {
      EXPECT_EQ(answer.kind, Kind::Found) << tests.text();
    }
  }
}

// The empty text alone passes both `$` and `^`, and only where nothing has been read; no rule of
// certificates tells the two apart.
TEST(ValueSearch, TheEmptyTextByItself) {
  EXPECT_EQ(ask(ValueShape::String, Tests({"= %$^%"})).text, U"");
  EXPECT_EQ(ask(ValueShape::String, Tests({"!= %.%"})).text, U"");
  for (const std::vector<std::string>& conditions : {std::vector<std::string>{"= %^$%", "!= %$^%"},
                                                     {"= %$^%", "!= \"\""},
                                                     {"= %$^%", "= %a%"}}) {
    const ValueAnswer answer = ask(ValueShape::String, Tests(conditions));
    EXPECT_EQ(answer.kind, Kind::None) << testing::PrintToString(conditions);
    EXPECT_EQ(answer.core, (std::vector<std::size_t>{0, 1})) << testing::PrintToString(conditions);
  }
  const Tests apart({"= %^$%", "!= %$^%"});
  EXPECT_FALSE(closure_of(ValueShape::String, apart.all()));
}

TEST(ValueSearch, PrefersNaturalTexts) {
  const Tests tests({"= \"Put*\"", "!= \"PutObject\""});
  const ValueAnswer answer =
      find_value(ValueShape::String, tests.all(), {U"GetObject", U"PutObject", U"PutObjectAcl"});
  EXPECT_EQ(answer.text, U"PutObjectAcl");
}

TEST(ValueSearch, ReadingsDiffer) {
  const std::vector<std::string> conditions{"= \"*ab\"", "= \"*ab*ab*\""};
  EXPECT_EQ(ask(ValueShape::String, Tests(conditions)).kind, Kind::Found);
  const Tests first(conditions, Reading::FirstOccurrence);
  EXPECT_EQ(ask(ValueShape::String, first).kind, Kind::None);
}

// --- Hostile families
// ------------------------------------------------------------------------------

std::string contains(int number, bool letters) {
  std::string text = std::to_string(number);
  if (letters) {
    for (char& c : text) c = static_cast<char>(c - '0' + 'a');
  }
  return "= \"*" + text + "*\"";
}

TEST(ValueSearch, ManyTextsAtOnce) {
  for (const bool letters : {false, true}) {
    Tests all({});
    for (int i = 10; i < 40; ++i) all.add(contains(i, letters));
    EXPECT_EQ(timed("30 texts", ValueShape::String, all).kind, Kind::Found);
    Tests more({});
    for (int i = 0; i < 100; ++i) more.add(contains(100 + 7 * i, letters));
    EXPECT_EQ(timed("100 texts", ValueShape::String, more).kind, Kind::Found);
    Tests none({});
    for (int i = 10; i < 40; ++i) none.add("!" + contains(i, letters));
    EXPECT_EQ(timed("30 forbidden", ValueShape::String, none).kind, Kind::Found);
    none.add("= %^.{50}$%");
    EXPECT_EQ(timed("30 forbidden in 50", ValueShape::String, none).kind, Kind::Found);
    Tests mixed({});
    for (int i = 10; i < 70; ++i) mixed.add((i % 2 == 0 ? "" : "!") + contains(i, letters));
    EXPECT_EQ(timed("30 and 30 forbidden", ValueShape::String, mixed).kind, Kind::Found);
    mixed.add("!" + contains(20, letters));
    EXPECT_EQ(timed("a contradiction among 60", ValueShape::String, mixed).core.size(), 2u);
  }
}

TEST(ValueSearch, ManyTextsOfNumbers) {
  Tests integers({});
  for (int i = 10; i < 40; ++i) integers.add(contains(i, false));
  EXPECT_EQ(timed("30 texts of integers", ValueShape::Integer, integers).kind, Kind::Found);
  // No text of a double is that long; but to show it is to pack thirty texts into one.
  EXPECT_NE(timed("30 texts of doubles", ValueShape::Float, integers).kind, Kind::Found);
  integers.add("> 5");
  integers.add("!= \"*45*\"");
  EXPECT_EQ(timed("30 texts, a bound", ValueShape::Integer, integers).kind, Kind::Found);
  integers.add("< 1e20");
  EXPECT_NE(timed("30 texts, too small", ValueShape::Integer, integers).kind, Kind::Found);
  Tests forbidden({"= %^[0-9]{3}$%"});
  for (int i = 0; i < 1000; ++i) forbidden.add("!= " + std::to_string(i));
  const ValueAnswer answer = timed("1,000 numbers", ValueShape::Integer, forbidden);
  EXPECT_EQ(answer.kind, Kind::None);
  EXPECT_EQ(answer.core.size(), 901u);
}

TEST(ValueSearch, ConflictsInNoise) {
  // Three tests that conflict, behind thirty that do not matter.
  Tests three({});
  for (int i = 10; i < 40; ++i) three.add(contains(i, true));
  three.add("= \"x*\"");
  three.add("= \"*y\"");
  three.add("!= \"x*y\"");
  EXPECT_EQ(timed("three in noise", ValueShape::String, three).core,
            (std::vector<std::size_t>{30, 31, 32}));
  Tests order({"!= \"*a*b*\"", "!= \"*b*a*\""});
  for (int i = 30; i < 60; ++i) order.add(contains(i, true));
  order.add("= \"*a*\"");
  order.add("= \"*b*\"");
  EXPECT_EQ(timed("orders in noise", ValueShape::String, order).kind, Kind::None);
}

TEST(ValueSearch, RegexesAreNotDeterminised) {
  EXPECT_EQ(timed("a.{200}$ and not aa.{200}$", ValueShape::String,
                  Tests({"= %a.{200}$%", "!= %aa.{200}$%"}))
                .kind,
            Kind::Found);
  const Tests contained({"= %aa.{200}$%", "!= %a.{200}$%"});
  const ValueAnswer none = timed("aa.{200}$ and not a.{200}$", ValueShape::String, contained);
  EXPECT_EQ(none.kind, Kind::None);
  EXPECT_TRUE(closure_of(ValueShape::String, core_of(none, contained)));
  EXPECT_EQ(
      timed("a.{200}$ and b.{200}$", ValueShape::String, Tests({"= %a.{200}$%", "= %b.{200}$%"}))
          .kind,
      Kind::None);
  EXPECT_EQ(timed("a.{60}b.{60}$ and not", ValueShape::String,
                  Tests({"= %a.{60}b.{60}$%", "!= %a[^c]*b[^c]{60}$%", "!= %c%"}))
                .kind,
            Kind::None);
}

TEST(ValueSearch, ManyLiterals) {
  Tests tests({"= \"Put*\""});
  for (int i = 0; i < 1000; ++i) tests.add("!= \"Put" + std::to_string(i) + "\"");
  EXPECT_EQ(timed("1,000 literals", ValueShape::String, tests).kind, Kind::Found);
  Tests none({"= %^[0-9]{3}$%"});
  for (int i = 0; i < 1000; ++i) {
    const std::string digits = std::to_string(1000 + i).substr(1);
    none.add("!= \"" + digits + "\"");
  }
  const ValueAnswer answer = timed("1,000 literals, all", ValueShape::String, none);
  EXPECT_EQ(answer.kind, Kind::None);
  EXPECT_EQ(answer.core.size(), 1001u);
  Tests numbers({"> 0", "< 900"});
  for (int i = 1; i < 900; ++i) numbers.add("!= " + std::to_string(i));
  EXPECT_EQ(timed("900 numbers in bounds", ValueShape::Integer, numbers).core.size(), 901u);
}

TEST(ValueSearch, DoublesOfManyDigits) {
  EXPECT_EQ(timed("17 digits", ValueShape::Float, Tests({"= %^0\\.1\\d{16}$%"})).kind, Kind::Found);
  // There are 18 digits in no text of a double, but the texts searched have any number.
  const ValueAnswer answer =
      timed("18 digits", ValueShape::Float, Tests({"= %^1\\.2345678901234567\\d9$%"}));
  EXPECT_NE(answer.kind, Kind::Found);
}

// --- Random tests
// ----------------------------------------------------------------------------------

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  std::string from(std::string_view characters, std::size_t most) {
    std::string out;
    for (std::size_t n = below(most + 1); n > 0; --n)
      out.push_back(characters[below(characters.size())]);
    return out;
  }
  std::string condition() {
    const std::string condition = plain_condition();
    return below(2) == 0 ? condition : "!" + condition;
  }
  std::string number() {
    std::string token = below(4) == 0 ? "-" : "";
    token += std::to_string(below(below(3) == 0 ? 100000000 : 30));
    if (below(2) == 0) token += "." + from("0012359", 3) + "1";
    if (below(4) == 0) token += "e" + std::to_string(static_cast<int>(below(20)) - 10);
    return token;
  }

 private:
  std::string plain_condition() {
    switch (below(7)) {
      case 0:
      case 1:
      case 2: {
        std::string text = from(below(2) == 0 ? "01.E-" : "ab", 3);
        for (std::size_t n = 1 + below(2); n > 0; --n) text.insert(below(text.size() + 1), "*");
        return "= \"" + text + "\"";
      }
      case 3: {
        static const std::vector<std::string> kRegexes{
            "00",     "^1",          "0$",          "\\.0+1", "^\\d+\\.\\d$", "E",
            "^.{4}$", "10*1",        "^[^1]*$",     "a|^b",   "$^",           "^$",
            "a.b",    "^[ab]{2,3}$", "^-?[0-9.]+$", "b$|1$",  "a{0}",         "^\\d$"};
        return "= %" + kRegexes[below(kRegexes.size())] + "%";
      }
      case 4:
        return (below(2) == 0 ? "> " : "< ") + number();
      case 5:
        return below(2) == 0 ? "= " + number() : "= \"" + number() + "\"";
      default:
        return "= \"" + from("ab01", 2) + "\"";
    }
  }
  std::mt19937 engine_;
};

class RandomTests : public testing::TestWithParam<unsigned> {};

TEST_P(RandomTests, AgreeWithTheClasses) {
  Random random(GetParam());
  for (int round = 0; round < 20; ++round) {
    const Reading reading = random.below(3) != 0 ? Reading::Glob : Reading::FirstOccurrence;
    Tests tests({}, reading);
    for (std::size_t n = 1 + random.below(5); n > 0; --n) tests.add(random.condition());
    const auto kind = [&](ValueShape shape) { return ask(shape, tests).kind; };
    const Kind string = kind(ValueShape::String);
    const Kind integer = kind(ValueShape::Integer);
    const Kind floating = kind(ValueShape::Float);
    const Kind infinite = kind(ValueShape::Infinite);

    for (int i = 0; i < 200; ++i) {
      const std::string number = random.number();
      const bool is_integer = number.find_first_of(".e") == std::string::npos;
      if (tests.pass(number)) {
        EXPECT_EQ(is_integer ? integer : floating, Kind::Found) << number << "\n" << tests.text();
      }
      const std::string text = "\"" + random.from("01.-Eab", 4) + "\"";
      if (tests.pass(text)) {
        EXPECT_EQ(string, Kind::Found) << text << "\n" << tests.text();
      }
    }

    ScalarClasses scalars;
    std::vector<ScalarClasses::Added> added;
    for (std::size_t i = 0; i < tests.all().size(); ++i)
      added.push_back(scalars.add(tests.comparison(i).literal, reading));
    Budget budget;
    bool has_string = false;
    bool has_number = false;
    bool has_infinite = false;
    for (const ValueClass& value : scalars.classes({}, budget)) {
      bool passes = true;
      for (std::size_t i = 0; i < tests.all().size(); ++i) {
        const auto& [selector, op, literal] = tests.comparison(i);
        passes = passes && ScalarClasses::holds(scalars.test(op, literal, added[i]), value) ==
                               tests.all()[i].required;
      }
      if (!passes) continue;
      (value.shape == Shape::String ? has_string
       : value.cell < 0             ? has_infinite
                                    : has_number) = true;
    }
    if (!budget.ok()) continue;
    EXPECT_EQ(string, has_string ? Kind::Found : Kind::None) << tests.text();
    EXPECT_EQ(infinite, has_infinite ? Kind::Found : Kind::None) << tests.text();
    const bool finds_number = integer == Kind::Found || floating == Kind::Found;
    const bool is_unknown = integer == Kind::Unknown || floating == Kind::Unknown;
    if (!is_unknown || finds_number) {
      EXPECT_EQ(finds_number, has_number) << tests.text();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomTests, testing::Range(0u, 60u));

}  // namespace
}  // namespace filtercheck::values
