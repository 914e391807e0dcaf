// The values of one selector, sorted into finitely many classes that its conditions cannot tell
// apart.
//
// Whether a formula holds depends on a value only through the conditions on its selector. So it is
// enough to know one value of every combination of outcomes that can occur: the decision is then a
// question about finitely many classes (deciding by "classes per selector"). The combinations
// are found among strings and numbers; missing, null, the booleans, arrays and objects are
// classes by themselves.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "values/budget.hpp"
#include "values/scalar_tests.hpp"

namespace filtercheck::values {

// The conditions on the scalar values of one selector, and the classes they make.
class ScalarClasses {
 public:
  // Declares a literal that values are compared with by `=` or `!=`; both readings of a text
  // literal with a `*` may be declared. Calls after `classes` have no meaning.
  struct Added {
    std::int32_t literal = -1;
    std::int32_t automaton = -1;
  };
  Added add(const Literal& literal, Reading reading);

  // At least one class of strings and one of numbers; every realisable combination of outcomes
  // exactly once, unless `budget` ran out; after those that are given. `natural` are texts to
  // prefer as members, best first.
  std::vector<ValueClass> classes(const std::vector<std::u32string>& natural, Budget& budget,
                                  std::vector<ValueClass> given = {});

  // `op literal` for a declared literal.
  struct Test {
    Operator op;
    std::int32_t literal = -1;    // equal if the text is this literal
    std::int32_t automaton = -1;  // equal if this automaton accepts the text
    std::int32_t cell = -1;       // equal, for a number, if its value is in this cell

    bool is_one_text() const { return op == Operator::Equal && literal >= 0 && cell < 0; }
  };
  Test test(Operator op, const Literal& literal, Added added) const;

  // Whether the members of a class of strings or numbers satisfy the test (rules 3.3 and 3.5).
  static bool holds(const Test& test, const ValueClass& value);

  ScalarTests& tests() { return tests_; }

 private:
  ScalarTests tests_;
  // By the text of the literal and the reading, or "%" and the source of the regex.
  std::map<std::u32string, std::size_t> automaton_of_;
};

}  // namespace filtercheck::values
