// What instrument.py writes into the sources: every mutant of the program is in one build, and one
// number chooses which of them is alive. Included ahead of everything else in the instrumented
// copy, nowhere else.
#pragma once

#include <type_traits>

namespace filtercheck::mutants {

// The mutants have the numbers from 1 to below this.
inline constexpr int kMost = 1 << 15;

inline int alive = 0;  // 0: none
inline unsigned char reached_at_start[kMost];
// By number, whether control came by: a test that does not reach a mutant cannot kill it.
inline unsigned char* reached = reached_at_start;

// False wherever a constant is wanted, so constants of the language stay what they are.
constexpr bool is(int number) {
  if (std::is_constant_evaluated()) return false;
  reached[number] = 1;
  return alive == number;
}

// Operators whose operands are evaluated once: two mutants each, `number` and the next one.

#define FILTERCHECK_MUTANTS(name, right, first, second)                          \
  template <typename A, typename B>                                              \
  constexpr auto name(int number, const A& a, const B& b)->decltype(a right b) { \
    if (is(number)) return first;                                                \
    if (is(number + 1)) return second;                                           \
    return a right b;                                                            \
  }

FILTERCHECK_MUTANTS(less, <, a <= b, a >= b)
FILTERCHECK_MUTANTS(at_most, <=, a<b, a> b)
FILTERCHECK_MUTANTS(greater, >, a >= b, a <= b)
FILTERCHECK_MUTANTS(at_least, >=, a > b, a < b)

#undef FILTERCHECK_MUTANTS

template <typename A, typename B>
constexpr auto plus(int number, const A& a, const B& b) -> decltype(a + b) {
  return is(number) ? a - b : a + b;
}

template <typename A, typename B>
constexpr auto minus(int number, const A& a, const B& b) -> decltype(a - b) {
  return is(number) ? a + b : a - b;
}

}  // namespace filtercheck::mutants
