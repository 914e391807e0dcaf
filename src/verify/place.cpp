#include "verify/place.hpp"

#include <algorithm>

#include "verify/candidates.hpp"
#include "verify/closure.hpp"
#include "verify/open_tests.hpp"

namespace filtercheck::verify {

namespace {

bool is_comparison(const Variable& variable) {
  return variable.kind == VariableKind::Equal || variable.kind == VariableKind::Less ||
         variable.kind == VariableKind::Greater;
}

// Whether the comparison is true of some value of the shape, as far as the shape says.
bool can_be_true(const Variable& comparison, Shape shape) {
  const bool is_finite = shape == Shape::Integer || shape == Shape::Float;
  if (comparison.kind != VariableKind::Equal) return is_finite;
  const bool is_number = std::holds_alternative<Number>(comparison.test.literal);
  return is_finite || shape == Shape::String || (shape == Shape::Infinite && !is_number);
}

// Whether the clause is true of all values of the shape for the shape's sake.
bool is_true_of_shape(const Claim& claim, const Clause& clause, Shape shape) {
  return std::any_of(clause.literals.begin(), clause.literals.end(), [&](ClauseLiteral literal) {
    const Variable& variable = claim.variable(literal);
    if (variable.kind == VariableKind::Shape) return (variable.shape == shape) == (literal > 0);
    return literal < 0 && !can_be_true(variable, shape);
  });
}

std::vector<OpenTest> open_tests(const Claim& claim, const Clause& clause, Shape shape,
                                 Work& work) {
  std::vector<OpenTest> tests;
  for (const ClauseLiteral literal : clause.literals) {
    const Variable& variable = claim.variable(literal);
    if (!is_comparison(variable) || !can_be_true(variable, shape)) continue;
    tests.push_back(open_test(variable, literal < 0, claim.reading, work));
  }
  return tests;
}

// A text with a star has a character that no text of the shape has.
bool has_foreign_character(Shape shape, const OpenTest& test) {
  if (test.kind != OpenTest::Kind::Text || !test.required) return false;
  const std::u32string_view own = shape == Shape::Integer ? U"0123456789-*" : U"0123456789-.E*";
  return test.literal.find_first_not_of(own) != std::u32string::npos;
}

void check_candidates(const std::vector<Value>& values, const std::vector<OpenTest>& tests,
                      Work& work) {
  for (const Value& value : values) {
    if (is_refuted(value, tests, work)) continue;
    throw NotProved(shown(value) +
                    (value.text ? " makes it false" : ", whose text is not looked at"));
  }
}

void check_shape(const Claim& claim, const Clause& clause, Shape shape, Work& work) {
  if (is_true_of_shape(claim, clause, shape)) return;
  const std::vector<OpenTest> tests = open_tests(claim, clause, shape, work);
  if (tests.empty()) throw NotProved("it is false of such a value");
  if (const auto values = candidates(shape, tests, work))
    return check_candidates(*values, tests, work);
  const auto is_foreign = [shape](const OpenTest& test) {
    return has_foreign_character(shape, test);
  };
  if (shape != Shape::String && std::any_of(tests.begin(), tests.end(), is_foreign)) return;
  const auto& closure = shape == Shape::String    ? clause.string
                        : shape == Shape::Integer ? clause.integer
                                                  : clause.floating;
  if (!closure) throw NotProved("there is no closure for it");
  check_closure(shape, tests, *closure, work);
}

}  // namespace

void check_place(const Claim& claim, const Clause& clause, Work& work) {
  if (clause.literals.empty()) throw NotProved("it has no literals");
  const PathId path = claim.variable(clause.literals.front()).path;
  for (const ClauseLiteral literal : clause.literals) {
    const Variable& variable = claim.variable(literal);
    const bool is_of_place = variable.kind == VariableKind::Shape || is_comparison(variable);
    if (!is_of_place || variable.path != path) {
      throw NotProved("it is not about shapes and comparisons at one path");
    }
  }
  for (int i = 0; i < kShapes; ++i) {
    const auto shape = static_cast<Shape>(i);
    try {
      check_shape(claim, clause, shape, work);
    } catch (const NotProved& refusal) {
      throw NotProved("shape " + std::string(name_of(shape)) + ": " + refusal.what());
    }
  }
}

}  // namespace filtercheck::verify
