#include "cli/app.hpp"

#include "cli/arguments.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"

namespace filtercheck::cli {

Exit run(int argc, const char* const* argv, Console& console) {
  CommandLine line(console);
  // In the order of --help.
  add_check(line);
  add_compare(line);
  add_group(line);
  add_match(line);
  add_pattern_commands(line);
  add_simplify(line);
  add_scan(line);
  add_audit(line);
  add_collect(line);
  add_controls(line);
  add_explain(line);
  line.add("batch", "Answer JSON requests, one a line, from standard input", batch);
  return line.run(argc, argv);
}

}  // namespace filtercheck::cli
