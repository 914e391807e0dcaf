// No event contradicts what is said of two JSON patterns: the decider against the evaluator.
//
// The input is a drawing (tests/support/drawn.hpp) of two patterns. Bounded to 1 KiB, so that
// patterns stay of the size that people write and one input takes milliseconds.
#include <cstddef>
#include <cstdint>

#include "support/agree.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck;
  if (size > 1024) return 0;
  auto drawn = support::draw({data, size}, 2, support::random_json_pattern);
  if (!drawn) return 0;
  const Reading reading = drawn->reading();
  const Domain domain = drawn->choices.below(2) == 0 ? Domain::Lines : Domain::Json;
  const support::Compared compared(drawn->patterns[0], drawn->patterns[1], reading, domain);
  support::expect_nothing(support::contradicted(compared, drawn->lines(24)));
  return 0;
}
