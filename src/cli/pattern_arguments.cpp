#include <memory>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/common_options.hpp"

namespace filtercheck::cli {

namespace {

void add_pattern_command(CommandLine& line, const char* name, const char* description,
                         Exit (*answer)(const PatternOptions&, Console&)) {
  const auto options = std::make_shared<PatternOptions>();
  CLI::App& command = line.add(
      name, description, [options, answer](Console& console) { return answer(*options, console); });
  add_pattern(command, "PATTERN", options->pattern);
  add_limits(command, options->limits);
  add_format(command, options->format);
}

}  // namespace

void add_pattern_commands(CommandLine& line) {
  add_pattern_command(line, "parse", "Show the syntax tree of a pattern, or every fault in it",
                      parse);
  add_pattern_command(line, "format", "Print a pattern in its canonical layout", format);
  add_pattern_command(line, "normalize",
                      "Print the normal form of a pattern: clauses over eventSource and eventName",
                      normalize);
}

void add_simplify(CommandLine& line) {
  const auto options = std::make_shared<SimplifyCommandOptions>();
  CLI::App& command =
      line.add("simplify", "Print the shortest equivalent pattern that can be found",
               [options](Console& console) { return simplify(*options, console); });
  add_pattern(command, "PATTERN", options->pattern);
  add_limits(command, options->limits);
  command.add_flag("--allow-globs", options->simplify.allow_globs,
                   "Let names be said with a `*` that PATTERN does not have, where other "
                   "conditions leave no other names: the result matches the same events all the "
                   "same");
  add_certificate(command, options->certificate,
                  "Write a proof that the result matches the same events, for filtercheck-verify");
  add_decide_on_lines(command, options->simplify.decide,
                      "Over which events it means the same: lines (default), json or cloudtrail");
  add_format(command, options->format);
}

}  // namespace filtercheck::cli
