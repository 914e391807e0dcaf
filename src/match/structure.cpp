#include "match/structure.hpp"

#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace filtercheck::match {

namespace {

constexpr std::size_t kWord = 64;

// Bytes of each kind, strings not looked at.
struct RawWord {
  std::uint64_t quote;
  std::uint64_t open;
  std::uint64_t close;
  std::uint64_t colon;
  std::uint64_t comma;
  std::uint64_t space;
};
// The same of bytes that are rare.
struct RareBytes {
  std::uint64_t backslash = 0;
  std::uint64_t control = 0;  // below U+0020
  std::uint64_t white = 0;    // of these tab, CR and LF
};

// The bytes that an escape before them takes. Words with a backslash are rare.
std::uint64_t escaped_by(std::uint64_t backslash, std::uint64_t& carry) {
  std::uint64_t escaped = carry;
  carry = 0;
  for (; backslash != 0; backslash &= backslash - 1) {
    const std::uint64_t bit = backslash & (0 - backslash);
    if ((escaped & bit) != 0) continue;
    escaped |= bit << 1;
    carry = bit >> 63;
  }
  return escaped;
}

std::uint64_t all_if(std::uint64_t bit) { return 0 - bit; }

// Bit i of the result: whether bits 0 to i of `bits` are odd in number.
std::uint64_t prefix_odd(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

// The quotes that are not escaped.
inline std::uint64_t quotes_of(std::uint64_t quote, std::uint64_t backslash,
                               StructureState& state) {
  if ((backslash | state.escaped) == 0) return quote;
  state.has_backslash = true;
  return quote & ~escaped_by(backslash, state.escaped);
}

// `quotes_odd`: prefix_odd(quotes).
inline void fill_word(const RawWord& raw, const RareBytes& rare, std::uint64_t quotes,
                      std::uint64_t quotes_odd, StructureState& state, StructureWord& word) {
  const std::uint64_t string = quotes_odd ^ state.in_string;
  state.in_string = all_if(string >> 63);
  state.has_control |= (rare.control & string) != 0;
  word.quotes = quotes;
  word.string = string;
  word.open = raw.open & ~string;
  word.close = raw.close & ~string;
  word.colon = raw.colon & ~string;
  word.comma = raw.comma & ~string;
  word.blank = (raw.space | rare.white) & ~string;
}

enum Kind : std::uint8_t {
  kPlain,
  kQuote,
  kOpen,
  kClose,
  kColon,
  kComma,
  kSpace,
  kBackslash,
  kControl,
  kWhite,
  kHigh
};

constexpr std::array<Kind, 256> make_kinds() {
  std::array<Kind, 256> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    if (c < 0x20) kinds[c] = kControl;
    if (c >= 0x80) kinds[c] = kHigh;
  }
  kinds['"'] = kQuote;
  kinds['{'] = kinds['['] = kOpen;
  kinds['}'] = kinds[']'] = kClose;
  kinds[':'] = kColon;
  kinds[','] = kComma;
  kinds[' '] = kSpace;
  kinds['\\'] = kBackslash;
  kinds['\t'] = kinds['\r'] = kinds['\n'] = kWhite;
  return kinds;
}
constexpr std::array<Kind, 256> kKinds = make_kinds();

void add_words(const char* text, std::size_t count, StructureState& state, StructureWord* words) {
  for (std::size_t word = 0; word < count; ++word) {
    std::array<std::uint64_t, kHigh + 1> bits{};
    for (std::size_t i = 0; i < kWord; ++i) {
      const auto byte = static_cast<unsigned char>(text[word * kWord + i]);
      bits[kKinds[byte]] |= std::uint64_t{1} << i;
    }
    const RawWord raw{bits[kQuote], bits[kOpen],  bits[kClose],
                      bits[kColon], bits[kComma], bits[kSpace]};
    const RareBytes rare{bits[kBackslash], bits[kControl] | bits[kWhite], bits[kWhite]};
    state.has_high |= bits[kHigh] != 0;
    const std::uint64_t quotes = quotes_of(raw.quote, rare.backslash, state);
    fill_word(raw, rare, quotes, prefix_odd(quotes), state, words[word]);
  }
}

#if defined(__x86_64__)
#define FILTERCHECK_AVX2 __attribute__((target("avx2,pclmul")))

// 64 bytes.
struct Halves {
  __m256i low;
  __m256i high;
};

FILTERCHECK_AVX2 inline __m256i load(const char* from) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

FILTERCHECK_AVX2 inline std::uint64_t bits_of(const Halves& bytes) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes.low)) |
         static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes.high)))
             << 32;
}

