// AWS looks at a number in two ways: by its exact value, in comparisons with numbers, and
// by its text, in comparisons with text. An integer token has its digits as text; any other token
// is a double with Java's text. All numeric literals, and all literal texts that are the text of a
// number, cut the number line. The values at the cuts are looked at one by one: as an integer, as a
// double, and for zero with both signs. In an open cell between cuts no literal text occurs, so
// without automata all its integers are alike and so are all its doubles: one of each is enough, if
// there is one (a cell may hold no integer, or no double). With automata that can tell number texts
// apart the cell is searched: integers by a walk over their digits, doubles by one over the digits
// of their shortest decimals, of which every double has one of at most
// 17. A decimal of at most 15 digits is always the shortest of its double (but for the smallest
// doubles); one of 16 or 17 may not be. An outcome that only such decimals could have, none of
// those tried being a double's, is left open: the budget is exceeded.
#include "values/number_search.hpp"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace filtercheck::values {

namespace {

constexpr std::u32string_view kInfinity = U"Infinity";
constexpr std::u32string_view kMinusInfinity = U"-Infinity";
// Of the texts of finite numbers.
constexpr std::u32string_view kCharacters = U"0123456789.E-";

// The number that a literal text is the text of: an integer token, or a finite double.

class NumberSearch {
 public:
  NumberSearch(ScalarTests& tests, Budget& budget) : tests_(tests), budget_(budget) {}

  std::vector<ValueClass> run() {
    find_apart();
    if (apart_.empty() && tests_.cuts.empty()) {
      // All finite numbers are alike, and so are the others unless one is named.
      const bool named = tests_.literal_of(std::u32string(kInfinity)) >= 0 ||
                         tests_.literal_of(std::u32string(kMinusInfinity)) >= 0;
      if (!named) {
        return {{Shape::Integer, U"1", -1, of_one_, 0},
                {Shape::Infinite, U"1e309", -1, of_one_, -1}};
      }
    }
    for (std::size_t i = 0; i <= tests_.cuts.size(); ++i) {
      if (i < tests_.cuts.size()) add_at_cut(tests_.cuts[i]);
      add_between(i);
    }
    if (!apart_.empty()) {
      for (const std::u32string_view zero : {U"0", U"-0", U"0.0", U"-0.0"})
        add(std::u32string(zero), {});
      find_bound();
      for (const bool negative : {false, true}) walk_integers(negative);
      for (const bool negative : {false, true}) walk_doubles(negative);
      if (!all_found()) add_least_doubles();
    }
    add_infinite(kInfinity, U"1e309");
    add_infinite(kMinusInfinity, U"-1e309");
    for (ValueClass& number : huge_) collector_.add(std::move(number));
    for (const Outcome& outcome : unsure_) {
      if (!collector_.has(outcome)) {
        budget_.exceed("numbers of more than 15 digits are compared with text");
      }
    }
    return collector_.take();
  }

 private:
  std::int32_t cell_of(const Decimal& value) const { return tests_.cell_of(value); }

  // The number whose text, which is also a JSON token, is `text`.
  void add(const std::u32string& text, const Decimal& value) {
    std::vector<bool> accepted = tests_.accepted(text);
    const bool is_float = text.find_first_of(U".E") != std::u32string::npos;
    ValueClass number{is_float ? Shape::Float : Shape::Integer, text, tests_.literal_of(text),
                      std::move(accepted), cell_of(value)};
    number.doubtful_text = text.find(U'E') != std::u32string::npos || text == U"-0";
    collector_.add(std::move(number));
  }

  void add_infinite(std::u32string_view text, std::u32string token) {
    std::vector<bool> accepted = tests_.accepted(text);
    collector_.add({Shape::Infinite, std::move(token), tests_.literal_of(std::u32string(text)),
                    std::move(accepted), -1});
  }

  void add_integer(const Decimal& value) {
    if (const auto text = integer_text(value, Budget::kDigits)) return add(widened(*text), value);
    add_too_large(cell_of(value));
  }

  void add_double(const Decimal& value) { add(widened(java_text(value)), value); }

