// Every event of an answer shows what it is said to show, and none is missing: the decider against
// the evaluator, for patterns of any kinds over all domains.
//
// The input is a drawing (tests/support/drawn.hpp) of two patterns. Generated texts have at most 60
// bytes: pairs of longer ones may take seconds.
#include <cstddef>
#include <cstdint>

#include "support/agree.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck;
  if (size > 1024) return 0;
  auto drawn = support::draw({data, size}, 2, support::random_any_pattern, 60);
  if (!drawn) return 0;
  const Reading reading = drawn->reading();
  const Domain domain = drawn->domain();
  const support::Compared compared(drawn->patterns[0], drawn->patterns[1], reading, domain);
  support::expect_nothing(support::not_shown(compared));
  return 0;
}
