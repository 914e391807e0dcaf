// Pairs that were made independently are nearly always overlapping, which an event shows at once. A
// pattern beside one that is nearly the same is equivalent, or includes it, as often as not.
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "filtercheck/parse.hpp"
#include "support/generate.hpp"

namespace filtercheck::support {

namespace {

std::vector<Expression>* operands_of(Expression& expression) {
  if (auto* all = std::get_if<And>(&expression.node)) return &all->operands;
  if (auto* any = std::get_if<Or>(&expression.node)) return &any->operands;
  return nullptr;
}

// All nodes, the root first.
void collect_nodes(Expression& expression, std::vector<Expression*>& out) {
  out.push_back(&expression);
  if (auto* operands = operands_of(expression)) {
    for (Expression& operand : *operands) collect_nodes(operand, out);
  }
}

template <typename T>
T& any_of(Choices& choices, std::vector<T>& list) {
  return list[choices.below(std::min<std::size_t>(list.size(), 256))];
}

Expression joined(Expression one, bool both, Expression other) {
  std::vector<Expression> operands{std::move(one), std::move(other)};
  if (both) return {And{std::move(operands)}, {}};
  return {Or{std::move(operands)}, {}};
}

void drop_operand(Choices& choices, Expression& node) {
  auto* operands = operands_of(node);
  if (operands == nullptr) return;
  const std::size_t at = choices.below(std::min<std::size_t>(operands->size(), 256));
  operands->erase(operands->begin() + static_cast<std::ptrdiff_t>(at));
  if (operands->size() > 1) return;
  Expression last = std::move(operands->front());
  node = std::move(last);
}

// A comparison that holds a little more or less often.
void change_operator(Choices& choices, Expression& node) {
  auto* comparison = std::get_if<Comparison>(&node.node);
  if (comparison == nullptr) return;
  const bool is_number = std::holds_alternative<Number>(comparison->literal);
  comparison->op = static_cast<Operator>(choices.below(is_number ? 6 : 2));
}

// `part` is a condition that may stand in the place of the node.
void change(Choices& choices, Expression& node, const Expression& part) {
  switch (choices.below(8)) {
    case 0:
      return drop_operand(choices, node);
    case 1:
      node = part;
      return;
    case 2:
      return change_operator(choices, node);
    case 3:  // means the same: a || (a && part)
      node = joined(node, false, joined(node, true, part));
      return;
    case 4:  // means the same: a && (a || part)
      node = joined(node, true, joined(node, false, part));
      return;
    case 5:
      node = joined(node, choices.below(2) == 0, part);
      return;
    case 6:
      if (auto* operands = operands_of(node)) std::swap(operands->front(), operands->back());
      return;
    default:
      if (auto* operands = operands_of(node)) operands->push_back(any_of(choices, *operands));
      return;
  }
}

void change_somewhere(Choices& choices, Expression& expression, const Expression& part) {
  std::vector<Expression*> nodes;
  collect_nodes(expression, nodes);
  change(choices, *any_of(choices, nodes), part);
}

void change_terms(Choices& choices, std::vector<Term>& terms) {
  const Term term = any_of(choices, terms);
  switch (choices.below(4)) {
    case 0:
      if (terms.size() > 1) terms.erase(terms.begin());
      return;
    case 1:
      terms.push_back(term);
      return;
    case 2:
      terms.push_back({static_cast<Term::Role>(choices.below(3)), term.value + "a"});
      return;
    default:
      any_of(choices, terms).role = static_cast<Term::Role>(choices.below(3));
      return;
  }
}

void change_fields(Choices& choices, Fields& fields) {
  if (fields.fields.empty()) return;
  Field& field = any_of(choices, fields.fields);
  if (!field.condition || choices.below(4) == 0) return field.condition.reset();
  std::vector<Expression*> nodes;
  collect_nodes(*field.condition, nodes);
  const Expression part = *any_of(choices, nodes);
  change_somewhere(choices, *field.condition, part);
}

// With another alternative, or without the last one.
std::string changed_regex(Choices& choices, const Regex& regex) {
  const std::size_t last = regex.source.rfind('|');
  const bool shorter = last != std::string::npos && choices.below(2) == 0;
  const std::string text = shorter ? "%" + regex.source.substr(0, last) + "%"
                                   : "%" + regex.source + "|" + random_regex(choices).substr(1);
  return parse(text, Limits::beyond_aws()).ok() ? text : "%" + regex.source + "%";
}

}  // namespace

std::string random_variant(Choices& choices, const Pattern& pattern) {
  if (pattern.regex) return changed_regex(choices, *pattern.regex);
  Pattern variant = pattern;
  for (std::size_t i = choices.below(3) + 1; i > 0; --i) {
    if (variant.expression) {
      const Pattern other = parse(random_pattern(choices, false), Limits::beyond_aws()).value();
      change_somewhere(choices, *variant.expression, *other.expression);
    }
    if (!variant.terms.empty()) change_terms(choices, variant.terms);
    if (variant.fields) change_fields(choices, *variant.fields);
  }
  return format(variant);
}

}  // namespace filtercheck::support
