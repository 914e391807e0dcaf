// Is there a value of a given shape that passes some tests and not others? The answer to this is
// all that a decision needs to know of the values at one place (a theory, as solvers modulo
// theories have it). It is a value, or a few of the tests that no value passes together; and what
// a certificate says of those (src/verify/README.md, "Places").
//
//   Literal a = Text{"Put*"}, b = Text{"*Acl"};
//   find_value(ValueShape::String, {{Kind::Equal, &a, Reading::Glob, true},
//                                   {Kind::Equal, &b, Reading::Glob, true}}, {}).text   //
//                                   U"PutAcl"
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::values {

// String; a number token of digits alone, perhaps with `-`; another token whose double is finite;
// one that overflows.
enum class ValueShape { String, Integer, Float, Infinite };

// A test of a value, required to hold or forbidden to.
struct ValueTest {
  enum class Kind { Equal, Less, Greater };
  Kind kind;
  const Literal* literal;  // Less and Greater: a Number. Must outlive the call
  Reading reading;         // of `*` in a text literal
  bool required;
};

// An element of a closure: for each regex among the tests, in their order, one position for a
// required one (-1: not begun), a list of positions for a forbidden one.
struct ClosureElement {
  std::u32string word;
  std::vector<std::variant<std::int32_t, std::vector<std::int32_t>>> regexes;
};

struct ValueAnswer {
  enum class Kind { Found, None, Unknown };
  Kind kind = Kind::Unknown;
  // Found: the string, or the number as a JSON token.
  std::u32string text = {};
  // None: indices of tests that no value of the shape passes together. Minimal: without any one of
  // them there is one, or it is not known.
  std::vector<std::size_t> core = {};
  // Unknown: what ran out, for a person.
  std::string exceeded = {};
  std::size_t work = 0;  // states looked at
};

// `natural` are strings to prefer, best first. A value found passes as `values` understand the
// tests; whoever shows it replays it. Cost: bounded by Budget.
ValueAnswer find_value(ValueShape shape, const std::vector<ValueTest>& tests,
                       const std::vector<std::u32string>& natural);

// The closure that shows that no value of the shape passes these tests, the core of an answer
// None. Without elements where every start is dead, or where candidates or characters show it. No
// value: it is certain, but no rule of certificates shows it, only by looking at the doubles one by
// one, or by a closure that is too large.
std::optional<std::vector<ClosureElement>> closure_of(ValueShape shape,
                                                      const std::vector<ValueTest>& core);

}  // namespace filtercheck::values
