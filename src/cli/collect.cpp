// Answers are kept in memory until all are there, so that a bundle is written whole or not at all.
#include "cli/collect.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "audit/plan.hpp"
#include "base/words.hpp"
#include "cli/commands.hpp"
#include "cli/new_file.hpp"
#include "report/json.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

namespace fs = std::filesystem;
using report::Json;
using report::printable;

std::string in_utc(std::time_t time) {
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string command_of(const std::vector<std::string>& argv) {
  std::string command;
  for (const std::string& word : argv) command += (command.empty() ? "" : " ") + word;
  return printable(command);
}

class Collector {
 public:
  Collector(const AwsCli& cli, const std::vector<std::string>& regions, std::ostream& err)
      : cli_(cli), regions_(regions), err_(err) {}

  // Why it went no further; no value: the answers lead to no further call.
  std::optional<std::string> run() {
    while (true) {
      audit::Account account{audit::Bundle(files_)};
      id_ = account.id();
      partition_ = account.partition();
      bool is_done = true;
      for (const audit::Call& call : audit::needed_calls(account, regions_)) {
        if (!made_.insert(audit::arguments_of(call)).second) continue;
        is_done = false;
        if (auto fault = make(call)) return fault;
      }
      if (is_done) return std::nullopt;
    }
  }

  Collected result(std::time_t now) && {
    const Json manifest{{"schema", 1},
                        {"account", report::or_null(id_)},
                        {"partition", report::or_null(partition_)},
                        {"collected_at", in_utc(now)},
                        {"aws_version", cli_.version()},
                        {"commands", std::move(commands_)}};
    files_["manifest.json"] = {manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n",
                               ""};
    return {std::move(files_), made_.size(), refused_};
  }

 private:
  std::optional<std::string> make(const audit::Call& call) {
    auto run = cli_.call(audit::arguments_of(call));
    if (const auto* why = std::get_if<std::string>(&run)) return *why;
    auto* made = &std::get<AwsCall>(run);
    std::string file = audit::path_of(call);
    if (made->has_failed()) {
      // Regions are the user's choice: one that does not answer is a mistake, or there are no
      // credentials. What follows from the answers may fail and leave the rest of use.
      const bool is_of_no_use = made->code.empty() || is_of_credentials(made->code);
      if (call.operation == "describe-trails" && is_of_no_use)
        return command_of(made->argv) + ": " + printable(made->complaint());
      ++refused_;
      err_ << "filtercheck: " << command_of(made->argv) << ": " << printable(made->complaint())
           << "; what hangs on it is undecided\n";
      file.replace(file.size() - std::string_view(".json").size(), std::string::npos, ".err");
      const bool is_said =
          !made->finished.is_too_much && !audit::error_line_of(made->finished.err).empty();
      files_[file] = {is_said ? made->finished.err : made->complaint() + "\n", ""};
    } else {
      files_[file] = {std::move(made->finished.out), ""};
    }
    commands_.push_back({{"argv", std::move(made->argv)},
                         {"exit", made->finished.status},
                         {"file", std::move(file)},
                         {"stderr", std::move(made->finished.err)}});
    return std::nullopt;
  }

  const AwsCli& cli_;
  const std::vector<std::string>& regions_;
  std::ostream& err_;
  std::set<std::vector<std::string>> made_;
  audit::Files files_;
  Json commands_ = Json::array();
  std::size_t refused_ = 0;
  std::optional<std::string> id_, partition_;
};

// Why the folder cannot be the bundle's; no value: it is not there, or has nothing in it.
std::optional<std::string> folder_fault(const fs::path& out) {
  std::error_code error;
  const fs::file_status status = fs::status(out, error);
  if (status.type() == fs::file_type::not_found) return std::nullopt;
  if (error) return "cannot be looked at: " + error.message();
  if (!fs::is_directory(status)) return "is there already, and is no folder";
  const bool is_empty = fs::is_empty(out, error);
  if (error) return "cannot be listed: " + error.message();
  if (!is_empty) return "has something in it already; a bundle wants a folder of its own";
  return std::nullopt;
}

// Folders that are made for files, taken away again unless they are kept.
class NewFolders {
 public:
  NewFolders() = default;
  ~NewFolders() {
    std::error_code ignored;
    for (auto at = made_.rbegin(); at != made_.rend(); ++at) fs::remove(*at, ignored);
  }
  NewFolders(const NewFolders&) = delete;
  NewFolders& operator=(const NewFolders&) = delete;

  // With those above it. Why it cannot be made; no value: it is there.
  std::optional<std::string> make(const fs::path& folder) {
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error)) return std::nullopt;
    if (auto why = make(folder.parent_path())) return why;
    if (!fs::create_directory(folder, error) && error)
      return printable(folder.string()) + ": cannot be made: " + error.message();
    made_.push_back(folder);
    return std::nullopt;
  }
  void keep() { made_.clear(); }

 private:
  std::vector<fs::path> made_;
};

std::optional<std::string> write_bundle(const fs::path& out, const audit::Files& files,
                                        NewFolders& folders) {
  std::vector<NewFile> written;
  for (const auto& [name, file] : files) {
    const fs::path path = out / name;
    if (auto why = folders.make(path.parent_path())) return why;
    written.push_back({path.string(), file.bytes});
  }
  return write_files(written);
}

}  // namespace

std::variant<Collected, std::string> collect_account(const AccountOptions& options,
                                                     const AwsProcess& process, std::time_t now,
                                                     std::ostream& err) {
  AwsCli cli(options.aws, process);
  if (auto fault = cli.start()) return *std::move(fault);
  std::vector<std::string> regions = options.regions;
  if (regions.empty()) {
    AwsRegion region = cli.region();
    if (!region.complaint.empty())
      return "`aws configure get region` says: " + printable(region.complaint);
    if (region.name.empty())
      return "the AWS CLI has no region set; name one with --region, such as us-east-1";
    regions.push_back(std::move(region.name));
  }
  for (const std::string& region : regions)
    if (!audit::is_region(region))
      return "`" + printable(region) + "` is no region; one is called us-east-1, for example";
  Collector collector(cli, regions, err);
  if (auto fault = collector.run()) return *std::move(fault);
  return std::move(collector).result(now);
}

Exit collect(const CollectOptions& options, Console& console) {
  const auto refuse = [&](const std::string& why) {
    complain(console, why);
    return Exit::BadInput;
  };
  const std::string name = printable(options.out);
  if (options.out.empty()) return refuse("collect: --out names no folder");
  if (const auto why = folder_fault(options.out)) return refuse(name + ": " + *why);
  // What cannot be written to is told before a person waits for the answers.
  NewFolders folders;
  if (const auto why = folders.make(options.out)) return refuse(*why);
  auto collected = collect_account(options.account, real_aws(), std::time(nullptr), console.err);
  if (const auto* why = std::get_if<std::string>(&collected)) return refuse(*why);
  const auto& bundle = std::get<Collected>(collected);
  // Someone else may have come first.
  if (const auto why = folder_fault(options.out)) return refuse(name + ": " + *why);
  if (const auto why = write_bundle(options.out, bundle.files, folders)) return refuse(*why);
  folders.keep();
  if (options.format == Format::Json) {
    console.out << bundle.files.at("manifest.json").bytes;
  } else {
    console.out << name << ": " << base::counted(bundle.calls, "call") << ", " << bundle.refused
                << " refused\n";
  }
  return Exit::Holds;
}

}  // namespace filtercheck::cli
