// The texts of integers and of floats, read character by character, and what is remembered of them
// to compare their value with some numbers (README.md, "Domains" and "Number tests").
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "verify/decimal.hpp"

namespace filtercheck::verify {

enum class NumberKind { Integer, Float };

// The part of its text that one is in. Integers have the first three only.
enum class NumberPart : char {
  Start,           // nothing is read
  Sign,            // -
  Whole,           // -12
  Zero,            // -0
  Point,           // -12.
  LoneZero,        // -12.0   the text may end here
  Nonzero,         // -12.01  and here
  TrailingZero,    // -12.00, -12.10
  SmallZeros,      // -0. -0.0 -0.00
  SmallNonzero,    // -0.01   and here
  SmallZero,       // -0.010
  ExponentStart,   // -1.5E
  ExponentSign,    // -1.5E-
  ExponentDigits,  // -1.5E-12 and here, if there may be such an exponent
  Dead,            // no text begins so
};

// State of integers and floats alike.
struct NumberState {
  // The digits so far against those of one number, of the same sign and not zero.
  // Integers: `count` of them, at most one more than there are digits before the number's point;
  // and while it is not more, the order against the number's first so many. Floats: the order of
  // the significant digits against as many of the number's, continued with zeros; and while equal
  // their `count`, at most the number's.
  struct Digits {
    std::int64_t count = 0;
    std::int8_t order = 0;
    bool operator==(const Digits&) const = default;
  };

  NumberPart part = NumberPart::Start;
  bool negative = false;
  std::int8_t whole = 0;  // floats: digits before the point, of those that do not begin with 0
  std::int8_t zeros = 0;  // floats: zeros after the point of those that do
  std::string exponent;   // digits, or, if no number is compared with, as many nines
  bool exponent_negative = false;
  std::vector<Digits> digits;  // one for each number
  bool operator==(const NumberState&) const = default;

  // The same for equal states, and for no others with as many numbers.
  std::string key() const;
};

class NumberTexts {
 public:
  NumberTexts(NumberKind kind, std::vector<Decimal> numbers)
      : kind_(kind), numbers_(std::move(numbers)) {}

  NumberState start() const;
  NumberState next(NumberState state, char32_t c) const;
  bool is_dead(const NumberState& state) const { return state.part == NumberPart::Dead; }
  // The text may end here.
  bool accepts(const NumberState& state) const;
  // The order of the value of the whole text to the i-th number. Requires accepts(state).
  std::strong_ordering order(const NumberState& state, std::size_t i) const;

 private:
  NumberPart part_after(const NumberState& state, char32_t c) const;
  NumberPart integer_part_after(const NumberState& state, char32_t c) const;
  NumberPart float_part_after(const NumberState& state, char32_t c) const;
  bool is_compared(const NumberState& state, std::size_t i) const;
  void compare_digit(NumberState& state, char c) const;
  bool may_be_exponent(const NumberState& state, bool whole) const;
  std::strong_ordering magnitude(const NumberState& state, std::size_t i) const;

  NumberKind kind_;
  std::vector<Decimal> numbers_;
};

}  // namespace filtercheck::verify
