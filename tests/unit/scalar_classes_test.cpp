// The classes are complete: the outcomes that any string or number has are those of some class.
// Random tests of a selector, and random values near them. (A class has no more than the outcomes
// of its member, which is a value itself.)
#include "values/scalar_classes.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::values {
namespace {

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

 private:
  std::mt19937 engine_;
};

std::string random_number(Random& random) {
  std::string token = random.below(3) == 0 ? "-" : "";
  const std::string whole = random.from("0123456789", 8);
  const std::size_t first = whole.find_first_not_of('0');
  token += first == std::string::npos ? "0" : whole.substr(first);
  if (random.below(2) == 0)
    token += "." + std::string(1, "0123456789"[random.below(10)]) + random.from("0001259", 9);
  if (random.below(3) == 0) {
    token += random.below(2) == 0 ? "e-" : "e";
    token += std::to_string(random.below(random.below(4) == 0 ? 330 : 12));
  }
  return token;
}

// The right side of a condition, and whether it is an ordering.
std::string random_condition(Random& random) {
  switch (random.below(6)) {
    case 0:
    case 1: {
      std::string text = random.from("0012.E-", 3);
      text.insert(random.below(text.size() + 1), "*");
      if (random.below(2) == 0) text.insert(random.below(text.size() + 1), "*");
      return "= \"" + text + "\"";
    }
    case 2: {
      static const std::vector<std::string> kRegexes{
          "00",    "^1",     "0$",         "\\.0+1",    "^\\d+\\.\\d$", "E",   "E-?\\d\\d$", "^-",
          "[13]$", "^.{4}$", "\\.[0-4]*$", "^[0-9.]+$", "10*1",         "E-3", "^[^1]*$"};
      return "= %" + kRegexes[random.below(kRegexes.size())] + "%";
    }
    case 3:
      return "> " + random_number(random);
    case 4:
      return "= \"" + random_number(random) + "\"";
    default:
      return "<= " + random_number(random);
  }
}

// The truth of each condition for one value.
std::vector<bool> outcomes_of(const std::vector<Pattern>& patterns, const std::string& value,
                              Reading reading) {
  std::vector<bool> all;
  for (const Pattern& pattern : patterns)
    all.push_back(matches(pattern, "{\"a\":" + value + "}", reading));
  return all;
}

class Complete : public testing::TestWithParam<unsigned> {};

TEST_P(Complete, EveryValueHasTheOutcomesOfAClass) {
  Random random(GetParam());
  std::vector<Pattern> patterns;
  for (std::size_t n = 1 + random.below(3); n > 0; --n) {
    const Result<Pattern> parsed =
        parse("{ $.a " + random_condition(random) + " }", Limits::beyond_aws());
    ASSERT_TRUE(parsed.ok());
    patterns.push_back(parsed.value());
  }
  const Reading reading = random.below(2) == 0 ? Reading::Glob : Reading::FirstOccurrence;
  ScalarClasses scalars;
  std::vector<ScalarClasses::Added> added;
  for (const Pattern& pattern : patterns) {
    added.push_back(scalars.add(std::get<Comparison>(pattern.expression->node).literal, reading));
  }
  Budget budget;
  std::set<std::vector<bool>> strings;
  std::set<std::vector<bool>> numbers;
  const std::vector<ValueClass> classes = scalars.classes({}, budget);
  ASSERT_TRUE(budget.ok()) << budget.exceeded;
  for (const ValueClass& value : classes) {
    std::vector<bool> outcomes;
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      const auto& comparison = std::get<Comparison>(patterns[i].expression->node);
      outcomes.push_back(
          ScalarClasses::holds(scalars.test(comparison.op, comparison.literal, added[i]), value));
    }
    // The member is what the class says it is.
    if (value.shape != Shape::String && !value.too_large) {
      const std::string token(value.text.begin(), value.text.end());
      EXPECT_EQ(outcomes_of(patterns, token, reading), outcomes) << token;
    }
    (value.shape == Shape::String ? strings : numbers).insert(std::move(outcomes));
  }
  const auto described = [&] {
    std::string out;
    for (const Pattern& pattern : patterns) out += pattern.text + "\n";
    return out;
  };
  for (int i = 0; i < 3000; ++i) {
    const std::string number = random_number(random);
    ASSERT_TRUE(numbers.contains(outcomes_of(patterns, number, reading))) << number << "\n"
                                                                          << described();
    const std::string text = "\"" + random.from("0012.E-x", 6) + "\"";
    ASSERT_TRUE(strings.contains(outcomes_of(patterns, text, reading))) << text << "\n"
                                                                        << described();
  }
}

INSTANTIATE_TEST_SUITE_P(Random, Complete, testing::Range(0u, 150u));

}  // namespace
}  // namespace filtercheck::values
