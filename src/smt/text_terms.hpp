// Text literals and regexes as SMT-LIB terms.
#pragma once

#include <optional>
#include <string>

#include "filtercheck/pattern.hpp"

namespace filtercheck::smt {

// The last character that a string of SMT-LIB may hold.
constexpr char32_t kLastCharacter = 0x2FFFF;
constexpr const char* kBeyondStrings = "a character beyond U+2FFFF";

// A string literal with its quotes. Requires well-formed UTF-8; no value: a character beyond
// kLastCharacter.
std::optional<std::string> string_term(const std::string& utf8);

// What is safe in a comment: printable ASCII, the rest as in string literals. Requires well-formed
// UTF-8.
std::string in_comment(const std::string& utf8);

// That the term `subject` of sort String matches the literal: as a whole, or anywhere for a regex.
// No value: as above.
std::optional<std::string> matches_term(const std::string& subject, const Text& literal,
                                        Reading reading);
std::string matches_term(const std::string& subject, const Regex& literal);

}  // namespace filtercheck::smt
