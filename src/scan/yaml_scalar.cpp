// A scalar is not read a second time: its value says what has to come next. A line end is a blank,
// some line ends or nothing as the value has it, an escape is the next character of the value, and
// the indentation of a block is what the file has and the value has not. So what is found agrees
// with the reader; where the two cannot be brought together, nothing is said of the places inside.
#include "scan/yaml_scalar.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace filtercheck::scan {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// 0 if no line ends there. A CR alone ends none, for yaml-cpp.
std::size_t line_end_size(std::string_view bytes, std::size_t at) {
  const std::string_view rest = bytes.substr(at, 2);
  if (rest.starts_with('\n')) return 1;
  return rest == "\r\n" ? 2 : 0;
}

// The bytes of a character in UTF-8, by the first.
std::size_t character_size(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0xC0) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

// What a backslash begins, by the letter behind it.
std::size_t escape_size(char letter) {
  switch (letter) {
    case 'x':
      return 4;
    case 'u':
      return 6;
    case 'U':
      return 10;
    default:
      return 2;
  }
}

// How far the first line that is not blank is indented; no line is: npos.
std::size_t indentation_of(std::string_view lines) {
  const std::size_t text = lines.find_first_not_of(" \n\r");
  if (text == std::string_view::npos) return text;
  return text - (lines.rfind('\n', text) + 1);  // npos + 1 is 0
}

// Goes through value and file side by side. Each step says whether they agree.
class Locator {
 public:
  // In `bytes`, which end where the content does, if that is known.
  Locator(const SourcePtr& source, std::string_view bytes, std::size_t begin, Quoting quoting,
          std::string_view value)
      : source_(source), bytes_(bytes), at_(begin), quoting_(quoting), rest_(value) {}

  bool plain() {
    while (true) {
      const std::string_view line = rest_.substr(0, rest_.find('\n'));
      const std::string_view written = bytes_.substr(at_, line.size());
      const auto equal = std::mismatch(written.begin(), written.end(), line.begin());
      const auto size = static_cast<std::size_t>(equal.first - written.begin());
      if (size == rest_.size()) return take(size);
      // The rest is behind a line end, which takes away the blanks before it.
      if (!take(without_blanks(at_ + size) - at_) || !fold(at_)) return false;
    }
  }

  bool quoted() {
    const bool is_double = quoting_ == Quoting::YamlDouble;
    const std::string_view specials = is_double ? "\\\n" : "'\n";
    while (at_ < bytes_.size()) {
      const std::size_t special = std::min(bytes_.find_first_of(specials, at_), bytes_.size());
      if (special == bytes_.size()) {
        if (!take(special - at_)) return false;
      } else if (bytes_[special] == '\n') {
        const bool is_crlf = special > at_ && bytes_[special - 1] == '\r';
        const std::size_t end = without_blanks(is_crlf ? special - 1 : special);
        if (!take(end - at_) || !fold(at_)) return false;
      } else {
        if (!take(special - at_)) return false;
        if (is_double ? !backslash() : !escape(1, special + 2)) return false;
      }
    }
    return rest_.empty();
  }

  // From the line behind the indicator on.
  bool block(bool is_folded) {
    const std::size_t in_value = indentation_of(rest_);
    const std::size_t in_file = indentation_of(bytes_.substr(at_));
    // If no line has text, then all blanks are indentation.
    const bool has_text = in_value != std::string_view::npos;
    if (has_text && in_file < in_value) return false;
    indentation_ = has_text ? in_file - in_value : std::string_view::npos;
    at_ = unindented(at_);
    while (!rest_.empty()) {
      std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
      if (end > at_ && line_end_size(bytes_, end - 1) == 2) --end;
      if (!take(std::min(end - at_, rest_.size()))) return false;
      if (rest_.empty()) break;
      if (is_folded ? !folded_line_ends() : !line_end()) return false;
    }
    return true;
  }

  std::size_t at() const { return at_; }
  Text text() && { return std::move(text_); }

 private:
  bool take(std::size_t size) {
    const std::string_view written = bytes_.substr(at_, size);
    if (written.size() < size || !rest_.starts_with(written)) return false;
    return escape(size, at_ + size);
  }