  void add_at_cut(const Decimal& cut) {
    if (cut.is_zero()) {
      for (const std::u32string_view zero : {U"0", U"0.0", U"-0", U"-0.0"})
        add(std::u32string(zero), cut);
      return;
    }
    if (cut.is_integer()) add_integer(cut);
    if (is_double_value(cut)) add_double(cut);
  }

  // One integer and one double of the open cell below the i-th cut, where there are such.
  void add_between(std::size_t i) {
    const auto inside = [&](const Decimal& value) {
      return cell_of(value) == 2 * static_cast<std::int32_t>(i);
    };
    const bool first = i == 0;
    static const std::vector<std::string> kNatural{"1",   "0",    "2",  "5",  "10",
                                                   "100", "1000", "-1", "-10"};
    bool found = false;
    for (const std::string& token : kNatural) {
      if (const Decimal value = read_decimal(token); !found && inside(value)) {
        add_integer(value);
        found = true;
      }
    }
    if (!found) add_edge_integer(i);
    found = false;
    for (const char* const token : {"1.5", "0.5", "2.5", "-1.5", "-0.5"}) {
      if (const Decimal value = read_decimal(token); !found && inside(value)) {
        add_double(value);
        found = true;
      }
    }
    if (!found && !first && tests_.cuts[i - 1].point < 300) {
      for (std::int64_t places = 1; places <= 16 && !found; ++places) {
        const Decimal value = next_multiple(tests_.cuts[i - 1], places);
        if (!value.is_zero() && inside(value) && value.digits.size() <= 15 &&
            is_double_value(value)) {
          add_double(value);
          found = true;
        }
      }
    }
    if (!found) add_nearest_double(i);
  }

  void add_nearest_double(std::size_t i) {
    const bool first = i == 0;
    const Decimal edge = first ? negated(tests_.cuts[i]) : tests_.cuts[i - 1];
    std::optional<Decimal> value = next_double_value(edge);
    if (value && first) value = negated(*value);
    if (!value || value->is_zero()) return;  // as zero `0` is there
    if (cell_of(*value) == 2 * static_cast<std::int32_t>(i)) add_double(*value);
  }

  // The integer next to an edge of the open cell below the i-th cut, if there is one.
  void add_edge_integer(std::size_t i) {
    const auto is_small = [](const Decimal& edge) { return edge.point <= Budget::kDigits; };
    std::optional<Decimal> value;
    if (i > 0 && is_small(tests_.cuts[i - 1])) {
      value = next_multiple(tests_.cuts[i - 1], 0);
    } else if (i < tests_.cuts.size() && is_small(tests_.cuts[i])) {
      value = negated(next_multiple(negated(tests_.cuts[i]), 0));
    } else {
      return add_too_large(2 * static_cast<std::int32_t>(i));
    }
    if (cell_of(*value) == 2 * static_cast<std::int32_t>(i)) add_integer(*value);
  }

  // A class whose members have more digits than an event can hold. What automata say of such a text
  // is not computed.
  void add_too_large(std::int32_t cell) {
    const bool is_named =
        std::any_of(tests_.literals.begin(), tests_.literals.end(),
                    [](const auto& literal) { return literal.first.size() > Budget::kDigits; });
    if (!apart_.empty() || is_named) {
      return budget_.exceed("a number of more than " + std::to_string(Budget::kDigits) +
                            " digits is compared with text");
    }
    ValueClass number{Shape::Integer, U"0", -1, of_one_, cell};
    number.too_large = true;
    huge_.push_back(std::move(number));
  }

  // The automata that accept the text of one number and refuse that of another; the others say of
  // all numbers what they say of 1. Each is asked by itself, over all texts made of the characters
  // that number texts are made of.
  void find_apart() {
    of_one_ = tests_.accepted(U"1");
    for (std::size_t i = 0; i < tests_.automata.size(); ++i) {
      if (!tells_apart(tests_.automata[i])) continue;
      apart_.push_back(&tests_.automata[i]);
      apart_index_.push_back(i);
    }
  }

