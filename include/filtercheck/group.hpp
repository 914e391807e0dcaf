// Many patterns at once: which of them mean the same, and which match all that others match.
//
//   std::vector<Pattern> patterns{parse("{ $.a = x || $.a = y }").value(),
//                                 parse("{ $.a = y || $.a = x }").value(),
//                                 parse("{ $.a = x }").value()};
//   group(patterns, {})   // groups {0, 1} and {2}; the second is directly below the first
//
// The answers are those of compare.hpp, to far fewer questions than there are pairs. For two
// patterns and all the events that show how they differ, ask compare() itself.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck {

// What a pattern matches of the events of the domain.
enum class Extent { All, Some, Nothing, Undecided };

// "all", "some", "nothing" or "undecided".
std::string_view name_of(Extent extent);

// The group `group` is included: every event that it matches is matched by the group this stands
// in, under every reading asked for, and no third group is between the two.
struct Included {
  std::size_t group;
  // One of Grouping::events that the including group alone matches, under every reading. No value:
  // none was met, and the pair is undecided or differs only under one reading or the other.
  std::optional<std::size_t> event;
};

// Patterns that match the same events, under every reading asked for.
struct PatternGroup {
  std::vector<std::size_t> members;  // indices of the patterns, ascending; not empty
  std::size_t representative = 0;    // the member with the shortest text, the first of such
  Extent extent = Extent::Undecided;
  std::vector<Included> below;  // by group
  // Not empty: why the group was compared with no other. Then its members are those alone whose
  // text or normal form is equal, and it is neither above nor below a group.
  std::vector<Caveat> caveats;
};

// Groups of which it is not known whether one is included in the other, in one direction or in
// both, or of which the readings of `*` say different things.
struct UndecidedPair {
  std::size_t a;
  std::size_t b;
  std::vector<Caveat> caveats;
};

struct Grouping {
  std::vector<PatternGroup> groups;  // by first member; every pattern is in one
  std::vector<UndecidedPair> undecided;
  std::vector<std::string> events;  // that Included::event names; each was evaluated on all groups
  std::vector<Caveat> caveats;      // what the answer takes for granted

  // Whether every two groups are known to differ in meaning, their order is known, and so is every
  // extent.
  bool is_decided() const;
};

// How far a grouping goes. What comes behind a limit is left uncompared, with a caveat.
struct GroupLimits {
  std::size_t forms = 10'000;       // different normal forms
  std::size_t conditions = 50'000;  // different ones in them
  std::size_t events = 16'384;      // that tell forms apart
  std::size_t comparisons = 1'000'000;
  std::size_t undecided = 100'000;  // pairs
};

// Throws InternalError. Sound and complete as far as compare() is: patterns of one group are
// equivalent by it or by their normal forms, an inclusion was said by it or follows from what it
// said, and a difference was shown by an event that was replayed.
//
// Cost: normalize() for each different text; matches() for each different condition on each event
// that told two forms apart; compare() about as often as there are such events and pairs in
// `below`. So a fleet of patterns that repeat each other takes seconds, and the limits are reached
// in minutes to hours. Memory beside the patterns: at the limits some 300 MB.
Grouping group(const std::vector<Pattern>& patterns, const DecideOptions& options,
               const GroupLimits& limits = {});

}  // namespace filtercheck
