#include "report/text.hpp"

#include <algorithm>

#include "base/unicode.hpp"

namespace filtercheck::report {

namespace {

constexpr std::size_t kWidth = 100;

struct Style {
  bool on;
  std::string operator()(const char* code, std::string text) const {
    if (!on) return text;
    std::string out = "\033[";
    out += code;
    out += "m";
    out += text;
    out += "\033[0m";
    return out;
  }
};

// The part of the text that is printed for a span, and the span within it, in characters.
struct Excerpt {
  std::u32string line;
  std::size_t begin;
  std::size_t end;
};

std::u32string points_of(std::string_view text) {
  std::u32string points = base::decode_utf8(text);  // malformed bytes become 0
  for (char32_t& c : points) {
    if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0)) c = c == U'\t' ? U' ' : U'\uFFFD';
  }
  return points;
}

// Moves an offset to where a code point begins.
std::size_t at_code_point(std::string_view text, std::size_t offset) {
  while (offset > 0 && offset < text.size() &&
         (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) {
    --offset;
  }
  return offset;
}

// The line of the span's begin, cut to a window around it: a line may be a million characters long.
Excerpt excerpt_of(std::string_view text, Span span) {
  const std::size_t begin = std::min(span.begin, text.size());
  const std::size_t near = begin - std::min(begin, 2 * kWidth);
  const std::string_view before = text.substr(near, begin - near);
  const std::size_t line_break = before.rfind('\n');
  const bool starts = line_break != std::string_view::npos || near == 0;
  const std::size_t first =
      line_break != std::string_view::npos ? near + line_break + 1 : at_code_point(text, near);
  const std::size_t far = std::min(begin + 4 * kWidth, text.size());
  const std::size_t end_of_line = text.substr(0, far).find('\n', begin);
  const bool ends = end_of_line != std::string_view::npos || far == text.size();
  std::size_t last = end_of_line != std::string_view::npos ? end_of_line : at_code_point(text, far);
  if (ends && last > begin && text[last - 1] == '\r') --last;
  const std::size_t end = std::clamp(span.end, begin, std::max(last, begin));
  Excerpt excerpt{points_of(text.substr(first, last - first)),
                  points_of(text.substr(first, begin - first)).size(), 0};
  excerpt.end =
      excerpt.begin + std::max<std::size_t>(points_of(text.substr(begin, end - begin)).size(), 1);
  const std::size_t from =
      excerpt.line.size() > kWidth && excerpt.begin > kWidth / 2 ? excerpt.begin - kWidth / 2 : 0;
  const bool cut = !ends || from + kWidth < excerpt.line.size();
  excerpt.line = excerpt.line.substr(from, kWidth);
  excerpt.begin -= from;
  excerpt.end = std::min(excerpt.end - from, excerpt.line.size() + 1);
  if (from > 0 || !starts) {
    excerpt.line.insert(0, U"...");
    excerpt.begin += 3;
    excerpt.end += 3;
  }
  if (cut) excerpt.line += U"...";
  return excerpt;
}

std::string utf8(std::u32string_view points) {
  std::string out;
  for (const char32_t c : points) base::append_utf8(out, c);
  return out;
}

}  // namespace

std::string printable(std::string_view text) { return utf8(points_of(text)); }

std::string shortened(std::string_view text, std::size_t characters) {
  constexpr std::u32string_view kCut = U"...";
  constexpr std::size_t kMostBytes = 4;  // of a character
  std::u32string points = points_of(text.substr(0, kMostBytes * (characters + 1)));
  if (points.size() > characters)
    points.replace(characters - kCut.size(), std::u32string::npos, kCut);
  return utf8(points);
}

Place place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::size_t start = before.rfind('\n');
  return {line, base::count_code_points(
                    start == std::string_view::npos ? before : before.substr(start + 1)) +
                    1};
}

std::string excerpt(std::string_view text, Span span, bool colour) {
  const Excerpt shown = excerpt_of(text, span);
  std::string out = "  " + utf8(shown.line) + "\n";
  out += "  " + std::string(shown.begin, ' ');
  out += Style{colour}("1;32", std::string(shown.end - shown.begin, '^'));
  return out += "\n";
}

std::string rendered(std::string_view name, std::string_view text, const Diagnostic& diagnostic,
                     bool colour) {
  const Style style{colour};
  const Place place = place_of(text, diagnostic.span.begin);
  std::string where(name);
  where += ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
  std::string out = style("1", where) + style("1;31", "error: ") + printable(message(diagnostic));
  out += " [" + std::string(diagnostic.code) + "]\n";
  out += excerpt(text, diagnostic.span, colour);
  if (const auto advice = hint(diagnostic)) out += "  hint: " + printable(*advice) + "\n";
  if (const auto aws = aws_answer(diagnostic)) {
    std::string answer = printable(*aws);
    if (answer.size() > 3 * kWidth) {
      answer.resize(kWidth);
      answer += " ...";
    }
    out += "  AWS answers: " + answer + "\n";
  }
  return out;
}

}  // namespace filtercheck::report