  static bool tells_apart(Automaton& automaton) {
    if (automaton.refuses_numbers()) return false;
    const bool reference = automaton.accepts(U"1");
    if (automaton.accepts(kInfinity) != reference ||
        automaton.accepts(kMinusInfinity) != reference) {
      return true;
    }
    std::set<Automaton::State> seen{automaton.start()};
    std::vector<Automaton::State> open{automaton.start()};
    while (!open.empty()) {
      const Automaton::State at = open.back();
      open.pop_back();
      for (const char32_t c : kCharacters) {
        const Automaton::State to = automaton.next(at, c);
        if (automaton.accepts(to) != reference || seen.size() > Budget::kStates) return true;
        if (seen.insert(to).second) open.push_back(to);
      }
    }
    return false;
  }

  // What all automata say of a number, by the states of those that tell numbers apart.
  std::vector<bool> accepted_at(const States& states) const {
    std::vector<bool> accepted = of_one_;
    for (std::size_t i = 0; i < states.size(); ++i) {
      accepted[apart_index_[i]] = apart_[i]->accepts(states[i]);
    }
    return accepted;
  }

  // What the automata can say of any text made of the characters of number texts: more than what
  // they say of number texts, but often no more. Once every open cell has each of these outcomes
  // there is nothing left to find.
  void find_bound() {
    Budget unbounded;  // but for the states
    std::set<States> seen{start_of(apart_)};
    std::deque<States> open{*seen.begin()};
    while (!open.empty() && seen.size() <= kBoundStates) {
      const States at = std::move(open.front());
      open.pop_front();
      std::vector<bool> accepted = accepted_at(at);
      if (std::find(bound_.begin(), bound_.end(), accepted) == bound_.end()) {
        bound_.push_back(std::move(accepted));
      }
      for (const char32_t c : kCharacters) {
        States to = next_of(apart_, at, c, unbounded);
        if (seen.insert(to).second) open.push_back(std::move(to));
      }
    }
    if (!open.empty()) bound_.clear();  // not known: never satisfied
  }

  bool all_found() const {
    if (bound_.empty()) return false;
    for (std::size_t i = 0; i <= tests_.cuts.size(); ++i) {
      for (const std::vector<bool>& accepted : bound_) {
        if (!collector_.has({-1, accepted, 2 * static_cast<std::int32_t>(i)})) return false;
      }
    }
    return true;
  }

  // --- Integers by their digits -----------------------------------------------------------------

  // A walk over integers without leading zeros, most significant digit first. Besides the states of
  // the automata, what counts is the length and how the digits so far compare with the integer part
  // of each cut of the same sign; both only up to the longest of those.
  void walk_integers(bool negative) {
    struct Bound {
      std::string digits;  // the integer part of the cut's magnitude
    };
    std::vector<Bound> bounds;
    std::size_t longest = 0;
    for (const Decimal& cut : tests_.cuts) {
      if (cut.is_zero() || cut.negative != negative) continue;
      if (cut.point > 1000) return budget_.exceed("a very large number is compared with text");
      std::string digits = "0";
      if (cut.point > 0) {
        digits = cut.digits.substr(0, static_cast<std::size_t>(cut.point));
        digits.resize(static_cast<std::size_t>(cut.point), '0');
      }
      longest = std::max(longest, digits.size());
      bounds.push_back({std::move(digits)});
    }
    struct Visit {
      std::size_t length;
      std::vector<int> order;  // of the digits so far against each bound's digits
      States states;
      std::string digits;
    };
    States start = start_of(apart_);
    if (negative) start = next_of(apart_, start, U'-', budget_);
    std::deque<Visit> open{{0, std::vector<int>(bounds.size(), 0), std::move(start), ""}};
    std::set<std::tuple<std::size_t, std::vector<int>, States>> seen;
    while (!open.empty() && budget_.ok()) {
      const Visit at = std::move(open.front());
      open.pop_front();
      for (char digit = at.length == 0 ? '1' : '0'; digit <= '9'; ++digit) {
        Visit to{std::min(at.length + 1, longest + 1), at.order,
                 next_of(apart_, at.states, static_cast<char32_t>(digit), budget_),
                 at.digits + digit};
        for (std::size_t b = 0; b < bounds.size(); ++b) {
          const std::string& bound = bounds[b].digits;
          if (to.digits.size() > bound.size()) {
            to.order[b] = 1;
          } else if (to.order[b] == 0) {
            to.order[b] = (digit > bound[at.length]) - (digit < bound[at.length]);
          }
        }
        if (!seen.emplace(to.length, to.order, to.states).second) continue;
        if (seen.size() > Budget::kNumberStates) {
          return budget_.exceed("the conditions on the text of one number have more than " +
                                std::to_string(Budget::kNumberStates) + " combined states");
        }
        const std::string token = (negative ? "-" : "") + to.digits;
        add(widened(token), read_decimal(token));
        open.push_back(std::move(to));
      }
    }
  }

