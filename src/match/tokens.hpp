// Where the tokens of JSON in a text begin, 64 bytes at a time.
//
//   Tokens tokens(best_simd());
//   tokens.read(R"({"a":1})");
//   tokens.begins()              // 0 1 4 5 6: { "a" : 1 }
//
// Of a text that is not JSON they are something; nothing is checked here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "match/simd.hpp"

namespace filtercheck::match {

// What carries over from 64 bytes to the next, and what was seen.
struct TokenState {
  std::uint64_t in_string = 0;  // all bits or none
  std::uint64_t escaped = 0;    // bit 0: the next byte is
  std::uint64_t in_plain = 0;   // bit 0: the last byte is neither blank nor of another token
  bool has_backslash = false;
  bool has_control = false;  // below U+0020 in a string
  bool has_high = false;     // of a character that is not ASCII
};

class Tokens {
 public:
  explicit Tokens(Simd simd) : simd_(simd) {}

  // Requires: less than 4 GiB. Cost: linear; keeps memory of four times the longest text.
  void read(std::string_view text);

  // Of the text that was read last: an opening quote, a bracket, a colon, a comma, or the first of
  // other bytes that are not blank. Behind the last one stand two that are 0.
  const std::uint32_t* begins() const { return begins_.data(); }
  std::size_t count() const { return count_; }
  const TokenState& state() const { return state_; }

 private:
  void add(const char* text, std::uint32_t base, std::size_t words, std::uint64_t valid);

  TokenState state_;
  std::vector<std::uint32_t> begins_;
  std::size_t count_ = 0;
  Simd simd_;
};

}  // namespace filtercheck::match
