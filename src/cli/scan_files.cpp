#include "cli/scan_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include "cli/input.hpp"

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

class Reader {
 public:
  explicit Reader(std::istream& in) : in_(in) {}

  void visit(const std::string& path) {
    std::error_code error;
    if (path == "-") return read_named("standard input", in_);
    if (!fs::is_directory(path, error)) return read_named(path);
    const std::size_t before = read_.files.size() + read_.unreadable.size();
    visit_folder(path);
    if (before == read_.files.size() + read_.unreadable.size())
      read_.unreadable.push_back({path, "holds no file that may hold filters"});
  }

  ReadFiles take() { return std::move(read_); }

 private:
  void visit_folder(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      const std::string name = it->path().filename().string();
      if (!name.starts_with('.') && name != "node_modules") entries.push_back(*it);
    }
    if (error) cannot_read(folder.string(), error.message());
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) {
      std::error_code ignored;  // what can be said about an entry is said when it is read
      if (entry.is_directory(ignored)) {
        if (!entry.is_symlink(ignored)) visit_folder(entry.path());
      } else if (may_hold_filters(entry.path())) {
        read(entry.path().string());
      }
    }
  }

  template <typename... Stream>
  void read_named(const std::string& path, Stream&... in) {
    read_.named.push_back(scan::resolved("", path));
    read(path, in...);
  }

  void read(const std::string& path) {
    auto opened = open_input(path);
    if (auto* in = std::get_if<std::ifstream>(&opened)) return read(path, *in);
    cannot_read(path, std::get<InputError>(opened).message);
  }

  void read(const std::string& path, std::istream& in) {
    auto text = read_whole(in, kMostBytes);
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

  std::istream& in_;
  ReadFiles read_;
};

}  // namespace

ReadFiles read_files(const std::vector<std::string>& paths, std::istream& in) {
  Reader reader(in);
  for (const std::string& path : paths) reader.visit(path);
  return reader.take();
}

}  // namespace filtercheck::cli
