#include "verify/paths.hpp"

#include <algorithm>

namespace filtercheck::verify {

PathId Paths::add(PathId parent, const PathStep& step) {
  const auto id = static_cast<PathId>(nodes_.size());
  const auto [at, is_new] = ids_.try_emplace({parent, step}, id);
  if (is_new) {
    nodes_.push_back(
        {parent, step, has_chosen(parent) || std::holds_alternative<Chosen>(step), {}});
    nodes_[index(parent)].children.push_back(id);
  }
  return at->second;
}

PathId Paths::find(PathId parent, const PathStep& step) const {
  const auto at = ids_.find({parent, step});
  return at == ids_.end() ? kNoPath : at->second;
}

std::vector<PathId> Paths::named_children(PathId path) const {
  std::vector<PathId> named;
  for (const PathId child : nodes_[index(path)].children) {
    if (!std::holds_alternative<Chosen>(step(child))) named.push_back(child);
  }
  return named;
}

std::int32_t Paths::named_elements(PathId path) const {
  std::int32_t count = 0;
  while (find(path, PathStep(count)) != kNoPath) ++count;
  return count;
}

std::string Paths::text(PathId path) const {
  std::vector<PathId> way;
  for (; path != kRoot; path = parent(path)) way.push_back(path);
  std::string text = "$";
  for (auto at = way.rbegin(); at != way.rend(); ++at) {
    const PathStep& last = step(*at);
    if (const auto* key = std::get_if<std::string>(&last)) {
      text += ".['" + *key + "']";
    } else {
      text += "[" + std::to_string(std::get<std::int32_t>(last)) + "]";
    }
  }
  return text;
}

}  // namespace filtercheck::verify
