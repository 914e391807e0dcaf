// Functions that read what a whole file holds. A string that was made of parts is no file.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "scan/hcl_functions.hpp"
#include "scan/tree.hpp"

namespace filtercheck::scan::hcl {

namespace {

// What YAML 1.1 takes for a boolean; whether Terraform does depends on its version.
bool is_doubtful(const Node& node) {
  constexpr std::array<std::string_view, 6> words = {"yes", "no", "on", "off", "y", "n"};
  std::string word = node.text.value();
  for (char& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  const bool is_plain =
      !node.text.pieces().empty() && node.text.pieces()[0].quoting == Quoting::YamlPlain;
  return is_plain && std::find(words.begin(), words.end(), word) != words.end();
}

Value value_of(const Node& node) {
  if (!node.tag.empty()) return Value::unknown("tags and aliases are not evaluated here");
  switch (node.kind) {
    case Node::Kind::Null:
      return Value::null();
    case Node::Kind::Boolean:
      return {node.is_true()};
    case Node::Kind::Number: {
      auto digits = canonical_number(node.text.value());
      const bool is_decimal =
          node.text.value().find_first_not_of("-0123456789.eE+") == std::string::npos;
      if (!digits || !is_decimal) return Value::unknown("such a number is not evaluated here");
      return {NumberValue{*std::move(digits)}};
    }
    case Node::Kind::String:
      if (is_doubtful(node)) return Value::unknown("`" + node.text.value() + "` may be a boolean");
      return Value::string(node.text, node.where);
    case Node::Kind::Sequence: {
      std::vector<Value> elements;
      for (const Node& element : node.elements) elements.push_back(value_of(element));
      return Value::tuple(std::move(elements));
    }
    case Node::Kind::Map: {
      std::map<std::string, ObjectValue::Member, std::less<>> members;
      for (const auto& [key, inner] : node.members)
        members.insert_or_assign(key.value(), ObjectValue::Member{key, value_of(inner)});
      return Value::object(std::move(members));
    }
  }
  return Value::null();
}

// The file that a string is, if it is one.
SourcePtr file_of(const Value& value) {
  const StringValue* string = value.string();
  if (!string || string->text.pieces().size() != 1) return nullptr;
  const Text::Piece& piece = string->text.pieces()[0];
  const bool is_whole = piece.source && string->text.value().size() == piece.source->bytes().size();
  return is_whole ? piece.source : nullptr;
}

constexpr const char* kNoFile = "what is no whole file is not decoded here";

Value jsondecode(const Arguments& a, Budget& budget) {
  const SourcePtr file = file_of(a[0]);
  if (!file) return Value::unknown(kNoFile);
  if (!budget.spend_steps(file->bytes().size())) return exhausted();
  const auto tree = read_json_tree(file);
  const auto* root = std::get_if<Node>(&tree);
  return root ? value_of(*root) : Value::error("the file is not JSON");
}

Value yamldecode(const Arguments& a, Budget& budget) {
  const SourcePtr file = file_of(a[0]);
  if (!file) return Value::unknown(kNoFile);
  if (!budget.spend_steps(file->bytes().size())) return exhausted();
  const auto trees = read_yaml_trees(file);
  const auto* documents = std::get_if<std::vector<Node>>(&trees);
  return documents && documents->size() == 1 ? value_of((*documents)[0])
                                             : Value::error("the file is not one YAML document");
}

}  // namespace

const std::vector<Function>& decode_functions() {
  static const std::vector<Function> functions = {
      {"jsondecode", 1, 1, jsondecode},
      {"yamldecode", 1, 1, yamldecode},
  };
  return functions;
}

}  // namespace filtercheck::scan::hcl
