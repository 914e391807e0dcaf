// A pattern that is changed by a rule is related to what it was as the rule knows: see
// tests/support/metamorphic.hpp.
//
// The input is a byte that names the rule and a supply of choices for the generators of
// tests/support. Bounded to 1 KiB, which is more than the patterns and events of a case take, so
// that one input takes milliseconds.
#include "support/metamorphic.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck;
  if (size == 0 || size > 1024) return 0;
  const std::vector<support::Rule>& rules = support::metamorphic_rules();
  support::Choices choices(std::span(data + 1, size - 1));
  const support::Trial trial = support::try_rule(rules[data[0] % rules.size()], choices);
  if (!trial.wrong) return 0;
  std::fprintf(stderr, "%s\n", trial.wrong->c_str());
  std::abort();
}
