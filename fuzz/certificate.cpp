// A positive answer about two JSON patterns has a certificate that the checker accepts, unless it
// has none for a reason that is stated.
//
// The input is a drawing (tests/support/drawn.hpp) of two patterns, bounded so that it takes
// milliseconds.
#include <cstddef>
#include <cstdint>

#include "support/agree.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck;
  if (size > 1024) return 0;
  auto drawn = support::draw({data, size}, 2, support::random_json_pattern, 250);
  if (!drawn) return 0;
  const Reading reading = drawn->reading();
  const Domain domain = drawn->domain();
  const support::Compared compared(drawn->patterns[0], drawn->patterns[1], reading, domain);
  support::expect_nothing(support::not_certified(compared));
  return 0;
}
