#include "verify/meaning.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <utility>

namespace filtercheck::verify {

namespace {

// A conjunction of disjunctions of atoms: n or -n is the n-th atom, from 1, or its opposite. An
// atom is a variable by what it says; one about a path that the claim does not know is in no
// clause.
struct Definition {
  std::vector<Variable> atoms;
  std::vector<std::vector<int>> all;
};

Variable shape(PathId path, Shape shape) {
  Variable variable{VariableKind::Shape};
  variable.path = path;
  variable.shape = shape;
  return variable;
}

Variable compared(VariableKind kind, TestKind test, PathId path, const Literal& literal) {
  Variable variable{kind};
  variable.path = path;
  variable.test = {test, literal};
  return variable;
}

Variable equal(PathId path, const Literal& literal) {
  return compared(VariableKind::Equal, TestKind::Equal, path, literal);
}
Variable less(PathId path, const Literal& literal) {
  return compared(VariableKind::Less, TestKind::Less, path, literal);
}
Variable greater(PathId path, const Literal& literal) {
  return compared(VariableKind::Greater, TestKind::Greater, path, literal);
}

Variable exists(PathId path, std::vector<PathStep> suffix, Test test) {
  Variable variable{VariableKind::Exists};
  variable.path = path;
  variable.suffix = std::move(suffix);
  variable.test = std::move(test);
  return variable;
}

Shape shape_of(Constant constant) {
  switch (constant) {
    case Constant::True:
      return Shape::True;
    case Constant::False:
      return Shape::False;
    case Constant::Null:
      break;
  }
  return Shape::Null;
}

Definition passes(PathId path, const Test& test) {
  switch (test.kind) {
    case TestKind::Equal:
      return {{equal(path, test.literal)}, {{1}}};
    case TestKind::Less:
      return {{less(path, test.literal)}, {{1}}};
    case TestKind::Greater:
      return {{greater(path, test.literal)}, {{1}}};
    case TestKind::LessEqual:
      return {{shape(path, Shape::Integer), shape(path, Shape::Float), greater(path, test.literal)},
              {{1, 2}, {-3}}};
    case TestKind::GreaterEqual:
      return {{shape(path, Shape::Integer), shape(path, Shape::Float), less(path, test.literal)},
              {{1, 2}, {-3}}};
    case TestKind::Is:
      return {{shape(path, shape_of(test.constant))}, {{1}}};
    case TestKind::Exists:
      break;
  }
  return {{shape(path, Shape::Missing)}, {{-1}}};
}

Definition differs(PathId path, const Literal& literal) {
  Definition definition{{equal(path, literal), shape(path, Shape::String),
                         shape(path, Shape::Integer), shape(path, Shape::Float)},
                        {{-1}, {2, 3, 4}}};
  if (!std::holds_alternative<Number>(literal)) {
    definition.atoms.push_back(shape(path, Shape::Infinite));
    definition.all.back().push_back(5);
  }
  return definition;
}

Definition is_null_or_has_null(PathId path) {
  return {{shape(path, Shape::Null), shape(path, Shape::Array),
           exists(path, {}, {TestKind::Is, {}, Constant::Null})},
          {{1, 2}, {1, 3}}};
}

// The operator of a comparison as a test; no value for `!=`.
std::optional<TestKind> test_of(Operator op) {
  switch (op) {
    case Operator::Equal:
      return TestKind::Equal;
    case Operator::NotEqual:
      break;
    case Operator::Less:
      return TestKind::Less;
    case Operator::LessEqual:
      return TestKind::LessEqual;
    case Operator::Greater:
      return TestKind::Greater;
    case Operator::GreaterEqual:
      return TestKind::GreaterEqual;
  }
  return std::nullopt;
}

// A selector as the path before its wildcard, or all of it, and the steps behind.
struct Place {
  PathId path = kRoot;
  std::vector<PathStep> suffix;
  bool has_wildcard = false;
};

Place place_of(const Selector& selector, const Paths& paths) {
  Place place;
  for (const filtercheck::Step& step : selector.steps) {
    if (std::holds_alternative<Wildcard>(step)) {
      place.has_wildcard = true;
      continue;
    }
    const auto* key = std::get_if<Key>(&step);
    const PathStep next =
        key != nullptr ? PathStep(key->name) : PathStep(std::get<Index>(step).value);
    if (place.has_wildcard) {
      place.suffix.push_back(next);
    } else {
      place.path = paths.find(place.path, next);
    }
  }
  return place;
}

Definition meaning_of(const Comparison& comparison, const Paths& paths) {
  const Place at = place_of(comparison.selector, paths);
  const std::optional<TestKind> test = test_of(comparison.op);
  if (!at.has_wildcard) {
    return test ? passes(at.path, {*test, comparison.literal})
                : differs(at.path, comparison.literal);
  }
  if (test) return {{exists(at.path, at.suffix, {*test, comparison.literal})}, {{1}}};
  return {{shape(at.path, Shape::Missing),
           exists(at.path, at.suffix, {TestKind::Equal, comparison.literal})},
          {{-1}, {-2}}};
}

Definition meaning_of(const Is& is, const Paths& paths) {
  const Place at = place_of(is.selector, paths);
  const Test test{TestKind::Is, {}, is.constant};
  if (at.has_wildcard) return {{exists(at.path, at.suffix, test)}, {{1}}};
  return is.constant == Constant::Null ? is_null_or_has_null(at.path) : passes(at.path, test);
}

Definition meaning_of(const NotExists& not_exists, const Paths& paths) {
  const Place at = place_of(not_exists.selector, paths);
  if (at.has_wildcard) return {{exists(at.path, at.suffix, {TestKind::Exists, {}})}, {{-1}}};
  return {{shape(at.path, Shape::Missing)}, {{1}}};
}

bool row_makes_true(int literal, unsigned row) {
  const bool value = (row >> (std::abs(literal) - 1) & 1U) != 0;
  return literal > 0 ? value : !value;
}

// Whether the clause is true in every row of the truth table in which the variable has the value
// that the definition gives it. Another variable in the clause is of no help.
bool follows(const Definition& definition, const Claim& claim, const Clause& clause) {
  const Variable& defined = claim.variables[clause.of];
  std::vector<int> literals;  // as in Definition::all
  std::optional<bool> value_of_defined;
  for (const ClauseLiteral literal : clause.literals) {
    const Variable& variable = claim.variable(literal);
    const int sign = literal > 0 ? 1 : -1;
    for (std::size_t i = 0; i < definition.atoms.size(); ++i) {
      if (definition.atoms[i] == variable) literals.push_back(sign * static_cast<int>(i + 1));
    }
    if (variable == defined) value_of_defined = literal > 0;
  }
  for (unsigned row = 0; row < 1U << definition.atoms.size(); ++row) {
    const auto is_true = [row](int literal) { return row_makes_true(literal, row); };
    const bool value = std::all_of(
        definition.all.begin(), definition.all.end(),
        [&](const std::vector<int>& any) { return std::any_of(any.begin(), any.end(), is_true); });
    if (value != value_of_defined && std::none_of(literals.begin(), literals.end(), is_true)) {
      return false;
    }
  }
  return true;
}

// And: [-v, operand], [v, -operand ...]. Or: [v, -operand], [-v, operand ...]. More literals do no
// harm.
bool follows_of_operands(bool is_and, const std::vector<std::size_t>& operands, const Claim& claim,
                         const Clause& clause) {
  const Variable& defined = claim.variables[clause.of];
  bool has_defined[2] = {false, false};  // with the sign of the long form, of the short one
  bool has_one = false;                  // operand, with the sign of the short form
  std::set<std::size_t> all;             // with the sign of the long form
  for (const ClauseLiteral literal : clause.literals) {
    const Variable& variable = claim.variable(literal);
    const bool positive = literal > 0;
    if (variable.kind != VariableKind::Node || variable.pattern != defined.pattern) continue;
    if (variable.node == defined.node) has_defined[positive == is_and ? 0 : 1] = true;
    if (!std::binary_search(operands.begin(), operands.end(), variable.node)) continue;
    if (positive == is_and) {
      has_one = true;
    } else {
      all.insert(variable.node);
    }
  }
  return (has_defined[0] && all.size() == operands.size()) || (has_defined[1] && has_one);
}

bool node_follows(const NamedPattern& pattern, const Claim& claim, const Clause& clause,
                  Work& work) {
  if (pattern.nodes.empty()) return follows({}, claim, clause);  // the empty pattern: true
  const std::size_t number = claim.variables[clause.of].node;
  const auto& node = pattern.nodes[number]->node;
  if (pattern.operands[number].empty()) {
    const Span& span = pattern.nodes[number]->span;
    work.spend((span.end - span.begin) * (1 + clause.literals.size()));
  }
  if (const auto* comparison = std::get_if<Comparison>(&node)) {
    return follows(meaning_of(*comparison, claim.paths), claim, clause);
  }
  if (const auto* is = std::get_if<Is>(&node)) {
    return follows(meaning_of(*is, claim.paths), claim, clause);
  }
  if (const auto* not_exists = std::get_if<NotExists>(&node)) {
    return follows(meaning_of(*not_exists, claim.paths), claim, clause);
  }
  return follows_of_operands(std::holds_alternative<And>(node), pattern.operands[number], claim,
                             clause);
}

}  // namespace

void check_definition(const Certificate& certificate, const Claim& claim, const Clause& clause,
                      Work& work) {
  const Variable& defined = claim.variables[clause.of];
  const bool is_known = defined.kind == VariableKind::Node || defined.kind == VariableKind::Holds;
  if (!is_known) throw NotProved("only `node` and `holds` variables have a definition");
  work.spend(1 + clause.literals.size() * (1 + size_of(defined.test.literal)));
  if (!(defined.kind == VariableKind::Node
            ? node_follows(certificate.patterns[defined.pattern], claim, clause, work)
            : follows(passes(defined.path, defined.test), claim, clause))) {
    throw NotProved("it is not a consequence of what variable " + std::to_string(clause.of + 1) +
                    " means");
  }
}

}  // namespace filtercheck::verify
