// A regex with its repetitions written out, as the numbered steps that certificates speak of (see
// src/verify/README.md, "Closures"): the steps of all alternatives one after the other, and after
// the last step of each alternative one number more, its end.
//
//   RegexSteps steps(regex_of("a.$"), 100);   // 0: a, 1: any character, 2: $, 3: the end
//   steps.beginnings(false)                   // {0}
//   steps.all_after({0}, U'a')                // {0, 1}
//   steps.accepts(2, false)                   // true: at the end of a text `$` is passed
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::values {

class RegexSteps {
 public:
  // An end, a character step to be taken next, or a `$` to be passed next.
  using Position = std::int32_t;

  // Where that makes more than `max_steps` steps, the result is too_large() and has no meaning.
  RegexSteps(const Regex& regex, std::size_t max_steps);
  bool too_large() const { return too_large_; }
  std::size_t size() const { return steps_.size(); }

  // The positions at which a match may begin; `begun`: characters have been read before. Sorted.
  std::vector<Position> beginnings(bool begun) const;
  // Appends the positions that `c` leads to, sorted; an end stays. Cost: linear in the steps that
  // may be skipped.
  void after(Position position, char32_t c, std::vector<Position>& out) const;
  // All positions of a search anywhere in the text after one more character. Sorted.
  std::vector<Position> all_after(const std::vector<Position>& positions, char32_t c) const;
  // The end of the last alternative.
  Position last_end() const { return static_cast<Position>(steps_.size()) - 1; }
  bool is_end(Position position) const { return step(position).kind == Kind::End; }
  // Whether a match is complete if the text ends here.
  bool accepts(Position position, bool text_is_empty) const;
  // At least so many characters are missing until that is so; kNever if no text will do.
  std::int32_t missing(Position position) const;
  // The same before the text, and wherever in it no match has begun.
  std::int32_t missing() const { return missing_; }
  // Whether some position of a sorted list is an end, or accepts.
  bool has_end(const std::vector<Position>& positions) const;
  bool accepts(const std::vector<Position>& positions, bool text_is_empty) const;

  // Whether a match is found in the text.
  bool matches(std::u32string_view text) const;

  // Where the code points that it tells apart begin, in no order.
  std::vector<char32_t> boundaries() const;

  static constexpr std::int32_t kNever = 1'000'000;

 private:
  enum class Kind { Characters, Begin, Dollar, End };
  struct Step {
    Kind kind;
    CodePointSet set = {};
    bool may_skip = false;
    bool may_repeat = false;
    std::int32_t missing = 0;
  };

  const Step& step(Position position) const { return steps_[static_cast<std::size_t>(position)]; }
  void reach(Position from, bool begun, std::vector<Position>& out) const;
  void add_piece(const RegexPiece& piece, std::size_t max_steps);
  void count_missing();

  std::vector<Step> steps_;
  std::vector<Position> firsts_;  // of each alternative
  std::int32_t missing_ = kNever;
  bool too_large_ = false;
};

}  // namespace filtercheck::values
