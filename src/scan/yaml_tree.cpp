// yaml-cpp reads, and tells by events where each node begins; the trees are built from these, so
// that no alias is followed. Where a scalar ends, and where its bytes are, yaml_scalar.hpp finds; a
// collection ends where its last node does, or with the bracket behind that.
//
// yaml-cpp takes some 230 bytes of memory for each `[` that is not closed, and about a microsecond
// for a byte; it was found to be linear in all else that was tried (fuzz/documents.cpp). That is
// what the limit of the size is for. Control characters are refused before it sees them, for a byte
// 4 is its end of the file, and a byte 0 near the begin makes it guess at UTF-16, as FE and FF do.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <streambuf>
#include <string>
#include <utility>

#include "scan/tree.hpp"
#include "scan/yaml_scalar.hpp"

namespace filtercheck::scan {

namespace {

constexpr std::string_view core_tags = "tag:yaml.org,2002:";

// ---- Plain scalars, by the core schema of YAML 1.2 -------------------------------------------

bool is_any_of(std::string_view value, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), value) != words.end();
}

// All of `value`, which has at least one.
bool consists_of(std::string_view value, std::string_view characters) {
  return !value.empty() && value.find_first_not_of(characters) == std::string_view::npos;
}

bool is_number(std::string_view value) {
  constexpr std::string_view digits = "0123456789";
  if (value.starts_with("0o")) return consists_of(value.substr(2), "01234567");
  if (value.starts_with("0x")) return consists_of(value.substr(2), "0123456789abcdefABCDEF");
  if (is_any_of(value, {".nan", ".NaN", ".NAN"})) return true;
  if (value.starts_with('-') || value.starts_with('+')) value.remove_prefix(1);
  if (is_any_of(value, {".inf", ".Inf", ".INF"})) return true;
  if (const std::size_t e = value.find_first_of("eE"); e != std::string_view::npos) {
    std::string_view exponent = value.substr(e + 1);
    if (exponent.starts_with('-') || exponent.starts_with('+')) exponent.remove_prefix(1);
    if (!consists_of(exponent, digits)) return false;
    value = value.substr(0, e);
  }
  const std::size_t point = std::min(value.find('.'), value.size());
  const std::string_view whole = value.substr(0, point);
  const std::string_view fraction = point < value.size() ? value.substr(point + 1) : "";
  if (whole.empty()) return consists_of(fraction, digits);
  return consists_of(whole, digits) && (fraction.empty() || consists_of(fraction, digits));
}

Node::Kind kind_of_plain(std::string_view value) {
  if (is_any_of(value, {"", "~", "null", "Null", "NULL"})) return Node::Kind::Null;
  if (is_any_of(value, {"true", "True", "TRUE", "false", "False", "FALSE"})) {
    return Node::Kind::Boolean;
  }
  return is_number(value) ? Node::Kind::Number : Node::Kind::String;
}

// `tag` as yaml-cpp says it: "?" for a plain scalar without one, "!" for others, and for `! x`.
Node::Kind kind_of_scalar(std::string_view tag, const YamlScalar& scalar) {
  const bool is_core = tag.starts_with(core_tags) && tag.substr(core_tags.size()) != "str";
  const bool is_typed = is_core || (tag == "?" && scalar.quoting == Quoting::YamlPlain);
  return is_typed ? kind_of_plain(scalar.text.value()) : Node::Kind::String;
}

// ---- Trees --------------------------------------------------------------------------------------

// Ends yaml-cpp from within; caught in read_yaml_trees.
struct Refused {
  std::size_t offset = 0;
  std::string why;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  // Marks count from `offset` on.
  TreeBuilder(const SourcePtr& source, std::size_t offset)
      : source_(source), bytes_(source->bytes()), offset_(offset), end_(offset) {}

  std::vector<Node> trees() && { return std::move(documents_); }

