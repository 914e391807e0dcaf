#include "review/rewrites.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ast/walk.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::review {
namespace {

Pattern parsed(const std::string& text) { return parse(text).value(); }

std::string part(const Pattern& pattern, Span span) {
  return pattern.text.substr(span.begin, span.end - span.begin);
}

const std::vector<Expression>& operands(const Expression& expression) {
  return *ast::operands_of(expression);
}

TEST(Rewritten, ReplacesAndInserts) {
  EXPECT_EQ(rewritten("abcd", {{{0, 0}, "<"}, {{1, 2}, ""}, {{3, 3}, "-"}, {{4, 4}, ">"}}),
            "<ac-d>");
  EXPECT_EQ(rewritten("", {{{0, 0}, "x"}}), "x");
}

TEST(WithParentheses, TakesAllThatAreAround) {
  const Pattern pattern = parsed("{ ( ($.a = 1) ) || (($.b = \")\") && ($.['('] = %\\.%)) }");
  const std::vector<Expression>& any = operands(*pattern.expression);
  EXPECT_EQ(part(pattern, balanced(pattern.text, any[0].span)), "$.a = 1");
  EXPECT_EQ(part(pattern, with_parentheses(pattern.text, any[0].span)), "( ($.a = 1) )");
  // The parser's span of the second begins with `$.b` and ends with `%`.
  EXPECT_EQ(part(pattern, balanced(pattern.text, any[1].span)),
            "($.b = \")\") && ($.['('] = %\\.%)");
  EXPECT_EQ(part(pattern, with_parentheses(pattern.text, any[1].span)),
            "(($.b = \")\") && ($.['('] = %\\.%))");
}

TEST(WithParentheses, TakesThoseOfOneSideTogether) {
  const Pattern pattern = parsed("{ (($.a = 1) && (($.b = 1) || ($.c = 1))) || ($.d = 1) }");
  const Expression& first = operands(*pattern.expression)[0];
  EXPECT_EQ(part(pattern, with_parentheses(pattern.text, first.span)),
            "(($.a = 1) && (($.b = 1) || ($.c = 1)))");
  EXPECT_EQ(part(pattern, with_parentheses(pattern.text, operands(first)[1].span)),
            "(($.b = 1) || ($.c = 1))");
}

TEST(DepthAt, PassesOverTexts) {
  const std::string text = "{ ($.['(\"'] = \"(\\\"(\") || $.a = %\\(% }";
  // A regex has no parentheses, so the last is none of the language; it is passed over all the
  // same.
  EXPECT_EQ(depth_at(text, text.find("$.[")), 1U);
  EXPECT_EQ(depth_at(text, text.find("||")), 0U);
  EXPECT_EQ(depth_at(text, text.size()), 0U);
}

// The text without each operand of each And and Or is the tree without it.
void expect_without(const Pattern& pattern, const Expression& expression) {
  const std::vector<Expression>* all = ast::operands_of(expression);
  if (all == nullptr) return;
  for (std::size_t i = 0; i < all->size(); ++i) {
    expect_without(pattern, (*all)[i]);
    if (all->size() < 2) continue;
    const std::string text = rewritten(pattern.text, {without_operand(pattern.text, *all, i)});
    const auto rest = parse(text);
    ASSERT_TRUE(rest.ok()) << text;
    // Everything else is still there.
    std::size_t before = 0;
    std::size_t after = 0;
    std::size_t left_out = 0;
    const auto count = [](std::size_t& into) { return [&into](const Comparison&) { ++into; }; };
    ast::for_each_comparison(*pattern.expression, count(before));
    ast::for_each_comparison(*rest.value().expression, count(after));
    ast::for_each_comparison((*all)[i], count(left_out));
    EXPECT_EQ(after + left_out, before) << text;
  }
}

TEST(WithoutOperand, LeavesTheRest) {
  for (const char* text : {
           "{ $.a = 1 && $.b = 1 }",
           "{$.a=1||$.b=1||$.c=1}",
           "{ ($.a = 1) && (($.b = 1) || ($.c = 1)) }",
           "{ (((($.a = 1)) && (($.b = 1) || ((($.c = 1)))))) || (($.d = \"((\") && $.['))'] = 2) "
           "}",
           "{ $.a = 1 && $.b = 1 || $.c = 1 && ( $.d = 1 ) }",
       }) {
    SCOPED_TRACE(text);
    const Pattern pattern = parsed(text);
    expect_without(pattern, *pattern.expression);
  }
  const Pattern pattern = parsed("{ ($.a = 1) && (($.b = 1) || ($.c = 1)) }");
  const std::vector<Expression>& all = operands(*pattern.expression);
  EXPECT_EQ(rewritten(pattern.text, {without_operand(pattern.text, all, 0)}),
            "{ (($.b = 1) || ($.c = 1)) }");
  EXPECT_EQ(rewritten(pattern.text, {without_operand(pattern.text, all, 1)}), "{ ($.a = 1) }");
}

}  // namespace
}  // namespace filtercheck::review
