#include "eval/utf8.hpp"

#include <algorithm>
#include <cassert>

namespace filtercheck::eval {
namespace {

constexpr char32_t last_code_point = 0x10FFFF;

// The four forms of a character, by its number of bytes.
struct Form {
  unsigned lead_mask;
  unsigned lead_bits;
  char32_t first;  // below it the form is overlong
};
constexpr Form forms[] = {
    {0x80, 0x00, 0x0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};

unsigned byte_at(std::string_view text, std::size_t index) {
  return static_cast<unsigned char>(text[index]);
}

}  // namespace

std::optional<DecodedCharacter> decode_utf8(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const unsigned lead = byte_at(text, 0);
  const auto* form = std::ranges::find_if(
      forms, [lead](const Form& f) { return (lead & f.lead_mask) == f.lead_bits; });
  if (form == std::end(forms)) return std::nullopt;

  const auto length = static_cast<std::size_t>(form - std::begin(forms)) + 1;
  if (text.size() < length) return std::nullopt;
  char32_t code_point = lead & ~form->lead_mask;
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned byte = byte_at(text, i);
    if ((byte & 0xC0) != 0x80) return std::nullopt;
    code_point = code_point << 6 | (byte & 0x3F);
  }
  if (code_point < form->first || code_point > last_code_point) return std::nullopt;
  return DecodedCharacter{code_point, length};
}

std::string encode_utf8(char32_t code_point) {
  assert(code_point <= last_code_point);
  const auto continuation = [code_point](int shift) {
    return static_cast<char>(0x80 | (code_point >> shift & 0x3F));
  };
  const auto lead = [code_point](unsigned bits, int shift) {
    return static_cast<char>(bits | code_point >> shift);
  };
  if (code_point < 0x80) return {lead(0, 0)};
  if (code_point < 0x800) return {lead(0xC0, 6), continuation(0)};
  if (code_point < 0x10000) return {lead(0xE0, 12), continuation(6), continuation(0)};
  return {lead(0xF0, 18), continuation(12), continuation(6), continuation(0)};
}

std::u32string code_points(std::string_view text) {
  std::u32string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const DecodedCharacter character =
        decode_utf8(text).value_or(DecodedCharacter{last_code_point + 1 + byte_at(text, 0), 1});
    result += character.code_point;
    text.remove_prefix(character.length);
  }
  return result;
}

std::string in_utf8(std::u32string_view text) {
  std::string bytes;
  for (const char32_t c : text) bytes += encode_utf8(c);
  return bytes;
}

}  // namespace filtercheck::eval
