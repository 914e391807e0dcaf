#include "normal/formula.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "filtercheck/parse.hpp"

namespace filtercheck::normal {

namespace {

// How far an implication is looked for. It only shortens what is said, and hostile formulas could
// make the search long.
constexpr std::size_t kMostSteps = 20'000;

// Whether `a` implies `b` by their structure: conditions imply only themselves.
bool implies(const Expression& a, const Expression& b, std::size_t& steps) {
  if (steps == 0) return false;
  --steps;
  const auto any_disjunct = [&](const Or& either) {
    return std::any_of(either.operands.begin(), either.operands.end(),
                       [&](const Expression& disjunct) { return implies(a, disjunct, steps); });
  };
  if (const auto* either = std::get_if<Or>(&a.node)) {
    return std::all_of(either->operands.begin(), either->operands.end(),
                       [&](const Expression& disjunct) { return implies(disjunct, b, steps); });
  }
  if (const auto* all = std::get_if<And>(&b.node)) {
    return std::all_of(all->operands.begin(), all->operands.end(),
                       [&](const Expression& conjunct) { return implies(a, conjunct, steps); });
  }
  if (const auto* all = std::get_if<And>(&a.node)) {
    const bool by_part =
        std::any_of(all->operands.begin(), all->operands.end(),
                    [&](const Expression& conjunct) { return implies(conjunct, b, steps); });
    if (by_part) return true;
  }
  if (const auto* either = std::get_if<Or>(&b.node)) return any_disjunct(*either);
  return a == b;
}

bool implies(const Expression& a, const Expression& b) {
  std::size_t steps = kMostSteps;
  return implies(a, b, steps);
}

bool is_compound(const Expression& expression) {
  return std::holds_alternative<And>(expression.node) ||
         std::holds_alternative<Or>(expression.node);
}

// Takes out each part that adds nothing to the others: of a disjunction one that implies it, of a
// conjunction one that it implies.
template <typename Node>
void absorb(Expression& whole) {
  std::vector<Expression>& parts = std::get<Node>(whole.node).operands;
  // Conditions imply only themselves, and each is here once.
  if (std::none_of(parts.begin(), parts.end(), is_compound)) return;
  for (std::size_t i = parts.size(); i-- > 0;) {
    const auto at = parts.begin() + static_cast<std::ptrdiff_t>(i);
    Expression part = std::move(*at);
    parts.erase(at);
    const bool is_absorbed = std::is_same_v<Node, Or> ? implies(part, whole) : implies(whole, part);
    if (!is_absorbed) parts.insert(at, std::move(part));
  }
}

template <typename Node>
Formula junction(std::vector<Formula> operands, bool neutral) {
  std::vector<std::pair<std::string, Expression>> sorted;
  const auto add = [&sorted](Expression part) {
    std::string text = format(part);
    sorted.emplace_back(std::move(text), std::move(part));
  };
  for (Formula& operand : operands) {
    if (const bool* constant = std::get_if<bool>(&operand)) {
      if (*constant != neutral) return !neutral;
      continue;
    }
    Expression& expression = std::get<Expression>(operand);
    if (auto* same = std::get_if<Node>(&expression.node)) {
      for (Expression& part : same->operands) add(std::move(part));
    } else {
      add(std::move(expression));
    }
  }
  std::ranges::sort(sorted, {}, &std::pair<std::string, Expression>::first);
  sorted.erase(std::unique(sorted.begin(), sorted.end(),
                           [](const auto& a, const auto& b) { return a.first == b.first; }),
               sorted.end());
  std::vector<Expression> parts;
  for (auto& [text, part] : sorted) parts.push_back(std::move(part));
  if (parts.empty()) return neutral;
  Expression whole{Node{std::move(parts)}, {}};
  absorb<Node>(whole);
  std::vector<Expression>& left = std::get<Node>(whole.node).operands;
  if (left.size() == 1) return std::move(left.front());
  return whole;
}

}  // namespace

Formula all_of(std::vector<Formula> operands) { return junction<And>(std::move(operands), true); }
Formula any_of(std::vector<Formula> operands) { return junction<Or>(std::move(operands), false); }

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
  if (a == b) return true;  // though the search may give up
  if (const bool* constant = std::get_if<bool>(&a)) return !*constant;
  if (const bool* constant = std::get_if<bool>(&b)) return *constant;
  return implies(std::get<Expression>(a), std::get<Expression>(b));
}

}  // namespace filtercheck::normal
