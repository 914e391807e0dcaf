#include "review/patched.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace filtercheck::review {
namespace {

scan::SourcePtr source(const std::string& bytes) {
  return std::make_shared<scan::Source>("a.tf", bytes);
}

Edit edit(std::size_t begin, std::size_t end, const std::string& text) {
  return {{nullptr, {begin, end}}, text};
}

TEST(Patched, IsUnchangedWithoutEdits) {
  Patched patched(source("a\nb\n"));
  EXPECT_EQ(patched.text(), "a\nb\n");
  EXPECT_EQ(patched.diff(), "");
  patched.apply({});
  EXPECT_EQ(patched.diff(), "");
}

TEST(Patched, ShowsThreeLinesAround) {
  Patched patched(source("1\n2\n3\n4\n5\n6\n7\n8\n"));
  patched.apply({edit(8, 9, "five"), edit(9, 9, "!")});
  EXPECT_EQ(patched.text(), "1\n2\n3\n4\nfive!\n6\n7\n8\n");
  EXPECT_EQ(patched.diff(),
            "--- a/a.tf\n+++ b/a.tf\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five!\n 6\n 7\n 8\n");
}

TEST(Patched, JoinsChangesThatAreNear) {
  std::string text;
  for (char c = 'a'; c <= 'z'; ++c) text += std::string(1, c) + "\n";
  Patched patched(source(text));
  patched.apply({edit(0, 2, ""), edit(14, 15, "H1\nH2"), edit(50, 51, "Z")});
  EXPECT_EQ(patched.diff(),
            "--- a/a.tf\n+++ b/a.tf\n"
            "@@ -1,11 +1,11 @@\n-a\n-b\n+b\n c\n d\n e\n f\n g\n-h\n+H1\n+H2\n i\n j\n k\n"
            "@@ -23,4 +23,4 @@\n w\n x\n y\n-z\n+Z\n");
}

TEST(Patched, SaysWhereNoLineEnds) {
  Patched patched(source("a\nb"));
  patched.apply({edit(3, 3, "c")});
  EXPECT_EQ(patched.diff(),
            "--- a/a.tf\n+++ b/a.tf\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+bc\n"
            "\\ No newline at end of file\n");
  Patched empty(source(""));
  empty.apply({edit(0, 0, "x\n")});
  EXPECT_EQ(empty.diff(), "--- a/a.tf\n+++ b/a.tf\n@@ -0,0 +1 @@\n+x\n");
}

// What `patch` makes of a diff, which must fit.
std::string applied(std::string_view before, std::string_view diff) {
  const auto next_line = [](std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    return line;
  };
  std::string after;
  std::size_t line_number = 1;
  std::string_view rest = before;
  next_line(diff);
  next_line(diff);
  while (!diff.empty()) {
    std::string_view line = next_line(diff);
    if (line.starts_with("@@")) {
      const std::size_t first = std::stoul(std::string(line.substr(4)));
      for (; line_number < first; ++line_number) after += next_line(rest);
      continue;
    }
    const char sign = line.front();
    line.remove_prefix(1);
    if (diff.starts_with("\\")) {
      next_line(diff);
      line.remove_suffix(1);
    }
    if (sign != '+') {
      EXPECT_EQ(next_line(rest), line);
      ++line_number;
    }
    if (sign != '-') after += line;
  }
  return after += rest;
}

TEST(Patched, IsTheTextThatItsDiffMakes) {
  std::mt19937 random(1);
  const auto below = [&](std::size_t n) { return random() % n; };
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = below(60); i > 0; --i) text += "ab\n\n"[below(4)];
    Patched patched(source(text));
    std::string expected = text;
    for (std::size_t times = 1 + below(3); times > 0; --times) {
      std::vector<Edit> edits;
      std::string edited;
      std::size_t at = 0;
      while (true) {
        const std::size_t begin = at + below(20);
        const std::size_t end = begin + below(4);
        if (end > expected.size()) break;
        std::string put;
        for (std::size_t i = below(3); i > 0; --i) put += "xy\n"[below(3)];
        edited += expected.substr(at, begin - at) + put;
        edits.push_back(edit(begin, end, put));
        at = end;
        if (below(3) == 0) break;
      }
      expected = edited + expected.substr(at);
      patched.apply(edits);
    }
    ASSERT_EQ(patched.text(), expected);
    const std::string diff = patched.diff();
    if (diff.empty()) {
      ASSERT_EQ(text, expected);
    } else {
      ASSERT_EQ(applied(text, diff), expected) << diff;
    }
  }
}

}  // namespace
}  // namespace filtercheck::review
