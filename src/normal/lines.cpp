// The normal form of patterns that see a line as text. Nothing here decides anything: what is left
// out adds nothing whatever the line is, by what it says alone, and the rest is put in order.
#include "normal/lines.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "filtercheck/parse.hpp"

namespace filtercheck::normal {

namespace {

// No more terms fit into AWS's 1,024 characters. Of more, only equal ones are found.
constexpr std::size_t kMostCompared = 512;

bool contains(const Term& whole, const Term& part) {
  return whole.value.find(part.value) != std::string::npos;
}

// Whether `a` adds nothing to a pattern with `b`: every line with a longer term has a shorter one
// in it, so of required terms the longer one counts, and of the others the shorter one.
bool is_implied(const Term& a, const Term& b) {
  if (a.role != b.role || a == b) return false;
  return a.role == Term::Role::Required ? contains(b, a) : contains(a, b);
}

std::vector<Term> normal_terms(std::vector<Term> terms) {
  const auto is_optional = [](const Term& term) { return term.role == Term::Role::Optional; };
  // Rule 4.1: beside others, optional terms are ignored.
  if (!std::all_of(terms.begin(), terms.end(), is_optional)) std::erase_if(terms, is_optional);
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) {
    return a.role != b.role ? a.role < b.role : a.value < b.value;
  });
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  if (terms.size() <= kMostCompared) {
    const std::vector<Term> all = terms;
    std::erase_if(terms, [&](const Term& term) {
      return std::any_of(all.begin(), all.end(),
                         [&](const Term& other) { return is_implied(term, other); });
    });
  }
  // One of one.
  if (terms.size() == 1 && is_optional(terms.front())) terms.front().role = Term::Role::Required;
  return terms;
}

// Junctions in junctions of their kind are joined, equal operands said once, all in the order of
// their texts.
Expression normal_condition(const std::string& name, const Expression& condition);

template <typename Junction>
Expression normal_junction(const std::string& name, const Junction& junction) {
  std::vector<std::pair<std::string, Expression>> operands;
  const auto add = [&](Expression operand) {
    std::string text = format(Field{name, operand});
    operands.emplace_back(std::move(text), std::move(operand));
  };
  for (const Expression& operand : junction.operands) {
    Expression normal = normal_condition(name, operand);
    if (auto* same = std::get_if<Junction>(&normal.node)) {
      for (Expression& inner : same->operands) add(std::move(inner));
    } else {
      add(std::move(normal));
    }
  }
  std::ranges::sort(operands, {}, &std::pair<std::string, Expression>::first);
  Junction normal;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (i > 0 && operands[i].first == operands[i - 1].first) continue;
    normal.operands.push_back(std::move(operands[i].second));
  }
  if (normal.operands.size() == 1) return std::move(normal.operands.front());
  return {std::move(normal), {}};
}

Expression normal_condition(const std::string& name, const Expression& condition) {
  if (const auto* all = std::get_if<And>(&condition.node)) return normal_junction(name, *all);
  if (const auto* any = std::get_if<Or>(&condition.node)) return normal_junction(name, *any);
  return condition;
}

}  // namespace

std::string normal_text(const Pattern& pattern) {
  Pattern normal = pattern;
  if (normal.kind == Kind::Terms) normal.terms = normal_terms(std::move(normal.terms));
  if (normal.fields) {
    for (Field& field : normal.fields->fields) {
      if (field.condition) field.condition = normal_condition(field.name, *field.condition);
    }
  }
  return format(normal);
}

}  // namespace filtercheck::normal
