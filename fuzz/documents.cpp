// Any bytes are read as trees of JSON and YAML and by the reader that they are for, and what is
// found stands in the file where it says: each piece of a text lies in it, and what is written byte
// by byte is there.
//
// Any bytes, mostly YAML, JSON and templates. Bounded to 4 KiB, for yaml-cpp takes a microsecond a
// byte, and ten under the sanitizers.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "scan/readers.hpp"
#include "scan/recognise.hpp"
#include "scan/tree.hpp"
#include "support/drawn.hpp"

namespace {

using namespace filtercheck::scan;
using filtercheck::support::expect_nothing;

class Check {
 public:
  explicit Check(SourcePtr file) : file_(std::move(file)) {}

  void tree(const Node& node) {
    place(node.where);
    text(node.text);
    for (const Node& element : node.elements) tree(element);
    for (const auto& [key, value] : node.members) {
      text(key);
      tree(value);
    }
  }
  void trees(const std::vector<Node>& nodes) {
    for (const Node& node : nodes) tree(node);
  }
  void fault(const Fault& fault) {
    place(fault.where);
    if (fault.message.find('\n') != std::string::npos) fail("a fault of several lines");
  }
  void found(const Found& found) {
    for (const Fault& one : found.faults) fault(one);
    for (const Found::List& list : found.lists) place(list.where);
    for (const Filter& filter : found.filters) {
      place(filter.where);
      text(filter.pattern);
      if (!filter.unresolved) continue;
      if (!filter.pattern.pieces().empty()) fail("unresolved, and a pattern");
      if (filter.unresolved->expression.find('\n') != std::string::npos) fail("not one line");
    }
  }

  std::optional<std::string> failure() const { return failure_; }

 private:
  void text(const Text& text) {
    std::size_t done = 0;
    for (const Text::Piece& piece : text.pieces()) {
      if (piece.value.begin != done || piece.value.end < done) fail("pieces that do not touch");
      done = piece.value.end;
      if (!piece.source) continue;
      place({piece.source, piece.written});
      const std::size_t size = piece.written.end - piece.written.begin;
      const bool is_there =
          piece.is_escape ||
          piece.source->bytes().substr(piece.written.begin, size) ==
              std::string_view(text.value()).substr(piece.value.begin, done - piece.value.begin);
      if (!is_there) fail("a piece whose bytes are not there");
    }
    if (done != text.value().size()) fail("pieces that are not all of the text");
  }

  void place(const Written& where) {
    const bool is_within = where.source == file_ && where.span.begin <= where.span.end &&
                           where.span.end <= file_->bytes().size();
    if (!is_within) fail("a place outside the file");
  }

  void fail(std::string what) { failure_ = std::move(what); }

  SourcePtr file_;
  std::optional<std::string> failure_;
};

std::optional<std::string> misread(const std::string& bytes, const char* name) {
  const auto file = std::make_shared<const Source>(name, bytes);
  Check check(file);
  check.found(read_file(file));
  const auto json = read_json_tree(file);
  if (const Node* document = std::get_if<Node>(&json)) {
    check.tree(*document);
    // Whatever they are for, they take any document.
    for (const auto reader :
         {read_terraform_plan, read_terraform_state, read_pulumi, read_metric_filters}) {
      check.found(reader(*document));
    }
    check.found(read_template(*document, Container::Serverless));
  } else {
    check.fault(std::get<Fault>(json));
  }
  const auto yaml = read_yaml_trees(file);
  if (const auto* documents = std::get_if<std::vector<Node>>(&yaml)) {
    check.trees(*documents);
    for (const Node& document : *documents) {
      check.found(read_template(document, Container::CloudFormation));
    }
  } else {
    check.fault(std::get<Fault>(yaml));
  }
  return check.failure();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"a.yaml", "a.filter", "cdk.out/a.template.json"}) {
    expect_nothing(misread(bytes, name));
  }
  return 0;
}
