#include "normal/formula.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "filtercheck/parse.hpp"

namespace filtercheck::normal {
namespace {

// `text` is an expression without its braces, with a name for each condition: `a && (b || c)`.
Expression expression(const std::string& text) {
  std::string pattern = "{ ";
  for (const char c : text) {
    const bool is_name = c >= 'a' && c <= 'z';
    pattern += is_name ? std::string("$.") + c + " = 1" : std::string(1, c);
  }
  return parse(pattern + " }").value().expression.value();
}

// The other way round; a truth value is `true` or `false`.
std::string text_of(const Formula& formula) {
  if (const bool* constant = std::get_if<bool>(&formula)) return *constant ? "true" : "false";
  const Expression& whole = std::get<Expression>(formula);
  if (const auto* one = std::get_if<Comparison>(&whole.node))
    return std::get<Key>(one->selector.steps.front()).name;
  const auto* all = std::get_if<And>(&whole.node);
  std::string text;
  for (const Expression& operand : all ? all->operands : std::get<Or>(whole.node).operands) {
    const bool is_name = std::holds_alternative<Comparison>(operand.node);
    if (!text.empty()) text += all ? " && " : " || ";
    text += is_name ? text_of(operand) : "(" + text_of(operand) + ")";
  }
  return text;
}

// Nothing is known but that `t` is true and `f` is false.
std::optional<bool> known(const Expression& condition) {
  const std::string name = text_of(condition);
  return name == "t" ? std::optional(true) : name == "f" ? std::optional(false) : std::nullopt;
}

std::string normal(const std::string& text) { return text_of(assuming(expression(text), known)); }

TEST(Formula, HasItsCanonicalForm) {
  const std::pair<const char*, const char*> cases[] = {
      {"a", "a"},
      // flat, in order, without repetition
      {"b && a", "a && b"},
      {"(c || b) || a", "a || b || c"},
      {"(a && c) && (b && d)", "a && b && c && d"},
      {"a && (b || c)", "a && (b || c)"},
      {"a && a", "a"},
      {"(b || a) && (a || b)", "a || b"},
      // constants
      {"t", "true"},
      {"a && t", "a"},
      {"a || t", "true"},
      {"a && f", "false"},
      {"a || f", "a"},
      {"t && t", "true"},
      {"f || f", "false"},
      {"(a && f) || b", "b"},
      // absorption, whichever of the operands is first
      {"a || (a && b)", "a"},
      {"a && (a || b)", "a"},
      {"(a && b && c) || (a && c)", "a && c"},
      {"(a && b) || (a && b && c)", "a && b"},
      {"(a || b || c) && (a || c)", "a || c"},
      {"(a || b) && (a || b || c)", "a || b"},
      {"(a && b) || (a && (b || c))", "a && (b || c)"},
      {"(a && b) || (a && c)", "(a && b) || (a && c)"},
      {"a || ((a || b) && (a || c))", "(a || b) && (a || c)"},
      {"a && ((a && b) || (a && c))", "(a && b) || (a && c)"},
      {"a || b || ((a || b) && c)", "a || b"},
      {"(a && b) || ((a || c) && b)", "b && (a || c)"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(normal(text), expected) << text;
}

TEST(Formula, JunctionsOfConstants) {
  const Formula a = expression("a");
  EXPECT_EQ(text_of(all_of({})), "true");
  EXPECT_EQ(text_of(any_of({})), "false");
  EXPECT_EQ(text_of(all_of({true, a, true})), "a");
  EXPECT_EQ(text_of(any_of({false, a, false})), "a");
  EXPECT_EQ(text_of(all_of({a, false})), "false");
  EXPECT_EQ(text_of(any_of({a, true})), "true");
}

TEST(Formula, PlainlyImplies) {
  const std::pair<const char*, const char*> implied[] = {
      {"f", "f"},
      {"f", "a"},
      {"f", "t"},
      {"a", "t"},
      {"t", "t"},
      {"a", "a"},
      {"a && b", "a"},
      {"a", "a || b"},
      {"a && b", "b || c"},
      {"a || b", "c || b || a"},
      {"a && b && c", "c && a"},
      {"(a && b) || (a && c)", "a"},
  };
  for (const auto& [a, b] : implied)
    EXPECT_TRUE(plainly_implies(assuming(expression(a), known), assuming(expression(b), known)))
        << a << " and " << b;
  const std::pair<const char*, const char*> others[] = {
      {"t", "f"},      {"t", "a"},      {"a", "f"},           {"a", "b"},
      {"a", "a && b"}, {"a || b", "a"}, {"a || b", "a && b"},
  };
  for (const auto& [a, b] : others)
    EXPECT_FALSE(plainly_implies(assuming(expression(a), known), assuming(expression(b), known)))
        << a << " and " << b;
}

// A search for this would be given up: each of 150 disjuncts is looked for among 150, twice.
TEST(Formula, ImpliesItselfWhateverItsSize) {
  std::string text;
  for (const char* field : {"a", "b"}) {
    std::string either;
    for (int i = 0; i < 150; ++i)
      either += std::string(i > 0 ? " || $." : "$.") + field + " = " + std::to_string(i);
    text += (text.empty() ? "{ (" : " && (") + either + ")";
  }
  const Formula whole = parse(text + " }", Limits::beyond_aws()).value().expression.value();
  EXPECT_TRUE(plainly_implies(whole, whole));
}

}  // namespace
}  // namespace filtercheck::normal
