// How large a space may be.
#include "decide/space.hpp"

#include <gtest/gtest.h>

#include <string>

#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"
#include "values/budget.hpp"

namespace filtercheck::decide {
namespace {

using values::Budget;

Pattern parsed(const std::string& text) { return parse(text, Limits::beyond_aws()).value(); }

std::string steps(std::size_t count, const std::string& name) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += "." + name;
  return all;
}

bool closes(const std::string& text) {
  const Pattern pattern = parsed(text);
  Space space;
  space.add(*pattern.expression, Reading::Glob);
  return space.close();
}

TEST(Space, IsAsDeepAsTheBudgetAllows) {
  const std::string deepest = "$" + steps(Budget::kDepth, "d") + " = 1";
  EXPECT_TRUE(closes("{ " + deepest + " }"));
  EXPECT_TRUE(closes("{ " + deepest + " || $.a = 1 }"));
  const std::string deeper = "$.d" + steps(Budget::kDepth, "d") + " = 1";
  EXPECT_FALSE(closes("{ " + deeper + " }"));
  EXPECT_FALSE(closes("{ " + deeper + " || $.a = 1 }"));
  EXPECT_FALSE(closes("{ $.a = 1 || " + deeper + " }"));
}

// What is below a chosen child counts as well.
TEST(Space, IsAsDeepBelowAWildcard) {
  EXPECT_TRUE(closes("{ $.a.*" + steps(Budget::kDepth - 2, "d") + " = 1 }"));
  EXPECT_FALSE(closes("{ $.a.*" + steps(Budget::kDepth - 1, "d") + " = 1 }"));
}

// The root, `a`, two chosen children and some named ones, each with all steps below it; and a row
// of others beside.
std::string of_places(std::size_t children, std::size_t below, std::size_t beside) {
  const std::string path = "$.a.*" + steps(below, "d");
  std::string text = "{ $" + steps(beside, "z") + " = 1 || " + path + " = 1 || " + path + " = 2";
  for (std::size_t i = 2; i < children; ++i) text += " || $.a.m" + std::to_string(i) + " = 1";
  return text + " }";
}

// With so many beside there are as many as the budget allows.
constexpr std::size_t kChildren = 99;
constexpr std::size_t kBelow = 1'000;
constexpr std::size_t kBeside = Budget::kPlaces - 2 - kChildren * (kBelow + 1);

TEST(Space, HasAsManyPlacesAsTheBudgetAllows) {
  const Pattern pattern = parsed(of_places(kChildren, kBelow, kBeside));
  Space space;
  space.add(*pattern.expression, Reading::Glob);
  ASSERT_TRUE(space.close());
  EXPECT_EQ(space.places().size(), Budget::kPlaces);
  EXPECT_EQ(space.places().back().tests.size(), 2U);  // the last that was made has all, too
  EXPECT_FALSE(closes(of_places(kChildren, kBelow, kBeside + 1)));
  EXPECT_FALSE(closes(of_places(kChildren + 1, kBelow, kBeside)));
}

// Three elements of any index must fit in before the third one: two more with a name, and so seven
// places in all with the list.
TEST(Space, HasNoMorePlacesBetweenElements) {
  const auto closes_beside = [](std::size_t beside) {
    std::string text = of_places(kChildren, kBelow, beside);
    text.pop_back();
    return closes(text + "|| $.b[*] = 1 || $.b[*] = 2 || $.b[*] = 3 || $.b[2] = 1 }");
  };
  EXPECT_TRUE(closes_beside(kBeside - 7));
  EXPECT_FALSE(closes_beside(kBeside - 6));
  EXPECT_FALSE(closes_beside(kBeside - 2));  // no room for the two that have a name
}

}  // namespace
}  // namespace filtercheck::decide
