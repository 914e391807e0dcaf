// Files that are written whole or not at all.
#pragma once

#include <optional>
#include <string>

namespace filtercheck::cli {

// A file under a name of its own, until it takes the name that it is meant for. Each step answers
// what went wrong, for a person, if anything; nothing half-written stays.
class NewFile {
 public:
  explicit NewFile(std::string name);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  std::optional<std::string> write(const std::string& text);
  // Whoever may read it may run it.
  std::optional<std::string> make_executable();
  std::optional<std::string> keep();

 private:
  std::optional<std::string> failed(const std::string& why) const;

  std::string name_;
  std::string part_;
  bool made_ = false;
};

}  // namespace filtercheck::cli
