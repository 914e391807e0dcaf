// Aliases and merge keys of YAML (https://yaml.org/type/merge.html), within a budget: a document of
// few bytes may unfold to one of many.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scan/tree.hpp"

namespace filtercheck::scan {

namespace {

constexpr std::size_t kMostCopies = 100'000;  // nodes that all aliases of a document stand for

bool is_alias(const Node& node) { return node.tag.starts_with('*'); }

bool has_alias(const Node& node) {
  return is_alias(node) || std::any_of(node.elements.begin(), node.elements.end(), has_alias) ||
         std::any_of(node.members.begin(), node.members.end(),
                     [](const auto& member) { return has_alias(member.second); });
}

struct Size {
  std::size_t nodes = 1;
  std::size_t depth = 1;
};

Size size_of(const Node& node) {
  Size size;
  const auto add = [&](const Node& child) {
    const Size inner = size_of(child);
    size.nodes += inner.nodes;
    size.depth = std::max(size.depth, inner.depth + 1);
  };
  for (const Node& element : node.elements) add(element);
  for (const auto& [key, value] : node.members) add(value);
  return size;
}

// What `<<` may stand before; anything else, such as an alias that stays, is left where it is.
bool can_be_merged(const Node& value) {
  const auto is_map = [](const Node& node) { return node.kind == Node::Kind::Map; };
  if (value.kind != Node::Kind::Sequence) return is_map(value);
  return std::all_of(value.elements.begin(), value.elements.end(), is_map);
}

class Unfolder {
 public:
  // In the order of the document, so that an anchor is whole before an alias of it is read.
  void unfold(Node& node, std::size_t depth) {
    if (is_alias(node)) return replace(node, depth);
    for (Node& element : node.elements) unfold(element, depth + 1);
    for (auto& [key, value] : node.members) unfold(value, depth + 1);
    merge(node);
    if (node.anchor == 0) return;
    const Size size = size_of(node);
    if (afford(size.nodes)) anchored_.insert_or_assign(node.anchor, Anchored{node, size});
  }

 private:
  struct Anchored {
    Node node;
    Size size;
  };

  bool afford(std::size_t nodes) {
    if (nodes > left_) return false;
    left_ -= nodes;
    return true;
  }

  // What an alias cannot stand for, because of the budget or in its own anchor, it stays.
  void replace(Node& alias, std::size_t depth) {
    const auto known = anchored_.find(alias.anchor);
    if (known == anchored_.end()) return;
    const Size& size = known->second.size;
    if (depth + size.depth < kMostNesting && afford(size.nodes)) alias = known->second.node;
  }

  // What the map says itself stands before what it merges, and an earlier map before a later one.
  void merge(Node& map) {
    std::vector<std::pair<Text, Node>> members;
    std::vector<Node> merged;
    for (auto& [key, value] : map.members) {
      if (key.value() != "<<" || !can_be_merged(value)) {
        members.emplace_back(std::move(key), std::move(value));
      } else if (value.kind == Node::Kind::Sequence) {
        std::move(value.elements.begin(), value.elements.end(), std::back_inserter(merged));
      } else {
        merged.push_back(std::move(value));
      }
    }
    map.members = std::move(members);
    std::set<std::string> known;
    for (const auto& [key, value] : map.members) known.insert(key.value());
    for (Node& one : merged)
      for (auto& [key, value] : one.members)
        if (known.insert(key.value()).second)
          map.members.emplace_back(std::move(key), std::move(value));
  }

  std::size_t left_ = kMostCopies;
  std::map<std::uint32_t, Anchored> anchored_;
};

}  // namespace

std::optional<Node> unfolded(const Node& document) {
  if (!has_alias(document)) return std::nullopt;
  Node copy = document;
  Unfolder().unfold(copy, 0);
  return copy;
}

}  // namespace filtercheck::scan
