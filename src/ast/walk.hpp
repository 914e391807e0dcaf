// Ways through the tree of an expression, whose nesting the parser bounds.
#pragma once

#include <variant>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::ast {

// Of an And or an Or; null for a condition.
const std::vector<Expression>* operands_of(const Expression& expression);
std::vector<Expression>* operands_of(Expression& expression);

// `visit` every Comparison, in the order of the text.
template <typename Visit>
void for_each_comparison(const Expression& expression, const Visit& visit) {
  if (const auto* comparison = std::get_if<Comparison>(&expression.node)) return visit(*comparison);
  if (const std::vector<Expression>* operands = operands_of(expression))
    for (const Expression& operand : *operands) for_each_comparison(operand, visit);
}

}  // namespace filtercheck::ast
