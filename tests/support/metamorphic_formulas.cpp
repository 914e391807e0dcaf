// Rules about what And and Or mean together. The language has no negation, so a formula with a
// weaker part is a weaker formula, and a part may be changed wherever it stands.
#include "support/metamorphic_formulas.hpp"

#include <type_traits>

namespace filtercheck::support {

Expression all_of(std::vector<Expression> operands) { return {And{std::move(operands)}, {}}; }
Expression any_of(std::vector<Expression> operands) { return {Or{std::move(operands)}, {}}; }

std::vector<Expression>* operands_of(Expression& expression) {
  if (auto* conjunction = std::get_if<And>(&expression.node)) return &conjunction->operands;
  if (auto* disjunction = std::get_if<Or>(&expression.node)) return &disjunction->operands;
  return nullptr;
}

namespace {

void add_nodes(Expression& expression, std::vector<Expression*>& nodes) {
  nodes.push_back(&expression);
  if (auto* operands = operands_of(expression)) {
    for (Expression& operand : *operands) add_nodes(operand, nodes);
  }
}

}  // namespace

std::vector<Expression*> nodes_of(Expression& expression) {
  std::vector<Expression*> nodes;
  add_nodes(expression, nodes);
  return nodes;
}

Selector* selector_of(Expression& expression) {
  return std::visit(
      [](auto& node) -> Selector* {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, And> || std::is_same_v<Node, Or>) {
          return nullptr;
        } else {
          return &node.selector;
        }
      },
      expression.node);
}

void rename_all(Expression& formula, const std::string& name) {
  for (Expression* node : nodes_of(formula)) {
    if (Selector* selector = selector_of(*node)) *selector = Selector{{Key{name}}};
  }
}

namespace {

// ---- Connectives --------------------------------------------------------------------------------

std::optional<Bond> reorder(Formulas& formulas) {
  const auto place = pick(formulas, [](Expression& node) { return operands_of(node) != nullptr; });
  if (!place) return std::nullopt;
  auto& operands = *operands_of(*place->b);
  const std::size_t by = 1 + formulas.below(operands.size() - 1);
  std::rotate(operands.begin(), operands.begin() + static_cast<std::ptrdiff_t>(by), operands.end());
  return Bond::Same;
}

std::optional<Bond> associate(Formulas& formulas) {
  const auto place = pick(formulas, [](Expression& node) {
    return operands_of(node) != nullptr && operands_of(node)->size() > 2;
  });
  if (!place) return std::nullopt;
  auto& operands = *operands_of(*place->b);
  Expression last = std::move(operands.back());
  operands.pop_back();
  const bool is_and = std::holds_alternative<And>(place->a->node);
  std::vector<Expression> outer{is_and ? all_of(operands) : any_of(operands), std::move(last)};
  *place->b = is_and ? all_of(std::move(outer)) : any_of(std::move(outer));
  return Bond::Same;
}

std::optional<Bond> distribute(Formulas& formulas) {
  const auto place = pick(formulas, any_part);
  const Expression x = *place->a;
  const Expression y = formulas.other();
  const Expression z = formulas.other();
  if (formulas.below(2) == 0) {
    *place->a = all_of({x, any_of({y, z})});
    *place->b = any_of({all_of({x, y}), all_of({x, z})});
  } else {
    *place->a = any_of({x, all_of({y, z})});
    *place->b = all_of({any_of({x, y}), any_of({x, z})});
  }
  return Bond::Same;
}

std::optional<Bond> repeat(Formulas& formulas) {
  const auto place = pick(formulas, any_part);
  const Expression x = *place->a;
  *place->b = formulas.below(2) == 0 ? all_of({x, x}) : any_of({x, x});
  return Bond::Same;
}

std::optional<Bond> absorb(Formulas& formulas) {
  const auto place = pick(formulas, any_part);
  const Expression x = *place->a;
  const Expression y = formulas.other();
  *place->b = formulas.below(2) == 0 ? all_of({x, any_of({y, x})}) : any_of({all_of({y, x}), x});
  return Bond::Same;
}

// Leaves one operand of an And, or of an Or, out of b.
bool drop_one(Formulas& formulas, bool from_and) {
  const auto place = pick(formulas, [&](const Expression& node) {
    return from_and ? std::holds_alternative<And>(node.node)
                    : std::holds_alternative<Or>(node.node);
  });
  if (!place) return false;
  auto& operands = *operands_of(*place->b);
  operands.erase(operands.begin() + static_cast<std::ptrdiff_t>(formulas.below(operands.size())));
  if (operands.size() > 1) return true;
  Expression only = std::move(operands.front());
  *place->b = std::move(only);
  return true;
}

std::optional<Bond> drop_from_and(Formulas& formulas) {
  if (!drop_one(formulas, true)) return std::nullopt;
  return Bond::Weaker;
}

std::optional<Bond> drop_from_or(Formulas& formulas) {
  if (!drop_one(formulas, false)) return std::nullopt;
  std::swap(formulas.a, formulas.b);
  return Bond::Weaker;
}

}  // namespace

const std::vector<Rule>& formula_rules() {
  static const std::vector<Rule> kRules{
      {"reorder", "And and Or commute", Kind::Json, in_json<reorder>},
      {"associate", "And and Or associate", Kind::Json, in_json<associate>},
      {"distribute", "And over Or, and Or over And", Kind::Json, in_json<distribute>},
      {"double", "x and x is x; x or x is x", Kind::Json, in_json<repeat>},
      {"absorb", "x and (x or y) is x; x or (x and y) is x", Kind::Json, in_json<absorb>},
      {"drop-from-and", "And is monotone; strict where an event shows that the part was needed",
       Kind::Json, in_json<drop_from_and>},
      {"drop-from-or", "Or is monotone; strict where an event shows that the part was needed",
       Kind::Json, in_json<drop_from_or>},
      {"field-reorder", "And and Or commute", Kind::Space, in_fields<reorder>},
      {"field-associate", "And and Or associate", Kind::Space, in_fields<associate>},
      {"field-distribute", "And over Or, and Or over And", Kind::Space, in_fields<distribute>},
      {"field-double", "x and x is x; x or x is x", Kind::Space, in_fields<repeat>},
      {"field-absorb", "x and (x or y) is x; x or (x and y) is x", Kind::Space, in_fields<absorb>},
      {"field-drop-from-and", "And is monotone", Kind::Space, in_fields<drop_from_and>},
      {"field-drop-from-or", "Or is monotone", Kind::Space, in_fields<drop_from_or>},
  };
  return kRules;
}

}  // namespace filtercheck::support
