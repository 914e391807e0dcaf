// Reads the files that `scan` is to look at.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "review/report.hpp"
#include "scan/files.hpp"

namespace filtercheck::cli {

struct ReadFiles {
  scan::Files files;
  std::vector<std::string> named;  // by the user, not found in a folder: names of `files`
  std::vector<review::Unreadable> unreadable;
  bool is_whole = true;  // nothing that was named or may have to be read is unread
};

// What lies at the paths: a file is read whatever its name; in a folder, and in those below, the
// files whose names may hold filters. Hidden files and folders are passed over there, as are links
// to folders, which could lead round in circles, and `node_modules`. "-" is `in`, and its name is
// "standard input".
ReadFiles read_files(const std::vector<std::string>& paths, std::istream& in);

}  // namespace filtercheck::cli
