#include "match/tokens.hpp"

#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace filtercheck::match {

namespace {

constexpr std::size_t kWord = 64;

// Bit i is about byte i of 64; strings are not looked at.
struct RawWord {
  std::uint64_t quote = 0;
  std::uint64_t sign = 0;   // brackets, colons and commas
  std::uint64_t blank = 0;  // space, tab, CR, LF
  std::uint64_t backslash = 0;
  std::uint64_t control = 0;  // below U+0020
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

// The quotes that are not escaped.
[[gnu::always_inline]] inline std::uint64_t quotes_of(const RawWord& raw, TokenState& state) {
  if ((raw.backslash | state.escaped) == 0) return raw.quote;
  state.has_backslash = true;
  return raw.quote & ~escaped_by(raw.backslash, state.escaped);
}

// The first bytes of tokens. `odd`: of each bit of `quotes`, whether those up to it are odd in
// number.
[[gnu::always_inline]] inline std::uint64_t begins_of(const RawWord& raw, std::uint64_t quotes,
                                                      std::uint64_t odd, std::uint64_t valid,
                                                      TokenState& state) {
  // The opening quotes and what follows, up to the closing ones.
  const std::uint64_t string = odd ^ state.in_string;
  state.in_string = 0 - (string >> 63);
  state.has_control |= (raw.control & string) != 0;
  const std::uint64_t plain = valid & ~(string | quotes | raw.sign | raw.blank);
  const std::uint64_t first = plain & ~(plain << 1 | state.in_plain);
  state.in_plain = plain >> 63;
  return (raw.sign & ~string) | (quotes & string) | first;
}

// Writes the places of the bits, eight at a time; behind them anything. Returns their end.
[[gnu::always_inline]] inline std::uint32_t* write_places(std::uint64_t bits, std::uint32_t base,
                                                          std::uint32_t* out) {
  std::uint32_t* const end = out + std::popcount(bits);
  do {
    for (int i = 0; i < 8; ++i) {
      out[i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
    out += 8;
  } while (out < end);
  return end;
}

// ---- By any instructions
// -----------------------------------------------------------------------------

enum Kind : std::uint8_t { kPlain, kQuote, kSign, kSpace, kBackslash, kControl, kWhite, kHigh };

constexpr std::array<Kind, 256> make_kinds() {
  std::array<Kind, 256> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    if (c < 0x20) kinds[c] = kControl;
    if (c >= 0x80) kinds[c] = kHigh;
  }
  for (const char c : {'{', '}', '[', ']', ':', ','}) kinds[static_cast<std::size_t>(c)] = kSign;
  kinds['"'] = kQuote;
  kinds[' '] = kSpace;
  kinds['\\'] = kBackslash;
  kinds['\t'] = kinds['\r'] = kinds['\n'] = kWhite;
  return kinds;
}
constexpr std::array<Kind, 256> kKinds = make_kinds();

std::uint64_t prefix_odd(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

std::uint32_t* add_plain(const char* text, std::uint32_t base, std::size_t words,
                         std::uint64_t valid, TokenState& state, std::uint32_t* out) {
  for (std::size_t word = 0; word < words; ++word, text += kWord, base += kWord) {
    std::array<std::uint64_t, kHigh + 1> bits{};
    for (std::size_t i = 0; i < kWord; ++i) {
      bits[kKinds[static_cast<unsigned char>(text[i])]] |= std::uint64_t{1} << i;
    }
    const RawWord raw{bits[kQuote], bits[kSign], bits[kSpace] | bits[kWhite], bits[kBackslash],
                      bits[kControl] | bits[kWhite]};
    state.has_high |= bits[kHigh] != 0;
    const std::uint64_t quotes = quotes_of(raw, state);
    out = write_places(begins_of(raw, quotes, prefix_odd(quotes), valid, state), base, out);
  }
  return out;
}

// ---- By AVX2
// -------------------------------------------------------------------------------------------

#if defined(__x86_64__)
#define FILTERCHECK_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul")))

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

FILTERCHECK_AVX2 inline bool some_of(const Halves& bytes) {
  const __m256i all = _mm256_or_si256(bytes.low, bytes.high);
  return _mm256_testz_si256(all, all) == 0;
}

// Brackets, colons, commas, and two control characters. With one bit set, which does not change
// colons and commas, brackets of both kinds are the same, and each of the four has its own lower
// half.
FILTERCHECK_AVX2 inline __m256i signs(__m256i bytes) {
  const __m256i by_half = _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0,
                                           0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0);
  const __m256i folded = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
  return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(by_half, folded), folded);
}

FILTERCHECK_AVX2 inline __m256i controls(__m256i bytes) {
  const __m256i last = _mm256_set1_epi8(0x1F);
  return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, last), last);
}

