// What the values of one selector are compared with, and what tells them apart.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "values/automaton.hpp"
#include "values/budget.hpp"
#include "values/decimal.hpp"

namespace filtercheck::values {

enum class Shape {
  Missing,
  Null,
  True,
  False,
  Object,
  Array,
  String,
  Integer,   // a number token of digits alone, perhaps with a minus
  Float,     // another one
  Infinite,  // one whose double is not finite
};
inline constexpr std::size_t kShapes = 10;

inline bool is_finite_number(Shape shape) {
  return shape == Shape::Integer || shape == Shape::Float;
}

struct ValueClass {
  Shape shape = Shape::Missing;
  // String: the text of a member of the class. Number: a member as a JSON token.
  std::u32string text = {};

  // What tells the class apart. For strings and numbers:
  std::int32_t literal = -1;        // which literal text it is, -1: none
  std::vector<bool> accepted = {};  // by each automaton
  std::int32_t cell = -1;           // numbers: 2i+1 at the i-th cut, 2i below it; -1: not finite

  // Floating point text that AWS is only inferred to print so (OQ-15).
  bool doubtful_text = false;
  // No event can hold a member of the class (see Budget).
  bool too_large = false;
};

// Some automata side by side, and their states.
using Product = std::vector<Automaton*>;
using States = std::vector<Automaton::State>;
States start_of(const Product& automata);
States next_of(const Product& automata, const States& from, char32_t c, Budget& budget);
std::vector<bool> accepted_by(const Product& automata, const States& states);

// The literals declared for a selector.
struct ScalarTests {
  std::map<std::u32string, std::int32_t> literals;  // texts without `*`, and the sources of numbers
  std::vector<Automaton> automata;                  // texts with `*`, and regexes
  std::vector<Decimal> cuts;  // numbers, and texts that are a number's; sorted

  // -1: it is none.
  std::int32_t literal_of(const std::u32string& text) const;
  // See ValueClass::cell.
  std::int32_t cell_of(const Decimal& value) const;
  // What all automata say of a text.
  std::vector<bool> accepted(std::u32string_view text);
  Product product();
};

// An ASCII text as code points.
inline std::u32string widened(std::string_view ascii) { return {ascii.begin(), ascii.end()}; }

// What the tests say of a value: literal, automata, cell.
using Outcome = std::tuple<std::int32_t, std::vector<bool>, std::int32_t>;

// Collects one class per outcome; the first member found stays.
class Collector {
 public:
  void add(ValueClass value) {
    if (known_.emplace(outcome(value)).second) classes_.push_back(std::move(value));
  }
  bool has(const Outcome& outcome) const { return known_.contains(outcome); }
  std::vector<ValueClass> take() { return std::move(classes_); }

  static Outcome outcome(const ValueClass& value) {
    return {value.literal, value.accepted, value.cell};
  }

 private:
  std::set<Outcome> known_;
  std::vector<ValueClass> classes_;
};

}  // namespace filtercheck::values
