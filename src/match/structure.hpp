// The tokens of JSON in a text as bits: which of 64 bytes are quotes, brackets, colons, commas and
// blanks, strings taken into account.
//
//   StructureScan scan(simd);
//   StructureWord words[n];       // n for at most 64 * n bytes
//   scan.add(part, words);        // of each part of the text in turn
//
// Of a text that is not JSON the bits are something; nothing is checked here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "match/simd.hpp"

namespace filtercheck::match {

// Bit i is about byte i of 64.
struct StructureWord {
  std::uint64_t quotes;  // that open or close a string
  std::uint64_t string;  // an opening quote and what follows, up to the closing one, not counted
  std::uint64_t open;    // brackets of either kind; like all below, outside of strings
  std::uint64_t close;
  std::uint64_t colon;
  std::uint64_t comma;
  std::uint64_t
      odd;  // whether the colons and commas up to here, this one included, are odd in number
  std::uint64_t blank;  // space, tab, CR, LF
};

// What carries over from one word to the next, and what has been seen.
struct StructureState {
  std::uint64_t in_string = 0;  // all bits or none
  std::uint64_t escaped = 0;    // whether the first byte of the next word is
  bool has_backslash = false;
  bool has_control = false;  // below U+0020 in a string
  bool has_high = false;     // of a character that is not ASCII
};

class StructureScan {
 public:
  explicit StructureScan(Simd simd) : avx2_(simd == Simd::Avx2) {}

  // Fills words for all of `text`. Only the last part of a text may have a size that is not a
  // multiple of 64; bits behind its end are of no meaning but not set in quotes, brackets, colons,
  // commas and blanks.
  void add(std::string_view text, StructureWord* words);
  const StructureState& state() const { return state_; }

 private:
  void add_whole(const char* text, std::size_t count, StructureWord* words);

  StructureState state_;
  bool avx2_;
};

}  // namespace filtercheck::match
