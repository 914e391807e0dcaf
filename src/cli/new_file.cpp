#include "cli/new_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

// No signal is delivered in its lifetime.
class SignalsWait {
 public:
  SignalsWait() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsWait() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;

 private:
  sigset_t before_;
};

// Why a step went wrong; null: it did not. Not a string, which would need memory.
using Why = const char*;
// NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here starts a thread
Why why(int fault) { return std::strerror(fault); }

// A file under a name of its own, until it takes the name that it is meant for.
class Part {
 public:
  explicit Part(const NewFile& file)
      : file_(file),
        name_(target_of(file.name)),
        part_(name_ + "." + std::to_string(getpid()) + ".part") {}

  const std::string& name() const { return file_.name; }

  Why write() {
    struct stat present;
    is_replaced_ = stat(name_.c_str(), &present) == 0;
    // A device or a folder is not to be replaced.
    if (is_replaced_ && !S_ISREG(present.st_mode)) return "not a regular file";
    before_ = present;
    const int descriptor = open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) return why(errno);
    is_there_ = true;
    Why fault = fill(descriptor);
    if (close(descriptor) != 0 && fault == nullptr) fault = why(errno);
    return fault;
  }

  // Takes the name. What had it before is kept for undo(), if there is another file to come.
  Why keep(bool is_last) {
    const char* const name = name_.c_str();
    is_exchanged_ =
        !is_last && renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, name, RENAME_EXCHANGE) == 0;
    if (!is_exchanged_) {
      if (std::rename(part_.c_str(), name) != 0) return why(errno);
      is_there_ = false;
    }
    is_kept_ = true;
    return nullptr;
  }

  void undo() {
    if (is_exchanged_) {
      static_cast<void>(std::rename(part_.c_str(), name_.c_str()));
      is_there_ = false;
    } else if (is_kept_) {
      unlink(name_.c_str());
    }
  }

  // What is left beside the file.
  void remove() {
    if (is_there_) unlink(part_.c_str());
  }

 private:
  // Where a link leads.
  static std::string target_of(const std::string& name) {
    std::error_code error;
    const std::filesystem::path target = std::filesystem::canonical(name, error);
    return error ? name : target.string();
  }

  Why fill(int descriptor) {
    std::string_view rest = file_.text;
    while (!rest.empty()) {
      const ssize_t written = ::write(descriptor, rest.data(), rest.size());
      if (written < 0 && errno != EINTR) return why(errno);
      if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    }
    struct stat made;
    if (fstat(descriptor, &made) != 0) return why(errno);
    mode_t mode = made.st_mode;
    if (is_replaced_) {
      mode = before_.st_mode & 07777;
      // Who may not give a file away has it.
      if (fchown(descriptor, before_.st_uid, before_.st_gid) != 0) mode &= 0777;
    }
    if (file_.is_executable) mode |= (mode & 0444) >> 2;
    if (mode != made.st_mode && fchmod(descriptor, mode) != 0) return why(errno);
    // What the name is given to should be there after a power cut, too; some file systems cannot.
    if (fsync(descriptor) != 0 && errno != EINVAL) return why(errno);
    return nullptr;
  }

  const NewFile& file_;
  std::string name_;
  std::string part_;
  struct stat before_ = {};  // what has the name, if is_replaced_
  bool is_replaced_ = false;
  bool is_there_ = false;      // a file named part_
  bool is_kept_ = false;       // under its name
  bool is_exchanged_ = false;  // what had the name before is part_
};

struct Fault {
  const Part* part;
  Why why;
};

std::optional<Fault> write_parts(std::vector<Part>& parts) {
  for (Part& part : parts) {
    if (const Why fault = part.write()) return Fault{&part, fault};
  }
  for (Part& part : parts) {
    const Why fault = part.keep(&part == &parts.back());
    if (fault == nullptr) continue;
    for (Part& kept : parts) kept.undo();
    return Fault{&part, fault};
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> write_files(const std::vector<NewFile>& files) {
  std::vector<Part> parts(files.begin(), files.end());
  std::optional<Fault> fault;
  {
    const SignalsWait wait;
    fault = write_parts(parts);
    for (Part& part : parts) part.remove();
  }
  if (!fault) return std::nullopt;
  return report::printable(fault->part->name()) + ": cannot be written: " + fault->why;
}

}  // namespace filtercheck::cli
