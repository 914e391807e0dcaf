#include "review/aim.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "ast/walk.hpp"
#include "controls/controls.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::review {

namespace {

bool says(const Expression& expression, const Comparison& wanted) {
  bool found = false;
  ast::for_each_comparison(
      expression, [&](const Comparison& comparison) { found = found || comparison == wanted; });
  return found;
}

bool names(const Expression& expression, const Requirement& requirement) {
  if (requirement.event_name) {
    const Selector name{{Key{"eventName"}}};
    return says(expression, {name, Operator::Equal, Text{*requirement.event_name}});
  }
  bool found = false;
  ast::for_each_comparison(*requirement.events.expression, [&](const Comparison& comparison) {
    found = found || (comparison.op == Operator::Equal && says(expression, comparison));
  });
  return found;
}

}  // namespace

bool names_some(const Pattern& pattern, const std::vector<Requirement>& requirements) {
  return pattern.expression &&
         std::any_of(requirements.begin(), requirements.end(), [&](const Requirement& requirement) {
           return names(*pattern.expression, requirement);
         });
}

bool aims_at(const Pattern& pattern, const std::vector<Requirement>& requirements,
             const CheckAnswer& answer) {
  const auto matched =
      std::count_if(answer.requirements.begin(), answer.requirements.end(),
                    [](const RequirementAnswer& one) { return one.coverage != Coverage::None; });
  return 2 * static_cast<std::size_t>(matched) >= requirements.size() &&
         names_some(pattern, requirements);
}

bool is_prescribed(const Pattern& pattern) {
  static const std::vector<Pattern> prescribed = [] {
    std::vector<Pattern> patterns;
    for (const Control& control : builtin_controls())
      if (auto parsed = parse(control.pattern); parsed.ok())
        patterns.push_back(std::move(parsed).value());
    return patterns;
  }();
  return std::find(prescribed.begin(), prescribed.end(), pattern) != prescribed.end();
}

std::string_view family_of(std::string_view control) {
  for (const std::string_view version : {"-cis-", "-security-hub"})
    control = control.substr(0, control.find(version));
  return control;
}

}  // namespace filtercheck::review
