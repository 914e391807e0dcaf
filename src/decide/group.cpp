// Forms, nodes and groups: patterns of one text, and texts of one normal form, are equivalent
// without any question and make one *form*. The forms that can be decided are placed into a
// hierarchy, where equivalent ones share a node. Nodes that include each other, every other form,
// and the patterns of each, are the groups.
#include "filtercheck/group.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/codes.hpp"
#include "decide/hierarchy.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/normalize.hpp"

namespace filtercheck {

namespace {

using decide::Bits;
using decide::Hierarchy;
using Node = Hierarchy::Node;

class Grouper {
 public:
  Grouper(const std::vector<Pattern>& patterns, const DecideOptions& options,
          const GroupLimits& limits)
      : patterns_(patterns), hierarchy_(options, limits) {}

  Grouping run() {
    for (std::size_t i = 0; i < patterns_.size(); ++i) {
      const std::size_t form = form_of(i);
      if (form == members_.size()) {
        members_.emplace_back();
        nodes_.push_back(hierarchy_.place(patterns_[i]));
      }
      members_[form].push_back(i);
    }
    grouping_.caveats = hierarchy_.caveats();
    make_groups();
    for (std::size_t node = 0; node < hierarchy_.size(); ++node) find_below(node);
    find_undecided();
    grouping_.events.assign(hierarchy_.events().begin(), hierarchy_.events().end());
    return std::move(grouping_);
  }

 private:
  // The number of the form; that of a new one is members_.size().
  std::size_t form_of(std::size_t index) {
    const Pattern& pattern = patterns_[index];
    const auto [known, is_new] = forms_of_texts_.emplace(pattern.text, members_.size());
    if (!is_new) return known->second;
    known->second = forms_.emplace(normalize(pattern).text, members_.size()).first->second;
    return known->second;
  }

  // The least node of those that stand for the same patterns.
  Node root_of(Node node) const {
    Bits outside = hierarchy_.below(node);
    outside -= hierarchy_.above(node);
    return *hierarchy_.below(node).first_outside(outside);
  }

  void make_groups() {
    group_of_root_.resize(hierarchy_.size());
    for (std::size_t form = 0; form < members_.size(); ++form) {
      std::size_t group = grouping_.groups.size();
      if (nodes_[form]) {
        std::optional<std::size_t>& known = group_of_root_[root_of(*nodes_[form])];
        group = known.value_or(group);
        known = group;
      }
      if (group == grouping_.groups.size()) grouping_.groups.push_back(new_group(form));
      add_members(grouping_.groups[group], members_[form]);
    }
  }

  // Without its members.
  PatternGroup new_group(std::size_t form) const {
    PatternGroup group;
    if (nodes_[form]) {
      const Node root = root_of(*nodes_[form]);
      group.extent = root == Hierarchy::kNothing      ? Extent::Nothing
                     : root == Hierarchy::kEverything ? Extent::All
                                                      : Extent::Some;
      return group;
    }
    group.caveats.push_back({codes::kBudget, {hierarchy_.exceeded()}});
    return group;
  }

  void add_members(PatternGroup& group, const std::vector<std::size_t>& members) const {
    const auto middle = static_cast<std::ptrdiff_t>(group.members.size());
    group.members.insert(group.members.end(), members.begin(), members.end());
    std::inplace_merge(group.members.begin(), group.members.begin() + middle, group.members.end());
    group.representative = *std::min_element(
        group.members.begin(), group.members.end(), [this](std::size_t a, std::size_t b) {
          return patterns_[a].text.size() < patterns_[b].text.size();
        });
  }

  // The group whose root this is.
  std::optional<std::size_t> group_at(Node node) const { return group_of_root_[node]; }

  // What is below something below is not directly below. The greatest are met first, so all others
  // are found out to be covered before they are reached.
  void find_below(Node node) {
    const auto group = group_at(node);
    if (!group) return;
    std::vector<std::pair<std::size_t, Node>> candidates;
    for (const Node below : hierarchy_.below(node).elements()) {
      if (below != node && group_at(below)) candidates.emplace_back(sizes_of(below), below);
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const auto& a, const auto& b) { return a.first > b.first; });
    Bits covered;
    std::vector<Included>& included = grouping_.groups[*group].below;
    for (const auto& [size, below] : candidates) {
      if (covered.test(below)) continue;
      covered |= hierarchy_.below(below);
      included.push_back({*group_at(below), hierarchy_.event_outside(node, below)});
    }
    std::sort(included.begin(), included.end(),
              [](const Included& a, const Included& b) { return a.group < b.group; });
  }

  // How many nodes are below one.
  std::size_t sizes_of(Node node) {
    if (sizes_.empty()) {
      for (Node each = 0; each < hierarchy_.size(); ++each)
        sizes_.push_back(hierarchy_.below(each).count());
    }
    return sizes_[node];
  }

  void find_undecided() {
    std::set<std::pair<std::size_t, std::size_t>> known;
    for (Hierarchy::Undecided& pair : hierarchy_.undecided()) {
      const auto a = group_at(root_of(pair.a));
      const auto b = group_at(root_of(pair.b));
      if (a && b) {
        const bool is_new = known.insert(std::minmax(*a, *b)).second;
        if (is_new) grouping_.undecided.push_back({*a, *b, std::move(pair.caveats)});
      } else if (const auto group = a ? a : b) {
        // The other stands for everything or nothing.
        grouping_.groups[*group].extent = Extent::Undecided;
        for (const Caveat& caveat : pair.caveats) note(caveat);
      }
    }
    std::sort(grouping_.undecided.begin(), grouping_.undecided.end(),
              [](const UndecidedPair& x, const UndecidedPair& y) {
                return std::pair(x.a, x.b) < std::pair(y.a, y.b);
              });
  }

  void note(const Caveat& caveat) {
    std::vector<Caveat>& all = grouping_.caveats;
    if (std::find(all.begin(), all.end(), caveat) == all.end()) all.push_back(caveat);
  }

  const std::vector<Pattern>& patterns_;
  Hierarchy hierarchy_;
  std::unordered_map<std::string_view, std::size_t> forms_of_texts_;
  std::unordered_map<std::string, std::size_t> forms_;     // by normal form
  std::vector<std::vector<std::size_t>> members_;          // of each form: the patterns, ascending
  std::vector<std::optional<Node>> nodes_;                 // of each form
  std::vector<std::optional<std::size_t>> group_of_root_;  // for each node: if it is a root
  std::vector<std::size_t> sizes_;
  Grouping grouping_;
};

}  // namespace

std::string_view name_of(Extent extent) {
  switch (extent) {
    case Extent::All:
      return "all";
    case Extent::Some:
      return "some";
    case Extent::Nothing:
      return "nothing";
    case Extent::Undecided:
      return "undecided";
  }
  return {};
}

bool Grouping::is_decided() const {
  const auto is_settled = [this](const PatternGroup& group) {
    const bool is_alone = groups.size() == 1 && !group.caveats.empty();
    return is_alone || group.extent != Extent::Undecided;
  };
  return undecided.empty() && std::all_of(groups.begin(), groups.end(), is_settled);
}

Grouping group(const std::vector<Pattern>& patterns, const DecideOptions& options,
               const GroupLimits& limits) {
  return Grouper(patterns, options, limits).run();
}

}  // namespace filtercheck
