#include "review/ignore.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace filtercheck::review {

namespace {

constexpr std::string_view kWord = "filtercheck:ignore";
constexpr std::string_view kBlanks = " \t\r";

struct Line {
  std::size_t begin;  // in the file
  std::string_view text;

  std::size_t indentation() const { return std::min(text.find_first_not_of(kBlanks), text.size()); }
  bool is_blank() const { return indentation() == text.size(); }
  bool is_comment() const {
    const std::string_view rest = text.substr(indentation());
    return rest.starts_with('#') || rest.starts_with("//");
  }
  bool closes() const {
    const std::size_t at = indentation();
    return at < text.size() && (text[at] == '}' || text[at] == ']');
  }
};

// As Source::place counts them.
std::vector<Line> lines_of(std::string_view bytes) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin <= bytes.size();) {
    std::size_t end = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
    lines.push_back({begin, bytes.substr(begin, end - begin)});
    if (bytes.substr(end).starts_with("\r\n")) ++end;
    begin = end + 1;
  }
  return lines;
}

// Where the word begins in a comment of the line.
std::optional<std::size_t> find_word(std::string_view line) {
  const std::size_t at = line.find(kWord);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view before = line.substr(0, at);
  before = before.substr(0, before.find_last_not_of(kBlanks) + 1);
  if (!before.ends_with('#') && !before.ends_with("//")) return std::nullopt;
  return at;
}

// The next blank-delimited word; it is taken off the text.
std::string_view next_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
  text.remove_prefix(word.size());
  return word;
}

// The last line of what begins at `first`: lines with more indentation, and what closes them.
std::size_t last_below(const std::vector<Line>& lines, std::size_t first) {
  const std::size_t indentation = lines[first].indentation();
  std::size_t last = first;
  for (std::size_t i = first + 1; i < lines.size(); ++i) {
    if (lines[i].is_blank()) continue;
    const bool is_below = lines[i].indentation() > indentation;
    if (is_below) last = i;
    if (!is_below) return lines[i].closes() && lines[i].indentation() == indentation ? i : last;
  }
  return last;
}

}  // namespace

std::vector<Ignore> ignores_of(const scan::SourcePtr& source) {
  if (source->bytes().find(kWord) == std::string_view::npos) return {};
  std::vector<Ignore> ignores;
  const std::vector<Line> lines = lines_of(source->bytes());
  // What the comments right above are about, which is found once for all of them.
  std::size_t first = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto at = find_word(lines[i].text);
    if (!at) continue;
    std::string_view rest = lines[i].text.substr(*at + kWord.size());
    const std::string_view code = next_word(rest);
    rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
    rest = rest.substr(0, rest.find_last_not_of(kBlanks) + 1);
    const bool is_alone = lines[i].is_comment();
    if (is_alone && first <= i) {
      first = i;
      while (first < lines.size() && (lines[first].is_comment() || lines[first].is_blank()))
        ++first;
      last = first < lines.size() ? last_below(lines, first) : first;
    }
    ignores.push_back({{source, {lines[i].begin + *at, lines[i].begin + lines[i].text.size()}},
                       std::string(code),
                       std::string(rest),
                       (is_alone ? first : i) + 1,
                       (is_alone ? last : i) + 1});
  }
  return ignores;
}

}  // namespace filtercheck::review
