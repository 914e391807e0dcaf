#include "decide/hierarchy.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "decide/facts.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::decide {

namespace {

std::vector<Reading> readings_of(ReadingChoice choice) {
  switch (choice) {
    case ReadingChoice::Both:
      return {Reading::Glob, Reading::FirstOccurrence};
    case ReadingChoice::Glob:
      return {Reading::Glob};
    case ReadingChoice::FirstOccurrence:
      return {Reading::FirstOccurrence};
  }
  return {};
}

ReadingChoice choice_of(Reading reading) {
  return reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence;
}

// Whether A is included in B; `strictly` is the relation that says so if they are not equivalent.
std::optional<bool> is_included(Relation relation, Relation strictly) {
  if (relation == Relation::Undecided) return std::nullopt;
  return relation == Relation::Equivalent || relation == strictly;
}

}  // namespace

Hierarchy::Hierarchy(const DecideOptions& options, const GroupLimits& limits)
    : options_(options),
      limits_(limits),
      readings_(readings_of(options.reading)),
      nothing_(parse("{ $.a = 1 && $.a NOT EXISTS }").value()),
      everything_(parse("").value()),
      pool_(readings_) {
  add_node(nothing_);
  add_node(everything_);
  nodes_.back().below.set(kNothing);
  link_last_node();
  add_event(compare(nothing_, everything_, options_).only_b);
}

std::optional<Hierarchy::Node> Hierarchy::place(const Pattern& pattern) {
  if (!exceeded_.empty()) return std::nullopt;
  if (nodes_.size() - 2 >= limits_.forms) {
    exceeded_ = "more than " + std::to_string(limits_.forms) + " different patterns";
    return std::nullopt;
  }
  add_node(pattern);
  if (pool_.conditions() > limits_.conditions) {
    exceeded_ = "more than " + std::to_string(limits_.conditions) + " different conditions";
  }
  nodes_.back().below.set(kNothing);
  nodes_.back().above.set(kEverything);
  Placing placing;
  if (exceeded_.empty()) place_last_node(placing);
  if (is_done(placing)) {
    nodes_.pop_back();
    return placing.same;
  }
  link_last_node();
  const Node node = nodes_.size() - 1;
  std::move(placing.undecided.begin(), placing.undecided.end(), std::back_inserter(undecided_));
  return node;
}

// The node is known to the events, but not yet to the others.
void Hierarchy::add_node(const Pattern& pattern) {
  EventPool::Outline outline = pool_.outline_of(pattern);
  std::vector<Bits> matched = pool_.matched(outline);
  const std::size_t weight = matched.front().count();
  const Node node = nodes_.size();
  nodes_.push_back({&pattern, std::move(outline), std::move(matched), weight, {}, {}});
  nodes_[node].below.set(node);
  nodes_[node].above.set(node);
}

// Makes the order of all nodes transitive again. What is below the last node may come to be below
// something that it was undecided with.
void Hierarchy::link_last_node() {
  const PlacedPattern& last = nodes_.back();
  const std::vector<Node> below = last.below.elements();
  const std::vector<Node> above = last.above.elements();
  for (const Node node : below) {
    if (!last.above.is_subset_of(nodes_[node].above)) nodes_[node].above |= last.above;
  }
  for (const Node node : above) {
    if (!last.below.is_subset_of(nodes_[node].below)) nodes_[node].below |= last.below;
  }
}

void Hierarchy::place_last_node(Placing& placing) {
  compare_with_equals(placing);
  if (!is_done(placing)) search_above(placing);
  if (!is_done(placing)) search_below(placing);
}

// An equivalent pattern ends the search, and only one that no event tells apart can be equivalent.
void Hierarchy::compare_with_equals(Placing& placing) {
  const Node last = nodes_.size() - 1;
  for (Node node = 0; node < last && !is_done(placing); ++node) {
    if (is_open_above(node, placing) && is_open_below(node, placing)) compare_with(node, placing);
  }
}

void Hierarchy::search_above(Placing& placing) {
  for (const Node node : nodes_by_weight()) {
    if (is_done(placing)) return;
    if (is_open_above(node, placing)) compare_with(node, placing);
  }
}

void Hierarchy::search_below(Placing& placing) {
  std::vector<Node> nodes = nodes_by_weight();
  for (auto node = nodes.rbegin(); node != nodes.rend() && !is_done(placing); ++node) {
    if (is_open_below(*node, placing)) compare_with(*node, placing);
  }
}

// All but the last, with what is included before what includes it.
std::vector<Hierarchy::Node> Hierarchy::nodes_by_weight() const {
  std::vector<std::pair<std::size_t, Node>> counted;
  for (Node node = 0; node + 1 < nodes_.size(); ++node) {
    counted.emplace_back(nodes_[node].weight, node);
  }
  std::sort(counted.begin(), counted.end());
  std::vector<Node> nodes;
  nodes.reserve(counted.size());
  for (const auto& [count, node] : counted) nodes.push_back(node);
  return nodes;
}

// Whether it may still turn out that the node includes the last one.
bool Hierarchy::is_open_above(Node node, const Placing& placing) const {
  const Node last = nodes_.size() - 1;
  return !placing.compared.test(node) && !is_proven(last, node) && !is_refuted(last, node);
}

bool Hierarchy::is_open_below(Node node, const Placing& placing) const {
  const Node last = nodes_.size() - 1;
  return !placing.compared.test(node) && !nodes_[last].below.test(node) && !is_refuted(node, last);
}

