// `.filtercheck.yaml`: what a repository wants of `scan`.
//
//   controls: [s3-bucket-policy-changes, root-account-usage]
//   fail-on: error
//   exclude: ["examples/*", "**/fixtures/*"]
//   severities:
//     unequal-missing: note
//     redundant-condition: off
//   baseline: .filtercheck-baseline.json
//
// Every member may be left out; what the command line says goes first. Paths are relative to the
// file's folder.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "review/lints.hpp"

namespace filtercheck::cli {

// What makes the exit status Refuted: the least finding, or, of changes, what they do.
enum class FailOn { Error, Warning, Note, Narrowed, Widened, Changed };

struct ScanConfig {
  std::string folder;  // of the file, ending with `/`; empty: there is no file
  std::vector<std::string> controls;
  std::optional<FailOn> fail_on;
  std::vector<std::string> exclude;  // patterns of fnmatch(3) for names below the folder
  std::map<std::string, std::optional<review::Severity>, std::less<>> severities;
  std::optional<std::string> baseline;
};

// What the text of such a file says, or what is wrong with it: "name:line:column: …".
std::variant<ScanConfig, std::string> read_scan_config(const std::string& name, std::string text);

// That of the working folder or, if it has none, of the nearest folder above, up to that of the
// repository (with `.git`); without any, what is empty. The error: "name:line:column: …".
std::variant<ScanConfig, std::string> find_scan_config();

// Whether a file's name, relative to the working folder or absolute, is left out.
bool is_excluded(const ScanConfig& config, const std::string& name);

}  // namespace filtercheck::cli
