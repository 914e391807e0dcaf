// The reading of a JSON pattern by the grammar.
#pragma once

#include <optional>
#include <string_view>

#include "parse/builder.hpp"

namespace filtercheck::reader {

// The formula of `text`, `{` to `}`, or no value where the grammar refuses it or it nests too deep.
// What the grammar cannot see is reported to `builder`.
std::optional<Expression> read_json_pattern(std::string_view text, Builder& builder);

// The parts of a condition by themselves: true if `piece` is one, which then goes to `builder`.
bool read_selector(std::string_view piece, Builder& builder);
bool read_value(std::string_view piece, Builder& builder);
// Whether `piece` is a number literal.
bool is_number(std::string_view piece);
// Whether `piece` is text that needs no quotes, by its characters.
bool is_bare(std::string_view piece);

// A word of a pattern that the grammar refuses; see grammar/faults.hpp.
enum class TokenKind {
  Open,
  Close,
  Brace,
  And,
  Or,
  Ampersand,
  Bar,
  Comma,
  Path,
  OperatorRun,
  String,
  UnclosedString,
  EscapedQuotes,
  SingleQuoted,
  BackQuoted,
  Regex,
  UnclosedRegex,
  UnicodeSpace,
  SmartQuoted,
  SmartQuote,
  Word,
  Other,
};
struct Token {
  TokenKind kind;
  std::string_view text;
  bool after_space;  // white space stands before it
};
// The words of the text between the braces. Any bytes.
std::vector<Token> split_into_tokens(std::string_view body);

}  // namespace filtercheck::reader
