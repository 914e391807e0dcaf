// The JSON reader takes what a second, shorter one takes, and reads the same. See
// tests/support/json_readers.hpp.
//
// Any bytes, mostly JSON. Bounded to 4 KiB since the reference recurses on the nesting.
#include <cstddef>
#include <cstdint>

#include "support/drawn.hpp"
#include "support/json_readers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 4096) return 0;
  expect_nothing(misread_json({reinterpret_cast<const char*>(data), size}));
  return 0;
}