  // `value` bytes of the value are written up to `end`.
  bool escape(std::size_t value, std::size_t end) {
    if (value > rest_.size() || end > bytes_.size()) return false;
    if (end > at_) text_.append(rest_.substr(0, value), {source_, {at_, end}}, quoting_);
    rest_.remove_prefix(value);
    at_ = end;
    return true;
  }

  std::size_t without_blanks(std::size_t end) const {
    while (end > at_ && is_blank(bytes_[end - 1])) --end;
    return end;
  }

  // Line ends and the blanks around them, from `begin` on.
  bool fold(std::size_t begin) {
    const bool is_escaped = begin > at_;
    std::size_t end = begin;
    std::size_t lines = 0;
    while (true) {
      while (end < bytes_.size() && is_blank(bytes_[end])) ++end;
      const std::size_t size = line_end_size(bytes_, end);
      if (size == 0) break;
      end += size;
      ++lines;
    }
    if (lines == 0) return false;
    if (lines == 1 && !is_escaped) return rest_.starts_with(' ') && escape(1, end);
    // yaml-cpp keeps one at most of those at the end of a quoted scalar.
    const std::size_t kept = std::min(lines - 1, line_ends_of_value());
    const bool is_clipped = kept == rest_.size() && end == bytes_.size();
    return (kept == lines - 1 || is_clipped) && escape(kept, end);
  }

  // Requires: a backslash is next.
  bool backslash() {
    if (at_ + 1 == bytes_.size()) return false;
    if (line_end_size(bytes_, at_ + 1) > 0) return fold(at_ + 1);
    if (rest_.empty()) return false;
    return escape(character_size(rest_[0]), at_ + escape_size(bytes_[at_ + 1]));
  }

  // One line end of a literal block, and the indentation behind it.
  bool line_end() {
    const std::size_t end = at_ + line_end_size(bytes_, at_);
    if (end == at_ || !rest_.starts_with('\n')) return false;
    return escape(1, rest_.size() == 1 ? end : unindented(end));
  }

  // Line ends of a folded block, and the indentation behind each.
  bool folded_line_ends() {
    std::size_t next = at_;  // where there is text again
    std::size_t end = at_;
    std::size_t lines = 0;
    while (const std::size_t size = line_end_size(bytes_, next)) {
      end = next + size;
      next = unindented(end);
      ++lines;
    }
    if (lines == 1 && rest_.starts_with(' ')) return escape(1, next);
    const std::size_t kept = line_ends_of_value();
    if (kept == 0 || kept > lines) return false;
    return escape(kept, kept == rest_.size() ? end : next);
  }

  std::size_t line_ends_of_value() const {
    return std::min(rest_.find_first_not_of('\n'), rest_.size());
  }

  std::size_t unindented(std::size_t at) const {
    std::size_t indented = 0;
    while (indented < indentation_ && at < bytes_.size() && bytes_[at] == ' ') {
      ++at;
      ++indented;
    }
    return at;
  }

  const SourcePtr& source_;
  std::string_view bytes_;
  std::size_t at_;
  Quoting quoting_;
  std::string_view rest_;  // of the value
  std::size_t indentation_ = 0;
  Text text_;
};

// Behind the quote that closes what begins at `begin`.
std::size_t quoted_end(std::string_view bytes, std::size_t begin) {
  const char quote = bytes[begin];
  for (std::size_t at = begin + 1; at < bytes.size(); ++at) {
    const bool is_escape = quote == '"' ? bytes[at] == '\\' : bytes.substr(at, 2) == "''";
    if (is_escape) {
      ++at;
    } else if (bytes[at] == quote) {
      return at + 1;
    }
  }
  return bytes.size();
}

YamlScalar quoted_scalar(const SourcePtr& source, std::size_t begin, std::string_view value) {
  const std::string_view bytes = source->bytes();
  const Quoting quoting = bytes[begin] == '"' ? Quoting::YamlDouble : Quoting::YamlSingle;
  const std::size_t end = quoted_end(bytes, begin);
  const Span inner{begin + 1, std::max(begin + 1, end - 1)};
  Locator locator(source, bytes.substr(0, inner.end), inner.begin, quoting, value);
  Text text;
  if (locator.quoted()) text = std::move(locator).text();
  if (text.pieces().empty()) text.append(value, {source, inner}, quoting);
  return {std::move(text), quoting, end};
}

