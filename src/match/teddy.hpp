// The next place at which a window may begin (literal_search.hpp), by the instructions of one kind.
#pragma once

#include <cstddef>

#include "match/literal_search.hpp"

namespace filtercheck::match {

// In [begin, end - 2); `end` if there is none. Reads no byte outside of [begin, end).
const char* next_window(const WindowTables& tables, const char* begin, const char* end);
#if defined(__x86_64__)
// The same, with false alarms. Require: the processor has Simd::Avx2 or Simd::Avx512.
const char* next_window_avx2(const WindowTables& tables, const char* begin, const char* end);
const char* next_window_avx512(const WindowTables& tables, const char* begin, const char* end);
#endif

}  // namespace filtercheck::match