  std::size_t offset_of(const YAML::Mark& mark) const {
    const std::size_t offset = mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos) + offset_;
    return std::min(offset, bytes_.size());
  }

  // What may not stand behind a document, such as a comma, yaml-cpp takes for an empty document and
  // does not pass: it would do so for ever.
  void OnDocumentStart(const YAML::Mark& mark) override {
    const std::size_t begin = offset_of(mark);
    if (begin == document_begin_) throw Refused{begin, "not YAML: this is behind the document"};
    document_begin_ = begin;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    // What is not written is marked where the next token is.
    std::size_t begin = offset_of(mark);
    std::size_t end = begin;
    for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
      if (bytes_.substr(begin).starts_with(word)) end = begin + word.size();
    }
    const bool is_key = bytes_.substr(skip_yaml_space(bytes_, end)).starts_with(':');
    if (end == begin || is_key) begin = end = end_;
    add(node(Node::Kind::Null, {begin, end}));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t begin = offset_of(mark);
    const std::size_t end = std::min(bytes_.find_first_of(" \t\r\n,[]{}", begin), bytes_.size());
    Node alias = node(Node::Kind::Null, {begin, end});
    alias.tag = bytes_.substr(begin, end - begin);
    alias.anchor = static_cast<std::uint32_t>(anchor);
    add(std::move(alias));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const std::size_t begin = offset_of(mark);
    YamlScalar located = locate_yaml_scalar(source_, begin, value);
    Node scalar = node(kind_of_scalar(tag, located), {begin, located.end});
    scalar.anchor = static_cast<std::uint32_t>(anchor);
    if (tag != "?" && tag != "!") scalar.tag = tag;
    if (scalar.kind != Node::Kind::Null) scalar.text = std::move(located.text);
    add(std::move(scalar));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(Node::Kind::Sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close('[', ']'); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(Node::Kind::Map, mark, tag, anchor);
  }
  void OnMapEnd() override { close('{', '}'); }

 private:
  struct Open {
    Node node;
    std::optional<Text> key;  // whose value is next
  };

  Node node(Node::Kind kind, Span span) {
    if (++values_ >= kMostValues) {
      throw Refused{span.begin, "holds " + std::to_string(kMostValues) + " values or more"};
    }
    Node made;
    made.kind = kind;
    made.where = {source_, {span.begin, std::max(span.begin, span.end)}};
    return made;
  }

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    const std::size_t begin = offset_of(mark);
    if (open_.size() + 1 >= kMostNesting) {
      throw Refused{begin, "nested " + std::to_string(kMostNesting) + " deep or deeper"};
    }
    Node made = node(kind, {begin, begin});
    made.anchor = static_cast<std::uint32_t>(anchor);
    if (tag != "?" && tag != "!") made.tag = tag;
    open_.push_back({std::move(made), std::nullopt});
  }

  void close(char opening, char closing) {
    Node closed = std::move(open_.back().node);
    open_.pop_back();
    Span& span = closed.where.span;
    const std::size_t content = skip_yaml_properties(bytes_, span.begin);
    std::size_t end = std::max(end_, content);
    if (content < bytes_.size() && bytes_[content] == opening) {
      // Nothing but these may stand between the last node and the bracket.
      if (end == content) ++end;
      std::size_t at = skip_yaml_space(bytes_, end);
      while (at < bytes_.size() && (bytes_[at] == ',' || bytes_[at] == ':' || bytes_[at] == '?')) {
        at = skip_yaml_space(bytes_, at + 1);
      }
      if (at < bytes_.size() && bytes_[at] == closing) end = at + 1;
    }
    span.end = std::max(span.begin, end);
    add(std::move(closed));
  }

  void add(Node added) {
    end_ = std::max(end_, added.where.span.end);
    if (open_.empty()) {
      documents_.push_back(std::move(added));
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == Node::Kind::Sequence) {
      parent.node.elements.push_back(std::move(added));
    } else if (parent.key) {
      parent.node.members.emplace_back(std::move(*parent.key), std::move(added));
      parent.key.reset();
    } else {
      parent.key = key_of(std::move(added));
    }
  }

  // A key that is no scalar has no text, and is found by nobody.
  static Text key_of(Node key) { return std::move(key.text); }

  const SourcePtr& source_;
  std::string_view bytes_;
  std::size_t offset_;
  std::size_t end_;  // of what was read so far
  std::optional<std::size_t> document_begin_;
  std::size_t values_ = 0;
  std::vector<Open> open_;
  std::vector<Node> documents_;
};

// ---- The door -----------------------------------------------------------------------------------

// Why the bytes are not given to yaml-cpp; empty if they are.
Refused refusal(std::string_view bytes) {
  if (bytes.size() > kMostYamlBytes) {
    return {0, "not read: YAML of more than " + std::to_string(kMostYamlBytes) + " bytes"};
  }
  const auto bad = std::find_if(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_control = byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
    return is_control || byte >= 0xFE;
  });
  if (bad == bytes.end()) return {};
  return {static_cast<std::size_t>(bad - bytes.begin()), "not YAML in UTF-8: control character"};
}

// Bytes as a stream, without a copy of them.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view bytes) {
    char* begin = const_cast<char*>(bytes.data());  // NOLINT(*-const-cast): is only read
    setg(begin, begin, begin + bytes.size());
  }
};

}  // namespace

std::variant<std::vector<Node>, Fault> read_yaml_trees(const SourcePtr& source) {
  std::string_view bytes = source->bytes();
  const auto fault = [&](std::size_t at, std::string why) {
    return Fault{{source, {at, at}}, std::move(why)};
  };
  if (Refused refused = refusal(bytes); !refused.why.empty()) {
    return fault(refused.offset, std::move(refused.why));
  }
  const std::size_t offset = source->text_begin();
  bytes.remove_prefix(offset);
  ViewBuffer buffer(bytes);
  std::istream stream(&buffer);
  TreeBuilder builder(source, offset);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Refused& refused) {
    return fault(refused.offset, refused.why);
  } catch (const YAML::Exception& error) {
    return fault(builder.offset_of(error.mark), "not YAML: " + error.msg);
  }
  return std::move(builder).trees();
}

}  // namespace filtercheck::scan
