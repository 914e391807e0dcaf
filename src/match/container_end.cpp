#include "match/container_end.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "match/words.hpp"

namespace filtercheck::match {

namespace {

using State = ContainerEnd::State;

// What counts in a word.
struct Marks {
  std::uint64_t quote = 0;
  std::uint64_t backslash = 0;
  std::uint64_t opening = 0;  // brackets
  std::uint64_t closing = 0;
};

// `odd`: of the quotes. Returns the bit of the bracket that closes the first one of all, if it is
// here.
[[gnu::always_inline]] inline std::uint64_t take(const Marks& marks, std::uint64_t odd,
                                                 State& state) {
  const std::uint64_t string = odd ^ state.in_string;
  state.in_string = 0 - (string >> 63);
  const std::uint64_t opening = marks.opening & ~string;
  std::uint64_t closing = marks.closing & ~string;
  // Which comes first counts only where enough are closed.
  if (static_cast<std::size_t>(std::popcount(closing)) < state.depth) {
    state.depth += static_cast<std::size_t>(std::popcount(opening));
    state.depth -= static_cast<std::size_t>(std::popcount(closing));
    return 0;
  }
  std::size_t closed = 0;
  for (; closing != 0; closing &= closing - 1) {
    const std::uint64_t bit = closing & (0 - closing);
    const auto opened = static_cast<std::size_t>(std::popcount(opening & (bit - 1)));
    if (state.depth + opened == ++closed) return bit;
  }
  state.depth += static_cast<std::size_t>(std::popcount(opening)) - closed;
  return 0;
}

// Each takes whole words up to the one with the end, and returns how many bytes are before that
// end, or that of all words; `bit`: as take().
std::size_t take_plain(const char* text, std::size_t words, State& state, std::uint64_t& bit) {
  for (std::size_t word = 0; word < words; ++word) {
    Marks marks;
    for (std::size_t i = 0; i < kWord; ++i) {
      const char c = text[word * kWord + i];
      const std::uint64_t here = std::uint64_t{1} << i;
      if (c == '"') marks.quote |= here;
      if (c == '\\') marks.backslash |= here;
      if (c == '{' || c == '[') marks.opening |= here;
      if (c == '}' || c == ']') marks.closing |= here;
    }
    bit = take(marks, prefix_odd(unescaped(marks.quote, marks.backslash, state.escaped)), state);
    if (bit != 0) return word * kWord;
  }
  return words * kWord;
}

#if defined(__x86_64__)

FILTERCHECK_AVX2 std::size_t take_avx2(const char* text, std::size_t words, State& state,
                                       std::uint64_t& bit) {
  for (std::size_t word = 0; word < words; ++word) {
    const Halves bytes = load_halves(text + word * kWord);
    // With one bit set brackets of both kinds are the same.
    const __m256i fold = _mm256_set1_epi8(0x20);
    const Halves folded{_mm256_or_si256(bytes.low, fold), _mm256_or_si256(bytes.high, fold)};
    const Marks marks{bits_of(equal(bytes, '"')), bits_of(equal(bytes, '\\')),
                      bits_of(equal(folded, '{')), bits_of(equal(folded, '}'))};
    bit = take(marks, prefix_odd_by_product(unescaped(marks.quote, marks.backslash, state.escaped)),
               state);
    if (bit != 0) return word * kWord;
  }
  return words * kWord;
}

#endif

std::size_t take_words(Simd simd, const char* text, std::size_t words, State& state,
                       std::uint64_t& bit) {
#if defined(__x86_64__)
  if (simd != Simd::Scalar) return take_avx2(text, words, state, bit);
#endif
  return take_plain(text, words, state, bit);
}

}  // namespace

std::optional<std::size_t> ContainerEnd::find(std::string_view text) {
  std::uint64_t bit = 0;
  const std::size_t words = (text.size() - seen_) / kWord;
  seen_ += take_words(simd_, text.data() + seen_, words, state_, bit);
  if (bit == 0) {
    // Part of a word is looked at again with what follows.
    std::array<char, kWord> last{};
    const std::size_t rest = text.size() - seen_;
    std::copy_n(text.data() + seen_, rest, last.data());
    State state = state_;
    take_words(simd_, last.data(), 1, state, bit);
    if (bit == 0) return std::nullopt;
  }
  return seen_ + static_cast<std::size_t>(std::countr_zero(bit)) + 1;
}

}  // namespace filtercheck::match
