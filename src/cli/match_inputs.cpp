#include "cli/match_inputs.hpp"

#include <filesystem>
#include <system_error>

#include "cli/walk.hpp"

namespace filtercheck::cli {

namespace fs = std::filesystem;

std::vector<std::string> match_inputs(
    const std::vector<std::string>& paths, bool recursive,
    const std::function<void(const std::string& folder, const std::string& why)>& on_fault) {
  if (paths.empty()) return {"-"};
  std::vector<std::string> inputs;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!recursive || !fs::is_directory(path, error)) {
      inputs.push_back(path);
      continue;
    }
    walk(path,
         {[](const fs::path& name) {
            return name.native().starts_with('.') || name == "CloudTrail-Digest";
          },
          [&](const fs::path& file) { inputs.push_back(file.string()); },
          [&](const fs::path& folder, const std::string& why) { on_fault(folder.string(), why); }});
  }
  return inputs;
}

std::optional<std::uint64_t> bytes_of(const std::vector<std::string>& inputs) {
  std::uint64_t bytes = 0;
  for (const std::string& input : inputs) {
    std::error_code error;
    const std::uint64_t size = fs::file_size(input, error);
    if (!error) bytes += size;
    // What is not there is not read.
    if (error && (input == "-" || fs::exists(input, error))) return std::nullopt;
  }
  return bytes;
}

}  // namespace filtercheck::cli
