#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>

#include "documents.hpp"
#include "scan/tree.hpp"

namespace filtercheck::scan {
namespace {

SourcePtr source(std::string bytes) { return file_of("a.json", std::move(bytes)); }

Node tree(const SourcePtr& file) {
  auto read = read_json_tree(file);
  const Fault* fault = std::get_if<Fault>(&read);
  EXPECT_EQ(fault, nullptr) << (fault == nullptr ? "" : fault->message);
  return fault == nullptr ? std::get<Node>(std::move(read)) : Node{};
}

TEST(JsonTree, IsTheDocument) {
  const SourcePtr file = source("{\"a\": [1.0, true, null, \"x\"],\n \"b\": {}, \"a\": 2}");
  const Node root = tree(file);
  EXPECT_EQ(root.kind, Node::Kind::Map);
  EXPECT_EQ(written(root.where), file->bytes());
  ASSERT_EQ(root.members.size(), 3U);
  EXPECT_EQ(root.members[2].first.value(), "a");
  const Node& list = *root.find("a");
  ASSERT_EQ(list.elements.size(), 4U);
  EXPECT_EQ(list.elements[0].kind, Node::Kind::Number);
  EXPECT_EQ(list.elements[0].text.value(), "1.0");
  EXPECT_EQ(list.elements[1].kind, Node::Kind::Boolean);
  EXPECT_EQ(list.elements[1].text.value(), "true");
  EXPECT_EQ(list.elements[2].kind, Node::Kind::Null);
  EXPECT_EQ(written(list.where), "[1.0, true, null, \"x\"]");
  EXPECT_EQ(written(list.elements[3].where), "\"x\"");
  EXPECT_EQ(root.find("b")->kind, Node::Kind::Map);
  EXPECT_EQ(root.find("c"), nullptr);
}

TEST(JsonTree, IsWalkedByPaths) {
  const Node root = tree(source(R"({"a": [{"b": "x"}, "y"]})"));
  ASSERT_NE(root.find_path({"a", "0", "b"}), nullptr);
  EXPECT_EQ(root.find_path({"a", "0", "b"})->text.value(), "x");
  EXPECT_EQ(root.find_path({"a", "1"})->text.value(), "y");
  EXPECT_EQ(root.find_path({}), &root);
  EXPECT_EQ(root.find_path({"a", "2"}), nullptr);
  EXPECT_EQ(root.find_path({"a", "1x"}), nullptr);
  EXPECT_EQ(root.find_path({"a", ""}), nullptr);
  EXPECT_EQ(root.find_path({"a", "1", "b"}), nullptr);
}

TEST(JsonTree, KnowsWhereBytesStandBetweenEscapes) {
  // Behind a byte order mark: 1 | é | an escaped quote | an é that is escaped | a pair | a half.
  const SourcePtr file = source("\xEF\xBB\xBF[\"1\xC3\xA9\\\"\\u00e9\\ud83d\\ude00\\ud83d2\"]");
  const Text text = tree(file).elements[0].text;
  EXPECT_EQ(text.value(),
            "1\xC3\xA9\"\xC3\xA9\xF0\x9F\x98\x80\xED\xA0\xBD"
            "2");
  const auto place = [&](std::size_t begin, std::size_t end) {
    const Span span = text.written({begin, end})->span;
    return std::string(file->bytes().substr(span.begin, span.end - span.begin));
  };
  EXPECT_EQ(place(0, 3), "1\xC3\xA9");
  EXPECT_EQ(place(3, 4), "\\\"");
  EXPECT_EQ(place(4, 6), "\\u00e9");
  EXPECT_EQ(place(5, 6), "\\u00e9");
  EXPECT_EQ(place(6, 10), "\\ud83d\\ude00");
  EXPECT_EQ(place(10, 13), "\\ud83d");
  EXPECT_EQ(place(13, 14), "2");
  EXPECT_EQ(text.pieces().size(), 6U);
  EXPECT_EQ(file->place(text.written({13, 14})->span.begin), (FilePlace{1, 31}));
}

TEST(JsonTree, SaysWhyThereIsNone) {
  const auto fault = [](std::string bytes) {
    const auto read = read_json_tree(source(std::move(bytes)));
    const Fault* found = std::get_if<Fault>(&read);
    if (found == nullptr) return std::string();
    return std::to_string(found->where.span.begin) + ": " + found->message;
  };
  EXPECT_EQ(fault(""), "0: not JSON: expected a value, found the end");
  EXPECT_EQ(fault("\xEF\xBB\xBF{\"a\" 1}"), "8: not JSON: expected `:`");
  EXPECT_EQ(fault(std::string(199, '[') + std::string(199, ']')), "");
  EXPECT_EQ(fault(std::string(200, '[') + std::string(200, ']')), "199: nested 200 deep or deeper");
  std::string many;
  for (std::size_t i = 0; i < kMostValues; ++i) many += ",1";
  many[0] = '[';
  EXPECT_EQ(fault(many + "]"), "3999997: holds 2000000 values or more");
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "{\"\":";
  EXPECT_EQ(fault(deep + "0" + std::string(100000, '}')), "796: nested 200 deep or deeper");
}

}  // namespace
}  // namespace filtercheck::scan
