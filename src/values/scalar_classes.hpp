// The values of one selector, sorted into finitely many classes that its conditions cannot tell
// apart.
//
// Whether a formula holds depends on a value only through the conditions on its selector. So it is
// enough to know one value of every combination of outcomes that can occur: the decision is then a
// question about finitely many classes (deciding by "classes per selector"). This file finds the
// combinations among strings and numbers; missing, null, the booleans, arrays and objects are
// classes by themselves.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "values/automaton.hpp"
#include "values/budget.hpp"
#include "values/decimal.hpp"

namespace filtercheck::values {

enum class Shape { Missing, Null, True, False, String, Number, Array, ArrayWithNull, Object };

struct ValueClass {
  Shape shape = Shape::Missing;
  // String: the text of a member of the class. Number: a member as a JSON token.
  std::u32string text = {};

  // What tells the class apart. For strings and numbers:
  std::int32_t literal = -1;        // which literal text it is, -1: none
  std::vector<bool> accepted = {};  // by each automaton
  std::int32_t cell = -1;           // numbers: 2i+1 at the i-th cut, 2i below it; -1: not finite
  // For arrays: how many of the elements that the patterns name are present.
  std::int32_t elements = 0;

  // Floating point text that AWS is only inferred to print so (OQ-15).
  bool doubtful_text = false;
  // No event can hold a member of the class (see Budget).
  bool too_large = false;
};

// The conditions on the scalar values of one selector, and the classes they make.
class ScalarClasses {
 public:
  // Declares a literal that values are compared with by `=` or `!=`; both readings of a text
  // literal with a `*` may be declared. Calls after `classes` have no meaning.
  void add(const Literal& literal, Reading reading, Budget& budget);

  // At least one class of strings and one of numbers; every realisable combination of outcomes
  // exactly once, unless `budget` ran out. `natural` are texts to prefer as members, best first.
  std::vector<ValueClass> classes(const std::vector<std::u32string>& natural, Budget& budget);

  // `op literal` for a declared literal, looked up once.
  struct Test {
    Operator op;
    std::int32_t literal = -1;    // equal if the text is this literal
    std::int32_t automaton = -1;  // equal if this automaton accepts the text
    std::int32_t cell = -1;       // equal, for a number, if its value is in this cell
  };
  Test test(Operator op, const Literal& literal, Reading reading) const;

  // Whether the members of a class of strings or numbers satisfy the test (rules 3.3 and 3.5).
  static bool holds(const Test& test, const ValueClass& value);

 private:
  friend class StringSearch;
  friend class NumberSearch;

  std::int32_t literal_of(const std::u32string& text) const;

  std::map<std::u32string, std::int32_t> literals_;
  std::vector<Automaton> automata_;
  // By the text of the literal and the reading, or "%" and the source of the regex.
  std::map<std::u32string, std::size_t> automaton_of_;
  std::vector<Decimal> cuts_;  // sorted
};

}  // namespace filtercheck::values
