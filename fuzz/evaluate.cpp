// The evaluator says of every line what the reference evaluator says: lines with escapes, equal
// keys, bytes that are not UTF-8, cut short. See tests/support/reference.hpp.
//
// The input is a drawing (tests/support/drawn.hpp) of a pattern, bounded to 4 KiB since the
// reference recurses on the nesting of a line.
#include <cstddef>
#include <cstdint>

#include "support/drawn.hpp"
#include "support/reference.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 4096) return 0;
  auto drawn = draw({data, size}, 1, random_any_pattern);
  if (drawn) expect_nothing(misjudged(drawn->patterns[0], drawn->perturbed_lines(12)));
  return 0;
}
