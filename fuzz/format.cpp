// The canonical text of a pattern of any kind, in either layout, means what the pattern means.
//
// The input is a drawing (tests/support/drawn.hpp) of a pattern, bounded so that it takes
// milliseconds.
#include <cstddef>
#include <cstdint>

#include "support/drawn.hpp"
#include "support/meaning.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 1024) return 0;
  auto drawn = draw({data, size}, 1, random_any_pattern, 100);
  if (drawn) expect_nothing(bad_format(drawn->patterns[0], drawn->raw_lines(12)));
  return 0;
}
