// Reads the patterns of `group`: JSON lines with `name` and `pattern`, or what
// `aws logs describe-metric-filters` prints, each recognised by content and possibly gzipped.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <vector>

#include "cli/input.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::cli {

// Where a pattern stands. Names may repeat; file and line tell the patterns apart.
struct PatternOrigin {
  std::string name;
  std::string file;
  std::size_t line = 1;
};

struct InvalidPattern {
  PatternOrigin origin;
  std::string text;
  std::vector<Diagnostic> diagnostics;  // not empty
};

struct UnreadableInput {
  std::string file;
  InputError error;
};

struct GroupInput {
  std::vector<Pattern> patterns;
  std::vector<PatternOrigin> origins;  // of the patterns
  std::vector<InvalidPattern> invalid;
  std::vector<UnreadableInput> unreadable;  // files, and parts of files
};

// Everything that can be read. No files: `in`; "-" is `in`, too. All inputs together may have 64
// million bytes; what comes behind is reported as unreadable.
GroupInput read_group_input(const std::vector<std::string>& files, const Limits& limits,
                            std::istream& in);

}  // namespace filtercheck::cli
