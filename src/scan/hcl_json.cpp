#include "scan/hcl_json.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "scan/tree.hpp"

namespace filtercheck::scan::hcl {

namespace {

// How many labels the blocks have that Terraform knows at the top of a file.
struct BlockType {
  std::string_view name;
  std::size_t labels;
};
constexpr std::array<BlockType, 10> kBlockTypes = {{{"check", 1},
                                                    {"data", 2},
                                                    {"ephemeral", 2},
                                                    {"locals", 0},
                                                    {"module", 1},
                                                    {"output", 1},
                                                    {"provider", 1},
                                                    {"resource", 2},
                                                    {"terraform", 0},
                                                    {"variable", 1}}};

class Reader {
 public:
  void read_configuration(const Node& root) {
    for (const auto& [key, node] : root.members) {
      const std::string& name = key.value();
      const auto type = std::find_if(kBlockTypes.begin(), kBlockTypes.end(),
                                     [&](const BlockType& one) { return one.name == name; });
      if (type != kBlockTypes.end()) add_blocks(*type, node, {});
    }
  }

  void read_variables(const Node& root) {
    for (const auto& [key, node] : root.members)
      file_.body.attributes.push_back({key.value(), expression(node, true)});
  }

  File take() { return std::move(file_); }

 private:
  // A list stands for several blocks; below it are the labels, then the body.
  void add_blocks(const BlockType& type, const Node& node, const std::vector<std::string>& labels) {
    for (const Node& element : node.elements) add_blocks(type, element, labels);
    if (node.kind != Node::Kind::Map) return;
    if (labels.size() == type.labels) return add_block(type, node, labels);
    for (const auto& [key, inner] : node.members) {
      std::vector<std::string> longer = labels;
      longer.push_back(key.value());
      add_blocks(type, inner, longer);
    }
  }

  void add_block(const BlockType& type, const Node& node, const std::vector<std::string>& labels) {
    Block block;
    block.type = type.name;
    block.labels = labels;
    block.where = node.where;
    for (const auto& [key, value] : node.members) {
      const std::string& name = key.value();
      const bool is_variable = type.name == "variable";
      const bool is_type = is_variable && name == "type" && value.is_string();
      const bool is_literal = is_variable || (type.name == "module" && name == "source");
      block.body.attributes.push_back(
          {name, is_type ? parsed(read_expression(value.text, value.where), value)
                         : expression(value, is_literal)});
    }
    file_.body.blocks.push_back(std::move(block));
  }

  Expression expression(const Node& node, bool is_literal) {
    switch (node.kind) {
      case Node::Kind::Null:
        return {Null{}, node.where};
      case Node::Kind::Boolean:
        return {Boolean{node.text.value() == "true"}, node.where};
      case Node::Kind::Number:
        return {Number{node.text.value()}, node.where};
      case Node::Kind::String:
        if (is_literal) return {String{node.text}, node.where};
        return parsed(read_template(node.text, node.where), node);
      case Node::Kind::Sequence: {
        Tuple tuple;
        for (const Node& element : node.elements)
          tuple.elements.push_back(expression(element, is_literal));
        return {std::move(tuple), node.where};
      }
      case Node::Kind::Map: {
        Object object;
        for (const auto& [key, value] : node.members) {
          Node name;
          name.kind = Node::Kind::String;
          name.text = key;
          name.where = key.written({0, key.value().size()}).value_or(node.where);
          object.keys.push_back(expression(name, is_literal));
          object.values.push_back(expression(value, is_literal));
        }
        return {std::move(object), node.where};
      }
    }
    return {Null{}, node.where};
  }

  // A string that cannot be read as a template is left as it stands.
  Expression parsed(std::variant<Expression, Fault> read, const Node& node) {
    if (auto* fault = std::get_if<Fault>(&read)) {
      file_.faults.push_back(std::move(*fault));
      file_.strays.push_back({String{node.text}, node.where});
      return {Reference{"unreadable"}, node.where};
    }
    return std::move(std::get<Expression>(read));
  }

  File file_;
};

template <typename Read>
File read_json(const SourcePtr& source, Read read) {
  auto tree = read_json_tree(source);
  if (auto* fault = std::get_if<Fault>(&tree)) {
    File file;
    file.faults.push_back(std::move(*fault));
    return file;
  }
  Reader reader;
  read(reader, std::get<Node>(tree));
  return reader.take();
}

}  // namespace

File read_json_configuration(const SourcePtr& source) {
  return read_json(source,
                   [](Reader& reader, const Node& root) { reader.read_configuration(root); });
}

File read_json_variables(const SourcePtr& source) {
  return read_json(source, [](Reader& reader, const Node& root) { reader.read_variables(root); });
}

}  // namespace filtercheck::scan::hcl
