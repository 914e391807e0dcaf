#include "review/settle.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.hpp"
#include "report/json.hpp"
#include "review/ignore.hpp"

namespace filtercheck::review {

namespace {

// The comments of all files, whether they are of use and which were.
class Ignores {
 public:
  Ignores(const scan::Files& files, std::vector<Finding>& findings) : findings_(findings) {
    for (const auto& [name, source] : files)
      for (Ignore& ignore : ignores_of(source)) add(std::move(ignore));
    for (auto& [key, entries] : index_) entries.prepare(entries_);
  }

  // The reason why the finding is meant; null: it counts.
  const std::string* reason_of(const Finding& finding) {
    const auto known = index_.find({finding.where.source.get(), std::string(finding.code)});
    if (known == index_.end()) return nullptr;
    const std::size_t line = finding.where.source->place(finding.where.span.begin).line;
    const auto at = known->second.find(entries_, line);
    if (!at) return nullptr;
    entries_[*at].is_used = true;
    return &entries_[*at].ignore.reason;
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

  // Those of one code in one file. In the order of the file, so no first line is before another.
  class OfOneCode {
   public:
    void add(std::size_t entry) { entries_.push_back(entry); }
    void prepare(const std::vector<Entry>& all) {
      std::size_t last = 0;
      for (const std::size_t entry : entries_)
        reach_.push_back(last = std::max(last, all[entry].ignore.last_line));
    }
    // The first that is about the line: the first that ends there or behind it, if it has begun,
    // for none behind it has otherwise.
    std::optional<std::size_t> find(const std::vector<Entry>& all, std::size_t line) const {
      const auto at = std::lower_bound(reach_.begin(), reach_.end(), line);
      if (at == reach_.end()) return std::nullopt;
      const std::size_t entry = entries_[static_cast<std::size_t>(at - reach_.begin())];
      if (all[entry].ignore.first_line > line) return std::nullopt;
      return entry;
    }

   private:
    std::vector<std::size_t> entries_;
    std::vector<std::size_t> reach_;  // the last line that any up to this one is about
  };

  void add(Ignore ignore) {
    if (!find_code(ignore.code)) {
      findings_.push_back(
          make_finding(Severity::Warning, {codes::kIgnoreUnknown, {ignore.code}}, ignore.where));
    } else if (ignore.reason.empty()) {
      findings_.push_back(make_finding(Severity::Warning,
                                       {codes::kIgnoreWithoutReason, {ignore.code}}, ignore.where));
    } else {
      index_[{ignore.where.source.get(), ignore.code}].add(entries_.size());
      entries_.push_back({std::move(ignore)});
    }
  }

  std::vector<Entry> entries_;
  std::map<std::pair<const scan::Source*, std::string>, OfOneCode> index_;
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
