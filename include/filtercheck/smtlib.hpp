// The question of compare(), for a solver of another making to answer: SMT-LIB 2.6 with strings.
//
//   auto a = parse("{ $.a = 1 }").value();
//   auto b = parse("{ $.a = * }").value();
//   to_smtlib(a, b, {}).script   // of its three questions Z3 and cvc5 answer the first by `unsat`
//
// The text is made from the patterns alone, without asking the decider. To decide, use compare();
// for a proof that a small program checks, certify().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck {

// What one (check-sat) asks: whether there is an event that only A, that only B, that both match.
// An event: what the domain holds.
struct SmtlibQuery {
  enum class Asked { OnlyA, OnlyB, Both };
  // How far an answer can be relied on. The texts of numbers with a point or an exponent cannot be
  // said exactly; a query that hangs on them is asked with more texts than there are, and again
  // with some of those that there are.
  enum class Events { Exact, TooMany, TooFew };

  Asked asked = Asked::OnlyA;
  Reading reading = Reading::Glob;
  Events events = Events::Exact;

  // Whether `sat`, or `unsat`, answers it.
  bool sat_is_sure() const { return events != Events::TooMany; }
  bool unsat_is_sure() const { return events != Events::TooFew; }
  bool operator==(const SmtlibQuery&) const = default;
};

struct SmtlibAnswer {
  std::optional<std::string> script;
  std::vector<SmtlibQuery> queries;  // one for each (check-sat), in their order
  std::vector<Caveat> caveats;       // why there is no script
};

// Each question under each reading of the choice, once where they are one for both patterns. There
// is no script for space-delimited patterns, for selectors with a wildcard, for a pattern of terms
// or a regex beside one of JSON or over a domain of JSON events, for characters beyond U+2FFFF and
// for numbers of more than 2,000 digits. Cost: quadratic in the conditions on one selector.
SmtlibAnswer to_smtlib(const Pattern& a, const Pattern& b, const DecideOptions& options);

}  // namespace filtercheck
