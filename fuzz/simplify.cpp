// The simplification of a pattern means what the pattern means, is not longer, and cannot be
// simplified. See tests/support/simplified.hpp.
//
// The input is a drawing (tests/support/drawn.hpp) of two patterns, the second often grown out of
// the first. Bounded, since up to hundreds of comparisons stand behind one input.
#include <cstddef>
#include <cstdint>

#include "support/drawn.hpp"
#include "support/simplified.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck;
  if (size > 512) return 0;
  auto drawn = support::draw({data, size}, 2, support::random_json_pattern, 250);
  if (!drawn) return 0;
  SimplifyOptions options;
  options.decide.domain = drawn->domain();
  options.allow_globs = drawn->choices.below(4) == 0;
  const auto lines = drawn->lines(12);
  support::expect_nothing(support::bad_simplification(drawn->patterns[1], options, lines));
  return 0;
}
