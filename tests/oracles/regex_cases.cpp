#include "oracles/regex_cases.hpp"

#include <algorithm>
#include <array>

#include "base/unicode.hpp"

namespace filtercheck::oracles {

namespace {

constexpr std::array kSimple{"a",   "b",   "c",    ".",     "1",     "_",     "-",     ":",  "/",
                             "\\d", "\\w", "\\s",  "\\D",   "\\W",   "\\S",   "\\.",   "]",  "}",
                             "\\*", "\\[", "\\\\", "\\x41", "\\x28", "\\xe9", "\\x0a", "{a", "\\-"};
constexpr std::array kMembers{"a",     "b",    "a-c", "0-9",         "^",          "-",
                              ".",     "\\d",  "\\s", "\\W",         "\\]",        "\\-",
                              "\\x41", "A-Z",  "$",   "*",           "[",          "b-a",
                              "\\S",   "\\\\", "\\^", "\\x00-\\x1f", "\\xe0-\\xff"};
constexpr std::array kRepeats{"",    "",       "",      "*",     "+",    "?",  "{2}",
                              "{0}", "{1,2}",  "{,2}",  "{2,}",  "{0,}", "*?", "+?",
                              "??",  "{1,2}?", "{,1}?", "{3,2}", "{,}"};
constexpr std::array kOthers{U'a',    U'b', U'1',          U' ', U'\n',
                             U'\x0b', U'é', U'\U0001F600', U'-', U'\0'};

template <typename List>
auto pick(support::Choices& choices, const List& list) {
  return list[choices.below(list.size())];
}

std::string random_set(support::Choices& choices) {
  std::string out = choices.below(3) == 0 ? "[^" : "[";
  const std::size_t members = 1 + choices.below(3);
  for (std::size_t i = 0; i < members; ++i) out += pick(choices, kMembers);
  return out + "]";
}

std::string random_piece(support::Choices& choices) {
  switch (choices.below(12)) {
    case 0:
      return choices.below(2) == 0 ? "^" : "$";
    case 1:
      return std::string(choices.below(2) == 0 ? "^" : "$") + pick(choices, kRepeats);
    case 2:
    case 3:
    case 4:
      return random_set(choices) + pick(choices, kRepeats);
    default:
      return std::string(pick(choices, kSimple)) + pick(choices, kRepeats);
  }
}

char32_t member_of(support::Choices& choices, const CodePointSet& set) {
  if (set.empty()) return U'x';
  const CodePointRange range = set[choices.below(std::min<std::size_t>(set.size(), 256))];
  const char32_t last = std::min<char32_t>(range.last, range.first + 255);
  return range.first + static_cast<char32_t>(choices.below(last - range.first + 1));
}

}  // namespace

std::string whole_syntax_regex(support::Choices& choices) {
  std::string out;
  const std::size_t alternatives = choices.below(3) == 0 ? 1 + choices.below(3) : 1;
  for (std::size_t i = 0; i < alternatives; ++i) {
    if (i > 0) out += "|";
    const std::size_t pieces = 1 + choices.below(4);
    for (std::size_t k = 0; k < pieces; ++k) out += random_piece(choices);
  }
  return out;
}

std::string text_near(support::Choices& choices, const Regex& regex) {
  const auto& pieces =
      regex.alternatives[choices.below(std::min<std::size_t>(regex.alternatives.size(), 256))];
  std::u32string text;
  if (choices.below(3) == 0) text += pick(choices, kOthers);
  for (const RegexPiece& piece : pieces) {
    const auto* set = std::get_if<CodePointSet>(&piece.atom);
    if (set == nullptr) continue;
    const int more = piece.max ? std::min(*piece.max - piece.min, 2) : 2;
    const int count =
        piece.min + static_cast<int>(choices.below(static_cast<std::size_t>(more) + 1));
    for (int i = 0; i < std::min(count, 8); ++i) text += member_of(choices, *set);
  }
  if (choices.below(3) == 0) text += pick(choices, kOthers);
  if (!text.empty() && choices.below(3) == 0) {
    const std::size_t at = choices.below(std::min<std::size_t>(text.size(), 256));
    if (choices.below(2) == 0) {
      text[at] = pick(choices, kOthers);
    } else {
      text.erase(at, 1);
    }
  }
  std::string out;
  for (const char32_t c : text) base::append_utf8(out, c);
  return out;
}

}  // namespace filtercheck::oracles
