// Where the tokens of JSON in a text begin, found 64 bytes at a time.
//
//   Tokens tokens(best_simd());
//   tokens.read_line("{\"a\":1}\n{}");   // 7, the size of the line
//   tokens.begins()                      // 0 1 4 5 6
//   tokens.signs()                       // {":1}
//
// Of a text that is not JSON they are something; nothing is checked here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "match/simd.hpp"

namespace filtercheck::match {

// What was seen, and what carries over from 64 bytes to the next.
struct TokenState {
  std::size_t count = 0;            // of tokens
  std::optional<std::size_t> feed;  // of a text that ends with its first LF: where that is
  std::uint64_t in_string = 0;      // all bits or none
  std::uint64_t escaped = 0;        // bit 0: the next byte is
  std::uint64_t in_plain = 0;       // bit 0: the last byte is neither blank nor of another token
  bool has_backslash = false;
  bool has_control = false;  // below U+0020 in a string
  bool has_high = false;     // perhaps: a byte of a character that is not ASCII
};

class Tokens {
 public:
  explicit Tokens(Simd simd) : simd_(simd) {}

  // A text with its line breaks; or a line, up to the first LF of `text`, and its size. Require:
  // the text has less than 4 GiB. Cost: linear; keeps five times as much memory as the longest
  // text.
  void read(std::string_view text) { read(text, false); }
  std::size_t read_line(std::string_view text) { return read(text, true); }

  // Of what was read last, a token begins with: an opening quote, a bracket, a colon, a comma, or
  // other bytes that are not blank. Behind the last of them stand three `{`, all at 0.
  const std::uint32_t* begins() const { return begins_.data(); }
  const char* signs() const { return signs_.data(); }  // their first bytes
  std::size_t count() const { return state_.count; }
  const TokenState& state() const { return state_; }

 private:
  std::size_t read(std::string_view text, bool one_line);
  void add(const char* text, std::size_t base, std::size_t size, bool one_line);

  Simd simd_;
  TokenState state_;
  std::vector<std::uint32_t> begins_;
  std::vector<char> signs_;
};

}  // namespace filtercheck::match
