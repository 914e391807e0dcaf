#include "match/simd.hpp"

namespace filtercheck::match {

std::vector<Simd> available_simd() {
  std::vector<Simd> available{Simd::Scalar};
#if defined(__x86_64__)
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                        __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
                        __builtin_cpu_supports("pclmul");
  const bool has_avx512 =
      has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
      __builtin_cpu_supports("avx512vbmi2");
  if (has_avx2) available.push_back(Simd::Avx2);
  if (has_avx512) available.push_back(Simd::Avx512);
#endif
  return available;
}

Simd best_simd() {
  static const Simd best = available_simd().back();
  return best;
}

}  // namespace filtercheck::match
