// The two engines answer every question about two JSON patterns alike. See
// tests/support/engines.hpp.
//
// The input is a drawing (tests/support/drawn.hpp) of two patterns, bounded so that it takes
// milliseconds.
#include "support/engines.hpp"

#include <cstddef>
#include <cstdint>

#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck;
  if (size > 1024) return 0;
  auto drawn = support::draw({data, size}, 2, support::random_json_pattern, 250);
  if (!drawn || !drawn->patterns[0].expression || !drawn->patterns[1].expression) return 0;
  const Reading reading = drawn->reading();
  support::expect_nothing(
      support::ask_engines(drawn->patterns[0], drawn->patterns[1], reading).wrong);
  return 0;
}
