#include "cli/new_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "report/text.hpp"

namespace filtercheck::cli {

namespace fs = std::filesystem;

NewFile::NewFile(std::string name)
    : name_(std::move(name)), part_(name_ + "." + std::to_string(getpid()) + ".part") {}

NewFile::~NewFile() {
  std::error_code ignored;
  if (made_) fs::remove(part_, ignored);
}

std::optional<std::string> NewFile::write(const std::string& text) {
  std::error_code error;
  const fs::file_status present = fs::status(name_, error);
  // A device or a folder is not to be replaced.
  if (fs::exists(present) && !fs::is_regular_file(present)) return failed("not a regular file");
  errno = 0;
  std::FILE* file = std::fopen(part_.c_str(), "wbx");
  if (file == nullptr) return failed(std::strerror(errno));
  made_ = true;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int fault = errno;
  if (std::fclose(file) != 0) return failed(std::strerror(errno));
  if (!written) return failed(std::strerror(fault));
  return std::nullopt;
}

std::optional<std::string> NewFile::make_executable() {
  std::error_code error;
  const fs::perms present = fs::status(part_, error).permissions();
  fs::perms more = fs::perms::none;
  if ((present & fs::perms::owner_read) != fs::perms::none) more |= fs::perms::owner_exec;
  if ((present & fs::perms::group_read) != fs::perms::none) more |= fs::perms::group_exec;
  if ((present & fs::perms::others_read) != fs::perms::none) more |= fs::perms::others_exec;
  if (!error) fs::permissions(part_, more, fs::perm_options::add, error);
  return error ? failed(error.message()) : std::nullopt;
}

std::optional<std::string> NewFile::keep() {
  std::error_code error;
  fs::rename(part_, name_, error);
  if (error) return failed(error.message());
  made_ = false;
  return std::nullopt;
}

std::optional<std::string> NewFile::failed(const std::string& why) const {
  return report::printable(name_) + ": cannot be written: " + why;
}

}  // namespace filtercheck::cli
