// The files in a folder and in those below.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace filtercheck::cli {

struct Walk {
  // Whether an entry of this name is left out, with all that is in it.
  std::function<bool(const std::filesystem::path& name)> passes_over;
  // In the order of the names. Whatever is no folder: also a pipe, or a link that leads nowhere.
  std::function<void(const std::filesystem::path& file)> on_file;
  // A folder that cannot be read, or not to its end.
  std::function<void(const std::filesystem::path& folder, const std::string& why)> on_fault;
};

// Links to folders are passed over, as they could lead round in circles.
void walk(const std::filesystem::path& folder, const Walk& walk);

}  // namespace filtercheck::cli
