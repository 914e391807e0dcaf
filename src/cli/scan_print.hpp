// Says what `scan` has found to a person.
#pragma once

#include "cli/console.hpp"
#include "review/report.hpp"

namespace filtercheck::cli {

void print_scan(const review::Report& report, Console& console);

}  // namespace filtercheck::cli
