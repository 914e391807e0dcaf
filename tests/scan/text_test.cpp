#include "scan/text.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scan/files.hpp"

namespace filtercheck::scan {
namespace {

SourcePtr source(std::string bytes, std::string name = "a.json") {
  return std::make_shared<Source>(std::move(name), std::move(bytes));
}

TEST(Source, CountsLinesAndCharacters) {
  // An é of two bytes, and all three ends of lines.
  const SourcePtr file = source("x\xC3\xA9y\r\nb\rc\n");
  EXPECT_EQ(file->place(std::size_t{0}), (FilePlace{1, 1}));
  EXPECT_EQ(file->place(std::size_t{3}), (FilePlace{1, 3}));
  EXPECT_EQ(file->place(std::size_t{6}), (FilePlace{2, 1}));
  EXPECT_EQ(file->place(std::size_t{8}), (FilePlace{3, 1}));
  EXPECT_EQ(file->place(std::size_t{10}), (FilePlace{4, 1}));
  EXPECT_EQ(file->place(std::size_t{99}), (FilePlace{4, 1}));
}

TEST(Source, CountsInLongLines) {
  std::string line;
  for (int i = 0; i < 1000; ++i) line += "\xC3\xA9x";
  const SourcePtr file = source("\xEF\xBB\xBF" + line + "\n" + line);
  EXPECT_EQ(file->place(std::size_t{3}), (FilePlace{1, 1}));
  EXPECT_EQ(file->place(std::size_t{3 + 3 * 500}), (FilePlace{1, 1001}));
  EXPECT_EQ(file->place(std::size_t{3 + 3000 + 1 + 3 * 999}), (FilePlace{2, 1999}));
}

// "ab\u0041cd" and, in another file, "xy".
struct Joined {
  SourcePtr first = source(R"("ab\u0041cd")");
  SourcePtr second = source("xy", "b.json");
  Text text;
  Joined() {
    text.append("a", {first, {1, 2}}, Quoting::Json);
    text.append("b", {first, {2, 3}}, Quoting::Json);
    text.append("A", {first, {3, 9}}, Quoting::Json);
    text.append("cd", {first, {9, 11}}, Quoting::Json);
    text.append_computed("7");
    Text other;
    other.append("xy", {second, {0, 2}}, Quoting::None);
    text.append(other);
  }
};

TEST(Text, JoinsWhatIsWrittenInARow) {
  const Joined joined;
  EXPECT_EQ(joined.text.value(), "abAcd7xy");
  EXPECT_EQ(joined.text.pieces().size(), 5U);
}

TEST(Text, TakesOtherBytesForAnEscapeEvenOfOneLength) {
  const SourcePtr file = source("a\nb", "a.yaml");
  Text text;
  text.append("a", {file, {0, 1}}, Quoting::YamlPlain);
  text.append(" ", {file, {1, 2}}, Quoting::YamlPlain);
  text.append("b", {file, {2, 3}}, Quoting::YamlPlain);
  ASSERT_EQ(text.pieces().size(), 3U);
  EXPECT_TRUE(text.pieces()[1].is_escape);
}

TEST(Text, KnowsWhereABytesStand) {
  const Joined joined;
  const auto place = [&](std::size_t begin, std::size_t end) {
    const auto written = joined.text.written({begin, end});
    return written ? written->source->name() + " " + std::to_string(written->span.begin) + "-" +
                         std::to_string(written->span.end)
                   : "nowhere";
  };
  EXPECT_EQ(place(0, 2), "a.json 1-3");
  EXPECT_EQ(place(1, 4), "a.json 2-10");
  EXPECT_EQ(place(2, 3), "a.json 3-9");
  EXPECT_EQ(place(2, 2), "a.json 3-3");
  EXPECT_EQ(place(5, 6), "nowhere");
  EXPECT_EQ(place(4, 7), "a.json 10-11");  // ends in another file
  EXPECT_EQ(place(6, 8), "b.json 0-2");
  EXPECT_EQ(place(8, 8), "b.json 2-2");
  EXPECT_FALSE(Text().written({0, 0}));
}

TEST(Text, IsCutWithItsPlaces) {
  const Joined joined;
  const Text part = joined.text.part({1, 4});
  EXPECT_EQ(part.value(), "bAc");
  EXPECT_EQ(part.written({0, 1})->span, (Span{2, 3}));
  EXPECT_EQ(part.written({2, 3})->span, (Span{9, 10}));

  const SourcePtr file = source(" \t{ x }\n");
  Text padded;
  padded.append(file->bytes(), {file, {0, file->bytes().size()}}, Quoting::None);
  const Text trimmed = padded.trimmed();
  EXPECT_EQ(trimmed.value(), "{ x }");
  EXPECT_EQ(trimmed.written({0, 5})->span, (Span{2, 7}));
  EXPECT_EQ(Text::computed(" \n").trimmed().value(), "");
}

TEST(Files, ResolvesPaths) {
  const std::vector<std::vector<std::string>> cases = {
      // folder, path, name
      {"a/b", "../c", "a/c"},   {"", "./modules/x", "modules/x"},
      {"a", "../../b", "../b"}, {"..", "../b", "../../b"},
      {"/a", "../../b", "/b"},  {"a", "/b//c/./d", "/b/c/d"},
      {"a/b", "..", "a"},       {"a", "..", ""},
      {"a", "", "a"},
  };
  for (const auto& one : cases)
    EXPECT_EQ(resolved(one[0], one[1]), one[2]) << one[0] << " " << one[1];
  EXPECT_EQ(folder_of("a/b.tf"), "a");
  EXPECT_EQ(folder_of("b.tf"), "");
  EXPECT_EQ(folder_of("/b.tf"), "/");
}

}  // namespace
}  // namespace filtercheck::scan
