// A tree is built from what our own reader of JSON says, for that one knows where everything
// stands.
#include <algorithm>
#include <string>
#include <utility>

#include "eval/json.hpp"
#include "eval/utf8.hpp"
#include "scan/tree.hpp"

namespace filtercheck::scan {

namespace {

using eval::JsonDocument;
using eval::JsonId;
using eval::JsonKind;

Node::Kind kind_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::Null:
      return Node::Kind::Null;
    case JsonKind::True:
    case JsonKind::False:
      return Node::Kind::Boolean;
    case JsonKind::Number:
      return Node::Kind::Number;
    case JsonKind::String:
      return Node::Kind::String;
    case JsonKind::Array:
      return Node::Kind::Sequence;
    case JsonKind::Object:
      return Node::Kind::Map;
  }
  return Node::Kind::Null;
}

class TreeBuilder {
 public:
  // The document is of the bytes from `offset` on.
  TreeBuilder(const SourcePtr& source, std::size_t offset, const JsonDocument& json)
      : source_(source), offset_(offset), json_(json) {}

  std::variant<Node, Fault> build() {
    Node root = node(JsonDocument::root, 0);
    if (fault_) return std::move(*fault_);
    return root;
  }

 private:
  // Recurses as deep as the document is nested, to kMostNesting. After a fault, what is built is of
  // no use.
  Node node(JsonId id, std::size_t depth) {
    Node node;
    node.kind = kind_of(json_.kind(id));
    node.where = where(json_.span(id));
    if (++values_ >= kMostValues) {
      refuse(node, "holds " + std::to_string(kMostValues) + " values or more");
    }
    switch (node.kind) {
      case Node::Kind::Null:
        break;
      case Node::Kind::Boolean:
      case Node::Kind::Number:
        node.text.append(json_.source(id), node.where, Quoting::None);
        break;
      case Node::Kind::String:
        node.text = text(id);
        break;
      case Node::Kind::Sequence:
      case Node::Kind::Map:
        if (depth + 1 >= kMostNesting) {
          refuse(node, "nested " + std::to_string(kMostNesting) + " deep or deeper");
        }
        if (!fault_) fill(node, id, depth + 1);
        break;
    }
    return node;
  }

  void fill(Node& container, JsonId id, std::size_t depth) {
    for (const JsonId element : json_.elements(id)) {
      if (fault_) return;
      container.elements.push_back(node(element, depth));
    }
    for (const eval::JsonMember& member : json_.members(id)) {
      if (fault_) return;
      container.members.emplace_back(text(member.key), node(member.value, depth));
    }
  }

  void refuse(const Node& at, std::string why) {
    const std::size_t begin = at.where.span.begin;
    fault_ = Fault{{source_, {begin, begin + 1}}, std::move(why)};
  }

  Text text(JsonId string) const {
    Text text;
    std::string_view rest = json_.source(string);
    rest = rest.substr(1, rest.size() - 2);
    std::size_t begin = json_.span(string).begin + 1;
    while (!rest.empty()) {
      // The reader has checked every escape, so decoding one cannot fail.
      const auto escape = rest[0] == '\\' ? eval::decode_json_escape(rest) : std::nullopt;
      const std::size_t length = escape ? escape->length : std::min(rest.find('\\'), rest.size());
      text.append(escape ? eval::encode_utf8(escape->code_point) : rest.substr(0, length),
                  where({begin, begin + length}), Quoting::Json);
      rest.remove_prefix(length);
      begin += length;
    }
    // An empty text stands somewhere, too.
    if (text.pieces().empty()) text.append({}, where({begin, begin}), Quoting::Json);
    return text;
  }

  Written where(Span span) const { return {source_, {span.begin + offset_, span.end + offset_}}; }

  const SourcePtr& source_;
  std::size_t offset_;
  const JsonDocument& json_;
  std::size_t values_ = 0;
  std::optional<Fault> fault_;
};

}  // namespace

std::variant<Node, Fault> read_json_tree(const SourcePtr& source) {
  std::string_view bytes = source->bytes();
  const std::size_t offset = source->text_begin();
  bytes.remove_prefix(offset);
  const auto read = eval::read_json(bytes);
  if (const auto* error = std::get_if<eval::JsonError>(&read)) {
    const std::size_t at = error->offset + offset;
    std::string message = "not JSON: ";
    message += error->message;
    return Fault{{source, {at, at}}, std::move(message)};
  }
  return TreeBuilder(source, offset, std::get<JsonDocument>(read)).build();
}

}  // namespace filtercheck::scan
