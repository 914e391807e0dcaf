#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <new>
#include <system_error>

#include "audit/bundle.hpp"

namespace filtercheck::audit {

namespace {

namespace fs = std::filesystem;

constexpr int kDepth = 4;  // <region>/<service>/<operation>/<name>.json

bool may_count(const fs::path& path) {
  return path.extension() == ".json" || path.extension() == ".err";
}

// Where there is no memory, that is not a property of the file.
void expect_memory(const std::error_code& error) {
  if (error == std::errc::not_enough_memory) throw std::bad_alloc();
}

FileBytes read(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (!error && size > kMostFileBytes) return {"", "is larger than 256 MiB"};
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    const std::error_code why(errno, std::generic_category());
    expect_memory(why);
    return {"", "cannot be read: " + why.message()};
  }
  FileBytes file;
  std::array<char, 65536> buffer;
  while (in.read(buffer.data(), buffer.size()), in.gcount() > 0)
    file.bytes.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return {"", "cannot be read to its end"};
  return file;
}

// Why the folder cannot be listed, if it cannot.
std::error_code add(const fs::path& folder, const std::string& name, int depth, Files& files) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string inner = name + at->path().filename().string();
    std::error_code ignored;
    if (at->is_directory(ignored)) {
      if (depth == kDepth) continue;
      if (const auto fault = add(at->path(), inner + "/", depth + 1, files))
        files[inner] = {"", "cannot be listed: " + fault.message()};
    } else if (at->is_regular_file(ignored) && may_count(at->path())) {
      files[inner] = read(at->path());
    }
  }
  expect_memory(error);
  return error;
}

}  // namespace

std::variant<Files, std::string> read_folder(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return "there is no folder of that name";
  if (!fs::is_directory(path, error)) return "is not a folder";
  Files files;
  if (const auto fault = add(path, "", 1, files)) return "cannot be listed: " + fault.message();
  return files;
}

}  // namespace filtercheck::audit
