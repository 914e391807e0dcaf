// Every request of `batch` has its answer, and none ends it. See tests/support/commands.hpp.
//
// Any bytes, mostly JSON requests on lines. Bounded to 1 KiB, so that patterns stay of the size
// that people write and one input takes milliseconds.
#include <cstddef>
#include <cstdint>

#include "support/commands.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 1024) return 0;
  expect_nothing(badly_answered({reinterpret_cast<const char*>(data), size}));
  return 0;
}
