#include "support/mutate.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <vector>

namespace filtercheck::support {

namespace {

using Tokens = std::vector<std::string>;

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
         ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || c == '_' || c == '.' || c == '*' ||
         c == '$';
}

std::size_t token_length(std::string_view text) {
  static constexpr std::string_view kPairs[] = {"&&", "||", "!=", "<=", ">=", "==", "$."};
  if (text[0] == '"') {
    std::size_t end = 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2U : 1U;
    return std::min(end + 1, text.size());
  }
  const auto while_like = [text](auto like) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), like) -
                                    text.begin());
  };
  if (is_word(text[0])) return while_like(is_word);
  if (text[0] == ' ') return while_like([](char c) { return c == ' '; });
  for (const std::string_view pair : kPairs) {
    if (text.starts_with(pair)) return 2;
  }
  return 1;
}

Tokens tokens_of(std::string_view text) {
  Tokens tokens;
  while (!text.empty()) {
    const std::size_t length = token_length(text);
    tokens.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return tokens;
}

std::size_t number_below(Choices& choices, std::size_t n) {
  return (choices.below(256) * 256 + choices.below(256)) % n;
}

bool is_one_of(const std::string& token, std::string_view characters) {
  return token.size() == 1 && characters.find(token[0]) != characters.npos;
}

// One behind the part that begins at `begin`.
std::size_t end_of_part(Choices& choices, const Tokens& tokens, std::size_t begin) {
  const bool whole = is_one_of(tokens[begin], "([{") || choices.below(2) == 0;
  if (!whole) return begin + 1;
  const bool bracketed = is_one_of(tokens[begin], "([{");
  int depth = 0;
  for (std::size_t at = begin; at < tokens.size(); ++at) {
    const std::string& token = tokens[at];
    if (is_one_of(token, "([{")) ++depth;
    if (is_one_of(token, ")]}") && --depth < 0) return std::max(at, begin + 1);
    if (depth > 0) continue;
    const bool ends = token == "&&" || token == "||" || is_one_of(token, ",\n");
    if (bracketed || ends) return at + 1;
  }
  return tokens.size();
}

struct Part {
  std::size_t begin;
  std::size_t end;
};

Part random_part(Choices& choices, const Tokens& tokens) {
  const std::size_t begin = number_below(choices, tokens.size());
  return {begin, end_of_part(choices, tokens, begin)};
}

Tokens copied(const Tokens& tokens, Part part) {
  return {tokens.begin() + static_cast<std::ptrdiff_t>(part.begin),
          tokens.begin() + static_cast<std::ptrdiff_t>(part.end)};
}

void replace(Tokens& tokens, Part part, const Tokens& by) {
  const auto at = tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(part.begin),
                               tokens.begin() + static_cast<std::ptrdiff_t>(part.end));
  tokens.insert(at, by.begin(), by.end());
}

// A number, or a word that is none, near to what it is.
void change_word(Choices& choices, std::string& word) {
  static constexpr std::array kEnds{"0", "1", ".0", "e1", "e309", "*", "a", "[*]", "[0]", ".5"};
  const std::size_t digit = word.find_first_of("0123456789");
  switch (choices.below(4)) {
    case 0:
      word += kEnds[choices.below(kEnds.size())];
      return;
    case 1:
      word.insert(0, choices.below(2) == 0 ? "-" : "*");
      return;
    case 2:
      if (digit != word.npos) word[digit] = static_cast<char>('0' + choices.below(10));
      return;
    default:
      word.pop_back();
      return;
  }
}

void change_token(Choices& choices, Tokens& tokens) {
  static constexpr std::array kOperators{
      "=", "!=", "<", "<=", ">", ">=", " IS NULL", " NOT EXISTS"};
  const std::size_t from = number_below(choices, tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string& token = tokens[(from + i) % tokens.size()];
    if (token == "&&" || token == "||") {
      token = token == "&&" ? "||" : "&&";
      return;
    }
    if (token == "=" || token == "!=" || token == "<" || token == ">" || token == "<=") {
      token = kOperators[choices.below(kOperators.size())];
      return;
    }
    if (is_word(token[0])) return change_word(choices, token);
  }
}

void enclose(Choices& choices, Tokens& tokens, Part part) {
  static constexpr std::string_view kBrackets[] = {"()", "[]", "{}", "\"\"", "%%"};
  const std::string_view pair = kBrackets[choices.below(std::size(kBrackets))];
  Tokens inside = copied(tokens, part);
  inside.insert(inside.begin(), std::string(1, pair[0]));
  inside.emplace_back(1, pair[1]);
  replace(tokens, part, inside);
}

// `part` is changed, for which `other` is a place or another part.
void change_part(Choices& choices, Tokens& tokens, Part part, Part other) {
  switch (choices.below(7)) {
    case 0:
      replace(tokens, part, {});
      break;
    case 1:
      replace(tokens, {part.end, part.end}, copied(tokens, part));
      break;
    case 2:
      replace(tokens, {other.begin, other.begin}, copied(tokens, part));
      break;
    case 3:
      replace(tokens, other, copied(tokens, part));
      break;
    case 4:
      enclose(choices, tokens, part);
      break;
    default:
      change_token(choices, tokens);
      break;
  }
}

}  // namespace

std::string mutated(Choices& choices, std::string_view text) {
  Tokens tokens = tokens_of(text);
  if (tokens.empty()) return std::string(text);
  const Part part = random_part(choices, tokens);
  const Part other = random_part(choices, tokens);
  std::string& first = tokens[part.begin];
  // A string may be a text of its own, such as a pattern in a request.
  if (first.size() > 4 && first.front() == '"' && first.back() == '"' && choices.below(2) == 0) {
    first = "\"" + mutated(choices, std::string_view(first).substr(1, first.size() - 2)) + "\"";
  } else {
    change_part(choices, tokens, part, other);
  }
  std::string out;
  for (const std::string& token : tokens) out += token;
  return out;
}

}  // namespace filtercheck::support
