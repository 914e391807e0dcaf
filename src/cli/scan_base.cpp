#include "cli/scan_base.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <system_error>
#include <utility>

#include "cli/scan_files.hpp"
#include "cli/subprocess.hpp"

namespace filtercheck::cli {

namespace {

constexpr std::size_t kMostBytes = std::size_t{256} << 20;

// Parts of which each ends with a NUL.
std::set<std::string> parts_of(std::string_view text) {
  std::set<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\0'), text.size());
    if (end > 0) parts.emplace(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool lies_at(const std::string& name, const std::vector<std::string>& paths) {
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
    const std::string folder = scan::resolved("", path);
    return folder.empty() || name == folder || name.starts_with(folder + "/");
  });
}

std::optional<std::string> git(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"git", "-c", "core.fsmonitor=false"});
  return output_of(arguments, kMostBytes);
}

std::variant<Base, std::string> read_revision(const std::string& revision,
                                              const std::vector<std::string>& paths,
                                              const ScanConfig& config, const scan::Files& now) {
  for (const std::string& path : paths)
    if (path == "-" || std::filesystem::path(path).is_absolute())
      return "to compare with a revision, name what is scanned by relative paths";
  auto commit =
      git({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (!commit) return "`" + revision + "` is no folder, and no revision of git";
  commit->erase(commit->find_last_not_of("\r\n") + 1);
  const auto tree = git({"ls-tree", "-r", "-z", "--name-only", *commit});
  const auto changed = git({"diff", "--name-only", "-z", "--no-renames", "--relative", *commit});
  if (!tree || !changed) return "git does not say what has changed since `" + revision + "`";
  const std::set<std::string> changed_names = parts_of(*changed);
  Base base;
  for (const std::string& name : parts_of(*tree)) {
    if (!lies_at(name, paths) || !may_be_scanned(name) || is_excluded(config, name)) continue;
    const auto same = now.find(name);
    if (same != now.end() && !changed_names.contains(name)) {
      base.files.insert(*same);
      continue;
    }
    auto bytes = git({"show", *commit + ":./" + name});
    if (!bytes) return "git does not show `" + name + "` of `" + revision + "`";
    base.files.emplace(name, std::make_shared<scan::Source>(name, std::move(*bytes)));
  }
  return base;
}

}  // namespace

std::variant<Base, std::string> read_base(const std::string& base,
                                          const std::vector<std::string>& paths,
                                          const ScanConfig& config, const scan::Files& now) {
  std::error_code error;
  if (!std::filesystem::is_directory(base, error)) return read_revision(base, paths, config, now);
  if (paths.size() != 1) return "to compare with a folder, scan one folder";
  std::istringstream nothing;
  ReadFiles read = read_files({base}, config, nothing);
  if (!read.unreadable.empty())
    return read.unreadable.front().file + ": " + read.unreadable.front().message;
  return Base{std::move(read.files), scan::resolved("", base) + "/",
              scan::resolved("", paths.front()) + "/"};
}

}  // namespace filtercheck::cli
