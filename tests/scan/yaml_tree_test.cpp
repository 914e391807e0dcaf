#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "documents.hpp"
#include "scan/tree.hpp"

namespace filtercheck::scan {
namespace {

SourcePtr source(std::string bytes) { return file_of("a.yaml", std::move(bytes)); }

std::vector<Node> trees(const SourcePtr& file) {
  auto read = read_yaml_trees(file);
  const Fault* fault = std::get_if<Fault>(&read);
  EXPECT_EQ(fault, nullptr) << (fault == nullptr ? "" : fault->message);
  return fault == nullptr ? std::get<std::vector<Node>>(std::move(read)) : std::vector<Node>{};
}

// ---- Scalars

struct Scalar {
  const char* name;
  std::string bytes;               // with one scalar under `k`
  std::string value;               // of it
  std::string where;               // it, as written
  std::vector<std::string> parts;  // its pieces, as written; escapes in angle brackets
};
void PrintTo(const Scalar& given, std::ostream* out) { *out << given.name; }

class YamlScalar : public testing::TestWithParam<Scalar> {};

TEST_P(YamlScalar, IsFollowedThroughTheFile) {
  const std::vector<Node> read = trees(source(GetParam().bytes));
  ASSERT_EQ(read.size(), 1U);
  const Node* node = read[0].find("k");
  ASSERT_NE(node, nullptr);
  EXPECT_EQ(node->kind, Node::Kind::String);
  EXPECT_EQ(node->text.value(), GetParam().value);
  EXPECT_EQ(written(node->where), GetParam().where);
  EXPECT_EQ(parts(node->text), GetParam().parts);
}

INSTANTIATE_TEST_SUITE_P(
    All, YamlScalar,
    testing::Values(
        Scalar{"plain", "k: a b # c\nl: x", "a b", "a b", {"a b"}},
        Scalar{"plain_folded",
               "k: a \n   b\n\n   c\nl: x",
               "a b\nc",
               "a \n   b\n\n   c",
               {"a", "< \n   >", "b", "<\n\n   >", "c"}},
        Scalar{"plain_in_flow", "{k: a b , l: x}", "a b", "a b", {"a b"}},
        Scalar{"plain_crlf", "k: a\r\n b\r\n", "a b", "a\r\n b", {"a", "<\r\n >", "b"}},
        Scalar{"plain_tagged",
               "k: !Sub &a # c\n  a${B}\n",
               "a${B}",
               "!Sub &a # c\n  a${B}",
               {"a${B}"}},
        Scalar{"single", "k: 'a''b '\n", "a'b ", "'a''b '", {"a", "<''>", "b "}},
        Scalar{"single_empty", "k: ''\n", "", "''", {""}},
        Scalar{"single_folded",
               "k: 'a\n\n\n  b \n  '",
               "a\n\nb ",
               "'a\n\n\n  b \n  '",
               {"a", "<\n\n\n  >", "b", "< \n  >"}},
        Scalar{"single_clipped", "k: 'a\n\n\n  '", "a\n", "'a\n\n\n  '", {"a", "<\n\n\n  >"}},
        Scalar{"double",
               R"(k: "a\"b\\\x41\u00e9\U0001F600\L\n!")",
               "a\"b\\A\xC3\xA9\xF0\x9F\x98\x80\xE2\x80\xA8\n!",
               R"("a\"b\\\x41\u00e9\U0001F600\L\n!")",
               {"a", "<\\\">", "b", "<\\\\>", "<\\x41>", "<\\u00e9>", "<\\U0001F600>", "<\\L>",
                "<\\n>", "!"}},
        Scalar{"double_folded",
               "k: \"a \\\n  b\n\n  c\\ \n d\"",
               "a b\nc  d",
               "\"a \\\n  b\n\n  c\\ \n d\"",
               {"a ", "<\\\n  >", "b", "<\n\n  >", "c", "<\\ >", "<\n >", "d"}},
        Scalar{"literal",
               "k: |\n  a\n   b\n\n  c\n\nl: x",
               "a\n b\n\nc\n",
               "|\n  a\n   b\n\n  c",
               {"a", "<\n  >", " b\n", "<\n  >", "c\n"}},
        Scalar{"literal_crlf",
               "k: |\r\n  a\r\n  b\r\n",
               "a\nb\n",
               "|\r\n  a\r\n  b",
               {"a", "<\r\n  >", "b", "<\r\n>"}},
        Scalar{"literal_indented", "k: |2-  # c\n     a\n", "   a", "|2-  # c\n     a", {"   a"}},
        Scalar{"literal_kept", "k: |+\n\n a\n\n", "\na\n\n", "|+\n\n a", {"<\n >", "a\n\n"}},
        Scalar{"literal_of_no_lines", "k: |\nl: x", "", "|", {}},
        Scalar{"literal_cut_short", "k: |\n  a", "a", "|\n  a", {"a"}},
        Scalar{"folded",
               "k: >-\n  a\n  b\n\n  c\n    d\n  e\n\n",
               "a b\nc\n  d\ne",
               ">-\n  a\n  b\n\n  c\n    d\n  e",
               {"a", "<\n  >", "b", "<\n\n  >", "c", "<\n  >", "  d", "<\n  >", "e"}},
        // By the specification the value has one line end more.
        Scalar{"folded_kept", "k: >+\n  a\n\n\n", "a\n\n", ">+\n  a", {"a", "<\n\n\n>"}},
        Scalar{"characters",
               "\xEF\xBB\xBF\xC3\xA9: x\nk: \xC3\xA9 \xE2\x82\xAC",
               "\xC3\xA9 \xE2\x82\xAC",
               "\xC3\xA9 \xE2\x82\xAC",
               {"\xC3\xA9 \xE2\x82\xAC"}}),
    [](const auto& test) { return std::string(test.param.name); });

