// --control and --control-file: which controls a command is about.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "controls/controls.hpp"

namespace filtercheck::cli {

struct ControlsGiven {
  std::vector<std::string> ids;
  std::vector<std::string> files;
};

// `more`: what else is to be said of --control.
void add_control_options(CLI::App& command, ControlsGiven& given, const std::string& more = "");

// The controls that are given, the default one where none is; never empty. No value after it was
// said on standard error why one of them is none.
std::optional<std::vector<Control>> controls_of(const ControlsGiven& given, Console& console);

}  // namespace filtercheck::cli
