// UTF-8 and the few facts about code points that the language needs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace filtercheck::base {

// Offset of the first byte that is not part of well-formed UTF-8; no value if there is none.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

// Requires well-formed UTF-8.
std::size_t count_code_points(std::string_view text);
std::u32string decode_utf8(std::string_view text);

// A code point that is not encodable (a lone surrogate) becomes U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

// `text` as a JSON string in plain UTF-8, quotes included.
std::string json_string(std::u32string_view text);

// Whether a code point beyond ASCII may be meant as a letter or digit of a word. An approximation
// by blocks: all but punctuation, symbols, spaces, private use and what is unassigned for ever.
bool is_word_code_point(char32_t code_point);

// The first character of `text` that is beyond ASCII and part of no word; empty if there is none.
// Requires well-formed UTF-8.
std::string_view find_beyond_words(std::string_view text);

}  // namespace filtercheck::base
