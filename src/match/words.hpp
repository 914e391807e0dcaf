// 64 bytes of a text at a time, as bits: bit i is about byte i. What the searches for structure
// have in common.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace filtercheck::match {

inline constexpr std::size_t kWord = 64;

// The quotes that are not escaped. `escaped`, which carries over to the next word: bit 0: the next
// byte is.
[[gnu::always_inline]] inline std::uint64_t unescaped(std::uint64_t quote, std::uint64_t backslash,
                                                      std::uint64_t& escaped) {
  if ((backslash | escaped) == 0) return quote;
  // Words with a backslash are rare.
  std::uint64_t taken = escaped;
  escaped = 0;
  for (; backslash != 0; backslash &= backslash - 1) {
    const std::uint64_t bit = backslash & (0 - backslash);
    if ((taken & bit) != 0) continue;
    taken |= bit << 1;
    escaped = bit >> 63;
  }
  return quote & ~taken;
}

// Of each bit, whether those up to it are odd in number.
inline std::uint64_t prefix_odd(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

#if defined(__x86_64__)

#define FILTERCHECK_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul")))

FILTERCHECK_AVX2 inline std::uint64_t prefix_odd_by_product(std::uint64_t bits) {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), _mm_set1_epi8(-1), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

// 64 bytes.
struct Halves {
  __m256i low;
  __m256i high;
};

FILTERCHECK_AVX2 inline __m256i load_half(const void* from) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(from));
}

FILTERCHECK_AVX2 inline Halves load_halves(const char* from) {
  return {load_half(from), load_half(from + 32)};
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

FILTERCHECK_AVX2 inline bool some_of(__m256i low, __m256i high) {
  const __m256i all = _mm256_or_si256(low, high);
  return _mm256_testz_si256(all, all) == 0;
}

#endif

}  // namespace filtercheck::match
