// The comparisons of a clause of the rule `place` that are open for one shape: what a value of that
// shape would have to pass, and must not pass, to make the clause false (README.md, "Places").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verify/certificate.hpp"
#include "verify/decimal.hpp"
#include "verify/regex_steps.hpp"
#include "verify/text_states.hpp"

namespace filtercheck::verify {

struct OpenTest {
  enum class Kind { Text, Number, Regex, Less, Greater };
  Kind kind = Kind::Text;
  bool required = false;            // else forbidden
  std::u32string literal;           // of Text and Number: the literal as text
  std::optional<TextStates> text;   // of Text and Number: as strings are compared with it
  std::optional<RegexSteps> regex;  // of Regex
  Decimal number;                   // of Number, Less and Greater

  bool is_number_test() const {
    return kind == Kind::Number || kind == Kind::Less || kind == Kind::Greater;
  }
};

// Of a literal of `equal`, `less` or `greater`.
OpenTest open_test(const Variable& variable, bool required, Reading reading, Work& work);

// A value that a comparison can be true of.
struct Value {
  Shape shape;                         // String, Integer, Float or Infinite
  std::optional<std::u32string> text;  // no value: of an integer too long to be written out
  Decimal number;                      // of Integer and Float
};

// The values of a number token, and of a double.
Value integer_value(const Decimal& integer);
Value float_value(double value);
Value text_value(Shape shape, std::u32string text);

// Whether some test fails: one that is required is not passed, or one that is forbidden is. What
// hangs on a text that is not there fails nothing.
bool is_refuted(const Value& value, const std::vector<OpenTest>& tests, Work& work);

// In plain ASCII.
std::u32string widened(const std::string& ascii);
// The text as a JSON string, or the words for none.
std::string shown(const Value& value);

}  // namespace filtercheck::verify
