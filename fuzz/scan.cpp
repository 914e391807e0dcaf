// `scan` reads any input, and what it finds stands where it says. See tests/support/commands.hpp.
//
// Any bytes, mostly what `aws logs describe-metric-filters` prints. Bounded to 2 KiB, since
// patterns are checked.
#include <cstddef>
#include <cstdint>

#include "support/commands.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 2048) return 0;
  expect_nothing(badly_scanned({reinterpret_cast<const char*>(data), size}));
  return 0;
}
