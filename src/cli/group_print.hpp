// Groups of patterns as text, as JSON and as a graph for Graphviz.
#pragma once

#include <ostream>

#include "cli/console.hpp"
#include "cli/group_input.hpp"
#include "filtercheck/group.hpp"

namespace filtercheck::cli {

// A block for each group, on standard output, and a line that counts on standard error.
void print_groups(const GroupInput& input, const Grouping& grouping, Console& console);

// One line; written group by group, since there may be many.
void print_groups_json(const GroupInput& input, const Grouping& grouping, std::ostream& out);

// A node for each group, with an arrow to what directly includes it, and dashed lines between
// groups that are undecided. Long labels are cut.
void print_groups_dot(const GroupInput& input, const Grouping& grouping, std::ostream& out);

}  // namespace filtercheck::cli
