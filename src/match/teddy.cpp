#include "match/teddy.hpp"

#include <bit>
#include <cstdint>

#include "match/words.hpp"

namespace filtercheck::match {

const char* next_window(const WindowTables& tables, const char* begin, const char* end) {
  const auto groups = [&tables](std::size_t place, char c) {
    return tables.bytes[place][static_cast<unsigned char>(c)];
  };
  for (const char* at = begin; end - at >= 3; ++at) {
    if ((groups(0, at[0]) & groups(1, at[1]) & groups(2, at[2])) != 0) return at;
  }
  return end;
}

#if defined(__x86_64__)

namespace {

struct HalfTables {
  __m256i low[WindowTables::kLength];
  __m256i high[WindowTables::kLength];
};

// The groups of which each of 32 bytes may be the one at `place`.
FILTERCHECK_AVX2 inline __m256i groups_of(const HalfTables& tables, int place, __m256i bytes) {
  const __m256i half = _mm256_set1_epi8(0x0F);
  const __m256i low = _mm256_and_si256(bytes, half);
  const __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);
  return _mm256_and_si256(_mm256_shuffle_epi8(tables.low[place], low),
                          _mm256_shuffle_epi8(tables.high[place], high));
}

// The groups of which windows may begin at each of the 32 places from `at` on.
FILTERCHECK_AVX2 inline __m256i windows_at(const HalfTables& tables, const char* at) {
  return _mm256_and_si256(_mm256_and_si256(groups_of(tables, 0, load_half(at)),
                                           groups_of(tables, 1, load_half(at + 1))),
                          groups_of(tables, 2, load_half(at + 2)));
}

FILTERCHECK_AVX2 inline std::uint32_t places_of(__m256i windows) {
  const __m256i none = _mm256_cmpeq_epi8(windows, _mm256_setzero_si256());
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(none));
}

}  // namespace

FILTERCHECK_AVX2 const char* next_window_avx2(const WindowTables& tables, const char* begin,
                                              const char* end) {
  HalfTables halves;
  for (std::size_t place = 0; place < WindowTables::kLength; ++place) {
    halves.low[place] = load_half(tables.low[place].data());
    halves.high[place] = load_half(tables.high[place].data());
  }
  const char* at = begin;
  // 64 places and the two bytes behind them.
  for (; end - at >= 66; at += 64) {
    const __m256i first = windows_at(halves, at);
    const __m256i second = windows_at(halves, at + 32);
    const __m256i any = _mm256_or_si256(first, second);
    if (_mm256_testz_si256(any, any) != 0) continue;
    const std::uint64_t places = places_of(first) | static_cast<std::uint64_t>(places_of(second))
                                                        << 32;
    return at + std::countr_zero(places);
  }
  return next_window(tables, at, end);
}

#define FILTERCHECK_AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi")))

namespace {

// The groups of which a byte may be the one at a place, by its lower seven bits.
struct ByteTables {
  __m512i low[WindowTables::kLength];   // of the first 64 values
  __m512i high[WindowTables::kLength];  // of the next 64
};

FILTERCHECK_AVX512 inline __m512i load_512(const void* from) { return _mm512_loadu_si512(from); }

// The places from `at` on at which windows may begin.
FILTERCHECK_AVX512 inline std::uint64_t places_at(const ByteTables& tables, const char* at) {
  const auto groups = [&](int place) FILTERCHECK_AVX512 {
    return _mm512_permutex2var_epi8(tables.low[place], load_512(at + place), tables.high[place]);
  };
  const __m512i windows = _mm512_and_si512(groups(0), groups(1));
  return _mm512_test_epi8_mask(windows, groups(2));
}

}  // namespace

FILTERCHECK_AVX512 const char* next_window_avx512(const WindowTables& tables, const char* begin,
                                                  const char* end) {
  ByteTables bytes;
  for (std::size_t place = 0; place < WindowTables::kLength; ++place) {
    bytes.low[place] = load_512(tables.bytes[place].data());
    bytes.high[place] = load_512(tables.bytes[place].data() + 64);
  }
  const char* at = begin;
  for (; end - at >= 130; at += 128) {
    const std::uint64_t first = places_at(bytes, at);
    const std::uint64_t second = places_at(bytes, at + 64);
    if ((first | second) == 0) continue;
    return first != 0 ? at + std::countr_zero(first) : at + 64 + std::countr_zero(second);
  }
  return next_window(tables, at, end);
}
#undef FILTERCHECK_AVX512

#endif

}  // namespace filtercheck::match
