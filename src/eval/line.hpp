// A log line as patterns other than JSON see it: its characters, and its tokens (rule 6.1).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace filtercheck::eval {

// The code points of `line`, any bytes. A byte that is part of no character of well-formed UTF-8
// becomes U+FFFD. Cost: linear.
std::u32string characters_of(std::string_view line);

struct Token {
  std::size_t begin;         // in the line, with the quote or bracket it may begin with
  std::u32string_view text;  // without them
};

// In their order. Refers to `line`, which must outlive it. Cost: linear.
std::vector<Token> tokens_of(std::u32string_view line);

}  // namespace filtercheck::eval
