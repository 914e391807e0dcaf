// No bytes make the checker of certificates crash, and what it holds for proved is true. See
// tests/support/certified.hpp.
//
// Any bytes, mostly JSON that is close to a certificate. Bounded to 64 KiB.
#include <cstddef>
#include <cstdint>

#include "support/certified.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 65'536) return 0;
  expect_nothing(wrongly_verified({reinterpret_cast<const char*>(data), size}));
  return 0;
}
