// What conditions say of single values, the bounds among them, and the numbers that alone come into
// question: counted by hand, and by looking at each number of a small range.
#include "values/value_conditions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "values/budget.hpp"

namespace filtercheck::values {
namespace {

using Indices = ValueConditions::Indices;
using Strings = std::vector<std::string>;

// `> 5`, `< 5`, `= 5`, `= "a*"` with a `!` before them if forbidden.
class Conditions {
 public:
  Conditions(ValueShape shape, const Strings& conditions, Reading reading = Reading::Glob)
      : values_(shape, tests(conditions, reading)) {
    for (std::size_t i = 0; i < conditions.size(); ++i) all_.push_back(i);
  }

  ValueConditions& operator*() { return values_; }
  ValueConditions* operator->() { return &values_; }
  const Indices& all() const { return all_; }

  // The texts of all candidates, or "many"; the tests that show it.
  std::pair<Strings, Indices> candidates() {
    const auto found = values_.candidates(all_);
    if (!found) return {{"many"}, {}};
    Strings texts;
    for (const Scalar& value : found->values)
      texts.push_back(value.too_long ? "too long"
                                     : std::string(value.text.begin(), value.text.end()));
    return {texts, found->because};
  }

 private:
  std::vector<ValueTest> tests(const Strings& conditions, Reading reading) {
    std::vector<ValueTest> tests;
    for (const std::string& condition : conditions) {
      const bool required = condition.front() != '!';
      const std::string body = condition.substr(required ? 0 : 1);
      const std::string literal = body.substr(2);
      if (literal.front() == '"') {
        literals_.emplace_back(Text{literal.substr(1, literal.size() - 2)});
      } else {
        literals_.emplace_back(Number{literal});
      }
      const auto kind = body.front() == '<'   ? ValueTest::Kind::Less
                        : body.front() == '>' ? ValueTest::Kind::Greater
                                              : ValueTest::Kind::Equal;
      tests.push_back({kind, &literals_.back(), reading, required});
    }
    return tests;
  }

