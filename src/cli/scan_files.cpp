#include "cli/scan_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include "cli/input.hpp"
#include "cli/subprocess.hpp"
#include "cli/walk.hpp"

namespace filtercheck::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = std::size_t{256} << 20;  // of one file

bool may_hold_filters(const fs::path& path) {
  static constexpr std::array<std::string_view, 8> kEndings{
      ".tf", ".tfvars", ".tfstate", ".json", ".yaml", ".yml", ".template", ".filter"};
  const std::string ending = path.extension().string();
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

// Whether a part of the path is.
bool is_passed_over(const fs::path& path) {
  return std::any_of(path.begin(), path.end(), [](const fs::path& part) {
    return part.string().starts_with('.') || part == "node_modules";
  });
}

class Reader {
 public:
  Reader(const ScanConfig& config, std::istream& in) : config_(config), in_(in) {}

  void visit(const std::string& path) {
    std::error_code error;
    if (path == "-") return read_named("standard input", read_whole(in_, kMostBytes));
    if (!fs::is_directory(path, error)) return read_named(path, read_input(path, kMostBytes));
    const std::size_t before = read_.files.size() + read_.unreadable.size();
    visit_folder(path);
    if (before == read_.files.size() + read_.unreadable.size())
      read_.unreadable.push_back({path, "holds no file that may hold filters"});
  }

  ReadFiles take() { return std::move(read_); }

 private:
  void visit_folder(const fs::path& folder) {
    if (const auto listed = listed_by_git(folder)) {
      for (const std::string& name : *listed) visit_file(folder / name);
    } else {
      walk(folder,
           {is_passed_over, [&](const fs::path& file) { visit_file(file); },
            [&](const fs::path& at, const std::string& why) { cannot_read(at.string(), why); }});
    }
  }

  // Below the folder, by name.
  static std::optional<std::vector<std::string>> listed_by_git(const fs::path& folder) {
    // A hook of the repository's own configuration is not run.
    const auto output = output_of({"git", "-C", folder.string(), "-c", "core.fsmonitor=false",
                                   "ls-files", "-z", "--cached", "--others", "--exclude-standard"},
                                  kMostBytes);
    if (!output) return std::nullopt;
    std::vector<std::string> names;
    for (std::size_t begin = 0; begin < output->size();) {
      const std::size_t end = output->find('\0', begin);
      std::string name = output->substr(begin, end - begin);
      begin = end + 1;
      if (!is_passed_over(name)) names.push_back(std::move(name));
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }

  void visit_file(const fs::path& path) {
    std::error_code ignored;
    // Git lists what was deleted, and submodules.
    const bool is_there = fs::is_symlink(path, ignored) || fs::is_regular_file(path, ignored);
    if (is_there && !fs::is_directory(path, ignored) && may_hold_filters(path) &&
        !is_excluded(config_, path.string()))
      read(path.string(), read_input(path.string(), kMostBytes));
  }

  using Text = std::variant<std::string, InputError>;

  void read_named(const std::string& path, Text text) {
    read_.named.push_back(scan::resolved("", path));
    read(path, std::move(text));
  }

  void read(const std::string& path, Text text) {
    if (const auto* error = std::get_if<InputError>(&text))
      return cannot_read(path, error->message);
    std::string name = scan::resolved("", path);
    auto source = std::make_shared<scan::Source>(name, std::get<std::string>(std::move(text)));
    read_.files.emplace(std::move(name), std::move(source));
  }

  void cannot_read(const std::string& name, const std::string& why) {
    read_.unreadable.push_back({name, why});
    read_.is_whole = false;
  }

  const ScanConfig& config_;
  std::istream& in_;
  ReadFiles read_;
};

}  // namespace

bool may_be_scanned(const std::string& name) {
  return !is_passed_over(name) && may_hold_filters(name);
}

ReadFiles read_files(const std::vector<std::string>& paths, const ScanConfig& config,
                     std::istream& in) {
  Reader reader(config, in);
  for (const std::string& path : paths) reader.visit(path);
  return reader.take();
}

}  // namespace filtercheck::cli
