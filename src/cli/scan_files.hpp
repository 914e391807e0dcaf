// Reads the files that `scan` is to look at.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "cli/scan_config.hpp"
#include "review/report.hpp"
#include "scan/files.hpp"

namespace filtercheck::cli {

struct ReadFiles {
  scan::Files files;
  std::vector<std::string> named;  // by the user, not found in a folder: names of `files`
  std::vector<review::Unreadable> unreadable;
  bool is_whole = true;  // nothing that was named or may have to be read is unread
};

// Whether the file of this name, found in a folder, is looked at.
bool may_be_scanned(const std::string& name);

// What lies at the paths: a file is read whatever its name; in a folder, and in those below, the
// files whose names may hold filters, but for those that `config` leaves out. In a repository of
// git these are the files that it does not ignore. Hidden files and folders are passed over, as are
// `node_modules` and links to folders, which could lead round in circles. "-" is `in`, and its name
// is "standard input".
ReadFiles read_files(const std::vector<std::string>& paths, const ScanConfig& config,
                     std::istream& in);

}  // namespace filtercheck::cli
