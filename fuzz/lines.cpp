// No line contradicts what is said of two patterns of any kinds, over lines or JSON lines: the
// decider against the evaluator.
//
// The input is a drawing (tests/support/drawn.hpp) of two patterns. Generated texts have at most 60
// bytes: pairs of longer ones may take seconds.
#include <cstddef>
#include <cstdint>

#include "filtercheck/parse.hpp"
#include "support/agree.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck;
  if (size > 1024) return 0;
  auto drawn = support::draw({data, size}, 2, support::random_any_pattern, 60);
  if (!drawn) return 0;
  if (drawn->given.empty() && drawn->choices.below(3) == 0) {
    // Where few lines are left, a wrong "there is none" shows.
    drawn->given = drawn->lines(1);
    if (drawn->given[0].size() > 60) return 0;
    const auto pinned = support::random_pinning_regex(drawn->choices, drawn->given[0]);
    drawn->patterns[1] = parse(pinned, Limits::beyond_aws()).value();
  }
  const Reading reading = drawn->reading();
  const Domain domain = drawn->choices.below(3) == 0 ? Domain::Json : Domain::Lines;
  const support::Compared compared(drawn->patterns[0], drawn->patterns[1], reading, domain);
  support::expect_nothing(support::contradicted(compared, drawn->lines(24)));
  return 0;
}
