// Ways through the tree of an expression, whose nesting the parser bounds.
#pragma once

#include <variant>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::ast {

// Of an And or an Or; null for a condition.
const std::vector<Expression>* operands_of(const Expression& expression);
std::vector<Expression>* operands_of(Expression& expression);

// `visit` every condition as an Expression, in the order of the text.
template <typename Visit>
void for_each_condition(const Expression& expression, const Visit& visit) {
  const std::vector<Expression>* operands = operands_of(expression);
  if (operands == nullptr) return visit(expression);
  for (const Expression& operand : *operands) for_each_condition(operand, visit);
}

// `visit` every Comparison, in the order of the text.
template <typename Visit>
void for_each_comparison(const Expression& expression, const Visit& visit) {
  for_each_condition(expression, [&](const Expression& condition) {
    if (const auto* comparison = std::get_if<Comparison>(&condition.node)) visit(*comparison);
  });
}

}  // namespace filtercheck::ast