  // --- Doubles by the digits of their shortest decimals -----------------------------------------

  // The doubles below 1e-322, whose shortest decimals have too few digits for the walk: all of
  // them, the first twenty on each side of zero.
  void add_least_doubles() {
    std::optional<Decimal> value = Decimal{};
    while ((value = next_double_value(*value)) && value->point < kLeastPoint) {
      add_double(*value);
      add_double(negated(*value));
    }
  }

  // The text of 0.d1 d2 .. dk * 10^point is d1 .. dk with a dot and zeros at places that `point`
  // fixes, and then the exponent where it is scientific (see java_text). A plain layout, and a cut
  // of the same magnitude, make a walk of their own; all other exponents share one walk.
  void walk_doubles(bool negative) {
    std::set<std::int64_t> special;
    for (std::int64_t point = kFirstPlain; point <= kLastPlain; ++point) special.insert(point);
    for (const Decimal& cut : tests_.cuts) {
      if (!cut.is_zero() && cut.negative == negative && cut.point >= kLeastPoint &&
          cut.point <= kMostPoint) {
        special.insert(cut.point);
      }
    }
    for (const std::int64_t point : special) {
      if (all_found() || !budget_.ok()) return;
      walk_mantissas(negative, {point});
    }
    // The common exponents, by cell: between two cuts all are alike but for their own digits.
    std::map<std::int32_t, std::vector<std::int64_t>> common;
    for (std::int64_t point = kLeastPoint; point <= kMostPoint; ++point) {
      if (!special.contains(point)) common[cell_of({negative, "1", point})].push_back(point);
    }
    for (auto& [cell, points] : common) {
      if (all_found() || !budget_.ok()) return;
      std::stable_sort(points.begin(), points.end(),
                       [](std::int64_t a, std::int64_t b) { return std::abs(a) < std::abs(b); });
      walk_mantissas(negative, points);
    }
  }

  // The mantissas d1 .. dk for exponents that are alike: one alone, or scientific ones of one cell.
  void walk_mantissas(bool negative, const std::vector<std::int64_t>& points) {
    struct Visit {
      std::string digits;
      States states;  // after the text up to the last digit
    };
    const std::int64_t layout = points.front();
    const bool plain = layout >= kFirstPlain && layout <= kLastPlain;
    // So many digits stand before the dot.
    const std::size_t whole =
        plain ? static_cast<std::size_t>(std::max<std::int64_t>(layout, 0)) : 1;
    std::string prefix = negative ? "-" : "";
    if (plain && layout <= 0) prefix += "0." + std::string(static_cast<std::size_t>(-layout), '0');
    States start = start_of(apart_);
    for (const char c : prefix) start = next_of(apart_, start, static_cast<char32_t>(c), budget_);
    // With a cut of the same magnitude the digits are compared with its digits.
    std::vector<std::string_view> bounds;
    for (const Decimal& cut : tests_.cuts) {
      if (points.size() == 1 && cut.point == layout && cut.negative == negative)
        bounds.push_back(cut.digits);
    }
    std::deque<Visit> open{{"", std::move(start)}};
    // Fewer digits are never worse than more, so the number of digits is no part of a state, but
    // for the place of the dot; whether the last digit is a zero is, because a mantissa ends with
    // another.
    std::set<std::tuple<std::size_t, bool, std::vector<int>, States>> seen;
    while (!open.empty() && budget_.ok()) {
      const Visit at = std::move(open.front());
      open.pop_front();
      for (char digit = at.digits.empty() ? '1' : '0'; digit <= '9'; ++digit) {
        Visit to{at.digits + digit, at.states};
        if (whole > 0 && at.digits.size() == whole)
          to.states = next_of(apart_, to.states, U'.', budget_);
        to.states = next_of(apart_, to.states, static_cast<char32_t>(digit), budget_);
        std::vector<int> order;
        for (const std::string_view bound : bounds) {
          const int sign = to.digits.compare(bound);
          // A prefix of the bound may still become any of the three; its length is its state.
          order.push_back(bound.starts_with(to.digits) ? 2 + static_cast<int>(to.digits.size())
                                                       : (sign > 0) - (sign < 0));
        }
        if (!seen.emplace(std::min(to.digits.size(), whole + 1), digit == '0', std::move(order),
                          to.states)
                 .second)
          continue;
        if (seen.size() > Budget::kNumberStates) {
          return budget_.exceed("the conditions on the text of one number have more than " +
                                std::to_string(Budget::kNumberStates) + " combined states");
        }
        if (digit != '0') add_mantissa(negative, to.digits, points, to.states);
        if (to.digits.size() < kMostDigits) open.push_back(std::move(to));
      }
    }
  }

