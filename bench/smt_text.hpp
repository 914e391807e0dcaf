// Text literals and regexes as SMT-LIB terms.
#pragma once

#include <optional>
#include <string>

#include "filtercheck/pattern.hpp"

namespace filtercheck::bench {

// The last character that a string of SMT-LIB may hold.
constexpr char32_t kLastSmtCharacter = 0x2FFFF;

// A string literal with its quotes. Requires well-formed UTF-8; no value: a character beyond
// kLastSmtCharacter.
std::optional<std::string> string_term(const std::string& utf8);

// That the term `subject` of sort String matches the literal: as a whole under the reading "glob",
// or anywhere for a regex. No value: as above.
std::optional<std::string> matches_term(const std::string& subject, const Text& literal);
std::string matches_term(const std::string& subject, const Regex& literal);

}  // namespace filtercheck::bench
