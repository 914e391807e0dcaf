// Log lines as they come, and not as a generator would write them.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "support/generate.hpp"

namespace filtercheck::support {

namespace {

std::size_t place_in(Choices& choices, std::string_view line) {
  return (choices.below(256) * 256 + choices.below(256)) % (line.size() + 1);
}

// The next character after a quote is written as an escape, which changes nothing in a JSON string.
void escape_one(Choices& choices, std::string& line) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  const std::size_t quote = line.find('"', place_in(choices, line));
  if (quote == line.npos || quote + 1 == line.size()) return;
  const auto c = static_cast<unsigned char>(line[quote + 1]);
  if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\') return;
  line.replace(quote + 1, 1, std::string("\\u00") + kHex[c >> 4] + kHex[c & 15]);
}

void insert_one(Choices& choices, std::string& line) {
  static constexpr std::string_view kPieces[] = {"\xff", "\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                                 "é",    " ",    "\t",           "\n",
                                                 "\"",   "\\",   "\\ud83d",      "\\ude00",
                                                 "]",    "}",    ",\"a\":1",     "\\n",
                                                 "0",    "e9",   ".0",           "null",
                                                 "\0",   "-",    "\\u00e9",      "\xe2\x82"};
  const std::size_t at = place_in(choices, line);
  line.insert(at, kPieces[choices.below(std::size(kPieces))]);
}

// An object with the members of two; keys of both are there twice.
void join(Choices& choices, std::string& line, const std::string& other) {
  const bool objects = line.ends_with('}') && other.starts_with('{');
  if (!objects || line.size() < 3 || other.size() < 3) {
    line += " " + other;
  } else if (choices.below(2) == 0) {
    line.back() = ',';
    line += other.substr(1);
  } else {
    line = other.substr(0, other.size() - 1) + "," + line.substr(1);
  }
}

}  // namespace

std::string random_perturbed(Choices& choices, std::string line, const std::string& other) {
  for (std::size_t times = choices.below(3); times > 0; --times) {
    switch (choices.below(6)) {
      case 0:
      case 1:
        escape_one(choices, line);
        break;
      case 2:
        insert_one(choices, line);
        break;
      case 3:
        join(choices, line, other);
        break;
      case 4:
        line.erase(place_in(choices, line), 1 + choices.below(3));
        break;
      default:
        line.resize(place_in(choices, line));
        break;
    }
  }
  return line;
}

}  // namespace filtercheck::support
