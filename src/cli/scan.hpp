// `filtercheck scan`: finds filter patterns in files and judges each.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "controls/controls.hpp"
#include "filtercheck/parse.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::cli {

struct ScanOptions {
  std::vector<std::string> paths;  // files, folders, "-" for standard input
  std::vector<Control> controls;   // not empty
  DecideOptions decide{ReadingChoice::Both, Domain::CloudTrail};
  Format format = Format::Text;
};

// Holds: clean. Refuted: findings. BadInput: nothing readable, or a path that was named is not.
Exit scan(const ScanOptions& options, Console& console);

}  // namespace filtercheck::cli
