// A shorter pattern that matches the same events: to fit AWS's limit, and to see what a pattern
// that grew over years comes down to.
//
//   auto long_one = parse("{ $.a = 1 || ($.a = 1 && $.b = 2) }").value();
//   simplify(long_one, {}).pattern.text                                   // "{ $.a = 1 }"
//   simplify(parse("{ $.a = 1 }").value(), {}).steps.empty()              // true
//
// Every step is proven by compare() under the readings asked for; a step that it leaves undecided
// is not taken. The result is the shortest pattern found, not the shortest there is: that is as
// hard as deciding, many times over. For a canonical layout alone see format(), for equal texts of
// equal meanings normalize().
#pragma once

#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck {

struct SimplifyOptions {
  // Over which events the result means the same. By default over all log lines, so that it may
  // stand wherever the pattern stood; over fewer events more can be left out.
  DecideOptions decide;
  // Without, a result has a `*` only if the pattern has one. With, names may be said by a glob
  // where that changes nothing: beside conditions that leave no other names.
  bool allow_globs = false;
};

struct Simplified {
  Pattern pattern;                 // parsed from the result, which is its text
  std::vector<std::string> steps;  // what was done, in words; empty: the pattern is as it was given
  std::vector<Caveat> caveats;     // assumptions that were used, and what was left untried
};

// Never longer than pattern.text in code points; simplifying again changes nothing, unless a caveat
// says that the search was stopped. A pattern that AWS's limits allow stays within them.
//
// Of a pattern of terms, terms may be dropped; of one of fields, and of a regex alone, only the
// layout changes. Throws InternalError. At most a fixed number of comparisons of a fixed total size
// (src/shorten/judge.hpp); each is bounded as compare() is.
Simplified simplify(const Pattern& pattern, const SimplifyOptions& options);

}  // namespace filtercheck
