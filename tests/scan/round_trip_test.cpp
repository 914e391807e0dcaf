// Strings written in each way that a document quotes them, and read back: the same bytes, and each
// at its place.
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "documents.hpp"
#include "scan/tree.hpp"
#include "strings.hpp"

namespace filtercheck::scan {
namespace {

// ---- Writers: a document of one member `k`, or nothing if the style cannot say the string
// ----------

std::string hex(unsigned value, int digits) {
  std::string text;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    text += "0123456789abcdef"[value >> static_cast<unsigned>(shift) & 15U];
  }
  return text;
}

std::string json(const std::string& value) {
  return "{\"k\": " + nlohmann::json(value).dump() + "}\n";
}
std::string json_in_ascii(const std::string& value) {
  return "\xEF\xBB\xBF{ \"k\" :\r\n\t" + nlohmann::json(value).dump(-1, ' ', true) + "}";
}

bool is_control(char c) { return (c >= 0 && c < 0x20) || c == 0x7F; }
bool has_control(const std::string& value, bool except_line_ends) {
  for (const char c : value) {
    if (is_control(c) && !(except_line_ends && c == '\n')) return true;
  }
  return false;
}

std::string single(const std::string& value) {
  if (has_control(value, false)) return "";
  std::string text = "a: 1\nk: '";
  for (const char c : value) text += c == '\'' ? "''" : std::string(1, c);
  return text + "'\nl: 2\n";
}

// Each blank between two words is a line end with blanks around.
std::string single_folded(const std::string& value) {
  if (has_control(value, false)) return "";
  std::string text = "- k: '";
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool is_between = i > 0 && i + 1 < value.size() && value[i] == ' ' &&
                            value[i - 1] != ' ' && value[i + 1] != ' ';
    text += is_between ? " \t\n      " : value[i] == '\'' ? "''" : std::string(1, value[i]);
  }
  return text + "'\n";
}

std::string double_quoted(const std::string& value) {
  std::string text = "{x: [], k: \"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += is_control(c) ? "\\x" + hex(static_cast<unsigned>(c), 2) : std::string(1, c);
  }
  return text + "\" , l: 2}\n";
}

// A line for each character, and every second one as an escape.
std::string double_in_lines(const std::string& value) {
  std::string text = "k: \"\\\n";
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool is_ascii = (static_cast<unsigned char>(c) & 0x80U) == 0;
    const bool is_escaped =
        is_ascii && (i % 2 == 0 || c == '"' || c == '\\' || c == ' ' || is_control(c));
    text += is_escaped ? "\\u" + hex(static_cast<unsigned>(c), 4) : std::string(1, c);
    if (is_escaped) text += "\\\n    ";
  }
  return text + "\"\n";
}

std::string literal(const std::string& value) {
  if (has_control(value, true)) return "";
  std::string text = "k: |2+\n  ";
  for (const char c : value) text += c == '\n' ? "\n  " : std::string(1, c);
  return value.empty() || value.back() != '\n' ? "" : text.substr(0, text.size() - 2) + "l: 1\n";
}

std::string literal_stripped(const std::string& value) {
  const bool can = !value.empty() && value.back() != '\n' && value.front() != ' ' &&
                   value.front() != '\n' && !has_control(value, true);
  if (!can) return "";
  std::string text = "a:\r\n- k: |-\r\n     ";
  for (const char c : value) text += c == '\n' ? "\r\n     " : std::string(1, c);
  return text + "\r\n\r\n  l: 1\r\n";
}

// Each blank between two words is a line end.
std::string folded(const std::string& value) {
  const bool can = !value.empty() && value.front() != ' ' && !has_control(value, false);
  if (!can) return "";
  std::string text = "k: >-\n   ";
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool is_between = i > 0 && i + 1 < value.size() && value[i] == ' ' &&
                            value[i - 1] != ' ' && value[i + 1] != ' ';
    text += is_between ? "\n   " : std::string(1, value[i]);
  }
  return text + "\n";
}

std::string plain(const std::string& value) {
  const bool can = !value.empty() && !has_control(value, false) &&
                   value.find_first_of(" ?-{}[],#&*!|>'\"%@`=~") != 0 && value.back() != ' ' &&
                   value.back() != ':' && value.find(": ") == std::string::npos &&
                   value.find(" #") == std::string::npos;
  return can ? "k: !!str " + value + "  # c\n" : "";
}

// ---- Readers ------------------------------------------------------------------------------------

void expect_read_back(const std::string& bytes, const std::string& value, bool is_json) {
  SCOPED_TRACE(bytes);
  const SourcePtr file = file_of("a", bytes);
  Node document;
  if (is_json) {
    auto read = read_json_tree(file);
    ASSERT_EQ(read.index(), 0U) << std::get<Fault>(read).message;
    document = std::get<Node>(std::move(read));
  } else {
    auto read = read_yaml_trees(file);
    ASSERT_EQ(read.index(), 0U) << std::get<Fault>(read).message;
    document = std::get<std::vector<Node>>(std::move(read)).at(0);
  }
  const Node* node = document.find("k");
  if (node == nullptr) node = document.find_path({"0", "k"});
  if (node == nullptr) node = document.find_path({"a", "0", "k"});
  ASSERT_NE(node, nullptr);
  EXPECT_EQ(node->text.value(), value);
  std::size_t done = 0;
  std::size_t at = node->where.span.begin;
  for (const Text::Piece& piece : node->text.pieces()) {
    EXPECT_EQ(piece.value.begin, done);
    EXPECT_GE(piece.written.begin, at);
    done = piece.value.end;
    at = piece.written.end;
    const std::string part = value.substr(piece.value.begin, done - piece.value.begin);
    if (piece.is_escape) {
      // One character, or the line ends of one place.
      EXPECT_TRUE(part.size() <= 4 || part.find_first_not_of('\n') == std::string::npos) << part;
    } else {
      EXPECT_EQ(part, written({piece.source, piece.written}));
    }
  }
  EXPECT_EQ(done, value.size());
  EXPECT_LE(at, file->bytes().size());
}

struct Style {
  const char* name;
  std::function<std::string(const std::string&)> write;
  bool is_json = false;
};
void PrintTo(const Style& given, std::ostream* out) { *out << given.name; }

class RoundTrip : public testing::TestWithParam<Style> {};

TEST_P(RoundTrip, KeepsEachByte) {
  std::size_t written = 0;
  for (const std::string& value : strings_to_write()) {
    const std::string bytes = GetParam().write(value);
    if (bytes.empty()) continue;
    ++written;
    expect_read_back(bytes, value, GetParam().is_json);
  }
  EXPECT_GE(written, 5U);
  RecordProperty("written", static_cast<int>(written));
}

INSTANTIATE_TEST_SUITE_P(
    All, RoundTrip,
    testing::Values(Style{"json", json, true}, Style{"json_in_ascii", json_in_ascii, true},
                    Style{"json_as_yaml", json}, Style{"single", single},
                    Style{"single_folded", single_folded}, Style{"double", double_quoted},
                    Style{"double_in_lines", double_in_lines}, Style{"literal", literal},
                    Style{"literal_stripped", literal_stripped}, Style{"folded", folded},
                    Style{"plain", plain}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace filtercheck::scan
