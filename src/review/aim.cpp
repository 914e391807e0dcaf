#include "review/aim.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <variant>

namespace filtercheck::review {

namespace {

using Visit = std::function<void(const Comparison&)>;

void for_each_comparison(const Expression& expression, const Visit& visit) {
  if (const auto* all = std::get_if<And>(&expression.node)) {
    for (const Expression& operand : all->operands) for_each_comparison(operand, visit);
  } else if (const auto* any = std::get_if<Or>(&expression.node)) {
    for (const Expression& operand : any->operands) for_each_comparison(operand, visit);
  } else if (const auto* comparison = std::get_if<Comparison>(&expression.node)) {
    visit(*comparison);
  }
}

bool says(const Expression& expression, const Comparison& wanted) {
  bool found = false;
  for_each_comparison(expression,
                      [&](const Comparison& comparison) { found = found || comparison == wanted; });
  return found;
}

bool names(const Expression& expression, const Requirement& requirement) {
  if (requirement.event_name) {
    const Selector name{{Key{"eventName"}}};
    return says(expression, {name, Operator::Equal, Text{*requirement.event_name}});
  }
  bool found = false;
  for_each_comparison(*requirement.events.expression, [&](const Comparison& comparison) {
    found = found || (comparison.op == Operator::Equal && says(expression, comparison));
  });
  return found;
}

}  // namespace

bool aims_at(const Pattern& pattern, const std::vector<Requirement>& requirements,
             const CheckAnswer& answer) {
  if (!pattern.expression) return false;
  const auto matched =
      std::count_if(answer.requirements.begin(), answer.requirements.end(),
                    [](const RequirementAnswer& one) { return one.coverage != Coverage::None; });
  return 2 * static_cast<std::size_t>(matched) >= requirements.size() &&
         std::any_of(requirements.begin(), requirements.end(), [&](const Requirement& requirement) {
           return names(*pattern.expression, requirement);
         });
}

std::string_view family_of(std::string_view control) {
  for (const std::string_view version : {"-cis-", "-security-hub"})
    control = control.substr(0, control.find(version));
  return control;
}

}  // namespace filtercheck::review
