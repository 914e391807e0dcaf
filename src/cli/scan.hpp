// `filtercheck scan`: finds filter patterns in files and judges each.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/scan_config.hpp"
#include "cli/scan_fix.hpp"
#include "controls/controls.hpp"
#include "filtercheck/verdict.hpp"
#include "review/judge.hpp"
#include "review/lints.hpp"

namespace filtercheck::cli {

enum class ScanFormat { Text, Json, Sarif, Github, Junit, Gitlab };

struct ScanOptions {
  std::vector<std::string> paths;  // files, folders, "-" for standard input
  ScanConfig config;               // what the command line does not say
  std::vector<Control> controls;   // not empty
  review::Judge::Ask ask = review::Judge::Ask::All;
  DecideOptions decide{ReadingChoice::Both, Domain::CloudTrail};
  ScanFormat format = ScanFormat::Text;
  FailOn fail_on = FailOn::Warning;
  std::string base;          // what to compare with; empty: nothing
  std::string baseline;      // a file; empty: none
  std::string new_baseline;  // a file to write; empty: none
  Fix fix = Fix::No;         // without a base and a new baseline
};

// With a base: what has changed since then, and nothing else. With files mended: what is said of
// them then.
// Holds: clean. Refuted: findings. BadInput: nothing readable, or something is unread.
Exit scan(const ScanOptions& options, Console& console);

}  // namespace filtercheck::cli