// ---- Collections

TEST(YamlTree, IsTheDocument) {
  const SourcePtr file = source(
      "# c\n"
      "a: !Join ['', [x, !Ref Y , ]]\n"
      "b:\n"
      "- 1\n"
      "-\n"
      "- ~\n"
      "c: {d: &e f, g: *e, h}\n"
      "<<: *e\n"
      "a: true\n");
  const std::vector<Node> read = trees(file);
  ASSERT_EQ(read.size(), 1U);
  const Node& root = read[0];
  ASSERT_EQ(root.members.size(), 5U);
  const Node& join = *root.find("a");
  EXPECT_EQ(join.tag, "!Join");
  EXPECT_EQ(written(join.where), "!Join ['', [x, !Ref Y , ]]");
  EXPECT_EQ(written(join.elements[1].where), "[x, !Ref Y , ]");
  EXPECT_EQ(join.elements[1].elements[1].tag, "!Ref");
  const Node& list = *root.find("b");
  EXPECT_EQ(written(list.where), "- 1\n-\n- ~");
  EXPECT_EQ(list.elements[0].kind, Node::Kind::Number);
  EXPECT_EQ(list.elements[1].kind, Node::Kind::Null);
  EXPECT_EQ(written(list.elements[1].where), "");
  EXPECT_EQ(written(list.elements[2].where), "~");
  const Node& map = *root.find("c");
  EXPECT_EQ(written(map.where), "{d: &e f, g: *e, h}");
  EXPECT_EQ(written(map.find("d")->where), "&e f");
  EXPECT_EQ(map.find("g")->kind, Node::Kind::Null);
  EXPECT_EQ(map.find("g")->tag, "*e");
  EXPECT_EQ(map.find("h")->kind, Node::Kind::Null);
  EXPECT_EQ(root.find("<<")->tag, "*e");
  EXPECT_EQ(root.members[4].second.kind, Node::Kind::Boolean);
}

TEST(YamlTree, IsOneForEachDocument) {
  const std::vector<Node> read = trees(source("---\na: 1\n---\n- b\n...\n---\n"));
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(read[0].kind, Node::Kind::Map);
  EXPECT_EQ(read[1].elements[0].text.value(), "b");
  EXPECT_EQ(read[2].kind, Node::Kind::Null);
  EXPECT_TRUE(trees(source("")).empty());
  EXPECT_TRUE(trees(source("# nothing\n")).empty());
}