FILTERCHECK_AVX2 inline std::uint64_t prefix_odd_avx2(std::uint64_t bits) {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), _mm_set1_epi8(-1), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

FILTERCHECK_AVX2 std::uint32_t* add_avx2(const char* text, std::uint32_t base, std::size_t words,
                                         std::uint64_t valid, TokenState& carried,
                                         std::uint32_t* out) {
  TokenState state = carried;
  __m256i seen = _mm256_setzero_si256();
  for (std::size_t word = 0; word < words; ++word, text += kWord, base += kWord) {
    const Halves bytes{load(text), load(text + 32)};
    seen = _mm256_or_si256(seen, _mm256_or_si256(bytes.low, bytes.high));
    RawWord raw;
    raw.quote = bits_of(equal(bytes, '"'));
    raw.sign = bits_of({signs(bytes.low), signs(bytes.high)});
    raw.blank = bits_of(equal(bytes, ' '));
    const Halves backslash = equal(bytes, '\\');
    if (some_of(backslash)) raw.backslash = bits_of(backslash);
    const __m256i control = controls(_mm256_min_epu8(bytes.low, bytes.high));
    if (_mm256_testz_si256(control, control) == 0) {
      raw.control = bits_of({controls(bytes.low), controls(bytes.high)});
      raw.sign &= ~raw.control;
      raw.blank |=
          bits_of(equal(bytes, '\t')) | bits_of(equal(bytes, '\r')) | bits_of(equal(bytes, '\n'));
    }
    const std::uint64_t quotes = quotes_of(raw, state);
    out = write_places(begins_of(raw, quotes, prefix_odd_avx2(quotes), valid, state), base, out);
  }
  state.has_high |= _mm256_movemask_epi8(seen) != 0;
  carried = state;
  return out;
}
#undef FILTERCHECK_AVX2

// ---- By AVX-512
// ----------------------------------------------------------------------------------------

#define FILTERCHECK_AVX512                                                       \
  __attribute__((                                                                \
      target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt," \
             "pclmul")))

FILTERCHECK_AVX512 inline std::uint64_t bits_equal(__m512i bytes, char c) {
  return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c));
}

FILTERCHECK_AVX512 inline std::uint64_t prefix_odd_avx512(std::uint64_t bits) {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), _mm_set1_epi8(-1), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

// Part `kPart` of 16 places of four parts. (The forms with a mask of all ones, since GCC 12 warns
// of those without.)
template <int kPart>
FILTERCHECK_AVX512 inline void write_part(__m512i places, __m512i bases, std::uint32_t* out) {
  const __m128i part = _mm512_maskz_extracti32x4_epi32(0xF, places, kPart);
  const __m512i wide = _mm512_maskz_cvtepu8_epi32(0xFFFF, part);
  _mm512_storeu_si512(out + 16 * kPart, _mm512_add_epi32(wide, bases));
}

