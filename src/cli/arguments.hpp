// The commands that have arguments. Each function adds one, with what it takes; where that says
// nothing, the defaults are those of the options that the command is run with.
#pragma once

#include "cli/command_line.hpp"

namespace filtercheck::cli {

void add_check(CommandLine& line);
void add_compare(CommandLine& line);
void add_group(CommandLine& line);
void add_match(CommandLine& line);
void add_pattern_commands(CommandLine& line);  // parse, format, normalize
void add_simplify(CommandLine& line);
void add_scan(CommandLine& line);
void add_audit(CommandLine& line);
void add_collect(CommandLine& line);
void add_controls(CommandLine& line);
void add_explain(CommandLine& line);

}  // namespace filtercheck::cli
