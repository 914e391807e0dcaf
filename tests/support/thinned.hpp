// Fewer repetitions of the same where each is slow: under the sanitizers, .ci/run sets
// FILTERCHECK_THIN to the divisor. Without it every test does all it says.
#pragma once

#include <cstdlib>

namespace filtercheck::support {

template <typename Count>
Count thinned(Count count) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment
  const char* const divisor = std::getenv("FILTERCHECK_THIN");
  const auto by = divisor != nullptr ? static_cast<Count>(std::strtoul(divisor, nullptr, 10)) : 1;
  return by > 1 ? count / by + 1 : count;
}

}  // namespace filtercheck::support
