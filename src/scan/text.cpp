#include "scan/text.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck::scan {

namespace {

// Of a character in UTF-8, as far as that can be told from one byte.
bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

constexpr std::size_t kBlock = 256;

}  // namespace

// ---- Files --------------------------------------------------------------------------------------

Source::Source(std::string name, std::string bytes)
    : name_(std::move(name)), bytes_(std::move(bytes)), line_begins_{0} {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    if (i % kBlock == 0) characters_.push_back(characters);
    if (begins_character(bytes_[i])) ++characters;
    const bool ends_line = bytes_[i] == '\n' ||
                           (bytes_[i] == '\r' && (i + 1 == bytes_.size() || bytes_[i + 1] != '\n'));
    if (ends_line) line_begins_.push_back(i + 1);
  }
  characters_.push_back(characters);
}

std::size_t Source::text_begin() const {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  return bytes().starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
}

std::size_t Source::count_characters(std::size_t offset) const {
  const std::size_t block = offset / kBlock;
  const std::string_view rest = bytes().substr(block * kBlock, offset % kBlock);
  std::size_t count = characters_[block];
  count += static_cast<std::size_t>(std::count_if(rest.begin(), rest.end(), begins_character));
  // A mark of the byte order is seen by nobody.
  return text_begin() > 0 && offset >= text_begin() ? count - 1 : count;
}

FilePlace Source::place(std::size_t offset) const {
  offset = std::min(offset, bytes_.size());
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  return {static_cast<std::size_t>(next - line_begins_.begin()),
          count_characters(offset) - count_characters(*std::prev(next)) + 1};
}

std::string one_line(const Written& where, std::size_t most) {
  const std::string_view written =
      where.source->bytes().substr(where.span.begin, where.span.end - where.span.begin);
  std::string line;
  for (const char c : written) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!is_blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
    // Not in the middle of a character.
    if (line.size() > most && begins_character(line.back())) {
      line.pop_back();
      return line + "…";
    }
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

// ---- Texts --------------------------------------------------------------------------------------

Text Text::computed(std::string_view value) {
  Text text;
  text.append_computed(value);
  return text;
}

void Text::append(std::string_view value, const Written& where, Quoting quoting) {
  const std::size_t begin = value_.size();
  value_ += value;
  const Span span = where.span;
  const bool is_escape = where.source->bytes().substr(span.begin, span.end - span.begin) != value;
  if (!pieces_.empty() && !is_escape) {
    Piece& last = pieces_.back();
    if (!last.is_escape && last.source == where.source && last.quoting == quoting &&
        last.written.end == where.span.begin) {
      last.value.end = value_.size();
      last.written.end = where.span.end;
      return;
    }
  }
  pieces_.push_back({{begin, value_.size()}, where.source, where.span, quoting, is_escape});
}

void Text::append(const Text& text) {
  const std::size_t offset = value_.size();
  value_ += text.value_;
  for (Piece piece : text.pieces_) {
    piece.value = {piece.value.begin + offset, piece.value.end + offset};
    pieces_.push_back(std::move(piece));
  }
}

void Text::append_computed(std::string_view value) {
  const std::size_t begin = value_.size();
  value_ += value;
  if (!value.empty()) pieces_.push_back({{begin, value_.size()}, nullptr, {}, Quoting::None, true});
}

std::optional<Written> Text::written(Span span) const {
  if (pieces_.empty()) return std::nullopt;
  // The piece of a byte; behind the last byte, the last piece that has one.
  const auto piece_of = [&](std::size_t offset) {
    auto piece = std::partition_point(pieces_.begin(), pieces_.end(),
                                      [&](const Piece& one) { return one.value.end <= offset; });
    return piece == pieces_.end() ? std::prev(piece) : piece;
  };
  const auto first = piece_of(span.begin);
  if (!first->source) return std::nullopt;
  Span written = first->written;
  if (span.begin >= first->value.end) {
    written.begin = written.end;
  } else if (!first->is_escape) {
    written.begin += span.begin - first->value.begin;
  }
  if (span.end <= span.begin) return Written{first->source, {written.begin, written.begin}};
  const auto last = piece_of(span.end - 1);
  if (last->source == first->source && last->written.end >= written.begin) {
    written.end = last->written.end;
    if (!last->is_escape) written.end -= last->value.end - span.end;
  }
  return Written{first->source, written};
}

Text Text::part(Span span) const {
  Text text;
  text.value_ = value_.substr(span.begin, span.end - span.begin);
  const auto first = std::partition_point(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    return piece.value.end < span.begin;
  });
  for (auto next = first; next != pieces_.end() && next->value.begin <= span.end; ++next) {
    const Piece& piece = *next;
    const std::size_t begin = std::max(piece.value.begin, span.begin);
    const std::size_t end = std::min(piece.value.end, span.end);
    const bool is_within = begin < end || (begin == end && piece.value.begin == piece.value.end);
    if (!is_within) continue;
    Piece cut = piece;
    if (!piece.is_escape) {
      cut.written = {piece.written.begin + (begin - piece.value.begin),
                     piece.written.end - (piece.value.end - end)};
    }
    cut.value = {begin - span.begin, end - span.begin};
    text.pieces_.push_back(std::move(cut));
  }
  return text;
}

Text Text::trimmed() const {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = value_.find_first_not_of(blanks);
  if (begin == std::string::npos) return part({0, 0});
  return part({begin, value_.find_last_not_of(blanks) + 1});
}

}  // namespace filtercheck::scan
