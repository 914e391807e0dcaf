// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
#include <string_view>
#include <utility>

#include "report/json.hpp"
#include "review/formats.hpp"

namespace filtercheck::review {

namespace {

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "critical";
    case Severity::Warning:
      return "minor";
    case Severity::Note:
      return "info";
  }
  return {};
}

}  // namespace

std::string as_gitlab(const Report& report) {
  report::Json issues = report::Json::array();
  for (const Finding& finding : report.findings) {
    const scan::FileSpan span = finding.where.source->place(finding.where.span);
    std::string text = finding.message;
    if (finding.fix) text += "; " + *finding.fix;
    issues.push_back({{"description", std::move(text)},
                      {"check_name", finding.code},
                      {"fingerprint", finding.fingerprint},
                      {"severity", severity_of(finding.severity)},
                      {"location",
                       {{"path", finding.where.source->name()},
                        {"lines", {{"begin", span.begin.line}, {"end", span.end.line}}}}}});
  }
  return report::dumped(issues) + "\n";
}

}  // namespace filtercheck::review
