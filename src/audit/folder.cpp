#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "audit/bundle.hpp"

namespace filtercheck::audit {

namespace {

namespace fs = std::filesystem;

constexpr int kDepth = 4;  // <region>/<service>/<operation>/<name>.json

bool may_count(const fs::path& path) {
  return path.extension() == ".json" || path.extension() == ".err";
}

FileBytes read(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (!error && size > kMostFileBytes) return {"", "is larger than 256 MiB"};
  std::ifstream in(path, std::ios::binary);
  if (!in) return {"", "cannot be read: " + std::generic_category().message(errno)};
  FileBytes file{{std::istreambuf_iterator<char>(in), {}}, ""};
  if (in.bad()) return {"", "cannot be read to its end"};
  return file;
}

// False: the folder cannot be listed.
bool add(const fs::path& folder, const std::string& name, int depth, Files& files) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string inner = name + at->path().filename().string();
    std::error_code ignored;
    if (at->is_directory(ignored)) {
      if (depth < kDepth && !add(at->path(), inner + "/", depth + 1, files))
        files[inner] = {"", "cannot be listed"};
    } else if (at->is_regular_file(ignored) && may_count(at->path())) {
      files[inner] = read(at->path());
    }
  }
  return !error;
}

}  // namespace

std::variant<Files, std::string> read_folder(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return "there is no folder of that name";
  if (!fs::is_directory(path, error)) return "is not a folder";
  Files files;
  if (!add(path, "", 1, files)) return "cannot be listed";
  return files;
}

}  // namespace filtercheck::audit
