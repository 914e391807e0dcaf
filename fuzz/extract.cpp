// A space-delimited pattern extracts fields from the lines that it matches and from no others, and
// they are what the reference says they are.
//
// The input is a drawing (tests/support/drawn.hpp) of a pattern, bounded to 4 KiB.
#include <cstddef>
#include <cstdint>

#include "support/drawn.hpp"
#include "support/reference.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck;
  if (size > 4096) return 0;
  auto drawn = support::draw({data, size}, 1, support::random_fields);
  if (!drawn || !drawn->patterns[0].fields) return 0;
  support::expect_nothing(support::misextracted(drawn->patterns[0], drawn->perturbed_lines(8)));
  return 0;
}
