#include "review/settle.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "base/codes.hpp"
#include "report/json.hpp"
#include "review/ignore.hpp"

namespace filtercheck::review {

namespace {

// Of a file, whether they are of use and which were.
class Ignores {
 public:
  Ignores(const scan::Files& files, std::vector<Finding>& findings) : findings_(findings) {
    for (const auto& [name, source] : files)
      for (Ignore& ignore : ignores_of(source)) add(std::move(ignore));
  }

  // The reason why the finding is meant; null: it counts.
  const std::string* reason_of(const Finding& finding) {
    const scan::FileSpan span = finding.where.source->place(finding.where.span);
    for (Entry& entry : entries_) {
      const bool is_it =
          entry.ignore.where.source == finding.where.source && entry.ignore.code == finding.code &&
          entry.ignore.first_line <= span.begin.line && span.begin.line <= entry.ignore.last_line;
      if (!is_it) continue;
      entry.is_used = true;
      return &entry.ignore.reason;
    }
    return nullptr;
  }

  void add_findings_of_unused() {
    for (const Entry& entry : entries_)
      if (!entry.is_used)
        findings_.push_back(make_finding(
            Severity::Note, {codes::kUnusedIgnore, {entry.ignore.code}}, entry.ignore.where));
  }

 private:
  struct Entry {
    Ignore ignore;
    bool is_used = false;
  };

  void add(Ignore ignore) {
    if (!find_code(ignore.code)) {
      findings_.push_back(
          make_finding(Severity::Warning, {codes::kIgnoreUnknown, {ignore.code}}, ignore.where));
    } else if (ignore.reason.empty()) {
      findings_.push_back(make_finding(Severity::Warning,
                                       {codes::kIgnoreWithoutReason, {ignore.code}}, ignore.where));
    } else {
      entries_.push_back({std::move(ignore)});
    }
  }

  std::vector<Entry> entries_;
  std::vector<Finding>& findings_;
};

}  // namespace

void settle(const scan::Files& files, const Settings& settings, Report& report) {
  std::vector<Finding> counting;
  std::vector<Finding> of_comments;
  Ignores ignores(files, of_comments);
  for (Finding& finding : report.findings) {
    const auto severity = settings.severities.find(finding.code);
    if (severity != settings.severities.end()) {
      if (!severity->second) continue;
      finding.severity = *severity->second;
    }
    const std::string* reason = ignores.reason_of(finding);
    if (reason != nullptr) {
      report.suppressed.push_back({std::move(finding), *reason});
    } else if (settings.baseline.contains(finding.fingerprint)) {
      report.suppressed.push_back({std::move(finding), std::nullopt});
    } else {
      counting.push_back(std::move(finding));
    }
  }
  ignores.add_findings_of_unused();
  if (settings.judges_comments)
    std::move(of_comments.begin(), of_comments.end(), std::back_inserter(counting));
  report.findings = std::move(counting);
  give_fingerprints(report.findings);
  std::stable_sort(
      report.findings.begin(), report.findings.end(),
      [](const Finding& a, const Finding& b) { return stands_before(a.where, b.where); });
}

std::string baseline_of(const Report& report) {
  std::vector<std::string> all;
  for (const Finding& finding : report.findings) all.push_back(finding.fingerprint);
  for (const Suppressed& one : report.suppressed)
    if (!one.reason) all.push_back(one.finding.fingerprint);
  std::sort(all.begin(), all.end());
  return report::Json({{"schema", 1}, {"fingerprints", all}}).dump(2) + "\n";
}

std::variant<std::set<std::string>, std::string> read_baseline(std::string_view text) {
  const report::Json json = report::Json::parse(text, nullptr, false);
  const auto list = json.is_object() ? json.find("fingerprints") : json.end();
  if (!json.is_object() || list == json.end() || !list->is_array())
    return "no baseline: a JSON object with an array `fingerprints` is expected";
  std::set<std::string> fingerprints;
  for (const report::Json& one : *list) {
    if (!one.is_string()) return "no baseline: `fingerprints` holds something that is no string";
    fingerprints.insert(one.get<std::string>());
  }
  return fingerprints;
}

}  // namespace filtercheck::review
