#include "cli/scan_judge.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <tuple>
#include <utility>
#include <variant>

#include "base/codes.hpp"
#include "cli/requirements.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::cli {

namespace {

std::string in_backticks(const std::string& text) {
  std::string quoted = "`";
  quoted += text;
  quoted += "`";
  return quoted;
}

std::string name_of(const Requirement& requirement) {
  return requirement.event_name.value_or(requirement.label);
}

void add_once(std::vector<Caveat>& caveats, const Caveat& caveat) {
  if (std::find(caveats.begin(), caveats.end(), caveat) == caveats.end()) caveats.push_back(caveat);
}

// What is missed under every reading.
std::vector<Miss> missed_of(const CheckAnswer& answer,
                            const std::vector<Requirement>& requirements) {
  std::vector<const Checked*> all;
  for (const CheckAnswer::UnderReading& reading : answer.readings) all.push_back(&reading);
  if (all.empty()) all.push_back(&answer);
  std::vector<Miss> missed;
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    const auto has = [&](Coverage coverage) {
      return
          [i, coverage](const Checked* one) { return one->requirements[i].coverage == coverage; };
    };
    const bool is_missed = std::none_of(all.begin(), all.end(), has(Coverage::Full)) &&
                           std::none_of(all.begin(), all.end(), has(Coverage::Undecided));
    const bool is_partly = std::any_of(all.begin(), all.end(), has(Coverage::Partial));
    if (is_missed) missed.push_back({name_of(requirements[i]), is_partly});
  }
  return missed;
}

// How far a result is from covering: less is nearer.
auto distance(const ControlResult& result) {
  const auto whole = std::count_if(result.missed.begin(), result.missed.end(),
                                   [](const Miss& miss) { return !miss.is_partly; });
  return std::tuple(result.missed.size(), whole);
}

std::string shortfall_of(const JudgedFilter& nearest, std::size_t question) {
  std::string text = "the nearest, " + in_backticks(nearest.found.address);
  if (!nearest.diagnostics.empty()) return text += ", is rejected";
  text += ", misses ";
  return text += misses_of(nearest.results[question]);
}

FileSpan whole_pattern(const FoundFilter& filter) {
  return place_of(filter.written, {0, filter.pattern.size()});
}

Finding finding_of_rejected(const JudgedFilter& filter) {
  const Diagnostic& first = filter.diagnostics.front();
  return {codes::kPatternRejected,
          Severity::Error,
          filter.file,
          place_of(filter.found.written, first.span),
          message(Caveat{codes::kPatternRejected, {message(first)}}),
          hint(first)};
}

// What no author means, whatever the events are.
bool is_surely_not_meant(const Caveat& caveat) {
  static constexpr std::array<Code, 5> kTraps{codes::kIgnoredOptional, codes::kMinusInWord,
                                              codes::kQuotedPattern, codes::kConnectiveTerm,
                                              codes::kDelimitersDropped};
  return std::find(kTraps.begin(), kTraps.end(), caveat.code) != kTraps.end();
}

Finding warning_about(const JudgedFilter& filter, const Caveat& caveat) {
  return {caveat.code,     Severity::Warning, filter.file, whole_pattern(filter.found),
          message(caveat), std::nullopt};
}

bool mentions_record(const Expression& expression) {
  const auto some = [](const std::vector<Expression>& operands) {
    return std::any_of(operands.begin(), operands.end(), mentions_record);
  };
  if (const auto* all = std::get_if<And>(&expression.node)) return some(all->operands);
  if (const auto* any = std::get_if<Or>(&expression.node)) return some(any->operands);
  const auto* comparison = std::get_if<Comparison>(&expression.node);
  if (comparison == nullptr) return false;
  const std::vector<Step>& steps = comparison->selector.steps;
  return steps == std::vector<Step>{Key{"eventName"}} ||
         steps == std::vector<Step>{Key{"eventSource"}};
}

bool is_named_after_cloudtrail(const std::optional<std::string>& log_group) {
  if (!log_group) return false;
  std::string lower;
  for (const char c : *log_group)
    lower.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  return lower.find("cloudtrail") != std::string::npos;
}

}  // namespace

std::string misses_of(const ControlResult& result) {
  const auto partly = static_cast<std::size_t>(std::count_if(
      result.missed.begin(), result.missed.end(), [](const Miss& miss) { return miss.is_partly; }));
  const std::string required = std::to_string(result.required);
  if (result.required > 1 && result.missed.size() == result.required) {
    if (partly == 0) return std::string("all ") += required;
    if (partly == result.required) return std::string("some of each of ") += required;
  }
  std::string text;
  if (result.required > 1) {
    text += std::to_string(result.missed.size());
    text += " of " + required;
    text += ": ";
  }
  const char* separator = "";
  for (const Miss& miss : result.missed) {
    text += separator;
    text += miss.name;
    if (miss.is_partly) text += " (in part)";
    separator = ", ";
  }
  return text;
}

Judge::Judge(const std::vector<Control>& controls, const DecideOptions& options)
    : options_(options) {
  for (const Control& control : controls)
    questions_.push_back({control.id, requirements_of(control)});
}