void Hierarchy::compare_with(Node node, Placing& placing) {
  placing.compared.set(node);
  const Node last = nodes_.size() - 1;
  const Pattern& a = *nodes_[node].pattern;
  const Pattern& b = *nodes_[last].pattern;
  const Inclusions found = compare_under_readings(node);
  if (!exceeded_.empty()) return;
  if (found.a_in_b == true) nodes_[last].below |= nodes_[node].below;
  if (found.b_in_a == true) nodes_[last].above |= nodes_[node].above;
  if (found.a_in_b == true && found.b_in_a == true) placing.same = node;
  if (found.a_in_b && found.b_in_a) return note(found.caveats);
  if (undecided_.size() + placing.undecided.size() == limits_.undecided) {
    exceeded_ = "more than " + std::to_string(limits_.undecided) + " pairs are undecided";
    return;
  }
  // Asked about all readings at once it says how they differ.
  placing.undecided.push_back({node, last, compare(a, b, options_).caveats});
}

// Reading by reading: to look for events that show the same under all is the better part of the
// work of compare(), and often an event found under one reading shows it under the other, too.
Hierarchy::Inclusions Hierarchy::compare_under_readings(Node node) {
  const Node last = nodes_.size() - 1;
  const Pattern& a = *nodes_[node].pattern;
  const Pattern& b = *nodes_[last].pattern;
  const bool depends = depends_on_reading(a) || depends_on_reading(b);
  Inclusions common;
  for (std::size_t i = 0; i < (depends ? readings_.size() : 1); ++i) {
    Inclusions here{false, false, {}};
    if (!is_refuted(node, last, i) || !is_refuted(last, node, i)) {
      if (comparisons_ == limits_.comparisons) {
        exceeded_ = "more than " + std::to_string(limits_.comparisons) + " comparisons";
        return {};
      }
      ++comparisons_;
      CompareAnswer answer = compare(a, b, {choice_of(readings_[i]), options_.domain});
      if (!is_refuted(node, last, i)) add_event(answer.only_a);
      if (!is_refuted(last, node, i)) add_event(answer.only_b);
      here = {is_included(answer.relation, Relation::Subset),
              is_included(answer.relation, Relation::Superset), std::move(answer.caveats)};
    }
    if (i == 0) {
      common = std::move(here);
      continue;
    }
    if (here.a_in_b != common.a_in_b) common.a_in_b.reset();
    if (here.b_in_a != common.b_in_a) common.b_in_a.reset();
    std::move(here.caveats.begin(), here.caveats.end(), std::back_inserter(common.caveats));
  }
  return common;
}

void Hierarchy::add_event(const std::optional<std::string>& event) {
  if (!event || !exceeded_.empty()) return;
  // What was found for two patterns may lack what only others look at.
  const bool is_whole = options_.domain != Domain::CloudTrail;
  if (!pool_.add(is_whole ? *event : cloudtrail_event(*event))) return;
  const std::size_t last = pool_.events().size() - 1;
  for (PlacedPattern& node : nodes_) {
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      if (!pool_.is_match(node.outline, i, last)) continue;
      node.matched[i].set(last);
      if (i == 0) ++node.weight;
    }
  }
  if (last + 1 == limits_.events) {
    exceeded_ = "more than " + std::to_string(limits_.events) + " events tell the patterns apart";
  }
}

void Hierarchy::note(const std::vector<Caveat>& caveats) {
  for (const Caveat& caveat : caveats) {
    const bool is_known = std::find(caveats_.begin(), caveats_.end(), caveat) != caveats_.end();
    if (!is_known) caveats_.push_back(caveat);
  }
}

bool Hierarchy::is_refuted(Node a, Node b) const {
  for (std::size_t i = 0; i < readings_.size(); ++i) {
    if (!is_refuted(a, b, i)) return false;
  }
  return true;
}

bool Hierarchy::is_refuted(Node a, Node b, std::size_t reading) const {
  return !nodes_[a].matched[reading].is_subset_of(nodes_[b].matched[reading]);
}

std::vector<Hierarchy::Undecided> Hierarchy::undecided() const {
  std::vector<Undecided> left;
  const auto is_open = [this](Node a, Node b) { return !is_proven(a, b) && !is_refuted(a, b); };
  for (const Undecided& pair : undecided_) {
    if (is_open(pair.a, pair.b) || is_open(pair.b, pair.a)) left.push_back(pair);
  }
  return left;
}

std::optional<std::size_t> Hierarchy::event_outside(Node a, Node b) const {
  Bits outside = Bits::below(events().size());
  for (std::size_t i = 0; i < readings_.size(); ++i) {
    outside &= nodes_[a].matched[i];
    outside -= nodes_[b].matched[i];
  }
  const std::optional<std::size_t> event = outside.first_outside({});
  if (event) replay(*event, a, b);
  return event;
}

// What the conditions say together, the whole patterns must say, too.
void Hierarchy::replay(std::size_t event, Node a, Node b) const {
  for (const Node node : {a, b}) {
    const PlacedPattern& placed = nodes_[node];
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      const bool is_match = matches(*placed.pattern, events()[event], readings_[i]);
      if (is_match == placed.matched[i].test(event)) continue;
      throw InternalError("the conditions of `" + placed.pattern->text + "` say of " +
                          events()[event] + " the opposite of what the pattern says (reading: " +
                          std::string(name_of(readings_[i])) + ")");
    }
  }
}

}  // namespace filtercheck::decide