YamlScalar block_scalar(const SourcePtr& source, std::size_t begin, std::string_view value) {
  const std::string_view bytes = source->bytes();
  const std::size_t header_end = std::min(bytes.find('\n', begin), bytes.size());
  Locator locator(source, bytes, std::min(header_end + 1, bytes.size()), Quoting::YamlBlock, value);
  if (locator.block(bytes[begin] == '>')) {
    std::size_t end = std::max(locator.at(), begin + 1);
    while (end > header_end && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) --end;
    return {std::move(locator).text(), Quoting::YamlBlock, end};
  }
  Text text;
  text.append(value, {source, {begin, header_end}}, Quoting::YamlBlock);
  return {std::move(text), Quoting::YamlBlock, header_end};
}

YamlScalar plain_scalar(const SourcePtr& source, std::size_t begin, std::string_view value) {
  const std::string_view bytes = source->bytes();
  Locator locator(source, bytes, begin, Quoting::YamlPlain, value);
  if (locator.plain()) {
    const std::size_t end = locator.at();
    return {std::move(locator).text(), Quoting::YamlPlain, end};
  }
  const std::size_t line = std::min(bytes.substr(begin, value.size()).find('\n'), value.size());
  const std::size_t end = std::min(begin + line, bytes.size());
  Text text;
  text.append(value, {source, {begin, end}}, Quoting::YamlPlain);
  return {std::move(text), Quoting::YamlPlain, end};
}

// Behind the tag or the anchor at `begin`; `begin` if there is none.
std::size_t property_end(std::string_view bytes, std::size_t begin) {
  constexpr std::string_view tag_characters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-#;/?:@&=+$_.~*'()%!";
  if (begin >= bytes.size()) return begin;
  std::size_t end = begin;
  if (bytes.substr(begin, 2) == "!<") {
    end = std::min(bytes.find('>', begin), bytes.size() - 1) + 1;
  } else if (bytes[begin] == '!') {
    end = bytes.find_first_not_of(tag_characters, begin + 1);
  } else if (bytes[begin] == '&') {
    end = bytes.find_first_of(" \t\r\n,[]{}", begin + 1);
  }
  return std::min(end, bytes.size());
}

}  // namespace

std::size_t skip_yaml_space(std::string_view bytes, std::size_t begin) {
  std::size_t at = begin;
  while (at < bytes.size()) {
    at = std::min(bytes.find_first_not_of(" \t\r\n", at), bytes.size());
    if (at == bytes.size() || bytes[at] != '#') break;
    at = std::min(bytes.find('\n', at), bytes.size());
  }
  return at;
}

std::size_t skip_yaml_properties(std::string_view bytes, std::size_t begin) {
  std::size_t at = begin;
  while (true) {
    const std::size_t end = property_end(bytes, at);
    if (end == at) return at;
    at = skip_yaml_space(bytes, end);
  }
}

YamlScalar locate_yaml_scalar(const SourcePtr& source, std::size_t begin, std::string_view value) {
  const std::string_view bytes = source->bytes();
  const std::size_t at = skip_yaml_properties(bytes, begin);
  const char first = at < bytes.size() ? bytes[at] : ' ';
  const bool is_quoted = first == '"' || first == '\'';
  const bool is_block = first == '|' || first == '>';
  const bool is_empty_quoted = value.empty() && is_quoted && quoted_end(bytes, at) == at + 2;
  if (value.empty() && at > begin && !is_empty_quoted && !is_block) {
    // Nothing but a tag; what comes next is another node.
    return {{}, Quoting::YamlPlain, property_end(bytes, begin)};
  }
  if (is_quoted) return quoted_scalar(source, at, value);
  if (is_block) return block_scalar(source, at, value);
  return plain_scalar(source, at, value);
}

}  // namespace filtercheck::scan
