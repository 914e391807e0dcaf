#include "match/literal_search.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <numeric>
#include <utility>

#include "match/teddy.hpp"

namespace filtercheck::match {

namespace {

constexpr std::size_t kLength = WindowTables::kLength;
constexpr std::uint32_t kEscape = 0xFFFF'FFFF;
constexpr std::uint8_t kGroups = 8;

// The printable characters as they occur in logs of JSON, the most frequent first.
constexpr std::string_view kByFrequency =
    "\"ea:tnsrio,0c1md-2ul.5437pA896SbfIyg/vCRhE{}wxkTDPNO_ULMBFjVGHWqzKQYXJZ[] ()=+\\;*&%@#!?<>|'"
    "$^`~";

// The higher, the more frequent.
std::size_t frequency_of(char c) {
  return kByFrequency.size() - std::min(kByFrequency.find(c), kByFrequency.size());
}

std::uint32_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

std::uint32_t window_at(std::string_view text, std::size_t at) {
  return byte_at(text, at) | byte_at(text, at + 1) << 8 | byte_at(text, at + 2) << 16;
}

std::size_t hash_of(std::uint32_t window) { return window * 0x9E37'79B1u >> 16; }

// Where its likely rarest window begins. What counts do not tell apart, characters do.
std::uint32_t rarest_in(std::string_view needle, const WindowCounts& counts) {
  std::uint32_t best = 0;
  std::pair<std::size_t, std::size_t> least{std::string_view::npos, 0};
  for (std::uint32_t at = 0; at + kLength <= needle.size(); ++at) {
    const std::pair<std::size_t, std::size_t> frequency{
        counts.of(needle, at),
        frequency_of(needle[at]) * frequency_of(needle[at + 1]) * frequency_of(needle[at + 2])};
    if (frequency < least) best = at;
    least = std::min(least, frequency);
  }
  return best;
}

LiteralSearch::NextWindow* next_window_by(Simd simd) {
  switch (simd) {
#if defined(__x86_64__)
    case Simd::Avx512:
      return next_window_avx512;
    case Simd::Avx2:
      return next_window_avx2;
#endif
    default:
      return next_window;
  }
}

}  // namespace

WindowCounts::WindowCounts(std::string_view sample) : WindowCounts() {
  for (std::size_t at = 0; at + kLength <= sample.size(); ++at) {
    ++counts_[hash_of(window_at(sample, at)) % kSize];
  }
}

std::uint32_t WindowCounts::of(std::string_view text, std::size_t at) const {
  return counts_[hash_of(window_at(text, at)) % kSize];
}

LiteralSearch::LiteralSearch(std::vector<std::string> needles, bool escapes, Simd simd,
                             const WindowCounts& counts)
    : needles_(std::move(needles)), next_(next_window_by(simd)) {
  for (std::uint32_t i = 0; i < needles_.size(); ++i) {
    const std::string& needle = needles_[i];
    assert(needle.size() >= kLength);
    const std::uint32_t offset = rarest_in(needle, counts);
    windows_.push_back({window_at(needle, offset), i, offset});
    for (const char c : needle) in_needle_[static_cast<unsigned char>(c)] = true;
  }
  // A quote at the end of a needle is that of the string.
  in_needle_['"'] = false;
  if (escapes) windows_.push_back({window_at("\\u0", 0), kEscape, 0});
  make_tables();
}

void LiteralSearch::make_tables() {
  std::sort(windows_.begin(), windows_.end(), [](const Window& a, const Window& b) {
    return std::pair(a.bytes, a.needle) < std::pair(b.bytes, b.needle);
  });
  // Neighbours begin alike, so groups of them let through little else.
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    const std::size_t group = i * kGroups / std::max<std::size_t>(windows_.size(), kGroups);
    const auto bit = static_cast<std::uint8_t>(1u << group);
    for (std::size_t place = 0; place < kLength; ++place) {
      const std::uint32_t byte = windows_[i].bytes >> (8 * place) & 0xFF;
      tables_.bytes[place][byte] |= bit;
      for (const std::size_t lane : {std::size_t{0}, std::size_t{16}}) {
        tables_.low[place][lane + (byte & 0x0F)] |= bit;
        tables_.high[place][lane + (byte >> 4)] |= bit;
      }
    }
  }
  // For is_found: those of one hash stand together.
  const auto slot_of = [](const Window& window) { return hash_of(window.bytes) % kSlots; };
  std::stable_sort(windows_.begin(), windows_.end(),
                   [&](const Window& a, const Window& b) { return slot_of(a) < slot_of(b); });
  for (const Window& window : windows_) ++first_[slot_of(window) + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

std::size_t LiteralSearch::find(std::string_view text, std::size_t from) const {
  const char* const end = text.data() + text.size();
  for (const char* at = text.data() + from;; ++at) {
    at = next_(tables_, at, end);
    if (at == end) return npos;
    const auto place = static_cast<std::size_t>(at - text.data());
    if (is_found(text, from, place)) return place;
  }
}

bool LiteralSearch::is_found(std::string_view text, std::size_t from, std::size_t at) const {
  const std::uint32_t bytes = window_at(text, at);
  const std::size_t slot = hash_of(bytes) % kSlots;
  for (std::size_t i = first_[slot]; i < first_[slot + 1]; ++i) {
    const Window& window = windows_[i];
    if (window.bytes != bytes) continue;
    if (window.needle == kEscape) {
      if (is_escape(text, at)) return true;
      continue;
    }
    if (at - from < window.offset) continue;
    if (text.substr(at - window.offset).starts_with(needles_[window.needle])) return true;
  }
  return false;
}

// Requires: `\u0` is there.
bool LiteralSearch::is_escape(std::string_view text, std::size_t at) const {
  if (text.size() - at < 6) return false;
  unsigned code = 0;
  const char* const digits = text.data() + at + 2;
  const auto [end, error] = std::from_chars(digits, digits + 4, code, 16);
  return error == std::errc() && end == digits + 4 && code < in_needle_.size() && in_needle_[code];
}

}  // namespace filtercheck::match
