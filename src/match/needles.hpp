// What a line must hold so that a pattern can match it: literals that are found in its raw bytes.
//
// Never too much: a line that the pattern matches has one of the needles of every clause, whatever
// the reading of `*`. That holds of JSON, too, as a character of a needle is spelt in one way
// there, itself, or as `\u00XX`, which is for LiteralSearch to see; and quotes at the ends of
// strings are never escaped.
//
//   clauses_of({ $.eventName = PutBucketAcl && $.n = 1 })
//       // [`"PutBucketAcl"`], [`"eventName"`], [`"n"`]
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::match {

// Shorter ones are not worth looking for.
constexpr std::size_t kShortestNeedle = 3;

// Any one of these is in the line. Not empty; each of printable ASCII, of kShortestNeedle bytes or
// more.
struct Clause {
  std::vector<std::string> needles;
  double frequency = 0;  // a guess of how many lines have one; may be above 1
};

// The rarest ones, the rarest first; none: nothing is known. Cost: linear in the pattern.
std::vector<Clause> clauses_of(const Pattern& pattern);

}  // namespace filtercheck::match
