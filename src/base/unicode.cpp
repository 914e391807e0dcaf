#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace filtercheck::base {

namespace {

// One code point from the front of `text`; 0 bytes if it is not well formed (Unicode 3.9, table
// 3-7).
struct Decoded {
  char32_t code_point = 0;
  std::size_t bytes = 0;
};

Decoded decode_one(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto tail = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  const auto bits = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first <= 0xDF && tail(1)) return {(first & 0x1Fu) << 6 | bits(1), 2};
  if (first >= 0xE0 && first <= 0xEF &&
      tail(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && tail(2)) {
    return {(first & 0x0Fu) << 12 | bits(1) << 6 | bits(2), 3};
  }
  if (first >= 0xF0 && first <= 0xF4 &&
      tail(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && tail(2) && tail(3)) {
    return {(first & 0x07u) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3), 4};
  }
  return {};
}

// How many bytes at the front are ASCII, which most texts are to the end: eight are looked at at a
// time.
std::size_t ascii_prefix(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  for (std::size_t at = ascii_prefix(text); at < text.size();) {
    const Decoded decoded = decode_one(text.substr(at));
    if (decoded.bytes == 0) return at;
    at += decoded.bytes;
  }
  return std::nullopt;
}

std::size_t count_code_points(std::string_view text) {
  const std::size_t plain = ascii_prefix(text);
  return plain + static_cast<std::size_t>(std::count_if(
                     text.begin() + static_cast<std::ptrdiff_t>(plain), text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::u32string decode_utf8(std::string_view text) {
  const std::size_t plain = ascii_prefix(text);
  std::u32string out(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(plain));
  out.reserve(text.size());
  for (std::size_t at = plain; at < text.size();) {
    const Decoded decoded = decode_one(text.substr(at));
    out.push_back(decoded.code_point);
    at += std::max<std::size_t>(decoded.bytes, 1);
  }
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) c = 0xFFFD;
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string json_string(std::u32string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  out.reserve(text.size() + 2);
  out.push_back('"');
  for (const char32_t c : text) {
    if (c == U'"' || c == U'\\') {
      out.push_back('\\');
      out.push_back(static_cast<char>(c));
    } else if (c < 0x20 || c == 0x7F) {
      out += "\\u00";
      out.push_back(kHex[c >> 4]);
      out.push_back(kHex[c & 0xF]);
    } else {
      append_utf8(out, c);
    }
  }
  out.push_back('"');
  return out;
}

bool is_word_code_point(char32_t c) {
  static constexpr std::array<std::pair<char32_t, char32_t>, 13> kNotWord{{
      {0x80, 0xA9},        // C1 controls, Latin-1 punctuation and symbols
      {0xAB, 0xB4},        //
      {0xB6, 0xB9},        //
      {0xBB, 0xBF},        //
      {0xD7, 0xD7},        // multiplication sign
      {0xF7, 0xF7},        // division sign
      {0x2000, 0x2BFF},    // general punctuation to miscellaneous symbols and arrows
      {0x2E00, 0x2E7F},    // supplemental punctuation
      {0x3000, 0x3004},    // CJK punctuation
      {0x3008, 0x3020},    //
      {0xD800, 0xF8FF},    // surrogates, private use
      {0xFE00, 0xFF0F},    // variation selectors, small and full-width punctuation
      {0x1F000, 0x1FAFF},  // pictographs
  }};
  if (c < 0x80 || c >= 0xE0000 || (c & 0xFFFE) == 0xFFFE) return false;
  return std::none_of(kNotWord.begin(), kNotWord.end(),
                      [c](const auto& range) { return c >= range.first && c <= range.second; });
}

std::string_view find_beyond_words(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_one(text.substr(at));
    if (decoded.code_point >= 0x80 && !is_word_code_point(decoded.code_point)) {
      return text.substr(at, decoded.bytes);
    }
    at += std::max<std::size_t>(decoded.bytes, 1);
  }
  return {};
}

}  // namespace filtercheck::base
