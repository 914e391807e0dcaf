// Spellings of numbers against the evaluator: those of one class are one to every condition, and
// there are those that a line of other patterns may need.
#include "decide/number_spellings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "decide/class_search.hpp"
#include "decide/space.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::decide {
namespace {

using Spellings = std::vector<std::string>;

std::string pattern_of(const std::string& condition) { return "{ " + condition + " }"; }

// Of each class of numbers of `$.a`. The first of each is what an event has.
std::vector<Spellings> spellings(const std::vector<std::string>& conditions) {
  std::vector<Pattern> patterns;  // which the space refers to
  for (const std::string& condition : conditions)
    patterns.push_back(parse(pattern_of(condition)).value());
  Space space;
  for (const Pattern& pattern : patterns) space.add(*pattern.expression, Reading::Glob);
  EXPECT_TRUE(space.close());
  ClassSearch search(space);
  const Space::PlaceId place = space.find_place({{Key{"a"}}});
  std::vector<Spellings> all;
  const std::vector<values::ValueClass>& classes = search.classes(place);
  for (const values::ValueClass& one : classes) {
    const bool is_number =
        one.shape == Shape::Integer || one.shape == Shape::Float || one.shape == Shape::Infinite;
    if (!is_number || one.too_large) continue;
    Spellings& texts = all.emplace_back();
    for (const std::u32string& text : spellings_of(search.tests(place), one))
      texts.emplace_back(text.begin(), text.end());
  }
  return all;
}

class NumberSpellings : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(NumberSpellings, OfAClassAreOneToAllConditions) {
  const std::vector<Spellings> all = spellings(GetParam());
  EXPECT_FALSE(all.empty());
  for (const Spellings& texts : all) {
    std::vector<bool> first;
    for (const std::string& text : texts) {
      const std::string event = "{\"a\":" + text + "}";
      std::vector<bool> said{
          matches(parse("{ $.a = * || $.a IS NULL }").value(), event, Reading::Glob)};
      EXPECT_TRUE(said.front()) << event;
      for (const std::string& condition : GetParam())
        said.push_back(matches(parse(pattern_of(condition)).value(), event, Reading::Glob));
      if (first.empty()) first = said;
      EXPECT_EQ(said, first) << text << " and " << texts.front();
    }
    EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()).size(), texts.size());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, NumberSpellings,
    testing::Values(std::vector<std::string>{"$.a = 1"}, std::vector<std::string>{"$.a > 0"},
                    std::vector<std::string>{"$.a >= -1", "$.a <= 100", "$.a = 7"},
                    std::vector<std::string>{"$.a = \"1*\"", "$.a = \"*0\"", "$.a > 3"},
                    std::vector<std::string>{"$.a = %^-%", "$.a = %Infinity%", "$.a < 1e300"},
                    std::vector<std::string>{"$.a = %^[0-9]+$%", "$.a = \"1.1\"", "$.a = \"-0\""},
                    std::vector<std::string>{"$.a > 1e310", "$.a = %^Inf%"},
                    std::vector<std::string>{"$.a = %E%", "$.a > 1.5", "$.a < 1.5"},
                    std::vector<std::string>{"$.a = \"0.0\"", "$.a = \"-0.0\"", "$.a = 0"}));

// Among these is a long decimal that is read as the same double.
TEST(NumberSpelling, ADecimalJustBelow) {
  for (const std::string number :
       {"1", "-1", "100", "-100", "1.5", "0.25", "0.001", "10", "20.5", "123456.5"}) {
    const double value = std::strtod(number.c_str(), nullptr);
    bool met = false;
    for (const Spellings& texts : spellings({"$.a >= " + number, "$.a <= " + number})) {
      if (texts.front().find_first_of(".eE") == std::string::npos) continue;
      if (std::strtod(texts.front().c_str(), nullptr) != value) continue;
      met = met || std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
              const auto digits = std::count_if(text.begin(), text.end(),
                                                [](char c) { return '0' <= c && c <= '9'; });
              return digits >= 24 && digits <= 30 && std::strtod(text.c_str(), nullptr) == value &&
                     text.find("99999999999999999") != std::string::npos;
            });
    }
    EXPECT_TRUE(met) << number;
  }
}

TEST(NumberSpelling, OthersOfOneNumber) {
  std::set<std::string> all;
  for (const Spellings& texts : spellings({"$.a >= 12", "$.a <= 12"})) {
    if (std::strtod(texts.front().c_str(), nullptr) == 12) all.insert(texts.begin(), texts.end());
  }
  for (const char* const text : {"12", "12.0", "12.00", "12.0e0"})
    EXPECT_TRUE(all.contains(text)) << text;
}

TEST(NumberSpelling, SimpleOnesOfManyNumbers) {
  std::set<std::string> all;
  for (const Spellings& texts : spellings({"$.a > 5"})) all.insert(texts.begin(), texts.end());
  for (const char* const text : {"0", "-0", "0.0", "-0.0", "1", "-1", "3333", "9", "99", "9999",
                                 "-9999", "1.1", "-4.4", "99.9", "9999.9"})
    EXPECT_TRUE(all.contains(text)) << text;
}

}  // namespace
}  // namespace filtercheck::decide