void Judge::judge(const std::string& file, FoundFilters found, ScanReport& report) const {
  if (found.is_truncated) report.caveats.push_back({codes::kListTruncated, {file}});
  std::vector<JudgedFilter> filters;
  for (FoundFilter& filter : found.filters) filters.push_back(judge(file, std::move(filter)));

  std::vector<Group> groups;
  std::vector<Finding> findings;
  for (const JudgedFilter& filter : filters) {
    if (!filter.diagnostics.empty()) findings.push_back(finding_of_rejected(filter));
    for (const Caveat& caveat : filter.caveats) {
      if (is_surely_not_meant(caveat)) findings.push_back(warning_about(filter, caveat));
    }
    const auto same = [&](const Group& group) { return group.log_group == filter.found.log_group; };
    auto group = std::find_if(groups.begin(), groups.end(), same);
    if (group == groups.end()) {
      groups.push_back({filter.found.log_group, {}});
      group = std::prev(groups.end());
    }
    group->filters.push_back(&filter);
  }
  // An empty list is that of a log group without filters.
  if (groups.empty()) groups.emplace_back();
  for (const Group& group : groups) {
    add_findings_about_fields(group, findings);
    for (std::size_t question = 0; question < questions_.size(); ++question) {
      auto finding = finding_of(group, question, found);
      if (!finding) continue;
      finding->file = file;
      findings.push_back(std::move(*finding));
    }
  }
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.span.begin.line, a.span.begin.column) <
           std::tie(b.span.begin.line, b.span.begin.column);
  });
  std::move(findings.begin(), findings.end(), std::back_inserter(report.findings));
  std::move(filters.begin(), filters.end(), std::back_inserter(report.filters));
}

// A record of CloudTrail is JSON without spaces between its tokens, where fields find nothing.
void Judge::add_findings_about_fields(const Group& group, std::vector<Finding>& findings) {
  const bool records =
      is_named_after_cloudtrail(group.log_group) ||
      std::any_of(group.filters.begin(), group.filters.end(),
                  [](const JudgedFilter* filter) { return filter->is_about_records; });
  if (!records) return;
  for (const JudgedFilter* filter : group.filters) {
    if (filter->kind != Kind::Space) continue;
    findings.push_back(warning_about(*filter, {codes::kFieldsOfRecords, {}}));
  }
}

JudgedFilter Judge::judge(const std::string& file, FoundFilter found) const {
  JudgedFilter judged;
  judged.file = file;
  judged.found = std::move(found);
  const Result<Pattern> parsed = parse(judged.found.pattern);
  if (!parsed.ok()) judged.diagnostics = parsed.diagnostics();
  if (judged.found.sees_transformed) judged.caveats.push_back({codes::kTransformedLogs, {}});
  if (judged.found.sees_some) judged.caveats.push_back({codes::kFieldSelection, {}});
  if (parsed.ok()) {
    const Pattern& pattern = parsed.value();
    judged.kind = pattern.kind;
    judged.is_about_records = pattern.expression && mentions_record(*pattern.expression);
    for (const Caveat& caveat : pattern.caveats) add_once(judged.caveats, caveat);
  }
  for (const Question& question : questions_) {
    judged.results.push_back(parsed.ok()
                                 ? result_of(judged.found, parsed.value(), question, judged.caveats)
                                 : result_of_rejected(question));
  }
  return judged;
}

// There is no such filter.
ControlResult Judge::result_of_rejected(const Question& question) const {
  ControlResult result;
  result.verdict = CheckVerdict::NotCovered;
  result.required = question.requirements.size();
  for (const Requirement& requirement : question.requirements)
    result.missed.push_back({name_of(requirement)});
  return result;
}

ControlResult Judge::result_of(const FoundFilter& filter, const Pattern& pattern,
                               const Question& question, std::vector<Caveat>& caveats) const {
  ControlResult result;
  result.required = question.requirements.size();
  // The transformed events may have any other fields, so the pattern says nothing about the events.
  if (filter.sees_transformed) {
    result.why = message(Caveat{codes::kTransformedLogs, {}});
    return result;
  }
  const CheckAnswer answer = check(pattern, question.requirements, options_);
  for (const Caveat& caveat : answer.caveats) add_once(caveats, caveat);
  result.verdict = answer.verdict;
  result.missed = missed_of(answer, question.requirements);
  if (result.verdict == CheckVerdict::Undecided && !answer.caveats.empty()) {
    result.why = message(answer.caveats.front());
  }
  if (result.verdict == CheckVerdict::Covered && filter.sees_some) {
    result.verdict = CheckVerdict::Undecided;
    result.why = message(Caveat{codes::kFieldSelection, {}});
  }
  return result;
}

std::optional<Finding> Judge::finding_of(const Group& group, std::size_t question,
                                         const FoundFilters& found) const {
  const JudgedFilter* nearest = nullptr;
  const JudgedFilter* undecided = nullptr;
  for (const JudgedFilter* filter : group.filters) {
    const ControlResult& result = filter->results[question];
    if (result.verdict == CheckVerdict::Covered) return std::nullopt;
    if (result.verdict == CheckVerdict::Undecided) {
      if (undecided == nullptr) undecided = filter;
    } else if (nearest == nullptr || distance(result) < distance(nearest->results[question])) {
      nearest = filter;
    }
  }
  Finding finding{};
  const JudgedFilter* shown = undecided != nullptr ? undecided : nearest;
  finding.span = shown != nullptr ? whole_pattern(shown->found) : found.list;
  const std::string where =
      group.log_group ? "log group " + in_backticks(*group.log_group) : "this file";
  std::string why;
  if (undecided != nullptr) {
    why = in_backticks(undecided->found.address) + ": " + undecided->results[question].why;
  } else if (found.is_truncated || !found.faults.empty()) {
    why = "not all of its filters are in this file, or can be read";
  }
  const bool is_undecided = !why.empty();
  if (!is_undecided) {
    why = nearest == nullptr ? "there is none" : shortfall_of(*nearest, question);
  }
  finding.code = is_undecided ? codes::kControlUndecided : codes::kControlNotCovered;
  finding.severity = is_undecided ? Severity::Warning : Severity::Error;
  finding.message = message(Caveat{finding.code, {where, questions_[question].control, why}});
  return finding;
}

}  // namespace filtercheck::cli
