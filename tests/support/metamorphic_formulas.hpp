// What the rules about formulas share: a formula and its copy, a part of both to change, and the
// way into patterns and out again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "filtercheck/parse.hpp"
#include "support/metamorphic.hpp"

namespace filtercheck::support {

Expression all_of(std::vector<Expression> operands);
Expression any_of(std::vector<Expression> operands);

// The operands of an And or Or; null for a condition.
std::vector<Expression>* operands_of(Expression& expression);

// All parts of a formula, itself first; in the same order for equal formulas.
std::vector<Expression*> nodes_of(Expression& expression);

// Of a condition; null for an And or Or.
Selector* selector_of(Expression& expression);

// Two equal formulas to change, and what to borrow.
struct Formulas {
  Draw& draw;
  Expression a;
  Expression b;
  std::vector<Expression> others;  // about the same selectors, as far as that matters

  std::size_t below(std::size_t n) { return draw.choices.below(std::min<std::size_t>(n, 256)); }
  Expression other() { return others[below(others.size())]; }
};

// The same part of both formulas.
struct Place {
  Expression* a;
  Expression* b;
};

// One of the parts that are as wanted.
template <typename Wanted>
std::optional<Place> pick(Formulas& formulas, Wanted wanted) {
  const std::vector<Expression*> in_a = nodes_of(formulas.a);
  const std::vector<Expression*> in_b = nodes_of(formulas.b);
  std::vector<Place> places;
  for (std::size_t i = 0; i < in_a.size(); ++i) {
    if (wanted(*in_a[i])) places.push_back({in_a[i], in_b[i]});
  }
  if (places.empty()) return std::nullopt;
  return places[formulas.below(places.size())];
}

inline bool any_part(const Expression&) { return true; }

// ---- Into patterns and out again ----------------------------------------------------------------

using FormulaRule = std::optional<Bond> (*)(Formulas&);

// Makes all conditions ones on the field of this name.
void rename_all(Expression& formula, const std::string& name);

template <FormulaRule rule>
std::optional<Changed> in_json(Draw& draw) {
  Formulas formulas{draw, *draw.p.expression, *draw.p.expression, {}};
  Expression other = *draw.q.expression;
  for (const Expression* node : nodes_of(other)) formulas.others.push_back(*node);
  const auto bond = rule(formulas);
  if (!bond) return std::nullopt;
  return Changed{"{ " + format(formulas.a) + " }", "{ " + format(formulas.b) + " }", *bond};
}

template <FormulaRule rule>
std::optional<Changed> in_fields(Draw& draw) {
  std::vector<std::size_t> with_condition;
  const auto& fields = draw.p.fields->fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].condition) with_condition.push_back(i);
  }
  if (with_condition.empty()) return std::nullopt;
  const std::size_t at = with_condition[draw.choices.below(with_condition.size())];
  const Expression& condition = *fields[at].condition;
  Formulas formulas{draw, condition, condition, {condition}};
  for (const Field& field : draw.q.fields->fields) {
    if (!field.condition) continue;
    formulas.others.push_back(*field.condition);
    rename_all(formulas.others.back(), fields[at].name);
  }
  const auto bond = rule(formulas);
  if (!bond) return std::nullopt;
  const auto with = [&](const Expression& changed) {
    Pattern pattern = draw.p;
    pattern.fields->fields[at].condition = changed;
    return format(pattern);
  };
  return Changed{with(formulas.a), with(formulas.b), *bond};
}

}  // namespace filtercheck::support
