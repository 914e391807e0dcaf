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
    // A file that the user named must not go unread in a green build; in a folder others may lie.
    return named_unread_ ? Exit::BadInput : Exit::Holds;
  }

 private:
  void visit(const std::string& path) {
    if (path == "-") {
      read("standard input", console_.in);
      named_unread_ = named_unread_ || !report_.unreadable.empty();
      return;
    }
    std::error_code error;
    const std::size_t unread = report_.unreadable.size();
    if (!fs::is_directory(path, error)) {
      read(path);
      named_unread_ = named_unread_ || unread < report_.unreadable.size();
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
    if (error) report_.unreadable.push_back({folder.string(), error.message()});
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

  void read(const std::string& path) {
    auto opened = open_input(path);
    if (const auto* error = std::get_if<InputError>(&opened)) {
      report_.unreadable.push_back({path, error->message});
    } else {
      read(path, std::get<std::ifstream>(opened));
    }
  }

  void read(const std::string& name, std::istream& in) {
    const auto text = read_whole(in, kMostBytes);
    if (const auto* error = std::get_if<InputError>(&text)) {
      report_.unreadable.push_back({name, error->message});
      return;
    }
    auto found = read_metric_filters(std::get<std::string>(text));
    if (const auto* why = std::get_if<std::string>(&found)) {
      report_.unreadable.push_back({name, *why});
      return;
    }
    auto& filters = std::get<FoundFilters>(found);
    ++report_.files;
    for (const std::string& fault : filters.faults) report_.unreadable.push_back({name, fault});
    judge_.judge(name, std::move(filters), report_);
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
  bool named_unread_ = false;  // a path of the command line could not be read
};

}  // namespace

Exit scan(const ScanOptions& options, Console& console) {
  return ScanCommand(options, console).run();
}

}  // namespace filtercheck::cli
