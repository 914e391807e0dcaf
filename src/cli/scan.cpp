#include "cli/scan.hpp"

#include <algorithm>
#include <utility>

#include "cli/requirements.hpp"
#include "cli/scan_files.hpp"
#include "cli/scan_print.hpp"
#include "report/text.hpp"
#include "review/formats.hpp"
#include "review/review.hpp"

namespace filtercheck::cli {

namespace {

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

void complain(const review::Report& report, Console& console) {
  for (const review::Unreadable& one : report.unreadable) {
    console.err << "filtercheck: " << report::printable(one.file) << ": "
                << report::printable(one.message) << '\n';
  }
}

}  // namespace

Exit scan(const ScanOptions& options, Console& console) {
  ReadFiles read = read_files(options.paths, console.in);
  review::Report report;
  report.unreadable = std::move(read.unreadable);
  review::Judge judge(questions_of(options.controls), options.decide);
  review::review(read.files, judge, report);
  for (const std::string& name : read.named) {
    // What the user names is to hold filters; in a folder other files may lie.
    if (read.files.contains(name) && !report.recognised.contains(name))
      report.unreadable.push_back({name, "holds no filters"});
  }
  print(report, options.format, console);
  if (options.format == ScanFormat::Text || report.recognised.empty()) complain(report, console);
  const bool fails = std::any_of(
      report.findings.begin(), report.findings.end(),
      [&](const review::Finding& finding) { return finding.severity <= options.fail_on; });
  if (fails) return Exit::Refuted;
  // What may hold filters must not go unread in a green build.
  const bool is_whole = read.is_whole && report.unreadable.empty();
  return is_whole ? Exit::Holds : Exit::BadInput;
}

}  // namespace filtercheck::cli
