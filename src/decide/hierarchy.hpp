// The order of many patterns by inclusion, found with few comparisons.
//
// A pattern is placed into the order of those placed before it. Three things spare comparisons:
//
// * Events. Every event that told two patterns apart is kept and evaluated on all of them. If one
// of
//   them is matched by a and not by b, a is not included in b, whatever else holds. So a pair is
//   compared only if no event met so far refutes the inclusion asked about, and a comparison that
//   refutes it yields an event that separates many other pairs, too.
// * Transitivity. What is above something above is above. Above a new pattern the least candidates
//   are asked about first, below it the greatest, so that one comparison places it under or over
//   all that hangs on them.
// * The ends. Two patterns are there from the begin: one that matches nothing, which is below all,
//   and one that matches everything, which is above all. Comparing a new pattern with them, if no
//   event does, gives an event that it matches and one that it does not match.
//
// This is how description logics classify their concepts, with events in the place of models
// (Baader, Hollunder, Nebel, Profitlich and Franconi, "An empirical analysis of optimization
// techniques for terminological representation systems", 1994). The search of that paper, level by
// level, was rejected: with undecided pairs a level does not say what is below it, and events sort
// the candidates as well.
//
// An event speaks about all patterns only if it is one of the domain. The events of compare() leave
// out what neither of its two patterns looks at, so what a domain guarantees is added to them.
//
// a <= b is *proven* if compare() said so under every reading or if it follows by transitivity,
// *refuted* if under every reading an event or compare() said the opposite, and undecided
// otherwise.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "decide/bits.hpp"
#include "decide/event_pool.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/group.hpp"

namespace filtercheck::decide {

class Hierarchy {
 public:
  Hierarchy(const DecideOptions& options, const GroupLimits& limits);
  Hierarchy(const Hierarchy&) = delete;  // nodes point to nothing_ and everything_
  Hierarchy& operator=(const Hierarchy&) = delete;

  // Patterns in the order; a node stands for all that were found equivalent to its own.
  using Node = std::size_t;
  static constexpr Node kNothing = 0;
  static constexpr Node kEverything = 1;

  // The node of a pattern: a new one, or that of an equivalent pattern. No value: a limit is
  // reached; then this and every later pattern stays outside. It
  // outlives the hierarchy.
  std::optional<Node> place(const Pattern& pattern);
  // What limit that is, for a person; empty: none is reached.
  const std::string& exceeded() const { return exceeded_; }

  std::size_t size() const { return nodes_.size(); }
  // All that is proven to be included in the node or to include it, itself too. Two nodes may
  // include each other if that was found only through a third.
  const Bits& below(Node node) const { return nodes_[node].below; }
  const Bits& above(Node node) const { return nodes_[node].above; }

  struct Undecided {
    Node a;
    Node b;
    std::vector<Caveat> caveats;
  };
  // Pairs of which a direction is neither proven nor refuted.
  std::vector<Undecided> undecided() const;

  const std::deque<std::string>& events() const { return pool_.events(); }
  // An event that `a` matches and `b` does not under every reading, replayed on both. Throws
  // InternalError.
  std::optional<std::size_t> event_outside(Node a, Node b) const;

  // Of all comparisons that decided something.
  const std::vector<Caveat>& caveats() const { return caveats_; }

 private:
  struct PlacedPattern {
    const Pattern* pattern;
    EventPool::Outline outline;
    std::vector<Bits> matched;  // under each reading: the events
    std::size_t weight;         // how many under the first
    Bits below;
    Bits above;
  };
  // What is found out about the last node while it is placed.
  struct Placing {
    Bits compared;
    std::vector<Undecided> undecided;
    std::optional<Node> same;
  };

  void add_node(const Pattern& pattern);
  void link_last_node();
  void place_last_node(Placing& placing);
  void compare_with_equals(Placing& placing);
  void search_above(Placing& placing);
  void search_below(Placing& placing);
  std::vector<Node> nodes_by_weight() const;
  bool is_open_above(Node node, const Placing& placing) const;
  bool is_open_below(Node node, const Placing& placing) const;
  bool is_done(const Placing& placing) const { return placing.same || !exceeded_.empty(); }
  void compare_with(Node node, Placing& placing);
  // Of a node (a) and the last one (b), the same under every reading. No value: not known, or not
  // the same.
  struct Inclusions {
    std::optional<bool> a_in_b;
    std::optional<bool> b_in_a;
    std::vector<Caveat> caveats;
  };
  Inclusions compare_under_readings(Node node);
  void add_event(const std::optional<std::string>& event);
  void note(const std::vector<Caveat>& caveats);
  void replay(std::size_t event, Node a, Node b) const;
  bool is_refuted(Node a, Node b) const;
  bool is_refuted(Node a, Node b, std::size_t reading) const;  // by its number
  bool is_proven(Node a, Node b) const { return nodes_[a].above.test(b); }

  const DecideOptions options_;
  const GroupLimits limits_;
  const std::vector<Reading> readings_;
  const Pattern nothing_;
  const Pattern everything_;
  std::vector<PlacedPattern> nodes_;
  EventPool pool_;
  std::vector<Undecided> undecided_;
  std::vector<Caveat> caveats_;
  std::size_t comparisons_ = 0;
  std::string exceeded_;
};

}  // namespace filtercheck::decide
