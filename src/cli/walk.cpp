#include "cli/walk.hpp"

#include <algorithm>
#include <system_error>
#include <vector>

namespace filtercheck::cli {

namespace fs = std::filesystem;

namespace {

std::vector<fs::directory_entry> entries_of(const fs::path& folder, const Walk& walk) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (!walk.passes_over(it->path().filename())) entries.push_back(*it);
  }
  if (error) walk.on_fault(folder, error.message());
  std::sort(entries.begin(), entries.end());
  return entries;
}

}  // namespace

void walk(const fs::path& folder, const Walk& walk) {
  // The last one is next; folders may be nested as deep as names may be long.
  std::vector<fs::directory_entry> left = entries_of(folder, walk);
  std::reverse(left.begin(), left.end());
  while (!left.empty()) {
    const fs::directory_entry entry = std::move(left.back());
    left.pop_back();
    std::error_code ignored;  // what can be said about an entry is said when it is read
    if (!entry.is_directory(ignored)) {
      walk.on_file(entry.path());
    } else if (!entry.is_symlink(ignored)) {
      std::vector<fs::directory_entry> inner = entries_of(entry.path(), walk);
      left.insert(left.end(), inner.rbegin(), inner.rend());
    }
  }
}

}  // namespace filtercheck::cli
