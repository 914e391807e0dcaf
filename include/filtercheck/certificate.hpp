// Proofs of positive verdicts that need not be believed: a separate program checks them.
//
//   auto a = parse("{ $.a = 1 }").value();
//   auto b = parse("{ $.a = * }").value();
//   certify({{"a", &a}, {"b", &b}}, claims_of(Relation::Subset), {}).json
//
// The format and the rules of checking are in src/verify/README.md; filtercheck-verify checks.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "filtercheck/compare.hpp"
#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck {

// A pattern under a name that is its own in the certificate.
struct NamedPattern {
  std::string name;
  const Pattern* pattern;
};

// No event is matched by all patterns of `matched` and by none of `unmatched`, which are indices.
struct Claim {
  std::vector<std::size_t> matched;
  std::vector<std::size_t> unmatched;
};

// What a relation of the patterns 0 and 1 claims of all events. Empty for Overlapping and
// Undecided, which are shown by events or not at all. That a subset is a proper one is shown by an
// event, too.
std::vector<Claim> claims_of(Relation relation);

struct CertificateAnswer {
  std::optional<std::string> json;  // one line
  std::vector<Caveat> caveats;      // why there is none
};

// Requires: patterns of kind Json or All, with different names. Each claim is proved under each
// reading of the choice, where they differ. There is no certificate if a claim is not true, if a
// budget ran out, or if some step can be shown only by trying numbers one by one. Throws
// InternalError. Cost: some milliseconds, more where there is much to prove.
CertificateAnswer certify(const std::vector<NamedPattern>& patterns,
                          const std::vector<Claim>& claims, const DecideOptions& options);

}  // namespace filtercheck
