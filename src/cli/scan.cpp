#include "cli/scan.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <variant>

#include "cli/input.hpp"
#include "cli/scan_aws.hpp"
#include "cli/scan_judge.hpp"
#include "cli/scan_model.hpp"
#include "cli/scan_print.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = std::size_t{256} << 20;  // of one file

class ScanCommand {
 public:
  ScanCommand(const ScanOptions& options, Console& console)
      : options_(options), console_(console), judge_(options.controls, options.decide) {}

  Exit run() {
    for (const std::string& path : options_.paths) visit(path);
    if (options_.format == Format::Json) {
      console_.out << scan_json(report_, options_.controls) << '\n';
    } else {
      print_scan(report_, options_.controls, console_);
    }
    if (options_.format == Format::Text || report_.files == 0) complain();
    if (report_.files == 0) return Exit::BadInput;
    if (!report_.findings.empty()) return Exit::Refuted;
    // What may hold filters must not go unread in a green build.
    return unread_ ? Exit::BadInput : Exit::Holds;
  }

 private:
  void visit(const std::string& path) {
    // What the user names is to hold filters; in a folder other files may lie.
    if (path == "-") {
      if (!read("standard input", console_.in)) unread_ = true;
      return;
    }
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      if (!read(path)) unread_ = true;
      return;
    }
    const std::size_t before = report_.files + report_.unreadable.size();
    visit_folder(path);
    const bool is_empty = before == report_.files + report_.unreadable.size();
    if (is_empty) report_.unreadable.push_back({path, "holds no file *.json"});
  }

  // In the order of the names. Hidden files and folders are passed over, as are links to folders,
  // which could lead round in circles.
  void visit_folder(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      if (!it->path().filename().string().starts_with('.')) entries.push_back(*it);
    }
    if (error) cannot_read(folder.string(), error.message());
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) {
      std::error_code ignored;  // what can be said about an entry is said when it is read
      if (entry.is_directory(ignored)) {
        if (!entry.is_symlink(ignored)) visit_folder(entry.path());
      } else if (entry.path().extension() == ".json") {
        read(entry.path().string());
      }
    }
  }

  // False: it is no file of filters, or cannot be read.
  bool read(const std::string& path) {
    auto opened = open_input(path);
    if (auto* in = std::get_if<std::ifstream>(&opened)) return read(path, *in);
    cannot_read(path, std::get<InputError>(opened).message);
    return false;
  }

  bool read(const std::string& name, std::istream& in) {
    const auto text = read_whole(in, kMostBytes);
    if (const auto* error = std::get_if<InputError>(&text)) {
      cannot_read(name, error->message);
      return false;
    }
    auto found = read_metric_filters(std::get<std::string>(text));
    if (const auto* why = std::get_if<std::string>(&found)) {
      report_.unreadable.push_back({name, *why});
      return false;
    }
    auto& filters = std::get<FoundFilters>(found);
    ++report_.files;
    for (const std::string& fault : filters.faults) cannot_read(name, fault);
    judge_.judge(name, std::move(filters), report_);
    return true;
  }

  void cannot_read(const std::string& name, const std::string& why) {
    report_.unreadable.push_back({name, why});
    unread_ = true;
  }

  void complain() {
    for (const Unreadable& one : report_.unreadable) {
      console_.err << "filtercheck: " << report::printable(one.file) << ": "
                   << report::printable(one.message) << '\n';
    }
  }

  const ScanOptions& options_;
  Console& console_;
  Judge judge_;
  ScanReport report_;
  bool unread_ = false;  // something that is to be read, or may have to be
};

}  // namespace

Exit scan(const ScanOptions& options, Console& console) {
  return ScanCommand(options, console).run();
}

}  // namespace filtercheck::cli
