// Formulas of conditions in canonical form: flat, sorted by their text, without duplicates,
// constants or absorbed operands. So formulas that differ in order, repetition or redundant
// parentheses only are equal.
//
// The rewrite rules, all of which keep the meaning for every truth value of the conditions:
//   flatten     (a && b) && c   =  a && b && c       also for ||
//   constant    a && never      =  never             a && always  =  a, and dually
//   repeat      a && a          =  a
//   absorb      a || b          =  b                 where a plainly implies b, and dually
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::normal {

// A truth value, or a formula that is not known to have one.
using Formula = std::variant<bool, Expression>;

Formula all_of(std::vector<Formula> operands);
Formula any_of(std::vector<Formula> operands);

// The formula where some conditions are known to be true or false.
using KnownCondition = std::function<std::optional<bool>(const Expression& condition)>;
Formula assuming(const Expression& expression, const KnownCondition& known);

// Whether `a` implies `b` by their structure alone. True for equal ones; false says nothing.
bool plainly_implies(const Formula& a, const Formula& b);

}  // namespace filtercheck::normal
