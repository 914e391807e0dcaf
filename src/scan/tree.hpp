// JSON and YAML documents as trees whose strings know where they stand.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "scan/found.hpp"
#include "scan/text.hpp"

namespace filtercheck::scan {

struct Node {
  // Defined elsewhere: clang 14 would look into the pairs below before they are complete.
  Node();

  enum class Kind : std::uint8_t { Null, Boolean, Number, String, Sequence, Map };
  Kind kind = Kind::Null;
  std::uint32_t anchor = 0;  // YAML's, by number in its document: what has it, and each alias of it
  // String: the value. Number and Boolean: the token, as written. YAML's plain scalars are Null,
  // Boolean and Number by the core schema of YAML 1.2.
  Text text;
  std::string tag;                             // YAML's, if it is written: "!Sub"; else empty
  std::vector<Node> elements;                  // Sequence
  std::vector<std::pair<Text, Node>> members;  // Map, in the order of the file; keys may repeat
  Written where;                               // with quotes, brackets and tag

  bool is_string() const { return kind == Kind::String; }
  // Of JSON; YAML has `True`, too.
  bool is_true() const { return kind == Kind::Boolean && text.value() == "true"; }
  // The first member of this key; null if there is none. Cost: linear.
  const Node* find(std::string_view key) const;
  // Its value, if it is a String without a tag.
  std::optional<std::string> find_string(std::string_view key) const;
  // The same as find, by a path of keys; an index in decimal goes into a Sequence.
  const Node* find_path(std::initializer_list<std::string_view> path) const;
};

// Documents are refused from this nesting on, so that who reads a Node may recurse.
inline constexpr std::size_t kMostNesting = 200;
// And from this many values on, for a tree takes some hundred times as much memory as `[1,1,…`.
inline constexpr std::size_t kMostValues = 2'000'000;

// The document, or why there is none. Requires nothing of the bytes. Cost: linear.
std::variant<Node, Fault> read_json_tree(const SourcePtr& source);
// YAML of more bytes is refused.
inline constexpr std::size_t kMostYamlBytes = 4U << 20U;
// The documents of a file. Anchors and aliases: an alias is a Null node with the tag "*name", for a
// document of few bytes may unfold to one of many. Merge keys stay members.
std::variant<std::vector<Node>, Fault> read_yaml_trees(const SourcePtr& source);
// A document with what its aliases stand for, each node where it is written, and its merge keys
// (`<<`) resolved; no value: it has no aliases. Those that would make it too large or too deep
// stay. Cost: linear in the document and a fixed number of copies.
std::optional<Node> unfolded(const Node& document);

}  // namespace filtercheck::scan
