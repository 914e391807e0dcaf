// UTF-8 for the evaluator, written here so that the evaluator shares it with nothing it judges.
//
// A JSON string may hold half of a surrogate pair (`"\ud800"`). Such a half is a code point like
// any other here, and its three bytes are written and read like those of its neighbours; only the
// JSON reader refuses them, in a source text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace filtercheck::eval {

struct DecodedCharacter {
  char32_t code_point;
  std::size_t length;  // in bytes
};

constexpr bool is_surrogate(char32_t code_point) {
  return code_point >= 0xD800 && code_point <= 0xDFFF;
}

// The character that `text` begins with. No value: `text` is empty, or it begins with a stray or
// missing continuation byte, an overlong form or something beyond U+10FFFF.
std::optional<DecodedCharacter> decode_utf8(std::string_view text);

// The bytes of one code point. Requires: at most U+10FFFF.
std::string encode_utf8(char32_t code_point);

// All code points of `text`. A byte that begins no character becomes a value beyond U+10FFFF, which
// equals no character of a log line. Cost: linear.
std::u32string code_points(std::string_view text);

// The other way round. Requires: code points up to U+10FFFF. Cost: linear.
std::string in_utf8(std::u32string_view text);

}  // namespace filtercheck::eval
