// What a valid pattern says and is probably not meant to say.
//
// Each lint is shown by the decider where it is about meaning: a condition is called redundant only
// if compare() proves that the pattern means the same without it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"
#include "review/rewrites.hpp"

namespace filtercheck::review {

enum class Severity { Error, Warning, Note };
// "error", "warning", "note".
std::string_view name_of(Severity severity);

struct Lint {
  Caveat what;
  Severity severity = Severity::Warning;
  Span span;  // of Pattern::text
  std::optional<Rewrite> rewrite;
};

// Over which events a lint compares: what CloudTrail logs, where the pattern is about its records.
Domain domain_of(const Pattern& pattern);

// In the order of the pattern: what the parser notes, of any kind of pattern, and what is seen in
// JSON patterns. Those of more than a fixed number of conditions are looked at without asking the
// decider. Throws InternalError.
std::vector<Lint> lints_of(const Pattern& pattern);

}  // namespace filtercheck::review
