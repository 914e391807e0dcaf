// The PATTERN of a command line: the text itself, `-` for standard input, or `@FILE`.
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <variant>

#include "cli/console.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::cli {

struct PatternText {
  std::string name;  // for diagnostics: "pattern", "standard input" or the name of the file
  std::string text;
};

// The text, or why it cannot be read. Of a file or standard input one newline at the end is the
// file's, not the pattern's; any more is the pattern's.
std::variant<PatternText, std::string> read_pattern_text(const std::string& argument,
                                                         std::istream& in);

// The whole of a file of at most `most` bytes, or why it cannot be read.
std::variant<std::string, std::string> read_file(const std::string& path, std::size_t most);

}  // namespace filtercheck::cli
