#include "scan/tree.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace filtercheck::scan {

Node::Node() = default;

const Node* Node::find(std::string_view key) const {
  const auto member = std::find_if(members.begin(), members.end(),
                                   [&](const auto& one) { return one.first.value() == key; });
  return member == members.end() ? nullptr : &member->second;
}

std::optional<std::string> Node::find_string(std::string_view key) const {
  const Node* value = find(key);
  const bool is_plain = value != nullptr && value->is_string() && value->tag.empty();
  return is_plain ? std::optional(value->text.value()) : std::nullopt;
}

const Node* Node::find_path(std::initializer_list<std::string_view> path) const {
  const Node* node = this;
  for (const std::string_view step : path) {
    if (node->kind == Kind::Sequence) {
      std::size_t index = 0;
      const auto read = std::from_chars(step.data(), step.data() + step.size(), index);
      const bool is_index = read.ec == std::errc() && read.ptr == step.data() + step.size();
      node = is_index && index < node->elements.size() ? &node->elements[index] : nullptr;
    } else {
      node = node->find(step);
    }
    if (node == nullptr) return nullptr;
  }
  return node;
}

}  // namespace filtercheck::scan
