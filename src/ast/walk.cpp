#include "ast/walk.hpp"

namespace filtercheck::ast {

const std::vector<Expression>* operands_of(const Expression& expression) {
  if (const auto* conjunction = std::get_if<And>(&expression.node)) return &conjunction->operands;
  if (const auto* disjunction = std::get_if<Or>(&expression.node)) return &disjunction->operands;
  return nullptr;
}

std::vector<Expression>* operands_of(Expression& expression) {
  if (auto* conjunction = std::get_if<And>(&expression.node)) return &conjunction->operands;
  if (auto* disjunction = std::get_if<Or>(&expression.node)) return &disjunction->operands;
  return nullptr;
}

}  // namespace filtercheck::ast
