// A text that is no pattern is refused by the commands in the same words, with status 2 and never
// as an error of ours. See tests/support/commands.hpp.
//
// Any bytes, mostly text that is close to a pattern. Bounded to 2 KiB: past AWS's 1,024 characters
// nothing new happens but length.
#include <cstddef>
#include <cstdint>

#include "support/commands.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 2048) return 0;
  expect_nothing(badly_refused({reinterpret_cast<const char*>(data), size}));
  return 0;
}