TEST(YamlTree, HasKeysOfAnyKind) {
  const std::vector<Node> read = trees(source("{{a: b}: 1, ? [c] : 2, ~: 3, 4: 5, $.x = y}"));
  const Node& root = read.at(0);
  ASSERT_EQ(root.members.size(), 5U);
  EXPECT_EQ(root.members[0].first.value(), "");
  EXPECT_EQ(root.members[1].first.value(), "");
  EXPECT_EQ(root.members[2].first.value(), "");
  EXPECT_EQ(root.members[3].first.value(), "4");
  EXPECT_EQ(root.members[4].first.value(), "$.x = y");
}

// An empty node with a tag is not what comes next.
TEST(YamlTree, KnowsTagsWithoutContent) {
  const std::vector<Node> read = trees(source("a: !X\nb: !X\n\"c\": !X ''\n"));
  EXPECT_EQ(written(read.at(0).find("a")->where), "!X");
  EXPECT_EQ(written(read.at(0).find("b")->where), "!X");
  EXPECT_EQ(written(read.at(0).find("c")->where), "!X ''");
}

struct Plain {
  Node::Kind kind;
  std::vector<std::string> tokens;
};
void PrintTo(const Plain& given, std::ostream* out) { *out << given.tokens[0]; }

class YamlPlain : public testing::TestWithParam<Plain> {};

TEST_P(YamlPlain, IsTypedByTheCoreSchema) {
  for (const std::string& token : GetParam().tokens) {
    const std::vector<Node> read = trees(source("k: " + token));
    EXPECT_EQ(read.at(0).find("k")->kind, GetParam().kind) << token;
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, YamlPlain,
    testing::Values(Plain{Node::Kind::Null, {"~", "null", "Null", "NULL", "", "!!null ''"}},
                    Plain{Node::Kind::Boolean, {"true", "True", "FALSE", "!!bool 'true'"}},
                    Plain{Node::Kind::Number,
                          {"0", "-12", "+7", "0o17", "0xfF", "1.", ".5", "-1.5e+3", "2E9", ".inf",
                           "-.INF", ".nan", "!!int '3'"}},
                    Plain{Node::Kind::String,
                          {"yes", "no", "tRUE", "0o8", "0x", "1e", "1.2.3", ".", "-.nan", "1_000",
                           "'1'", "\"true\"", "!!str 1", "! 1", "!Ref 1", "nullx", "2001-01-01"}}));

// ---- Faults

std::string fault(std::string bytes) {
  const SourcePtr file = source(std::move(bytes));
  const auto read = read_yaml_trees(file);
  const Fault* found = std::get_if<Fault>(&read);
  if (found == nullptr) return "";
  const FilePlace place = file->place(found->where.span.begin);
  return std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + found->message;
}

TEST(YamlTree, SaysWhyThereIsNone) {
  EXPECT_EQ(fault("a: [1\n"), "2:1: not YAML: end of sequence flow not found");
  EXPECT_EQ(fault("\xEF\xBB\xBF\xC3\xA9: b: c"), "1:5: not YAML: illegal map value");
  EXPECT_EQ(fault("a: *b"), "1:4: not YAML: the referenced anchor is not defined");
  EXPECT_EQ(fault("a: b\n\x04"), "2:1: not YAML in UTF-8: control character");
  EXPECT_EQ(fault("\xFE\xFF"), "1:1: not YAML in UTF-8: control character");
  EXPECT_EQ(fault(std::string(199, '[') + std::string(199, ']')), "");
  EXPECT_EQ(fault(std::string(200, '[') + std::string(200, ']')),
            "1:200: nested 200 deep or deeper");
  EXPECT_EQ(fault(std::string(100000, '{')), "1:199: nested 200 deep or deeper");
  EXPECT_EQ(fault("{a: b},\n"), "1:7: not YAML: this is behind the document");
  EXPECT_EQ(fault("{a: b}}\n"), "1:7: not YAML: illegal flow end");
  std::string keys;
  for (int i = 0; i < 1000; ++i) keys += "? ";
  EXPECT_EQ(fault(keys), "1:399: nested 200 deep or deeper");
  EXPECT_EQ(fault(std::string(kMostYamlBytes + 1, ' ')),
            "1:1: not read: YAML of more than 4194304 bytes");
}

}  // namespace
}  // namespace filtercheck::scan
