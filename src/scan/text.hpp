// Strings as files hold them: a value, and where each byte of it is written.
//
// A finding inside a pattern points into the file, through escapes, indentation that a reader takes
// away and parts that were joined from several strings. So whatever reads a file hands on a Text,
// and whatever joins strings joins Texts.
//
//   SourcePtr file = std::make_shared<Source>("a.json", R"({"p":"a\nb"})");
//   Text text;
//   text.append("a", {file, {6, 7}}, Quoting::Json);
//   text.append("\n", {file, {7, 9}}, Quoting::Json);
//   text.append("b", {file, {9, 10}}, Quoting::Json);
//   text.written({2, 3})->span;   // [9, 10): where the `b` stands
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/diagnostic.hpp"

namespace filtercheck::scan {

// In a file. Both count from 1; columns count characters.
struct FilePlace {
  std::size_t line = 1;
  std::size_t column = 1;
  auto operator<=>(const FilePlace&) const = default;
};
struct FileSpan {
  FilePlace begin;
  FilePlace end;  // just behind the last character
  bool operator==(const FileSpan&) const = default;
};

// A file that was read whole. Its bytes may be anything; a byte that begins no character counts for
// none, nor does a mark of the byte order.
class Source {
 public:
  // The name is what the user is shown. Cost: linear in the bytes.
  Source(std::string name, std::string bytes);

  const std::string& name() const { return name_; }
  std::string_view bytes() const { return bytes_; }
  // Where the text begins: behind a mark of the byte order, if there is one.
  std::size_t text_begin() const;
  // Lines end with LF, CR LF or CR alone. Cost: logarithmic in the lines.
  FilePlace place(std::size_t offset) const;
  FileSpan place(Span span) const { return {place(span.begin), place(span.end)}; }

 private:
  // That begin before the offset.
  std::size_t count_characters(std::size_t offset) const;

  std::string name_;
  std::string bytes_;
  std::vector<std::size_t> line_begins_;
  std::vector<std::size_t> characters_;  // that begin before each block of bytes
};
using SourcePtr = std::shared_ptr<const Source>;

// A part of a file.
struct Written {
  SourcePtr source;
  Span span;  // of its bytes
};

// What stands there on one line: blanks and line ends in a row as one blank, none at the ends, and
// after `most` bytes an ellipsis. Cost: linear in what is shown and the blanks in it.
std::string one_line(const Written& where, std::size_t most = std::string::npos);

// How a string is quoted where it stands, for who writes another in its place.
enum class Quoting {
  None,        // the file is the string
  Json,        // "…" of JSON
  HclQuoted,   // "…" of HCL
  HclHeredoc,  // the lines of a heredoc
  YamlPlain,
  YamlSingle,  // '…'
  YamlDouble,  // "…" of YAML
  YamlBlock,   // the lines of a block scalar
};

class Text {
 public:
  // Bytes in a row that are written in a row: either byte by byte, or an escape (then the two
  // lengths may differ) that is taken as a whole.
  struct Piece {
    Span value;        // of the value; pieces are in order and touch
    SourcePtr source;  // null: computed, such as a number that was formatted; stands nowhere
    Span written;
    Quoting quoting = Quoting::None;
    bool is_escape = false;
  };

  Text() = default;
  // Stands nowhere.
  static Text computed(std::string_view value);

  // Written byte by byte, where these are the bytes of the span, or else an escape. Adjacent parts
  // written byte by byte are joined.
  void append(std::string_view value, const Written& where, Quoting quoting);
  void append(const Text& text);
  void append_computed(std::string_view value);

  const std::string& value() const { return value_; }
  const std::vector<Piece>& pieces() const { return pieces_; }

  // Where the bytes `span` of the value stand: from where the first is written to where the last
  // is, if that is the same file and not before it; else as far as its own piece goes. An empty
  // span is the place just before its byte. No value: that byte stands nowhere. Requires: span lies
  // within the value.
  std::optional<Written> written(Span span) const;

  // The bytes `span` of the value. An escape that is cut in two keeps its whole place. Cost:
  // logarithmic in the pieces, linear in what is taken.
  Text part(Span span) const;
  // Without blanks (space, tab, CR, LF) at both ends.
  Text trimmed() const;

 private:
  std::string value_;
  std::vector<Piece> pieces_;
};

}  // namespace filtercheck::scan