// As write_places.
FILTERCHECK_AVX512 inline std::uint32_t* write_places_avx512(std::uint64_t bits, std::uint32_t base,
                                                             std::uint32_t* out) {
  alignas(kWord) static constexpr std::array<std::uint8_t, kWord> kPlaces = [] {
    std::array<std::uint8_t, kWord> all{};
    for (std::size_t i = 0; i < kWord; ++i) all[i] = static_cast<std::uint8_t>(i);
    return all;
  }();
  const __m512i places = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(kPlaces.data()));
  const __m512i bases = _mm512_set1_epi32(static_cast<int>(base));
  const int count = std::popcount(bits);
  write_part<0>(places, bases, out);
  if (count > 16) write_part<1>(places, bases, out);
  if (count > 32) {
    write_part<2>(places, bases, out);
    write_part<3>(places, bases, out);
  }
  return out + count;
}

FILTERCHECK_AVX512 std::uint32_t* add_avx512(const char* text, std::uint32_t base,
                                             std::size_t words, std::uint64_t valid,
                                             TokenState& carried, std::uint32_t* out) {
  const __m128i by_half_once =
      _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0);
  const __m512i by_half = _mm512_maskz_broadcast_i32x4(0xFFFF, by_half_once);
  TokenState state = carried;
  __m512i seen = _mm512_setzero_si512();
  for (std::size_t word = 0; word < words; ++word, text += kWord, base += kWord) {
    const __m512i bytes = _mm512_loadu_si512(static_cast<const void*>(text));
    seen = _mm512_or_si512(seen, bytes);
    const __m512i folded = _mm512_or_si512(bytes, _mm512_set1_epi8(0x20));
    RawWord raw;
    raw.quote = bits_equal(bytes, '"');
    raw.sign = _mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(by_half, folded), folded);
    raw.blank = bits_equal(bytes, ' ');
    raw.backslash = bits_equal(bytes, '\\');
    raw.control = _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(0x20));
    if (raw.control != 0) {
      raw.sign &= ~raw.control;
      raw.blank |= bits_equal(bytes, '\t') | bits_equal(bytes, '\r') | bits_equal(bytes, '\n');
    }
    const std::uint64_t quotes = quotes_of(raw, state);
    out = write_places_avx512(begins_of(raw, quotes, prefix_odd_avx512(quotes), valid, state), base,
                              out);
  }
  state.has_high |= _mm512_movepi8_mask(seen) != 0;
  carried = state;
  return out;
}
#undef FILTERCHECK_AVX512
#endif

}  // namespace

void Tokens::read(std::string_view text) {
  // So many are written at a time, and two behind the last.
  constexpr std::size_t kBeyond = 64;
  if (begins_.size() < text.size() + kBeyond) begins_.resize(text.size() + kBeyond);
  state_ = {};
  count_ = 0;
  const std::size_t words = text.size() / kWord;
  add(text.data(), 0, words, ~std::uint64_t{0});
  if (const std::size_t rest = text.size() % kWord; rest > 0) {
    std::array<char, kWord> last;
    last.fill('x');
    std::memcpy(last.data(), text.data() + words * kWord, rest);
    add(last.data(), static_cast<std::uint32_t>(words * kWord), 1, (std::uint64_t{1} << rest) - 1);
  }
  begins_[count_] = 0;
  begins_[count_ + 1] = 0;
}

void Tokens::add(const char* text, std::uint32_t base, std::size_t words, std::uint64_t valid) {
  std::uint32_t* const out = begins_.data() + count_;
  const std::uint32_t* end = nullptr;
  switch (simd_) {
#if defined(__x86_64__)
    case Simd::Avx512:
      end = add_avx512(text, base, words, valid, state_, out);
      break;
    case Simd::Avx2:
      end = add_avx2(text, base, words, valid, state_, out);
      break;
#endif
    default:
      end = add_plain(text, base, words, valid, state_, out);
      break;
  }
  count_ = static_cast<std::size_t>(end - begins_.data());
}

}  // namespace filtercheck::match
