#include "match/tokens.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "match/words.hpp"

namespace filtercheck::match {

namespace {

// Whole words of a text and where what is found in them goes.
struct Part {
  const char* text;
  std::uint32_t base;  // where it begins in the whole text
  std::size_t words;
  std::uint64_t valid;  // bits of bytes that count; the others are of no kind
  bool one_line;
  std::uint32_t* begins;
  char* signs;  // by AVX-512
};

// Bit i is about byte i of 64; strings are not looked at.
struct RawWord {
  std::uint64_t quote = 0;
  std::uint64_t sign = 0;   // brackets, colons and commas
  std::uint64_t blank = 0;  // space, tab, CR, LF
  std::uint64_t backslash = 0;
  std::uint64_t control = 0;  // below U+0020
};

// A line ends with its first LF. Returns the bits in front of it.
[[gnu::always_inline]] inline std::uint64_t cut(RawWord& raw, std::uint64_t feed, std::size_t base,
                                                TokenState& state) {
  const std::uint64_t before = (feed & (0 - feed)) - 1;
  state.feed = base + static_cast<std::size_t>(std::countr_zero(feed));
  raw.quote &= before;
  raw.sign &= before;
  raw.backslash &= before;
  raw.control &= before;
  return before;
}

// The quotes that are not escaped.
[[gnu::always_inline]] inline std::uint64_t quotes_of(const RawWord& raw, TokenState& state) {
  state.has_backslash |= raw.backslash != 0;
  return unescaped(raw.quote, raw.backslash, state.escaped);
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

// Writes where the bits are, eight at a time; behind the last one anything.
[[gnu::always_inline]] inline void write_tokens(std::uint64_t bits, std::size_t word,
                                                const Part& part, TokenState& state) {
  const std::uint32_t base = part.base + static_cast<std::uint32_t>(word * kWord);
  std::uint32_t* begins = part.begins + state.count;
  state.count += static_cast<std::size_t>(std::popcount(bits));
  do {
    for (int i = 0; i < 8; ++i) {
      begins[i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
    begins += 8;
  } while (bits != 0);
}

// ---- By any instructions ------------------------------------------------------------------------

enum Kind : std::uint8_t { Plain, Quote, Sign, Space, Backslash, Control, White, High };

constexpr std::array<Kind, 256> make_kinds() {
  std::array<Kind, 256> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    if (c < 0x20) kinds[c] = Control;
    if (c >= 0x80) kinds[c] = High;
  }
  for (const char c : {'{', '}', '[', ']', ':', ','}) kinds[static_cast<unsigned char>(c)] = Sign;
  kinds['"'] = Quote;
  kinds[' '] = Space;
  kinds['\\'] = Backslash;
  kinds['\t'] = kinds['\r'] = kinds['\n'] = White;
  return kinds;
}
constexpr std::array<Kind, 256> kKinds = make_kinds();

void add_plain(const Part& part, TokenState& state) {
  for (std::size_t word = 0; word < part.words && !state.feed; ++word) {
    const char* const text = part.text + word * kWord;
    std::array<std::uint64_t, High + 1> bits{};
    std::uint64_t feed = 0;
    for (std::size_t i = 0; i < kWord; ++i) {
      const std::uint64_t bit = std::uint64_t{1} << i;
      bits[kKinds[static_cast<unsigned char>(text[i])]] |= bit;
      if (text[i] == '\n') feed |= bit;
    }
    RawWord raw{bits[Quote], bits[Sign], bits[Space] | bits[White], bits[Backslash],
                bits[Control] | bits[White]};
    std::uint64_t valid = part.valid;
    if (part.one_line && feed != 0) valid &= cut(raw, feed, part.base + word * kWord, state);
    state.has_high |= bits[High] != 0;
    const std::uint64_t quotes = quotes_of(raw, state);
    write_tokens(begins_of(raw, quotes, prefix_odd(quotes), valid, state), word, part, state);
  }
}

#if defined(__x86_64__)

// ---- By AVX2 ------------------------------------------------------------------------------------

// Brackets, colons, commas, and two control characters. With one bit set, which does not change
// colons and commas, brackets of both kinds are the same, and each of the four has its own lower
// half.
FILTERCHECK_AVX2 inline __m256i signs_in(__m256i bytes) {
  const __m256i by_half = _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0,
                                           0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0);
  const __m256i folded = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
  return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(by_half, folded), folded);
}

FILTERCHECK_AVX2 inline __m256i controls_in(__m256i bytes) {
  const __m256i last = _mm256_set1_epi8(0x1F);
  return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, last), last);
}

