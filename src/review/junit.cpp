#include "report/junit.hpp"

#include <map>
#include <utility>

#include "review/formats.hpp"

namespace filtercheck::review {

namespace {

report::TestProblem problem_of(const Finding& finding) {
  const scan::FilePlace place = finding.where.source->place(finding.where.span.begin);
  std::string text = finding.where.source->name() + ":" + std::to_string(place.line) + ":" +
                     std::to_string(place.column) + ": " + finding.message;
  if (finding.fix) text += "; " + *finding.fix;
  return {false, std::string(finding.code), finding.message, {std::move(text)}};
}

}  // namespace

std::string as_junit(const Report& report) {
  // A case a filter; one a file for what is about no filter of it.
  std::vector<report::TestCase> cases;
  std::map<std::pair<std::string, std::string>, std::size_t> index;
  const auto case_of = [&](const std::string& file,
                           const std::string& address) -> report::TestCase& {
    const auto [at, is_new] = index.emplace(std::pair(file, address), cases.size());
    if (is_new) cases.push_back({file, address.empty() ? file : address, {}});
    return cases[at->second];
  };
  for (const JudgedFilter& filter : report.filters)
    case_of(filter.found.where.source->name(), filter.found.address);
  for (const Finding& finding : report.findings) {
    if (finding.severity == Severity::Note) continue;
    case_of(finding.where.source->name(), finding.address).problems.push_back(problem_of(finding));
  }
  for (const Unreadable& one : report.unreadable)
    cases.push_back({one.file, one.file, {{true, "unreadable", one.message, {}}}});
  return report::as_junit(cases);
}

}  // namespace filtercheck::review
