#include "match/container_end.hpp"

#include <gtest/gtest.h>

#include <string>

namespace filtercheck::match {
namespace {

// Byte by byte.
std::optional<std::size_t> expected_end(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      const char next = text.substr(i + 1, 1).empty() ? 'x' : text[i + 1];
      if (next == '"' || next == '\\') ++i;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string && (c == '{' || c == '[')) {
      ++depth;
    } else if (!in_string && (c == '}' || c == ']') && --depth == 0) {
      return i + 1;
    }
  }
  return std::nullopt;
}

TEST(ContainerEnd, OfAllSmallTexts) {
  constexpr std::string_view kLetters = "{]\"\\a";
  for (const Simd simd : available_simd()) {
    std::size_t texts = 1;
    for (std::size_t size = 0; size <= 6; ++size, texts *= kLetters.size()) {
      for (std::size_t number = 0; number < texts; ++number) {
        std::string text = "[";
        for (std::size_t i = 0, rest = number; i < size; ++i, rest /= kLetters.size())
          text += kLetters[rest % kLetters.size()];
        ASSERT_EQ(ContainerEnd(simd).find(text), expected_end(text)) << text;
      }
    }
  }
}

// Strings, escapes and ends at every place of 64 bytes, and in parts.
TEST(ContainerEnd, AcrossWords) {
  const std::string tail = R"({"\\":["\"}"]},[[{}]]}} ])";
  for (const Simd simd : available_simd()) {
    for (std::size_t shift = 0; shift < 140; ++shift) {
      for (const std::string& head :
           {"{" + std::string(shift, 'x'), "{" + std::string(shift, '['),
            "{\"" + std::string(shift, '}') + "\"", "{\"" + std::string(shift, '\\') + "\\\""}) {
        const std::string text = head + tail;
        ContainerEnd in_parts(simd);
        std::optional<std::size_t> found;
        for (std::size_t size = 0; size <= text.size() && !found; ++size)
          found = in_parts.find(std::string_view(text).substr(0, size));
        ASSERT_EQ(found, expected_end(text)) << text;
        ASSERT_EQ(ContainerEnd(simd).find(text), expected_end(text)) << text;
      }
    }
  }
}

TEST(ContainerEnd, OfWhatIsNested) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "[{";
  for (int i = 0; i < 10'000; ++i) text += "}]";
  for (const Simd simd : available_simd()) {
    EXPECT_EQ(ContainerEnd(simd).find(text + text), text.size());
    EXPECT_EQ(ContainerEnd(simd).find(text.substr(1) + "]"), text.size() - 2);
    EXPECT_EQ(ContainerEnd(simd).find(std::string_view(text).substr(0, text.size() - 1)),
              std::nullopt);
  }
}

}  // namespace
}  // namespace filtercheck::match
