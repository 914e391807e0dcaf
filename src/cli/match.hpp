// `filtercheck match`: the log lines that a pattern matches, like grep.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/histogram.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::cli {

struct NamedPattern {
  std::string name;  // empty for the one pattern of the command line
  Pattern pattern;
};

struct MatchOptions {
  std::vector<NamedPattern> patterns;
  std::vector<std::string> files;  // none: standard input; "-" is standard input, too
  Reading reading = Reading::Glob;
  bool reading_given = false;  // by the user; otherwise the default is named where it matters
  bool both_readings =
      false;  // as a glob, and Undecided where the other reading differs on an event
  Format format = Format::Text;
  bool count = false;
  bool invert = false;
  bool explains_misses = false;  // select the lines that do not match, and say why
  std::optional<HistogramKey>
      histogram;         // count the selected events by it, in place of printing them
  bool extract = false;  // print the fields of each line; all patterns are of kind Space
  std::optional<std::size_t> max_count;
  bool with_filename = false;
  bool recursive = false;  // folders stand for the files in them
  bool progress = false;
  std::size_t threads = 1;  // at least 1
};

// Undecided if both readings were asked for and differ on an event; else holds if something
// matched, Refuted if nothing did, BadInput if some input could not be read; the rest of the input
// is read all the same.
Exit match(const MatchOptions& options, Console& console);

}  // namespace filtercheck::cli
