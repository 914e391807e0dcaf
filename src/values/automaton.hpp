// Text literals with `*` and regexes as deterministic automata over code points.
//
// States are small integers made on demand: a regex with k repetitions may have 2^k states, of
// which a search meets few. A literal has at most one state more than characters:
//
//   The parts between stars are found one after the other, each leftmost (a later occurrence of one
//   part never helps the next), by one Knuth-Morris-Pratt automaton a part. For the last part the
//   two readings differ in one place. Glob: after an occurrence that does not end the text, the
//   search goes on. First occurrence: it is lost.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "values/regex_steps.hpp"

namespace filtercheck::values {

class Automaton {
 public:
  using State = std::int32_t;

  // Requires a `*` in `text`.
  Automaton(std::u32string_view text, Reading reading);
  // Accepts what contains `part`, in which every character stands for itself. Requires that it is
  // not empty.
  static Automaton containing(std::u32string_view part);
  // Cost: the repetitions of the regex are expanded; where that makes more than `max_steps` steps,
  // the automaton is too_large() and has no meaning.
  Automaton(const Regex& regex, std::size_t max_steps);

  State start() const { return start_; }
  State next(State state, char32_t c);
  bool accepts(State state) const { return accepting_[static_cast<std::size_t>(state)]; }
  bool accepts(std::u32string_view text);
  bool too_large() const { return steps_ && steps_->too_large(); }
  std::size_t size() const { return accepting_.size(); }
  // Of the order of what `next` costs, where a text literal is 1.
  std::size_t cost_of_move() const { return steps_ ? 1 + steps_->size() / 4 : 1; }

  // Of a text literal only:
  // Nothing that follows can make the text accepted, or refused.
  bool is_dead(State state) const { return static_cast<std::size_t>(state) + 2 == size(); }
  bool is_all(State state) const {
    return open_end_ && static_cast<std::size_t>(state) + 1 == size();
  }
  // Either: of a regex, where it has matched.
  bool is_settled(State state) const;
  // True only if no text of a number is accepted.
  bool refuses_numbers() const;
  // So many characters are missing at least until the text is accepted. Not for a dead state.
  std::int32_t missing(State state) const;
  // True only if whatever is accepted after `lesser` is accepted after `greater` too.
  bool includes(State greater, State lesser) const;

  // Where the code points that it tells apart begin: within [b[i], b[i+1]) all are alike. Sorted;
  // begins with 0.
  const std::vector<char32_t>& boundaries() const { return boundaries_; }

 private:
  struct Part {
    std::u32string text;
    std::vector<std::int32_t> failure;
    std::int32_t first_state;
  };

  using Positions = std::vector<RegexSteps::Position>;

  Automaton() = default;
  void add_part(std::u32string_view part, bool last);
  void finish_text();

  std::size_t part_of(State state) const;
  State next_of_text(State state, char32_t c) const;
  State next_of_regex(State state, char32_t c);
  State intern(Positions positions, bool at_begin);
  void add_boundary(char32_t c) { boundaries_.push_back(c); }
  void finish_boundaries();

  State start_ = 0;
  std::vector<bool> accepting_;
  std::vector<char32_t> boundaries_{0};

  // A text literal: states of the parts one after the other, then `dead`, then `all`.
  std::vector<Part> parts_;
  bool anchored_ = false;  // the first part must begin the text
  bool open_end_ = false;  // the text ends with a star
  Reading reading_ = Reading::Glob;

  // A regex: the positions at which matches may be.
  std::optional<RegexSteps> steps_;
  std::map<std::pair<bool, Positions>, State> known_;  // whether nothing has been read, and where
  std::vector<Positions> positions_of_;
  std::unordered_map<std::uint64_t, State> transitions_;
};

}  // namespace filtercheck::values
