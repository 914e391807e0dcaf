// Texts that are numbers as literals are written (rule 6.3), and how their values compare with
// given numbers. A text that is no number passes no test.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "values/decimal.hpp"
#include "values/number_component.hpp"
#include "values/product_search.hpp"

namespace filtercheck::values {

// Reads a text from the left, with few states.
//
// What must be remembered is the sign, how the digits from the first one that is not 0 compare with
// those of each number of the tests, where the point stands relative to that digit, and the
// exponent. The third is counted up to a bound; beyond it the value is farther from 1 than all
// numbers of the tests, if no exponent brings it back. The exponent is counted too, or else a
// number with one may be anywhere, which is right for what no text does and needs far fewer states.
enum class ExponentsOfText { Counted, Anywhere };

class DecimalReader {
 public:
  using State = Component::State;
  static constexpr State kNoNumber = 0;  // whatever follows

  DecimalReader(std::vector<NumberTest> tests, ExponentsOfText exponents);

  // Only a number does as the tests want.
  bool needs_number() const { return needs_number_; }
  // Whether some text does as all tests want.
  bool is_possible() const;

  State start();
  State next(State state, char32_t c);
  // Whether the text does as the tests want, or it is not known (see above).
  bool may_pass(State state) const;
  bool is_number(State state) const;
  std::vector<char32_t> boundaries() const;

 private:
  enum class Phase : std::uint8_t {
    None,   // no number, whatever follows
    Begin,  // nothing yet
    Sign,
    Integer,   // digits
    Point,     // a point without a digit before it
    Fraction,  // digits before or after the point
    Exponent,  // `e`
    ExponentSign,
    ExponentDigits,
  };
  struct Reading {
    Phase phase = Phase::Begin;
    bool negative = false;
    bool nonzero = false;
    std::int64_t point = 0;               // see Decimal; up to farthest_point_, "or farther"
    std::size_t digits = 0;               // how many have been compared
    std::vector<std::int8_t> order = {};  // of the digits so far to those of each number
    bool exponent_negative = false;
    std::int64_t exponent = 0;  // up to farthest_exponent_, "or more"
    auto operator<=>(const Reading&) const = default;
  };

  State intern(Reading reading);
  // False: no number any more.
  bool read(Reading& reading, char32_t c) const;
  void read_digit(Reading& reading, char32_t c) const;
  bool passes(const Reading& reading, std::int64_t point, std::size_t test) const;

  std::vector<NumberTest> tests_;
  ExponentsOfText exponents_;
  bool needs_number_ = false;
  std::size_t longest_ = 0;
  std::int64_t farthest_point_ = 0;
  std::int64_t farthest_exponent_ = 0;
  std::vector<Reading> readings_;
  std::map<Reading, State> state_of_;
};

// A DecimalReader as a component.
std::unique_ptr<Component> decimal_component(std::vector<NumberTest> tests,
                                             ExponentsOfText exponents);

// The value of a text that is a number; no value: it is none.
std::optional<Decimal> decimal_of(std::u32string_view text);

}  // namespace filtercheck::values