  void add_mantissa(bool negative, const std::string& digits,
                    const std::vector<std::int64_t>& points, const States& states) {
    // The exponent makes no difference to automata that have made up their mind.
    const bool one_is_enough = points.size() == 1 || is_final(states);
    for (const std::int64_t point : points) {
      if (++texts_ > Budget::kNumberTexts) {
        return budget_.exceed("more than " + std::to_string(Budget::kNumberTexts) +
                              " texts of numbers to compare");
      }
      const Decimal value{negative, digits, point};
      const bool is_value = is_double_value(value);
      if (is_value) {
        add_double(value);
        if (one_is_enough) return;
      } else if (!one_is_enough || point == points.back()) {
        // Another mantissa with the same outcome may be the shortest of a double where this one is
        // not: at the ends of the range, and from 16 digits on.
        add_unsure(value);
      }
    }
  }

  bool is_final(const States& states) {
    for (std::size_t i = 0; i < states.size(); ++i) {
      for (const char32_t c : kCharacters) {
        if (apart_[i]->next(states[i], c) != states[i]) return false;
      }
    }
    return true;
  }

  void add_unsure(const Decimal& value) {
    const std::int32_t cell = cell_of(value);
    // At a cut there is this one value, and add_at_cut has looked at it.
    if (cell % 2 == 1 || !has_doubles(cell)) return;
    const std::u32string text = widened(java_text(value));
    std::vector<bool> accepted = tests_.accepted(text);
    unsure_.insert({tests_.literal_of(text), std::move(accepted), cell});
  }

  // Whether an open cell above a cut holds a double at all; the lowest cell is taken to.
  bool has_doubles(std::int32_t cell) {
    const auto i = static_cast<std::size_t>(cell / 2);
    if (i == 0) return true;
    const std::optional<Decimal> next = next_double_value(tests_.cuts[i - 1]);
    return next && cell_of(*next) == cell;
  }

  static constexpr std::size_t kBoundStates = 512;
  static constexpr std::int64_t kFirstPlain = -2;    // 0.001
  static constexpr std::int64_t kLastPlain = 7;      // 9999999
  static constexpr std::int64_t kLeastPoint = -320;  // 1e-321
  static constexpr std::int64_t kMostPoint = 309;
  static constexpr std::size_t kMostDigits = 17;

  ScalarTests& tests_;
  Budget& budget_;
  Collector collector_;
  std::vector<bool> of_one_;              // what all automata say of the number 1
  Product apart_;                         // the automata that tell numbers apart ...
  std::vector<std::size_t> apart_index_;  // ... and where they stand among all
  std::vector<ValueClass> huge_;
  std::set<Outcome> unsure_;
  std::size_t texts_ = 0;  // tried so far
  std::vector<std::vector<bool>> bound_;
};

}  // namespace

std::vector<ValueClass> number_classes(ScalarTests& tests, Budget& budget) {
  return NumberSearch(tests, budget).run();
}

}  // namespace filtercheck::values
