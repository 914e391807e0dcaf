// Strings. A combination of outcomes is: which literal the string is, if any, and which automata
// accept it. Strings that are a literal are looked at one by one. The others are found by a
// breadth-first walk over the product of the automata with the trie of the literals: inside the
// trie a state is a prefix of a literal; once a string has left the trie it is no literal, whatever
// follows, and only the automata count. So the walk has at most (length of all literals) +
// (product of the automata) states, each reached by a shortest string.
//
// Numbers. AWS looks at a number in two ways: by its exact value, in comparisons with numbers, and
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
#include "values/scalar_classes.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <deque>
#include <set>
#include <tuple>
#include <utility>

#include "base/unicode.hpp"

namespace filtercheck::values {

namespace {

using States = std::vector<Automaton::State>;

std::u32string widened(std::string_view ascii) { return {ascii.begin(), ascii.end()}; }

States start_of(std::vector<Automaton>& automata) {
  States states;
  for (const Automaton& automaton : automata) states.push_back(automaton.start());
  return states;
}

States next_of(std::vector<Automaton>& automata, const States& from, char32_t c) {
  States to(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = automata[i].next(from[i], c);
  return to;
}

std::vector<bool> accepted_by(const std::vector<Automaton>& automata, const States& states) {
  std::vector<bool> accepted(states.size());
  for (std::size_t i = 0; i < states.size(); ++i) accepted[i] = automata[i].accepts(states[i]);
  return accepted;
}

std::u32string automaton_key(std::u32string_view text, Reading reading) {
  return (reading == Reading::Glob ? U"g" : U"f") + std::u32string(text);
}

constexpr std::u32string_view kInfinity = U"Infinity";
constexpr std::u32string_view kMinusInfinity = U"-Infinity";

// The number that a literal text is the text of: an integer token, or a finite double.
bool is_integer_text(std::u32string_view text) {
  if (!text.empty() && text.front() == U'-') text.remove_prefix(1);
  if (text.empty() || (text.size() > 1 && text.front() == U'0')) return false;
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

// The value of the double whose text is `text`; no value if there is none. Zero has two.
std::optional<Decimal> value_of_float_text(std::u32string_view text) {
  const auto is_part = [](char32_t c) {
    return (c >= U'0' && c <= U'9') || c == U'.' || c == U'E' || c == U'-';
  };
  if (text.size() < 3 || text.size() > 30 || !std::all_of(text.begin(), text.end(), is_part)) {
    return std::nullopt;
  }
  const std::string ascii(text.begin(), text.end());
  if (ascii == "0.0" || ascii == "-0.0") return Decimal{};
  double read = 0;
  const auto end = std::from_chars(ascii.data(), ascii.data() + ascii.size(), read);
  if (end.ec != std::errc() || end.ptr != ascii.data() + ascii.size() || read == 0)
    return std::nullopt;
  const Decimal value = shortest_decimal(read);
  if (java_text(value) != ascii) return std::nullopt;
  return value;
}

// A member of [first, last], the most readable one not in `avoid`; 0x110000 if there is none.
char32_t readable_member(char32_t first, char32_t last,
                         const std::map<char32_t, std::int32_t>& avoid) {
  static constexpr std::u32string_view kOrder =
      U"xyzabcdefghijklmnopqrstuvwXYZABCDEFGHIJKLMNOPQRSTUVW0123456789"
      U"-_.:/ ,;=@#+!?()[]{}<>%&*$^|~'`\"\\";
  for (const char32_t c : kOrder) {
    if (c >= first && c <= last && !avoid.contains(c)) return c;
  }
  for (char32_t c = first; c <= last; ++c) {
    if (!avoid.contains(c) && (c < 0xD800 || c > 0xDFFF)) return c;
  }
  return 0x110000;
}

struct Block {
  char32_t first;
  char32_t last;
};

// The code points in blocks that no automaton tells apart, readable ones first.
std::vector<Block> alphabet_of(const std::vector<Automaton>& automata) {
  std::set<char32_t> starts{0};
  for (const Automaton& a : automata) starts.insert(a.boundaries().begin(), a.boundaries().end());
  std::vector<Block> blocks;
  for (auto at = starts.begin(); at != starts.end(); ++at) {
    const auto next = std::next(at);
    blocks.push_back({*at, next == starts.end() ? 0x10FFFF : *next - 1});
  }
  const auto is_readable = [](Block b) { return b.first <= U'z' && b.last >= U'0'; };
  std::stable_partition(blocks.begin(), blocks.end(), is_readable);
  return blocks;
}

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

}  // namespace

// --- Strings -------------------------------------------------------------------------------------

class StringSearch {
 public:
  StringSearch(ScalarClasses& owner, Budget& budget) : owner_(owner), budget_(budget) {}

  std::vector<ValueClass> run(const std::vector<std::u32string>& natural) {
    for (const auto& [text, index] : owner_.literals_) add(text);
    if (owner_.automata_.empty()) {
      add(other_text(natural));
    } else {
      for (const std::u32string& text : natural) add(text);
      build_trie();
      walk();
    }
    return collector_.take();
  }

 private:
  static constexpr std::int32_t kOutside = -1;

  struct TrieNode {
    std::map<char32_t, std::int32_t> next = {};
    bool literal = false;
  };
  struct Visit {
    std::int32_t node;
    States states;
    std::int32_t parent;
    char32_t by;
  };

  void add(const std::u32string& text) {
    std::vector<bool> accepted;
    for (Automaton& automaton : owner_.automata_) accepted.push_back(automaton.accepts(text));
    collector_.add({Shape::String, text, owner_.literal_of(text), std::move(accepted)});
  }

  // A text that is no literal.
  std::u32string other_text(const std::vector<std::u32string>& natural) const {
    for (const std::u32string& text : natural) {
      if (!owner_.literals_.contains(text)) return text;
    }
    std::u32string text = U"x";
    while (owner_.literals_.contains(text)) text += U'x';
    return text;
  }

  void build_trie() {
    trie_.emplace_back();
    for (const auto& [text, index] : owner_.literals_) {
      std::int32_t at = 0;
      for (const char32_t c : text) {
        const auto fresh = static_cast<std::int32_t>(trie_.size());
        const auto [entry, added] = trie_[static_cast<std::size_t>(at)].next.try_emplace(c, fresh);
        at = entry->second;
        if (added) trie_.emplace_back();
      }
      trie_[static_cast<std::size_t>(at)].literal = true;
    }
  }

  void walk() {
    const std::vector<Block> alphabet = alphabet_of(owner_.automata_);
    visit(0, start_of(owner_.automata_), -1, 0);
    for (std::size_t at = 0; at < visits_.size(); ++at) {
      if (visits_.size() > Budget::kStates + trie_.size()) {
        return budget_.exceed("the text conditions on one field have more than " +
                              std::to_string(Budget::kStates) + " combined states");
      }
      static const std::map<char32_t, std::int32_t> kNone;
      const bool inside = visits_[at].node != kOutside;
      // The map is copied by reference only while the trie is no longer changed.
      const auto& children =
          inside ? trie_[static_cast<std::size_t>(visits_[at].node)].next : kNone;
      for (const Block block : alphabet) {
        const char32_t c = readable_member(block.first, block.last, children);
        if (c <= 0x10FFFF) step(at, kOutside, c);
      }
      for (const auto& [c, child] : children) step(at, child, c);
    }
  }

  void step(std::size_t from, std::int32_t node, char32_t c) {
    visit(node, next_of(owner_.automata_, visits_[from].states, c), static_cast<std::int32_t>(from),
          c);
  }

  void visit(std::int32_t node, States states, std::int32_t parent, char32_t by) {
    if (node == kOutside && !outside_.insert(states).second) return;
    visits_.push_back({node, std::move(states), parent, by});
    if (node != kOutside && trie_[static_cast<std::size_t>(node)].literal) return;
    std::vector<bool> accepted = accepted_by(owner_.automata_, visits_.back().states);
    if (collector_.has({-1, accepted, -1})) return;
    collector_.add({Shape::String, spelled(), -1, std::move(accepted)});
  }

  // The string that led to the last visit.
  std::u32string spelled() const {
    std::u32string text;
    for (auto at = static_cast<std::int32_t>(visits_.size()) - 1;
         visits_[static_cast<std::size_t>(at)].parent >= 0;
         at = visits_[static_cast<std::size_t>(at)].parent) {
      text.push_back(visits_[static_cast<std::size_t>(at)].by);
    }
    std::reverse(text.begin(), text.end());
    return text;
  }

  ScalarClasses& owner_;
  Budget& budget_;
  Collector collector_;
  std::vector<TrieNode> trie_;
  std::deque<Visit> visits_;
  std::set<States> outside_;
};

// --- Numbers -------------------------------------------------------------------------------------

class NumberSearch {
 public:
  NumberSearch(ScalarClasses& owner, Budget& budget) : owner_(owner), budget_(budget) {}

  std::vector<ValueClass> run() {
    for (std::size_t i = 0; i <= owner_.cuts_.size(); ++i) {
      if (i < owner_.cuts_.size()) add_at_cut(owner_.cuts_[i]);
      add_between(i);
    }
    if (tells_numbers_apart()) {
      for (const std::u32string_view zero : {U"0", U"-0", U"0.0", U"-0.0"})
        add(std::u32string(zero), {});
      find_bound();
      for (const bool negative : {false, true}) walk_integers(negative);
      for (const bool negative : {false, true}) walk_doubles(negative);
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
  std::int32_t cell_of(const Decimal& value) const {
    const auto cut =
        std::lower_bound(owner_.cuts_.begin(), owner_.cuts_.end(), value,
                         [](const Decimal& a, const Decimal& b) { return compare(a, b) < 0; });
    const auto index = static_cast<std::int32_t>(cut - owner_.cuts_.begin());
    const bool at_cut = cut != owner_.cuts_.end() && *cut == value;
    return 2 * index + (at_cut ? 1 : 0);
  }

  // The number whose text, which is also a JSON token, is `text`.
  void add(const std::u32string& text, const Decimal& value) {
    std::vector<bool> accepted;
    for (Automaton& automaton : owner_.automata_) accepted.push_back(automaton.accepts(text));
    ValueClass number{Shape::Number, text, owner_.literal_of(text), std::move(accepted),
                      cell_of(value)};
    number.doubtful_text = text.find(U'E') != std::u32string::npos || text == U"-0";
    collector_.add(std::move(number));
  }

  void add_infinite(std::u32string_view text, std::u32string token) {
    std::vector<bool> accepted;
    for (Automaton& automaton : owner_.automata_) accepted.push_back(automaton.accepts(text));
    collector_.add({Shape::Number, std::move(token), owner_.literal_of(std::u32string(text)),
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
    if (!found && !first && owner_.cuts_[i - 1].point < 300) {
      for (std::int64_t places = 1; places <= 16 && !found; ++places) {
        const Decimal value = next_multiple(owner_.cuts_[i - 1], places);
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
    const Decimal edge = first ? negated(owner_.cuts_[i]) : owner_.cuts_[i - 1];
    std::optional<Decimal> value = next_double_value(edge);
    if (value && first) value = negated(*value);
    if (value && value->is_zero()) {
      if (cell_of(*value) == 2 * static_cast<std::int32_t>(i)) add(U"0.0", *value);
      return;
    }
    if (value && cell_of(*value) == 2 * static_cast<std::int32_t>(i)) add_double(*value);
  }

  // The integer next to an edge of the open cell below the i-th cut, if there is one.
  void add_edge_integer(std::size_t i) {
    const auto is_small = [](const Decimal& edge) { return edge.point <= Budget::kDigits; };
    std::optional<Decimal> value;
    if (i > 0 && is_small(owner_.cuts_[i - 1])) {
      value = next_multiple(owner_.cuts_[i - 1], 0);
    } else if (i < owner_.cuts_.size() && is_small(owner_.cuts_[i])) {
      value = negated(next_multiple(negated(owner_.cuts_[i]), 0));
    } else {
      return add_too_large(2 * static_cast<std::int32_t>(i));
    }
    if (cell_of(*value) == 2 * static_cast<std::int32_t>(i)) add_integer(*value);
  }

  // A class whose members have more digits than an event can hold. What automata say of such a text
  // is not computed.
  void add_too_large(std::int32_t cell) {
    if (tells_numbers_apart()) {
      return budget_.exceed("a number of more than " + std::to_string(Budget::kDigits) +
                            " digits is compared with text");
    }
    ValueClass number{Shape::Number, U"0", -1, accepted_by_any_number(), cell};
    number.too_large = true;
    huge_.push_back(std::move(number));
  }

  std::vector<bool> accepted_by_any_number() {
    std::vector<bool> accepted;
    for (Automaton& automaton : owner_.automata_) accepted.push_back(automaton.accepts(U"1"));
    return accepted;
  }

  // Whether some automaton accepts the text of one number and refuses that of another. Asked of
  // each by itself, over all texts made of the characters that number texts are made of.
  bool tells_numbers_apart() {
    if (sensitive_) return *sensitive_;
    sensitive_ = false;
    for (Automaton& automaton : owner_.automata_) {
      const bool reference = automaton.accepts(U"1");
      if (automaton.accepts(kInfinity) != reference ||
          automaton.accepts(kMinusInfinity) != reference) {
        sensitive_ = true;
      }
      std::set<Automaton::State> seen{automaton.start()};
      std::vector<Automaton::State> open{automaton.start()};
      while (!open.empty() && !*sensitive_) {
        const Automaton::State at = open.back();
        open.pop_back();
        for (const char32_t c : std::u32string_view(U"0123456789.E-")) {
          const Automaton::State to = automaton.next(at, c);
          if (automaton.accepts(to) != reference) sensitive_ = true;
          if (seen.insert(to).second) open.push_back(to);
        }
        if (seen.size() > Budget::kStates) sensitive_ = true;
      }
    }
    return *sensitive_;
  }

  // What the automata can say of any text made of the characters of number texts: more than what
  // they say of number texts, but often no more. Once every open cell has each of these outcomes
  // there is nothing left to find.
  void find_bound() {
    std::set<States> seen{start_of(owner_.automata_)};
    std::deque<States> open{*seen.begin()};
    while (!open.empty() && seen.size() <= Budget::kStates) {
      const States at = std::move(open.front());
      open.pop_front();
      std::vector<bool> accepted = accepted_by(owner_.automata_, at);
      if (std::find(bound_.begin(), bound_.end(), accepted) == bound_.end()) {
        bound_.push_back(std::move(accepted));
      }
      for (const char32_t c : std::u32string_view(U"0123456789.E-")) {
        States to = next_of(owner_.automata_, at, c);
        if (seen.insert(to).second) open.push_back(std::move(to));
      }
    }
    if (!open.empty()) bound_.clear();  // not known: never satisfied
  }

  bool all_found() const {
    if (bound_.empty()) return false;
    for (std::size_t i = 0; i <= owner_.cuts_.size(); ++i) {
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
    for (const Decimal& cut : owner_.cuts_) {
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
    States start = start_of(owner_.automata_);
    if (negative) start = next_of(owner_.automata_, start, U'-');
    std::deque<Visit> open{{0, std::vector<int>(bounds.size(), 0), std::move(start), ""}};
    std::set<std::tuple<std::size_t, std::vector<int>, States>> seen;
    while (!open.empty()) {
      const Visit at = std::move(open.front());
      open.pop_front();
      for (char digit = at.length == 0 ? '1' : '0'; digit <= '9'; ++digit) {
        Visit to{std::min(at.length + 1, longest + 1), at.order,
                 next_of(owner_.automata_, at.states, static_cast<char32_t>(digit)),
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
        if (seen.size() > Budget::kStates) {
          return budget_.exceed("the conditions on the text of one number have more than " +
                                std::to_string(Budget::kStates) + " combined states");
        }
        const std::string token = (negative ? "-" : "") + to.digits;
        add(widened(token), read_decimal(token));
        open.push_back(std::move(to));
      }
    }
  }

  // --- Doubles by the digits of their shortest decimals -----------------------------------------

  // The text of 0.d1 d2 .. dk * 10^point is d1 .. dk with a dot and zeros at places that `point`
  // fixes, and then the exponent where it is scientific (see java_text). A plain layout, and a cut
  // of the same magnitude, make a walk of their own; all other exponents share one walk.
  void walk_doubles(bool negative) {
    std::set<std::int64_t> special;
    for (std::int64_t point = kFirstPlain; point <= kLastPlain; ++point) special.insert(point);
    for (const Decimal& cut : owner_.cuts_) {
      if (!cut.is_zero() && cut.negative == negative && cut.point >= kLeastPoint &&
          cut.point <= kMostPoint) {
        special.insert(cut.point);
      }
    }
    for (const std::int64_t point : special) {
      if (all_found()) return;
      walk_mantissas(negative, {point});
    }
    // The common exponents, by cell: between two cuts all are alike but for their own digits.
    std::map<std::int32_t, std::vector<std::int64_t>> common;
    for (std::int64_t point = kLeastPoint; point <= kMostPoint; ++point) {
      if (!special.contains(point)) common[cell_of({negative, "1", point})].push_back(point);
    }
    for (auto& [cell, points] : common) {
      if (all_found()) return;
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
    States start = start_of(owner_.automata_);
    for (const char c : prefix) start = next_of(owner_.automata_, start, static_cast<char32_t>(c));
    // With a cut of the same magnitude the digits are compared with its digits.
    std::vector<std::string_view> bounds;
    for (const Decimal& cut : owner_.cuts_) {
      if (points.size() == 1 && cut.point == layout && cut.negative == negative)
        bounds.push_back(cut.digits);
    }
    std::deque<Visit> open{{"", std::move(start)}};
    // Fewer digits are never worse than more, so the number of digits is no part of a state, but
    // for the place of the dot.
    std::set<std::tuple<std::size_t, std::vector<int>, States>> seen;
    while (!open.empty()) {
      const Visit at = std::move(open.front());
      open.pop_front();
      for (char digit = at.digits.empty() ? '1' : '0'; digit <= '9'; ++digit) {
        Visit to{at.digits + digit, at.states};
        if (whole > 0 && at.digits.size() == whole)
          to.states = next_of(owner_.automata_, to.states, U'.');
        to.states = next_of(owner_.automata_, to.states, static_cast<char32_t>(digit));
        std::vector<int> order;
        for (const std::string_view bound : bounds) {
          const int sign = to.digits.compare(bound);
          // A prefix of the bound may still become any of the three; its length is its state.
          order.push_back(bound.starts_with(to.digits) ? 2 + static_cast<int>(to.digits.size())
                                                       : (sign > 0) - (sign < 0));
        }
        if (!seen.emplace(std::min(to.digits.size(), whole + 1), std::move(order), to.states)
                 .second)
          continue;
        if (seen.size() > Budget::kStates) {
          return budget_.exceed("the conditions on the text of one number have more than " +
                                std::to_string(Budget::kStates) + " combined states");
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
      const Decimal value{negative, digits, point};
      const bool is_value = is_double_value(value);
      if (is_value) {
        add_double(value);
        if (one_is_enough) return;
      } else if (!one_is_enough || points.size() == 1 || point == points.back()) {
        // Another mantissa with the same outcome may be the shortest of a double where this one is
        // not: at the ends of the range, and from 16 digits on.
        add_unsure(value);
      }
    }
  }

  bool is_final(const States& states) {
    for (std::size_t i = 0; i < states.size(); ++i) {
      for (const char32_t c : std::u32string_view(U"0123456789.E-")) {
        if (owner_.automata_[i].next(states[i], c) != states[i]) return false;
      }
    }
    return true;
  }

  void add_unsure(const Decimal& value) {
    const std::int32_t cell = cell_of(value);
    // At a cut there is this one value, and add_at_cut has looked at it.
    if (cell % 2 == 1 || !has_doubles(cell)) return;
    const std::u32string text = widened(java_text(value));
    std::vector<bool> accepted;
    for (Automaton& automaton : owner_.automata_) accepted.push_back(automaton.accepts(text));
    unsure_.insert({owner_.literal_of(text), std::move(accepted), cell});
  }

  // Whether an open cell between two cuts holds a double at all.
  bool has_doubles(std::int32_t cell) {
    const auto i = static_cast<std::size_t>(cell / 2);
    if (i == 0 || i == owner_.cuts_.size()) return true;
    const std::optional<Decimal> next = next_double_value(owner_.cuts_[i - 1]);
    return next && cell_of(*next) == cell;
  }

  static constexpr std::int64_t kFirstPlain = -2;  // 0.001
  static constexpr std::int64_t kLastPlain = 7;    // 9999999
  static constexpr std::int64_t kLeastPoint = -323;
  static constexpr std::int64_t kMostPoint = 309;
  static constexpr std::size_t kMostDigits = 17;

  ScalarClasses& owner_;
  Budget& budget_;
  Collector collector_;
  std::optional<bool> sensitive_;
  std::vector<ValueClass> huge_;
  std::set<Outcome> unsure_;
  std::vector<std::vector<bool>> bound_;
};

// --- The classes and what holds of them ----------------------------------------------------------

void ScalarClasses::add(const Literal& literal, Reading reading, Budget& budget) {
  const auto add_text = [this](std::u32string text) {
    if (is_integer_text(text)) {
      cuts_.push_back(read_decimal(std::string(text.begin(), text.end())));
    } else if (const auto value = value_of_float_text(text)) {
      cuts_.push_back(*value);
    }
    literals_.try_emplace(std::move(text), static_cast<std::int32_t>(literals_.size()));
  };
  const auto add_automaton = [&](std::u32string key, auto make) {
    const auto [entry, fresh] = automaton_of_.try_emplace(std::move(key), automata_.size());
    if (!fresh) return;
    automata_.push_back(make());
    if (automata_.back().too_large()) {
      budget.exceed("a regex has more than " + std::to_string(Budget::kRegexSteps) +
                    " steps when its repetitions are written out");
    }
  };
  if (const auto* text = std::get_if<Text>(&literal)) {
    std::u32string points = base::decode_utf8(text->value);
    if (points.find(U'*') == std::u32string::npos) return add_text(std::move(points));
    add_automaton(automaton_key(points, reading), [&] { return Automaton(points, reading); });
  } else if (const auto* number = std::get_if<Number>(&literal)) {
    add_text(widened(number->source));
    cuts_.push_back(read_decimal(number->source));
  } else {
    const Regex& regex = std::get<Regex>(literal);
    add_automaton(U"%" + widened(regex.source),
                  [&] { return Automaton(regex, Budget::kRegexSteps); });
  }
}

std::vector<ValueClass> ScalarClasses::classes(const std::vector<std::u32string>& natural,
                                               Budget& budget) {
  if (!budget.ok()) return {};
  std::sort(cuts_.begin(), cuts_.end(),
            [](const Decimal& a, const Decimal& b) { return compare(a, b) < 0; });
  cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
  std::vector<ValueClass> all = StringSearch(*this, budget).run(natural);
  std::vector<ValueClass> numbers = NumberSearch(*this, budget).run();
  std::move(numbers.begin(), numbers.end(), std::back_inserter(all));
  return all;
}

std::int32_t ScalarClasses::literal_of(const std::u32string& text) const {
  const auto literal = literals_.find(text);
  return literal == literals_.end() ? -1 : literal->second;
}

ScalarClasses::Test ScalarClasses::test(Operator op, const Literal& literal,
                                        Reading reading) const {
  Test test{op};
  if (const auto* text = std::get_if<Text>(&literal)) {
    const std::u32string points = base::decode_utf8(text->value);
    if (points.find(U'*') == std::u32string::npos) {
      test.literal = literal_of(points);
    } else {
      test.automaton = static_cast<std::int32_t>(automaton_of_.at(automaton_key(points, reading)));
    }
  } else if (const auto* regex = std::get_if<Regex>(&literal)) {
    test.automaton = static_cast<std::int32_t>(automaton_of_.at(U"%" + widened(regex->source)));
  } else {
    const Number& number = std::get<Number>(literal);
    const Decimal value = read_decimal(number.source);
    const auto cut =
        std::lower_bound(cuts_.begin(), cuts_.end(), value,
                         [](const Decimal& a, const Decimal& b) { return compare(a, b) < 0; });
    test.literal = literal_of(widened(number.source));
    test.cell = 2 * static_cast<std::int32_t>(cut - cuts_.begin()) + 1;
  }
  return test;
}

bool ScalarClasses::holds(const Test& test, const ValueClass& value) {
  const bool numeric = test.cell >= 0 && value.shape == Shape::Number;
  // Every comparison of a number that is not finite with a number is false, `!=` too.
  if (numeric && value.cell < 0) return false;
  const bool equal = test.automaton >= 0 ? value.accepted[static_cast<std::size_t>(test.automaton)]
                     : numeric           ? value.cell == test.cell
                                         : value.literal == test.literal;
  switch (test.op) {
    case Operator::Equal:
      return equal;
    case Operator::NotEqual:
      return !equal;
    case Operator::Less:
      return numeric && value.cell < test.cell;
    case Operator::LessEqual:
      return numeric && value.cell <= test.cell;
    case Operator::Greater:
      return numeric && value.cell > test.cell;
    case Operator::GreaterEqual:
      return numeric && value.cell >= test.cell;
  }
  return false;
}

}  // namespace filtercheck::values
