// What a change is compared with: a revision of git, or another folder.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/scan_config.hpp"
#include "scan/files.hpp"

namespace filtercheck::cli {

struct Base {
  scan::Files files;
  // What the names of files begin with on both sides; empty for a revision, whose names are the
  // same.
  std::string folder;
  std::string folder_now;
};

// The files at `base`, a folder if there is one of that name, or else a revision: of those, what
// lies at the paths, which then are relative. `now`: the files that are there now. Or what is
// wrong, in a line.
std::variant<Base, std::string> read_base(const std::string& base,
                                          const std::vector<std::string>& paths,
                                          const ScanConfig& config, const scan::Files& now);

}  // namespace filtercheck::cli
