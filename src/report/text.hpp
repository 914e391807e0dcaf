// Diagnostics for a person: where, what, the line with a caret, what to do, what AWS says.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "filtercheck/diagnostic.hpp"

namespace filtercheck::report {

// `text` on one line, fit for a terminal: control characters and what is not UTF-8 are replaced.
std::string printable(std::string_view text);
// The same, of at most `characters`, at least 3: what is longer ends with "...". Cost: of these.
std::string shortened(std::string_view text, std::size_t characters);

// A place in a text. Line and column count from 1, columns count characters.
struct Place {
  std::size_t line;
  std::size_t column;
};
Place place_of(std::string_view text, std::size_t offset);

// The line of a text on which the span begins, cut where it is long, and below it a mark under the
// span; each with two spaces before it and a line end behind it.
std::string excerpt(std::string_view text, Span span, bool colour);

//   pattern:1:7: error: `==` is not an operator [double-equals]
//     { $.a == 1 }
//           ^^
//     hint: write `=`
//     AWS answers: Invalid metric filter pattern
// `name` is the file or argument that holds `text`; long lines are cut around the caret.
std::string rendered(std::string_view name, std::string_view text, const Diagnostic& diagnostic,
                     bool colour);

}  // namespace filtercheck::report
