// Which instructions of the processor are used, chosen when the program runs: one binary is fast
// where it can be and runs everywhere.
#pragma once

#include <cstdint>
#include <vector>

namespace filtercheck::match {

// All give the same answers.
enum class Simd : std::uint8_t {
  Scalar,  // none but those of any processor
  Avx2,    // of x86-64 since 2013, with BMI, POPCNT and PCLMULQDQ
  Avx512,  // of x86-64 since 2019, with VBMI2
};

// What this processor has, the best one last; never empty.
std::vector<Simd> available_simd();
Simd best_simd();

}  // namespace filtercheck::match
