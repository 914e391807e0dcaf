// A complete suite of two JSON patterns has an event for every combination of truth values that the
// conditions have on some event, and says of each what the evaluator says. See
// tests/support/suites.hpp.
//
// The input is a drawing (tests/support/drawn.hpp) of two patterns, bounded because a suite may
// have an event for each set of conditions.
#include <cstddef>
#include <cstdint>

#include "support/drawn.hpp"
#include "support/suites.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck;
  if (size > 512) return 0;
  auto drawn = support::draw({data, size}, 2, support::random_json_pattern, 150);
  if (!drawn) return 0;
  const Domain domain = drawn->choices.below(2) == 0 ? Domain::Lines : Domain::Json;
  const auto lines = drawn->lines(24);
  support::expect_nothing(
      support::incomplete_suite(drawn->patterns[0], drawn->patterns[1], domain, lines));
  return 0;
}
