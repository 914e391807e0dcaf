// Says what `scan` has found.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/scan_model.hpp"
#include "controls/controls.hpp"

namespace filtercheck::cli {

// One JSON object: see `scan` in the documentation of the command line.
std::string scan_json(const ScanReport& report, const std::vector<Control>& controls);

void print_scan(const ScanReport& report, const std::vector<Control>& controls, Console& console);

}  // namespace filtercheck::cli