FILTERCHECK_AVX2 void add_avx2(const Part& part, TokenState& carried) {
  TokenState state = carried;
  __m256i seen = _mm256_setzero_si256();
  for (std::size_t word = 0; word < part.words && !state.feed; ++word) {
    const char* const text = part.text + word * kWord;
    const Halves bytes = load_halves(text);
    seen = _mm256_or_si256(seen, _mm256_or_si256(bytes.low, bytes.high));
    RawWord raw;
    raw.quote = bits_of(equal(bytes, '"'));
    raw.sign = bits_of({signs_in(bytes.low), signs_in(bytes.high)});
    raw.blank = bits_of(equal(bytes, ' '));
    const Halves backslash = equal(bytes, '\\');
    if (some_of(backslash.low, backslash.high)) raw.backslash = bits_of(backslash);
    std::uint64_t valid = part.valid;
    const __m256i control = controls_in(_mm256_min_epu8(bytes.low, bytes.high));
    if (some_of(control, control)) {
      const std::uint64_t feed = bits_of(equal(bytes, '\n'));
      raw.control = bits_of({controls_in(bytes.low), controls_in(bytes.high)});
      raw.sign &= ~raw.control;
      raw.blank |= feed | bits_of(equal(bytes, '\t')) | bits_of(equal(bytes, '\r'));
      if (part.one_line && feed != 0) valid &= cut(raw, feed, part.base + word * kWord, state);
    }
    const std::uint64_t quotes = quotes_of(raw, state);
    write_tokens(begins_of(raw, quotes, prefix_odd_by_product(quotes), valid, state), word, part,
                 state);
  }
  state.has_high |= _mm256_movemask_epi8(seen) != 0;
  carried = state;
}

// ---- By AVX-512 ---------------------------------------------------------------------------------

#define FILTERCHECK_AVX512 \
  __attribute__((          \
      target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt,pclmul")))

FILTERCHECK_AVX512 inline std::uint64_t bits_equal(__m512i bytes, char c) {
  return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c));
}

// 16 places of four times as many. (The forms with a mask of all ones, since GCC 12 warns of those
// without.)
template <int kQuarter>
FILTERCHECK_AVX512 inline void write_quarter(__m512i places, __m512i bases, std::uint32_t* out) {
  const __m128i quarter = _mm512_maskz_extracti32x4_epi32(0xF, places, kQuarter);
  const __m512i wide = _mm512_maskz_cvtepu8_epi32(0xFFFF, quarter);
  _mm512_storeu_si512(out + std::ptrdiff_t{16} * kQuarter, _mm512_add_epi32(wide, bases));
}

// As write_tokens, and the bytes that are there.
FILTERCHECK_AVX512 inline void write_tokens_avx512(std::uint64_t bits, __m512i bytes,
                                                   std::size_t word, const Part& part,
                                                   TokenState& state) {
  alignas(kWord) static constexpr std::array<std::uint8_t, kWord> kPlaces = [] {
    std::array<std::uint8_t, kWord> all{};
    for (std::size_t i = 0; i < kWord; ++i) all[i] = static_cast<std::uint8_t>(i);
    return all;
  }();
  const int count = std::popcount(bits);
  std::uint32_t* const begins = part.begins + state.count;
  // Where they are few, as nearly always, one quarter: what is stored across cache lines costs
  // twice.
  char* const signs = part.signs + state.count;
  const __m512i first_bytes = _mm512_maskz_compress_epi8(bits, bytes);
  void* const unaligned = signs;
  _mm_storeu_si128(static_cast<__m128i*>(unaligned),
                   _mm512_maskz_extracti32x4_epi32(0xF, first_bytes, 0));
  if (count > 16) _mm512_storeu_si512(signs, first_bytes);
  const __m512i places = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(kPlaces.data()));
  const __m512i bases =
      _mm512_set1_epi32(static_cast<int>(part.base + static_cast<std::uint32_t>(word * kWord)));
  write_quarter<0>(places, bases, begins);
  if (count > 16) write_quarter<1>(places, bases, begins);
  if (count > 32) {
    write_quarter<2>(places, bases, begins);
    write_quarter<3>(places, bases, begins);
  }
  state.count += static_cast<std::size_t>(count);
}

