#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/common_options.hpp"
#include "cli/control_options.hpp"
#include "cli/scan.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

// Each control that a filter is plainly meant for.
constexpr const char* kAutoControl = "auto";

constexpr std::array<Word<ScanFormat>, 6> kScanFormats{{{"github", ScanFormat::Github},
                                                        {"gitlab", ScanFormat::Gitlab},
                                                        {"json", ScanFormat::Json},
                                                        {"junit", ScanFormat::Junit},
                                                        {"sarif", ScanFormat::Sarif},
                                                        {"text", ScanFormat::Text}}};
constexpr std::array<Word<FailOn>, 6> kFailures{{{"changed", FailOn::Changed},
                                                 {"error", FailOn::Error},
                                                 {"narrowed", FailOn::Narrowed},
                                                 {"note", FailOn::Note},
                                                 {"warning", FailOn::Warning},
                                                 {"widened", FailOn::Widened}}};

struct ScanGiven {
  ScanOptions options;
  ControlsGiven controls;
  std::optional<FailOn> fail_on;
  bool fix = false;
  bool dry_run = false;
};

std::vector<std::string> all_controls() {
  std::vector<std::string> ids;
  for (const Control& control : builtin_controls()) ids.push_back(control.id);
  return ids;
}

Exit run_scan(ScanGiven& given, Console& console) {
  ScanOptions& options = given.options;
  auto config_found = find_scan_config();
  if (const auto* why = std::get_if<std::string>(&config_found)) {
    complain(console, report::printable(*why));
    return Exit::BadInput;
  }
  options.config = std::get<ScanConfig>(std::move(config_found));
  ControlsGiven& asked = given.controls;
  if (asked.ids.empty() && asked.files.empty()) asked.ids = options.config.controls;
  if (asked.ids == std::vector<std::string>{kAutoControl}) {
    asked.ids = all_controls();
    options.ask = review::Judge::Ask::WhatIsMeant;
  }
  auto controls = controls_of(asked, console);
  if (!controls) return Exit::BadInput;
  options.controls = std::move(*controls);
  const FailOn usual = options.base.empty() ? FailOn::Warning : FailOn::Narrowed;
  options.fail_on = given.fail_on ? *given.fail_on : options.config.fail_on.value_or(usual);
  if (options.base.empty() && options.fail_on >= FailOn::Narrowed) {
    complain(console, "scan: narrowed, widened and changed are for --diff");
    return Exit::BadInput;
  }
  if (given.fix && std::count(options.paths.begin(), options.paths.end(), "-") > 0) {
    complain(console, "scan: --fix writes files, and standard input is none");
    return Exit::BadInput;
  }
  if (given.fix) options.fix = given.dry_run ? Fix::Show : Fix::Write;
  // What is being written is not asked for its old content.
  if (options.baseline.empty() && options.config.baseline && options.new_baseline.empty())
    options.baseline = options.config.folder + *options.config.baseline;
  return scan(options, console);
}

}  // namespace

void add_scan(CommandLine& line) {
  const auto given = std::make_shared<ScanGiven>();
  ScanOptions& options = given->options;
  CLI::App& command =
      line.add("scan", "Judge every filter in infrastructure code and in what AWS prints",
               [given](Console& console) { return run_scan(*given, console); });
  command.add_option("PATH", options.paths, "Files, folders, or - for standard input")
      ->required()
      ->type_name("");
  add_control_options(command, given->controls, "; auto: those that a filter is plainly meant for");
  add_decide_on_events(command, options.decide);
  add_words(command, "--format", options.format, kScanFormats,
            "How to answer: text, json, sarif, github, junit or gitlab")
      ->type_name("FORMAT");
  add_words(command, "--fail-on", given->fail_on, kFailures,
            "What makes the exit status 1: the least finding, error, warning (default) or "
            "note; with --diff also narrowed (its default), widened or changed")
      ->type_name("SEVERITY");
  command
      .add_option("--diff", options.base,
                  "Say what has changed since this revision of git, or folder, and what that does "
                  "to the events")
      ->type_name("BASE");
  command
      .add_option("--baseline", options.baseline,
                  "A file of findings that were there before and do not count")
      ->type_name("FILE");
  command
      .add_option("--write-baseline", options.new_baseline,
                  "Write the findings to such a file; the exit status is then 0")
      ->type_name("FILE");
  CLI::Option* fix = command.add_flag(
      "--fix", given->fix,
      "Mend what is sure to be right in the files themselves, and judge them then");
  fix->excludes("--diff")->excludes("--write-baseline");
  command.add_flag("--dry-run", given->dry_run, "Print the diff instead, and write nothing")
      ->needs(fix);
}

}  // namespace filtercheck::cli
