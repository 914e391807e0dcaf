#include "cli/scan.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "base/codes.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/new_file.hpp"
#include "cli/requirements.hpp"
#include "cli/scan_base.hpp"
#include "cli/scan_files.hpp"
#include "cli/scan_fix.hpp"
#include "cli/scan_print.hpp"
#include "report/text.hpp"
#include "review/changes.hpp"
#include "review/formats.hpp"
#include "review/mend.hpp"
#include "review/review.hpp"
#include "review/settle.hpp"

namespace filtercheck::cli {

namespace {

constexpr std::size_t kMostBaseline = std::size_t{64} << 20;

std::vector<review::Question> questions_of(const std::vector<Control>& controls) {
  std::vector<review::Question> questions;
  for (const Control& control : controls)
    questions.push_back({control.id, requirements_of(control)});
  return questions;
}

void print(const review::Report& report, ScanFormat format, Console& console) {
  switch (format) {
    case ScanFormat::Text:
      print_scan(report, console);
      break;
    case ScanFormat::Json:
      console.out << review::as_json(report);
      break;
    case ScanFormat::Sarif:
      console.out << review::as_sarif(report);
      break;
    case ScanFormat::Github:
      console.out << review::as_github(report);
      break;
    case ScanFormat::Junit:
      console.out << review::as_junit(report);
      break;
    case ScanFormat::Gitlab:
      console.out << review::as_gitlab(report);
      break;
  }
}

void complain_of_unread(const review::Report& report, Console& console) {
  for (const review::Unreadable& one : report.unreadable)
    complain(console, report::printable(one.file) + ": " + report::printable(one.message));
}

// What a change does, as a finding that counts says.
bool fails(const review::Finding& finding, FailOn fail_on) {
  const Code code = finding.code;
  if (code == codes::kFilterRewritten) return fail_on == FailOn::Changed;
  if (code == codes::kFilterWidened || code == codes::kFilterAdded)
    return fail_on != FailOn::Narrowed;
  return true;
}

bool fails(const review::Report& report, FailOn fail_on) {
  const auto has = [&](review::Severity least) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const review::Finding& one) { return one.severity <= least; });
  };
  switch (fail_on) {
    case FailOn::Error:
      return has(review::Severity::Error);
    case FailOn::Warning:
      return has(review::Severity::Warning);
    case FailOn::Note:
      return has(review::Severity::Note);
    case FailOn::Narrowed:
    case FailOn::Widened:
    case FailOn::Changed:
      return std::any_of(report.findings.begin(), report.findings.end(),
                         [&](const review::Finding& one) { return fails(one, fail_on); });
  }
  return true;
}

// False: it cannot be read, which is said.
bool read_baseline(const std::string& path, std::set<std::string>& fingerprints, Console& console) {
  const auto refuse = [&](const std::string& why) {
    complain(console, report::printable(path) + ": " + report::printable(why));
    return false;
  };
  const auto text = read_input(path, kMostBaseline);
  if (const auto* error = std::get_if<InputError>(&text)) return refuse(error->message);
  auto read = review::read_baseline(std::get<std::string>(text));
  if (const auto* why = std::get_if<std::string>(&read)) return refuse(*why);
  fingerprints = std::get<std::set<std::string>>(std::move(read));
  return true;
}

// In a folder other files may lie; what the user names is to hold filters.
void complain_of_files_without_filters(const ReadFiles& read, review::Report& report) {
  for (const std::string& name : read.named)
    if (read.files.contains(name) && !report.recognised.contains(name))
      report.unreadable.push_back({name, "holds no filters"});
}

// What is said of the files; of those that were mended, if that was asked for. False: it ends here,
// and why has been said.
bool judge_files(const ScanOptions& options, const ReadFiles& read,
                 const review::Settings& settings, Console& console, review::Report& report) {
  review::Judge judge(questions_of(options.controls), options.ask, options.decide);
  review::review(read.files, judge, report);
  review::settle(read.files, settings, report);
  if (options.fix != Fix::No) {
    review::Mended mended = review::mend(read.files, judge, settings, report);
    if (!fix(mended, options.fix, console)) return false;
    if (options.fix == Fix::Write) report = std::move(mended.report);
  }
  report.unreadable.insert(report.unreadable.begin(), read.unreadable.begin(),
                           read.unreadable.end());
  complain_of_files_without_filters(read, report);
  return true;
}

// What has changed since the base. False: as above.
bool judge_changes(const ScanOptions& options, const ReadFiles& read, review::Settings settings,
                   Console& console, review::Report& report) {
  auto base = read_base(options.base, options.paths, options.config, read.files);
  if (const auto* why = std::get_if<std::string>(&base)) {
    complain(console, report::printable(*why));
    return false;
  }
  settings.judges_comments = false;
  auto& then = std::get<Base>(base);
  review::review_changes({review::read_all(then.files), std::move(then.folder)},
                         {review::read_all(read.files), std::move(then.folder_now)},
                         {options.decide.reading, Domain::Lines}, report);
  report.files = read.files.size();
  report.unreadable.insert(report.unreadable.begin(), read.unreadable.begin(),
                           read.unreadable.end());
  review::settle(read.files, settings, report);
  return true;
}

}  // namespace

Exit scan(const ScanOptions& options, Console& console) {
  review::Settings settings;
  settings.severities = options.config.severities;
  if (!options.baseline.empty() && !read_baseline(options.baseline, settings.baseline, console))
    return Exit::BadInput;
  const ReadFiles read = read_files(options.paths, options.config, console.in);
  review::Report report;
  const bool goes_on = options.base.empty()
                           ? judge_files(options, read, settings, console, report)
                           : judge_changes(options, read, std::move(settings), console, report);
  if (!goes_on) return Exit::BadInput;
  if (options.fix != Fix::Show) print(report, options.format, console);
  if (options.format == ScanFormat::Text || report.recognised.empty())
    complain_of_unread(report, console);
  if (!options.new_baseline.empty()) {
    const auto fault = write_files({{options.new_baseline, review::baseline_of(report)}});
    if (fault) complain(console, *fault);
    return fault ? Exit::BadInput : Exit::Holds;
  }
  if (fails(report, options.fail_on)) return Exit::Refuted;
  // What may hold filters must not go unread in a green build.
  const bool is_whole = read.is_whole && report.unreadable.empty();
  return is_whole ? Exit::Holds : Exit::BadInput;
}

}  // namespace filtercheck::cli
