// What is said of three patterns of any kinds fits together: each is equivalent to itself, a
// question asked the other way round has the mirrored answer, and inclusion is transitive.
//
// The input is a drawing (tests/support/drawn.hpp) of three patterns, most of them near each other.
// Generated texts have at most 40 bytes: pairs of longer ones may take seconds.
#include <cstddef>
#include <cstdint>

#include "support/agree.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck;
  if (size > 1024) return 0;
  auto drawn = support::draw({data, size}, 3, support::random_any_pattern, 40);
  if (!drawn) return 0;
  const Pattern& a = drawn->patterns[0];
  const Pattern& b = drawn->patterns[1];
  const Pattern& c = drawn->patterns[2];
  const Reading reading = drawn->reading();
  const Domain domain = drawn->domain();
  const support::Compared a_b(a, b, reading, domain);
  const support::Compared b_c(b, c, reading, domain);
  const support::Compared a_c(a, c, reading, domain);
  support::expect_nothing(support::not_reflexive(a, reading, domain));
  support::expect_nothing(support::not_mirrored(a_b));
  support::expect_nothing(support::not_transitive(a_b, b_c, a_c));
  return 0;
}
