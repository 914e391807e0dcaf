// Files that are written whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace filtercheck::cli {

struct NewFile {
  std::string name;
  std::string text;
  bool is_executable = false;  // by whoever may read it
};

// Writes all of them or none; answers what went wrong, for a person, if anything. A file that has
// one of the names is replaced, its permissions kept (where a link leads, the file there), and is
// as it was where something goes wrong. Signals wait meanwhile, and memory is not asked for:
// nothing half-written stays, however the process ends, save by SIGKILL.
std::optional<std::string> write_files(const std::vector<NewFile>& files);

}  // namespace filtercheck::cli
