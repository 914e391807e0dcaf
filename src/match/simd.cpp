#include "match/simd.hpp"

namespace filtercheck::match {

std::vector<Simd> available_simd() {
  std::vector<Simd> available{Simd::Scalar};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul")) {
    available.push_back(Simd::Avx2);
  }
#endif
  return available;
}

Simd best_simd() { return available_simd().back(); }

}  // namespace filtercheck::match
