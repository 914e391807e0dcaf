// The pairs of patterns that bench_versus decides, with their relations where they are known by the
// way the pair was made.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "filtercheck/compare.hpp"

namespace filtercheck::bench {

struct PatternPair {
  std::string family;  // "real", "growing", "globs", "numbers", "regexes", "nested", "adversarial"
  std::string name;
  std::string a;
  std::string b;
  Relation expected;  // under the reading "glob"
  // Pairs of one series differ in their size only.
  std::string series;
  std::size_t size = 0;
};

// In the order of the families. Every pattern is valid, if need be beyond AWS's limits.
std::vector<PatternPair> versus_pairs();

}  // namespace filtercheck::bench
