#include "eval/line.hpp"

#include <algorithm>

#include "eval/utf8.hpp"

namespace filtercheck::eval {
namespace {

constexpr std::u32string_view kSeparators = U" \t";

}  // namespace

std::u32string characters_of(std::string_view line) {
  std::u32string characters;
  characters.reserve(line.size());
  while (!line.empty()) {
    // Half of a surrogate pair is no character, though decode_utf8 reads its three bytes.
    auto character = decode_utf8(line);
    if (!character || is_surrogate(character->code_point)) character = {U'\uFFFD', 1};
    characters += character->code_point;
    line.remove_prefix(character->length);
  }
  return characters;
}

std::vector<Token> tokens_of(std::u32string_view line) {
  // Of the closing characters the last ones, so that those which are missing are not searched for
  // again and again.
  const std::size_t last_quote = line.rfind(U'"');
  const std::size_t last_bracket = line.rfind(U']');
  std::vector<Token> tokens;
  for (std::size_t at = line.find_first_not_of(kSeparators); at != std::u32string_view::npos;
       at = line.find_first_not_of(kSeparators, at)) {
    const bool quoted = line[at] == U'"' && last_quote > at;
    const bool bracketed =
        line[at] == U'[' && last_bracket != std::u32string_view::npos && last_bracket > at;
    if (quoted || bracketed) {
      const std::size_t close = line.find(quoted ? U'"' : U']', at + 1);
      tokens.push_back({at, line.substr(at + 1, close - at - 1)});
      at = close + 1;
    } else {
      const std::size_t end = std::min(line.find_first_of(kSeparators, at), line.size());
      tokens.push_back({at, line.substr(at, end - at)});
      at = end;
    }
  }
  return tokens;
}

}  // namespace filtercheck::eval
