#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/common_options.hpp"
#include "cli/match.hpp"
#include "cli/patterns_file.hpp"
#include "report/text.hpp"
#include "threads/beside.hpp"

namespace filtercheck::cli {

namespace {

struct MatchGiven {
  MatchOptions options;
  const CLI::Option* pattern_option = nullptr;
  std::string pattern;
  std::string patterns_file;
  Limits limits;
  const CLI::Option* reading_option = nullptr;
  ReadingChoice reading = ReadingChoice::Glob;
  std::string histogram;
};

// The patterns asked for; or how the command ends without them.
std::variant<std::vector<NamedPattern>, Exit> patterns_of(const MatchGiven& given,
                                                          Console& console) {
  if (!given.patterns_file.empty()) {
    auto patterns = read_patterns_file(given.patterns_file, given.limits, console);
    if (!patterns) return Exit::BadInput;
    return std::move(*patterns);
  }
  if (given.pattern_option->count() == 0) {
    complain(console,
             "match: a PATTERN or --patterns FILE is required; see filtercheck match --help");
    return Exit::BadInput;
  }
  auto loaded = load_pattern(given.pattern, given.limits, given.options.format, console);
  if (const auto* exit = std::get_if<Exit>(&loaded)) return *exit;
  std::vector<NamedPattern> one;
  one.push_back({"", std::get<Loaded>(std::move(loaded)).pattern});
  return one;
}

// Whether every pattern has fields; if not, it says which one has none.
bool have_fields(const std::vector<NamedPattern>& patterns, Console& console) {
  const auto none = std::find_if(patterns.begin(), patterns.end(),
                                 [](const NamedPattern& named) { return !named.pattern.fields; });
  if (none == patterns.end()) return true;
  complain(console, "match: --extract is for space-delimited patterns, `[a, b, ...]`; " +
                        (none->name.empty() ? "this one" : "`" + none->name + "`") +
                        " is of kind " + std::string(name_of(none->pattern.kind)));
  return false;
}

Exit run_match(MatchGiven& given, Console& console) {
  MatchOptions& options = given.options;
  auto patterns = patterns_of(given, console);
  if (const auto* exit = std::get_if<Exit>(&patterns)) return *exit;
  options.patterns = std::get<std::vector<NamedPattern>>(std::move(patterns));
  if (!given.patterns_file.empty() && !given.pattern.empty())
    options.files.insert(options.files.begin(), given.pattern);
  if (!given.histogram.empty()) {
    auto key = read_histogram_key(given.histogram);
    if (const auto* fault = std::get_if<std::string>(&key)) {
      complain(console, "match: --histogram " + report::printable(*fault));
      return Exit::BadInput;
    }
    options.histogram = std::get<HistogramKey>(std::move(key));
  }
  if (options.extract && !have_fields(options.patterns, console)) return Exit::BadInput;
  if (given.reading == ReadingChoice::FirstOccurrence) options.reading = Reading::FirstOccurrence;
  options.both_readings = given.reading == ReadingChoice::Both;
  options.reading_given = given.reading_option->count() > 0 && !options.both_readings;
  return match(options, console);
}

// What is wrong with such a number, or nothing.
std::string not_a_count(const std::string& text) {
  const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
  const bool good = digits && text.find_first_not_of('0') != std::string::npos && text.size() < 19;
  return good ? std::string() : "takes a positive whole number, not `" + text + "`";
}

// What is read: patterns and lines.
void add_inputs(CLI::App& command, MatchGiven& given) {
  given.pattern_option =
      command
          .add_option("PATTERN", given.pattern,
                      "The pattern itself, - for standard input, or @FILE (with --patterns: the "
                      "first FILE)")
          ->type_name("");
  command
      .add_option("FILE", given.options.files,
                  "Lines, CloudTrail files or filter-log-events output, also by gzip or zstd")
      ->type_name("");
  command
      .add_option("--patterns", given.patterns_file,
                  "A file of patterns instead of PATTERN: JSON lines with `name` and `pattern`")
      ->type_name("FILE");
  add_limits(command, given.limits);
}

// What is printed of each line or in its place. Most of it excludes the rest.
void add_answers(CLI::App& command, MatchGiven& given) {
  MatchOptions& options = given.options;
  CLI::Option* count =
      command.add_flag("-c,--count", options.count, "Print how many lines match, not the lines");
  CLI::Option* invert =
      command.add_flag("-v,--invert", options.invert, "Select the lines that do not match");
  CLI::Option* extract =
      command
          .add_flag("--extract", options.extract,
                    "Print the fields that a space-delimited pattern extracts, not the lines")
          ->excludes(count)
          ->excludes(invert);
  CLI::Option* histogram =
      command
          .add_option("--histogram", given.histogram,
                      "Count events by day, hour or a field such as eventName, not the lines")
          ->excludes(count)
          ->excludes(extract)
          ->type_name("KEY");
  command
      .add_flag("--explain-miss", options.explains_misses,
                "Print the lines that do not match, with the conditions that fail")
      ->excludes(count)
      ->excludes(invert)
      ->excludes(extract)
      ->excludes(histogram);
  command.add_option("-m,--max-count", options.max_count, "Stop after so many lines of each input")
      ->check(not_a_count)
      ->type_name("N");
  command.add_flag("-H,--with-filename", options.with_filename,
                   "Print the name of the file before each line");
}

}  // namespace

void add_match(CommandLine& line) {
  const auto given = std::make_shared<MatchGiven>();
  MatchOptions& options = given->options;
  CLI::App& command = line.add("match", "Print the log lines that a pattern matches",
                               [given](Console& console) { return run_match(*given, console); });
  add_inputs(command, *given);
  add_answers(command, *given);
  options.threads = threads::processors();
  command
      .add_option("--threads", options.threads,
                  "The most threads to search on (as many as there are processors)")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  command.add_flag("-r,--recursive", options.recursive,
                   "Read the files in folders, and in those below");
  command.add_flag("--progress", options.progress,
                   "Show progress on standard error if it is a terminal");
  given->reading_option =
      add_reading(command, given->reading, "glob (default), first-occurrence or both");
  add_format(command, options.format);
}

}  // namespace filtercheck::cli