FILTERCHECK_AVX2 inline Halves equal(const Halves& bytes, char c) {
  const __m256i all = _mm256_set1_epi8(c);
  return {_mm256_cmpeq_epi8(bytes.low, all), _mm256_cmpeq_epi8(bytes.high, all)};
}

// Whether some byte is at most `last`.
FILTERCHECK_AVX2 inline bool some_up_to(const Halves& bytes, char last) {
  const __m256i all = _mm256_set1_epi8(last);
  const __m256i least = _mm256_min_epu8(bytes.low, bytes.high);
  const __m256i found = _mm256_cmpeq_epi8(_mm256_max_epu8(least, all), all);
  return _mm256_testz_si256(found, found) == 0;
}

FILTERCHECK_AVX2 RareBytes rare_bytes(const Halves& bytes, const Halves& backslash) {
  RareBytes rare;
  rare.backslash = bits_of(backslash);
  const __m256i last = _mm256_set1_epi8(0x1F);
  rare.control = bits_of({_mm256_cmpeq_epi8(_mm256_max_epu8(bytes.low, last), last),
                          _mm256_cmpeq_epi8(_mm256_max_epu8(bytes.high, last), last)});
  rare.white =
      bits_of(equal(bytes, '\t')) | bits_of(equal(bytes, '\r')) | bits_of(equal(bytes, '\n'));
  return rare;
}

FILTERCHECK_AVX2 inline std::uint64_t prefix_odd_avx2(std::uint64_t bits) {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), _mm_set1_epi8(-1), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

FILTERCHECK_AVX2 void add_words_avx2(const char* text, std::size_t count, StructureState& state,
                                     StructureWord* words) {
  __m256i seen = _mm256_setzero_si256();
  for (std::size_t i = 0; i < count; ++i, text += kWord) {
    const Halves bytes{load(text), load(text + 32)};
    // The brackets of one kind differ in this bit, and no other byte is like them but for it.
    const __m256i bit = _mm256_set1_epi8(0x20);
    const Halves folded{_mm256_or_si256(bytes.low, bit), _mm256_or_si256(bytes.high, bit)};
    const RawWord raw{bits_of(equal(bytes, '"')),  bits_of(equal(folded, '{')),
                      bits_of(equal(folded, '}')), bits_of(equal(bytes, ':')),
                      bits_of(equal(bytes, ',')),  bits_of(equal(bytes, ' '))};
    const Halves backslash = equal(bytes, '\\');
    const __m256i some = _mm256_or_si256(backslash.low, backslash.high);
    seen = _mm256_or_si256(seen, _mm256_or_si256(bytes.low, bytes.high));
    RareBytes rare;
    if (_mm256_testz_si256(some, some) == 0 || some_up_to(bytes, 0x1F)) {
      rare = rare_bytes(bytes, backslash);
    }
    const std::uint64_t quotes = quotes_of(raw.quote, rare.backslash, state);
    fill_word(raw, rare, quotes, prefix_odd_avx2(quotes), state, words[i]);
  }
  state.has_high |= _mm256_movemask_epi8(seen) != 0;
}
#undef FILTERCHECK_AVX2
#endif

}  // namespace

void StructureScan::add(std::string_view text, StructureWord* words) {
  const std::size_t whole = text.size() / kWord;
  add_whole(text.data(), whole, words);
  const std::size_t rest = text.size() % kWord;
  if (rest == 0) return;
  std::array<char, kWord> last;
  last.fill('x');
  std::memcpy(last.data(), text.data() + whole * kWord, rest);
  add_whole(last.data(), 1, words + whole);
}

void StructureScan::add_whole(const char* text, std::size_t count, StructureWord* words) {
#if defined(__x86_64__)
  if (avx2_) return add_words_avx2(text, count, state_, words);
#endif
  add_words(text, count, state_, words);
}

}  // namespace filtercheck::match