  std::deque<Literal> literals_;
  ValueConditions values_;
  Indices all_;
};

TEST(ValueConditions, SingleValues) {
  Conditions integers(ValueShape::Integer,
                      {"= 5", "!= 5", "< 5", "!< 5", "> 5", "!> 5", "= \"5\"", "= \"5*\""});
  const auto passing = [&](const char32_t* text, const char* number) {
    std::string out;
    for (const std::size_t i : integers.all())
      out += integers->passes({text, read_decimal(number)}, i) == true ? 'y' : 'n';
    return out;
  };
  EXPECT_EQ(passing(U"5", "5"), "ynnynyyy");
  EXPECT_EQ(passing(U"4", "4"), "nyynnynn");
  EXPECT_EQ(passing(U"50", "50"), "nynyynny");
  // Its text is not known, its value is.
  const Scalar too_long{U"", read_decimal("1e20000"), true};
  const std::vector<std::optional<bool>> expected{false, true,  false,        true,
                                                  true,  false, std::nullopt, std::nullopt};
  for (const std::size_t i : integers.all())
    EXPECT_EQ(integers->passes(too_long, i), expected[i]) << i;
  Literal regex = Regex{"^$", {{RegexPiece{Anchor::Begin}, RegexPiece{Anchor::End}}}};
  ValueConditions with_regex(ValueShape::Integer,
                             {{ValueTest::Kind::Equal, &regex, Reading::Glob, true}});
  EXPECT_EQ(with_regex.passes(too_long, 0), std::nullopt);
  EXPECT_EQ(with_regex.passes({U"5", read_decimal("5")}, 0), false);
}

// A string is neither less nor greater, and what is not finite is no number, whatever its text.
TEST(ValueConditions, WhatNoValueOfTheShapeDoes) {
  Conditions strings(ValueShape::String, {"> 5", "!> 5", "= 5"});
  EXPECT_EQ(strings->passes({U"5"}, 0), false);
  EXPECT_EQ(strings->passes({U"6"}, 0), false);
  EXPECT_EQ(strings->passes({U"5"}, 1), true);
  EXPECT_EQ(strings->passes({U"5"}, 2), true);
  Conditions infinite(ValueShape::Infinite, {"= 5", "< 5", "!< 5"});
  EXPECT_EQ(infinite->passes({U"5"}, 0), false);
  EXPECT_EQ(infinite->passes({U"-Infinity"}, 1), false);
  EXPECT_EQ(infinite->passes({U"-Infinity"}, 2), true);
}

// --- Bounds --------------------------------------------------------------------------------------

TEST(ValueConditions, TightestBounds) {
  struct Case {
    Strings conditions;
    std::size_t tightest;
    bool closed;
  };
  const std::vector<Case> low{{{"> 5"}, 0, false},
                              {{"!< 5"}, 0, true},
                              {{"> 5", "> 6"}, 1, false},
                              {{"> 6", "> 5"}, 0, false},
                              {{"!< 5", "> 4"}, 0, true},
                              {{"!< 5", "> 5"}, 1, false},
                              {{"> 5", "!< 5"}, 0, false},
                              {{"!< 5", "!< 5"}, 0, true},
                              {{"> 5", "> 5"}, 0, false},
                              {{"= 9", "> 5", "= 8"}, 1, false},
                              {{"!< 5", "!< 4", "> 4.5"}, 0, true},
                              {{"> 4", "!< 5"}, 1, true}};
  for (const Case& c : low) {
    Conditions conditions(ValueShape::Integer, c.conditions);
    const auto bounds = conditions->bounds(conditions.all());
    ASSERT_TRUE(bounds.low && !bounds.high);
    EXPECT_EQ(bounds.low->test, c.tightest) << testing::PrintToString(c.conditions);
    EXPECT_EQ(bounds.low->closed, c.closed) << testing::PrintToString(c.conditions);
    // The same from above, mirrored.
    Strings mirrored;
    for (const std::string& condition : c.conditions) {
      std::string other = condition;
      for (char& sign : other) sign = sign == '<' ? '>' : sign == '>' ? '<' : sign;
      mirrored.push_back(other.insert(other.find(' ') + 1, "-"));
    }
    Conditions above(ValueShape::Float, mirrored);
    const auto others = above->bounds(above.all());
    ASSERT_TRUE(others.high && !others.low);
    EXPECT_EQ(others.high->test, c.tightest) << testing::PrintToString(mirrored);
    EXPECT_EQ(others.high->closed, c.closed) << testing::PrintToString(mirrored);
  }
  Conditions none(ValueShape::Integer, {"= 5", "= \"5*\"", "!= 6"});
  EXPECT_FALSE(none->bounds(none.all()).low);
  EXPECT_FALSE(none->bounds(none.all()).high);
}

TEST(ValueConditions, NextNumbers) {
  const auto next = [](ValueShape shape, const Strings& tests, const char* last = nullptr) {
    Conditions conditions(shape, tests);
    const auto bounds = conditions->bounds(conditions.all());
    const Decimal after = last != nullptr ? read_decimal(last) : Decimal{};
    return conditions->next_number(bounds, last != nullptr ? &after : nullptr);
  };
  const auto is = [](const char* number) { return std::optional(read_decimal(number)); };
  using enum ValueShape;
  EXPECT_EQ(next(Integer, {"> 5"}), is("6"));
  EXPECT_EQ(next(Integer, {"> 5"}, "6"), is("7"));
  EXPECT_EQ(next(Integer, {"!< 5"}), is("5"));
  EXPECT_EQ(next(Integer, {"!< 5"}, "5"), is("6"));
  EXPECT_EQ(next(Integer, {"!< 4.5"}), is("5"));
  EXPECT_EQ(next(Integer, {"!< -4.5"}), is("-4"));
  EXPECT_EQ(next(Integer, {"!< 5", "< 5"}), std::nullopt);
  EXPECT_EQ(next(Integer, {"> 5", "< 7"}, "6"), std::nullopt);
  EXPECT_EQ(next(Integer, {"> 5", "!> 7"}, "6"), is("7"));
  EXPECT_EQ(next(Integer, {"< 5"}), std::nullopt);
  EXPECT_EQ(next(Float, {"> 1"}), is("1.0000000000000002"));
  EXPECT_EQ(next(Float, {"!< 1"}), is("1"));
  EXPECT_EQ(next(Float, {"!< 1"}, "1"), is("1.0000000000000002"));
  EXPECT_EQ(next(Float, {"!< 1.0000000000000001"}), is("1.0000000000000002"));
  EXPECT_EQ(next(Float, {"< 5"}), is("-1.7976931348623157e308"));
  EXPECT_EQ(next(Float, {"> 1.7976931348623157e308"}), std::nullopt);
  // Of more digits than any event has.
  EXPECT_EQ(next(Integer, {"> 1e20000"}), std::nullopt);
  ASSERT_TRUE(next(Integer, {"> 1e9999"}));
  EXPECT_EQ(next(Integer, {"> 1e9999"})->point, 10000);
}

// --- Candidates ----------------------------------------------------------------------------------

TEST(ValueConditions, CandidatesOfBounds) {
  using enum ValueShape;
  struct Case {
    ValueShape shape;
    Strings conditions;
    Strings values;
    Indices because;
  };
  const Strings many{"many"};
  const std::vector<Case> cases{
      {Integer, {"> 5", "< 8"}, {"6", "7"}, {0, 1}},
      {Integer, {"< 8", "> 5"}, {"6", "7"}, {1, 0}},
      {Integer, {"!< 5", "!> 6"}, {"5", "6"}, {0, 1}},
      {Integer, {"> -2", "< 2"}, {"-1", "0", "-0", "1"}, {0, 1}},
      {Integer, {"> 5", "< 6"}, {}, {0, 1}},
      {Integer, {"> 5", "< 5"}, {}, {0, 1}},
      {Integer, {"!< 5", "< 5"}, {}, {0, 1}},
      {Integer, {"> 5", "!> 5"}, {}, {0, 1}},
      {Integer, {"!< 5", "!> 5"}, {"5"}, {0, 1}},
      {Integer, {"> 6", "< 5"}, {}, {0, 1}},
      {Integer, {"> 5"}, many, {}},
      {Integer, {"< 5"}, many, {}},
      {Integer, {"!= 5"}, many, {}},
      {Integer, {}, many, {}},
      // Contradictions of any size; and what lies between is not counted.
      {Integer, {"> 1e20000", "< 1e20000"}, {}, {0, 1}},
      {Integer, {"!< 1e20000", "< 1e20000"}, {}, {0, 1}},
      {Integer, {"> 1e20000", "!> 1e20000"}, {}, {0, 1}},
      {Integer, {"> 1e20001", "< 1e20000"}, {}, {0, 1}},
      {Integer, {"> 1e20000", "< 1e20001"}, many, {}},
      {Integer, {"> 5", "< 1e20000"}, many, {}},
      {Integer, {"> 9e9999"}, many, {}},
      {Float,
       {"> 0", "< 3e-323"},
       {"4.9E-324", "9.9E-324", "1.5E-323", "2.0E-323", "2.5E-323"},
       {0, 1}},
      {Float, {"> -1e-323", "< 1e-323"}, {"-4.9E-324", "0.0", "-0.0", "4.9E-324"}, {0, 1}},
      {Float, {"!< -1.5e-323", "< 0"}, {"-1.5E-323", "-9.9E-324", "-4.9E-324"}, {0, 1}},
      {Float,
       {"!< -1", "< -0.9999999999999997"},
       {"-1.0", "-0.9999999999999999", "-0.9999999999999998"},
       {0, 1}},
      {Float, {"!< 1", "!> 1.0000000000000002"}, {"1.0", "1.0000000000000002"}, {0, 1}},
      {Float, {"> -1", "< 1"}, many, {}},
      {Float, {"> -1", "< 0"}, many, {}},
      {Float, {"> 0", "< 1"}, many, {}},
      {Float, {"> 1", "< 2"}, many, {}},
      {Float, {"> 1"}, many, {}},
      {Float, {"< 1"}, many, {}},
      {Float, {"< -1.7976931348623155e308"}, {"-1.7976931348623157E308"}, {0}},
      {Float, {"> 1.7976931348623155e308"}, {"1.7976931348623157E308"}, {0}},
      {Float, {"> -1e400", "< -1.7976931348623155e308"}, {"-1.7976931348623157E308"}, {0, 1}},
      {Float, {"> 1.7976931348623155e308", "< 1e400"}, {"1.7976931348623157E308"}, {0, 1}},
      {Float, {"> 1e400"}, {}, {0}},
      {Float, {"< -1e400"}, {}, {0}},
      {String, {"!< 5", "!> 5"}, many, {}},
  };
  for (const Case& c : cases) {
    Conditions conditions(c.shape, c.conditions);
    const std::string name = testing::PrintToString(c.conditions);
    for (int again = 0; again < 2; ++again) {
      const auto [values, because] = conditions.candidates();
      EXPECT_EQ(values, c.values) << name;
      EXPECT_EQ(because, c.because) << name;
    }
  }
}

TEST(ValueConditions, CandidatesOfEqualTests) {
  using enum ValueShape;
  struct Case {
    ValueShape shape;
    Strings conditions;
    Strings values;
    Indices because;
  };
  const std::vector<Case> cases{{Integer, {"!= 4", "= 5"}, {"5"}, {1}},
                                {Integer, {"= 0"}, {"0", "-0"}, {0}},
                                {Integer, {"= \"-0\""}, {"-0"}, {0}},
                                {Integer, {"= 5.5"}, {}, {0}},
                                {Integer, {"= 1e20000"}, {"too long"}, {0}},
                                {Float, {"= 0"}, {"0.0", "-0.0"}, {0}},
                                {Float, {"= 0.1"}, {"0.1"}, {0}},
                                {Float, {"= \"0.10\""}, {}, {0}},
                                {String, {"> 5", "= 5.0"}, {"5.0"}, {1}},
                                {Infinite, {"= 5"}, {"Infinity", "-Infinity"}, {}}};
  for (const Case& c : cases) {
    Conditions conditions(c.shape, c.conditions);
    const auto [values, because] = conditions.candidates();
    EXPECT_EQ(values, c.values) << testing::PrintToString(c.conditions);
    EXPECT_EQ(because, c.because) << testing::PrintToString(c.conditions);
  }
}

// As many as are looked at one by one, and one more.
TEST(ValueConditions, CandidatesAreNotTooMany) {
  const auto number = [](std::size_t between) {
    Conditions conditions(ValueShape::Integer, {"> 1", "< " + std::to_string(between + 2)});
    return conditions.candidates().first;
  };
  EXPECT_EQ(number(Budget::kCandidates).size(), Budget::kCandidates);
  EXPECT_EQ(number(Budget::kCandidates).back(), std::to_string(Budget::kCandidates + 1));
  EXPECT_EQ(number(Budget::kCandidates + 1), Strings{"many"});
  // Of as many digits as they may have.
  const std::string zeros(Budget::kDigits - 2, '0');
  Conditions longest(ValueShape::Integer, {"> 1e9999", "< 1" + zeros + "2"});
  EXPECT_EQ(longest.candidates().first, Strings{"1" + zeros + "1"});
}

// Each number between bounds, and no other.
TEST(ValueConditions, CandidatesAreAllBetweenBounds) {
  for (const char* const low : {"> -3", "!< -3", "> -2.5", "!< -2.5", "> 0", "!< 0", "> 0.5"}) {
    for (const char* const high : {"< 3", "!> 3", "< 2.5", "!> 0", "< 0", "< -0.5"}) {
      Conditions conditions(ValueShape::Integer, {low, high});
      const Strings values = conditions.candidates().first;
      for (int i = -5; i <= 5; ++i) {
        const std::string text = std::to_string(i);
        const Scalar value{std::u32string(text.begin(), text.end()), read_decimal(text)};
        EXPECT_EQ(std::count(values.begin(), values.end(), text),
                  conditions->passes_all(value, conditions.all()) ? 1 : 0)
            << low << ", " << high << ": " << i;
      }
    }
  }
}

// The doubles next to zero are looked at by themselves, on either side; and zeros.
TEST(ValueConditions, OddValues) {
  const auto texts = [](ValueShape shape) {
    Conditions conditions(shape, {});
    Strings all;
    for (const Scalar& value : conditions->odd_values())
      all.emplace_back(value.text.begin(), value.text.end());
    return all;
  };
  EXPECT_EQ(texts(ValueShape::Integer), (Strings{"0", "-0"}));
  EXPECT_EQ(texts(ValueShape::String), Strings{});
  const Strings floats = texts(ValueShape::Float);
  for (const char* const odd : {"0.0", "-0.0", "4.9E-324", "-4.9E-324", "9.9E-324", "-9.9E-324"})
    EXPECT_EQ(std::count(floats.begin(), floats.end(), odd), 1) << odd;
  EXPECT_GE(floats.size(), 2u + 2 * 20);
}

}  // namespace
}  // namespace filtercheck::values
