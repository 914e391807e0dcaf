// The matcher says of every line what the evaluator says, alone and in blocks of lines. See
// tests/support/matched.hpp.
//
// The input is a drawing (tests/support/drawn.hpp) of two patterns, bounded to 4 KiB since each
// line is matched a dozen times; which of them are asked, under which reading and with which
// instructions is drawn as well.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "support/drawn.hpp"
#include "support/matched.hpp"
#include "support/mutate.hpp"

namespace {

using namespace filtercheck;

std::string pattern_of_some_kind(support::Choices& choices) {
  return choices.below(2) == 0 ? support::random_any_pattern(choices)
                               : support::random_trail_pattern(choices);
}

std::vector<match::Query> queries_of(support::Drawn& drawn) {
  std::vector<match::Query> queries;
  for (const Pattern& pattern : drawn.patterns) {
    for (const Reading reading : {Reading::Glob, Reading::FirstOccurrence}) {
      if (drawn.choices.below(2) == 0) queries.push_back({pattern, reading});
    }
  }
  return queries;
}

match::Simd simd_of(support::Drawn& drawn) {
  const std::vector<match::Simd> all = match::available_simd();
  return all[drawn.choices.below(all.size())];
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  auto drawn = support::draw({data, size}, 2, pattern_of_some_kind, 256);
  if (!drawn) return 0;
  const std::vector<match::Query> queries = queries_of(*drawn);
  const match::Simd simd = simd_of(*drawn);
  std::vector<std::string> lines = drawn->perturbed_lines(4);
  for (int i = 0; i < 4 && !drawn->choices.done(); ++i) {
    std::string line = support::random_trail_line(drawn->choices);
    if (drawn->choices.below(3) == 0) line = support::mutated(drawn->choices, line);
    lines.push_back(support::random_perturbed(drawn->choices, line, lines.back()));
  }
  support::expect_nothing(support::mismatched(queries, simd, lines));
  return 0;
}
