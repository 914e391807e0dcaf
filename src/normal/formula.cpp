#include "normal/formula.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "filtercheck/parse.hpp"

namespace filtercheck::normal {

namespace {

// The operands of a Node, or the expression alone.
template <typename Node>
std::vector<Expression> operands_of(const Expression& expression) {
  if (const auto* node = std::get_if<Node>(&expression.node)) return node->operands;
  return {expression};
}

bool contains(const std::vector<Expression>& list, const Expression& expression) {
  return std::find(list.begin(), list.end(), expression) != list.end();
}

// `inner` holds every operand of `outer`, so that in a junction of the two `inner` adds nothing.
template <typename Dual>
bool absorbs(const Expression& outer, const Expression& inner) {
  const std::vector<Expression> all = operands_of<Dual>(inner);
  const std::vector<Expression> some = operands_of<Dual>(outer);
  return some.size() < all.size() &&
         std::all_of(some.begin(), some.end(),
                     [&](const Expression& e) { return contains(all, e); });
}

template <typename Node, typename Dual>
Formula junction(std::vector<Formula> operands, bool neutral) {
  std::vector<std::pair<std::string, Expression>> sorted;
  for (const Formula& operand : operands) {
    if (const bool* constant = std::get_if<bool>(&operand)) {
      if (*constant != neutral) return !neutral;
      continue;
    }
    for (Expression& part : operands_of<Node>(std::get<Expression>(operand))) {
      std::string text = format(part);
      sorted.emplace_back(std::move(text), std::move(part));
    }
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  sorted.erase(std::unique(sorted.begin(), sorted.end(),
                           [](const auto& a, const auto& b) { return a.first == b.first; }),
               sorted.end());
  std::vector<Expression> kept;
  for (const auto& [text, part] : sorted) {
    const bool absorbed = std::any_of(
        sorted.begin(), sorted.end(),
        [&part = part](const auto& other) { return absorbs<Dual>(other.second, part); });
    if (!absorbed) kept.push_back(part);
  }
  if (kept.empty()) return neutral;
  if (kept.size() == 1) return std::move(kept.front());
  return Expression{Node{std::move(kept)}, {}};
}

}  // namespace

Formula all_of(std::vector<Formula> operands) {
  return junction<And, Or>(std::move(operands), true);
}
Formula any_of(std::vector<Formula> operands) {
  return junction<Or, And>(std::move(operands), false);
}

Formula assuming(const Expression& expression, const KnownCondition& known) {
  return std::visit(
      [&](const auto& node) -> Formula {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, And> || std::is_same_v<Node, Or>) {
          std::vector<Formula> operands;
          for (const Expression& operand : node.operands) {
            operands.push_back(assuming(operand, known));
            const bool* constant = std::get_if<bool>(&operands.back());
            if (constant != nullptr && *constant == std::is_same_v<Node, Or>) return *constant;
          }
          return std::is_same_v<Node, And> ? all_of(std::move(operands))
                                           : any_of(std::move(operands));
        } else {
          if (const std::optional<bool> value = known(expression)) return *value;
          return Expression{node, {}};
        }
      },
      expression.node);
}

bool plainly_implies(const Formula& a, const Formula& b) {
  if (const bool* constant = std::get_if<bool>(&a)) {
    const bool* other = std::get_if<bool>(&b);
    return !*constant || (other != nullptr && *other);
  }
  if (const bool* constant = std::get_if<bool>(&b)) return *constant;
  const Expression& from = std::get<Expression>(a);
  const Expression& to = std::get<Expression>(b);
  if (from == to) return true;
  const auto subset = [](const std::vector<Expression>& some, const std::vector<Expression>& all) {
    return std::all_of(some.begin(), some.end(),
                       [&](const Expression& e) { return contains(all, e); });
  };
  return subset(operands_of<Or>(from), operands_of<Or>(to)) ||
         subset(operands_of<And>(to), operands_of<And>(from));
}

}  // namespace filtercheck::normal