FILTERCHECK_AVX512 void add_avx512(const Part& part, TokenState& carried) {
  // See signs_in.
  const __m128i by_half_once =
      _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0);
  const __m512i by_half = _mm512_maskz_broadcast_i32x4(0xFFFF, by_half_once);
  TokenState state = carried;
  __m512i seen = _mm512_setzero_si512();
  for (std::size_t word = 0; word < part.words && !state.feed; ++word) {
    const __m512i bytes = _mm512_loadu_si512(part.text + word * kWord);
    seen = _mm512_or_si512(seen, bytes);
    const __m512i folded = _mm512_or_si512(bytes, _mm512_set1_epi8(0x20));
    RawWord raw;
    raw.quote = bits_equal(bytes, '"');
    raw.sign = _mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(by_half, folded), folded);
    raw.blank = bits_equal(bytes, ' ');
    const __mmask64 backslash = bits_equal(bytes, '\\');
    const __mmask64 control = _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(0x20));
    std::uint64_t valid = part.valid;
    if (_kortestz_mask64_u8(backslash, control) == 0) {
      const std::uint64_t feed = bits_equal(bytes, '\n');
      raw.backslash = backslash;
      raw.control = control;
      raw.sign &= ~raw.control;
      raw.blank |= feed | bits_equal(bytes, '\t') | bits_equal(bytes, '\r');
      if (part.one_line && feed != 0) valid &= cut(raw, feed, part.base + word * kWord, state);
    }
    const std::uint64_t quotes = quotes_of(raw, state);
    const std::uint64_t begins =
        begins_of(raw, quotes, prefix_odd_by_product(quotes), valid, state);
    write_tokens_avx512(begins, bytes, word, part, state);
  }
  state.has_high |= _mm512_movepi8_mask(seen) != 0;
  carried = state;
}
#undef FILTERCHECK_AVX512

#endif

}  // namespace

std::size_t Tokens::read(std::string_view text, bool one_line) {
  // What is written at a time is made room for as it comes: a line is shorter than a block of them.
  constexpr std::size_t kPart = std::size_t{16} << 10;
  constexpr std::size_t kBeyond = 64;
  state_ = {};
  for (std::size_t base = 0; base < text.size() && !state_.feed; base += kPart) {
    const std::size_t size = std::min(kPart, text.size() - base);
    if (begins_.size() < state_.count + size + kBeyond) {
      begins_.resize(2 * (state_.count + size + kBeyond));
      signs_.resize(begins_.size());
    }
    add(text.data() + base, base, size, one_line);
  }
  if (begins_.empty()) {
    begins_.resize(kBeyond);
    signs_.resize(kBeyond);
  }
  if (simd_ != Simd::Avx512) {
    std::transform(begins_.data(), begins_.data() + state_.count, signs_.data(),
                   [from = text.data()](std::uint32_t begin) { return from[begin]; });
  }
  for (std::size_t behind = state_.count; behind < state_.count + 3; ++behind) {
    begins_[behind] = 0;
    signs_[behind] = '{';
  }
  return state_.feed.value_or(text.size());
}

void Tokens::add(const char* text, std::size_t base, std::size_t size, bool one_line) {
  const auto add_part = [this](const Part& part) {
    switch (simd_) {
#if defined(__x86_64__)
      case Simd::Avx512:
        return add_avx512(part, state_);
      case Simd::Avx2:
        return add_avx2(part, state_);
#endif
      default:
        return add_plain(part, state_);
    }
  };
  const std::size_t words = size / kWord;
  Part part{text,         static_cast<std::uint32_t>(base),
            words,        ~std::uint64_t{0},
            one_line,     begins_.data(),
            signs_.data()};
  add_part(part);
  const std::size_t rest = size % kWord;
  if (rest == 0 || state_.feed) return;
  std::array<char, kWord> last;
  last.fill('x');
  std::memcpy(last.data(), text + words * kWord, rest);
  part.text = last.data();
  part.base += static_cast<std::uint32_t>(words * kWord);
  part.words = 1;
  part.valid = (std::uint64_t{1} << rest) - 1;
  add_part(part);
}

}  // namespace filtercheck::match
