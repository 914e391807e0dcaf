// The matcher says of every line what the evaluator says: alone and in blocks of lines, of one
// pattern and of several, with the instructions of each kind. See tests/support/matched.hpp.
//
// The input is a drawing (tests/support/drawn.hpp) of two patterns, bounded to 4 KiB since each
// line is matched some dozens of times.
#include <cstddef>
#include <cstdint>
#include <string>

#include "support/drawn.hpp"
#include "support/matched.hpp"
#include "support/mutate.hpp"

namespace {

using namespace filtercheck;

std::string pattern_of_some_kind(support::Choices& choices) {
  return choices.below(2) == 0 ? support::random_any_pattern(choices)
                               : support::random_trail_pattern(choices);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  auto drawn = support::draw({data, size}, 2, pattern_of_some_kind, 256);
  if (!drawn) return 0;
  std::vector<std::string> lines = drawn->perturbed_lines(4);
  for (int i = 0; i < 4 && !drawn->choices.done(); ++i) {
    std::string line = support::random_trail_line(drawn->choices);
    if (drawn->choices.below(3) == 0) line = support::mutated(drawn->choices, line);
    lines.push_back(support::random_perturbed(drawn->choices, line, lines.back()));
  }
  support::expect_nothing(support::mismatched(drawn->patterns, lines));
  return 0;
}
