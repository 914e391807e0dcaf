// A regex as a list of steps, and the positions in it that a text may have come to (README.md,
// "Closures").
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "verify/refusal.hpp"

namespace filtercheck::verify {

using Position = std::int64_t;
inline constexpr Position kNotBegun = -1;

// Sorted, each once.
using Positions = std::vector<Position>;

class RegexSteps {
 public:
  // Throws NotProved if it has more than a million steps.
  RegexSteps(const Regex& regex, Work& work);

  // An end, a step that takes a character, or a `$`.
  bool is_position(Position p) const;
  bool is_end(Position p) const { return steps_[index(p)].kind == Kind::End; }

  // Where the alternatives begin: at the begin of the text, or after a character.
  const Positions& beginnings(bool of_text) const { return of_text ? first_ : later_; }
  // Where a character leads to from one position. An end stays an end.
  Positions after(Position p, char32_t c, Work& work) const;
  // The same for all of a set, with all beginnings again.
  Positions after(const Positions& all, char32_t c, Work& work) const;
  // The text may end here. `empty`: no character has been read.
  bool accepts(Position p, bool empty, Work& work) const;

  // Whether the regex is found in the text.
  bool matches(const std::u32string& text, Work& work) const;

  // The sets of characters that its steps take.
  const std::vector<CodePointSet>& sets() const { return sets_; }

 private:
  enum class Kind { Character, TextBegin, TextEnd, End };
  struct Step {
    Kind kind;
    bool may_skip = false;
    bool may_repeat = false;  // only what may be skipped
    std::size_t set = 0;      // of Kind::Character
  };

  static std::size_t index(Position p) { return static_cast<std::size_t>(p); }
  void add_piece(const RegexPiece& piece, Work& work);
  void add(Step step, Work& work);
  void reach(std::size_t step, bool at_text_begin, Positions& out) const;
  Positions all_beginnings(bool of_text) const;

  std::vector<Step> steps_;
  std::vector<std::size_t> alternatives_;  // the first step of each
  std::vector<CodePointSet> sets_;
  Positions first_;
  Positions later_;
};

}  // namespace filtercheck::verify
