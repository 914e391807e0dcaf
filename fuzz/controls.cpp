// A control file is read or refused in words, whatever is in it. See tests/support/commands.hpp.
//
// Any bytes, mostly JSON that is close to a control. Bounded to 8 KiB.
#include <cstddef>
#include <cstdint>

#include "support/commands.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 8192) return 0;
  expect_nothing(bad_control({reinterpret_cast<const char*>(data), size}));
  return 0;
}
