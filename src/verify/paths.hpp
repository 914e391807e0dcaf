// The paths of one claim, as a tree: each is numbered once, with its parent and its last step.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace filtercheck::verify {

// The child that is chosen for an `exists` variable, given by its place in Claim::variables.
struct Chosen {
  std::size_t variable;
  auto operator<=>(const Chosen&) const = default;
};

// A key, an index, or a chosen child.
using PathStep = std::variant<std::string, std::int32_t, Chosen>;

// A path's number. kNoPath stands for every path that no variable is about, or lies below one.
using PathId = std::int32_t;
inline constexpr PathId kRoot = 0;
inline constexpr PathId kNoPath = -1;

class Paths {
 public:
  // The path one step below, made if there is none.
  PathId add(PathId parent, const PathStep& step);
  // The same, but kNoPath if there is none.
  PathId find(PathId parent, const PathStep& step) const;

  // kNoPath of the root, which has no step either.
  PathId parent(PathId path) const { return nodes_[index(path)].parent; }
  const PathStep& step(PathId path) const { return nodes_[index(path)].step; }

  // The children by key or index: the named ones.
  std::vector<PathId> named_children(PathId path) const;
  std::size_t count_children(PathId path) const { return nodes_[index(path)].children.size(); }
  // How many elements are named without a gap: [0], [1], ...
  std::int32_t named_elements(PathId path) const;

  // As a selector is written. Not of what has a chosen child on the way.
  std::string text(PathId path) const;
  // Whether a chosen child is on the way.
  bool has_chosen(PathId path) const { return nodes_[index(path)].has_chosen; }

 private:
  struct Node {
    PathId parent = kNoPath;
    PathStep step;
    bool has_chosen = false;
    std::vector<PathId> children;
  };
  static std::size_t index(PathId path) { return static_cast<std::size_t>(path); }

  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::map<std::pair<PathId, PathStep>, PathId> ids_;
};

}  // namespace filtercheck::verify
