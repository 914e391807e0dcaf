// `scan` reads any input, and what it finds stands where it says. See tests/support/commands.hpp.
//
// What it would mend in it, as a source of each kind, is still read as the same filters. Any bytes,
// mostly what `aws logs describe-metric-filters` prints. Bounded to 2 KiB, since patterns are
// checked.
#include <cstddef>
#include <cstdint>
#include <string>

#include "support/commands.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 2048) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  expect_nothing(badly_scanned(text));
  expect_nothing(badly_mended(text));
  return 0;
}
