// How the sets of events that two patterns match are related, with the events that show it.
//
//   auto a = parse("{ $.eventName = Put* }").value();
//   auto b = parse("{ $.eventName = PutBucketAcl }").value();
//   compare(a, b, {})   // Superset; only_a: {"eventName":"PutBucketTagging"}
//
// Sound and complete for patterns of all kinds, up to stated budgets, but for one thing: of a JSON
// pattern beside one of another kind it may be open whether some number can be spelt so that the
// line has what the other asks (src/decide/README.md, section 13). Past those it is Undecided, with
// the reason as a caveat; it is never a guess.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck {

enum class Relation { Equivalent, Subset, Superset, Overlapping, Disjoint, Undecided };

// "equivalent", "subset" ...
std::string_view name_of(Relation relation);

// A relation and the log lines that show it. Each was evaluated on both patterns.
struct Related {
  Relation relation = Relation::Undecided;
  std::optional<std::string> only_a;  // matched by a alone
  std::optional<std::string> only_b;
  std::optional<std::string> both;
};

struct CompareAnswer : Related {
  std::vector<Caveat> caveats;
  // Where the readings of `*` differ: the answer under each.
  struct UnderReading : Related {
    Reading reading;
  };
  std::vector<UnderReading> readings;
};

// Throws InternalError. Time and memory are bounded (src/values/budget.hpp).
CompareAnswer compare(const Pattern& a, const Pattern& b, const DecideOptions& options);

}  // namespace filtercheck
