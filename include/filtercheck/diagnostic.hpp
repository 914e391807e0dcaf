// What is wrong with a text, where, and what to do about it.
//
// A Diagnostic is a code, a place and arguments; the words are made from one table
// (src/base/codes.cpp), the same that `filtercheck explain` prints. A Caveat is the same without a
// place: something a reader of an answer must know.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace filtercheck {

// Byte offsets into a text: [begin, end).
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Span&) const = default;
};

// A stable, readable name such as "double-equals"; always one of the table's.
using Code = std::string_view;

struct Diagnostic {
  Code code;
  Span span;
  std::vector<std::string> arguments;  // fill {0}, {1} ... of the table's texts
};

struct Caveat {
  Code code;
  std::vector<std::string> arguments;
  // What it is about, of one that parse() gives: in Pattern::text. Of any other it is empty.
  Span span = {};

  bool operator==(const Caveat& other) const {
    return code == other.code && arguments == other.arguments;
  }
};

// One line: what was seen. Lower case, no full stop.
std::string message(const Diagnostic& diagnostic);
std::string message(const Caveat& caveat);
// What to do about it, if that can be said.
std::optional<std::string> hint(const Diagnostic& diagnostic);
// What AWS answers to such a text, where that is recorded or follows from what is.
std::optional<std::string> aws_answer(const Diagnostic& diagnostic);

// A row of the table, for `filtercheck explain` and the documentation.
struct CodeInfo {
  Code code;
  std::string_view message;      // template
  std::string_view aws;          // template; empty: not known
  std::string_view hint;         // template; may be empty
  std::string_view explanation;  // a paragraph
  std::string_view fault;        // a pattern that shows it; empty: see the explanation
  std::string_view fix;          // the pattern as it should be
};

// Every code, in the table's order.
const std::vector<CodeInfo>& all_codes();
// No value: there is no such code.
std::optional<CodeInfo> find_code(std::string_view code);

}  // namespace filtercheck
