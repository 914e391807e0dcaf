// What a text literal remembers of the text that it is read along with (README.md, "Closures").
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::verify {

// A text literal, or the source of a number literal, which has no star.
class TextStates {
 public:
  // `matched` characters are the longest beginning of parts[part] that the text now ends with. The
  // part before the first star, or the only one, must be the text's beginning.
  struct State {
    std::uint32_t part = 0;
    std::uint32_t matched = 0;
    bool operator==(const State&) const = default;
  };

  TextStates(const std::u32string& literal, Reading reading);

  State start() const { return settled({}); }
  State next(State state, char32_t c) const;
  bool accepts(State state) const;  // the text may end here
  // Nothing that follows changes the answer: never, or always.
  bool is_dead(State state) const { return state == kDead; }
  bool is_all(State state) const { return state == kAll; }

  bool has_star() const { return parts_.size() > 1; }
  bool matches(const std::u32string& text) const;

 private:
  static constexpr State kDead{UINT32_MAX, 0};
  static constexpr State kAll{UINT32_MAX, 1};

  State settled(State state) const;

  std::vector<std::u32string> parts_;  // one more than there are stars; some may be empty
  // Of each part and each k: the longest beginning of the part, shorter than k, that its first k
  // characters end with.
  std::vector<std::vector<std::uint32_t>> borders_;
  Reading reading_;
};

}  // namespace filtercheck::verify
