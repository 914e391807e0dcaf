// The normal form of a JSON pattern: a disjunction of clauses over `eventSource` and `eventName`,
// each with what else must hold.
//
//   normalize(parse("{ $.eventName = b || $.eventName = a }").value()).text
//       // "{ ($.eventName = a) || ($.eventName = b) }"
//
// Reordering, quoting, white space, redundant conditions and the distribution of one field over the
// other do not change it. Two patterns with the same text are equivalent; two with different texts
// may be so too: that is what compare.hpp decides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck {

// What one of the two fields may be.
struct Values {
  bool any = false;                 // anything, also missing
  std::vector<std::string> in;      // one of these texts ...
  std::vector<std::string> like;    // ... or of these texts with `*`
  std::vector<std::string> not_in;  // a string or number, and none of these texts; the others empty
  bool operator==(const Values&) const = default;
};

struct Clause {
  Values event_source;
  Values event_name;
  std::optional<Expression> when;  // no value: nothing else
};

struct NormalForm {
  std::vector<Clause> clauses;  // of a JSON pattern; none: it matches nothing
  std::string text;             // a pattern of the same meaning, under both readings of `*`
};

// Of a JSON pattern: where the fields are compared with so many texts that the form would be too
// large or too long a pattern, it is one clause with everything in `when`.
//
// A pattern of terms, of fields, or a regex alone knows nothing of the two fields and has no
// clauses. Its text is the same pattern without what does not count (terms with `?` beside others,
// a term inside another one, a condition said twice), terms and conditions in the order of their
// texts. Names of fields are kept, since they are what is extracted.
NormalForm normalize(const Pattern& pattern);

}  // namespace filtercheck
