// `group` reads any input, and all that it reads is in its answer once. See
// tests/support/commands.hpp.
//
// Any bytes, mostly named patterns on lines or what AWS prints. Bounded to 1 KiB, since patterns
// are compared with each other.
#include <cstddef>
#include <cstdint>

#include "support/commands.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 1024) return 0;
  expect_nothing(badly_grouped({reinterpret_cast<const char*>(data), size}));
  return 0;
}
