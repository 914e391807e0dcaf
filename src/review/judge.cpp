#include "review/judge.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <tuple>
#include <utility>
#include <variant>

#include "ast/walk.hpp"
#include "base/codes.hpp"
#include "filtercheck/parse.hpp"
#include "review/accepted.hpp"
#include "review/aim.hpp"
#include "review/completion.hpp"
#include "review/edits.hpp"

namespace filtercheck::review {

namespace {

// AWS's quotas for a log group (CloudWatch Logs quotas).
constexpr std::size_t kMostMetricFilters = 100;
constexpr std::size_t kMostSubscriptionFilters = 2;

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

std::string called(const scan::Filter& filter) {
  return in_backticks(filter.address.empty() ? filter.pattern.value() : filter.address);
}

std::string shortfall_of(const JudgedFilter& nearest, std::size_t question) {
  std::string text = "the nearest, " + called(nearest.found);
  if (!nearest.diagnostics.empty()) return text += ", is rejected";
  text += ", misses ";
  return text += misses_of(nearest.results[question]);
}

scan::Written whole_pattern(const scan::Filter& filter) {
  return written(filter, {0, filter.pattern.value().size()});
}

// What no author means, whatever the events are.
bool is_surely_not_meant(const Caveat& caveat) {
  static constexpr std::array<Code, 5> kTraps{codes::kIgnoredOptional, codes::kMinusInWord,
                                              codes::kQuotedPattern, codes::kConnectiveTerm,
                                              codes::kDelimitersDropped};
  return std::find(kTraps.begin(), kTraps.end(), caveat.code) != kTraps.end();
}

bool mentions_record(const Expression& expression) {
  const std::vector<Step> name{Key{"eventName"}};
  const std::vector<Step> source{Key{"eventSource"}};
  bool found = false;
  ast::for_each_comparison(expression, [&](const Comparison& comparison) {
    const std::vector<Step>& steps = comparison.selector.steps;
    found = found || steps == name || steps == source;
  });
  return found;
}

bool is_named_after_cloudtrail(const std::optional<std::string>& log_group) {
  if (!log_group) return false;
  std::string lower;
  for (const char c : *log_group)
    lower.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  return lower.find("cloudtrail") != std::string::npos;
}

// In a source: a person wrote it, and what is written there is what counts.
bool is_source(scan::Container container) {
  switch (container) {
    case scan::Container::Terraform:
    case scan::Container::CloudFormation:
    case scan::Container::Serverless:
    case scan::Container::Filter:
      return true;
    case scan::Container::TerraformPlan:
    case scan::Container::TerraformState:
    case scan::Container::Cdk:
    case scan::Container::Pulumi:
    case scan::Container::AwsCli:
      return false;
  }
  return false;
}

// All of the rewrites as edits, or none.
std::vector<Edit> edits_of(const scan::Filter& filter, const std::vector<Rewrite>& rewrites) {
  std::vector<Edit> edits;
  if (!is_source(filter.container)) return edits;
  for (const Rewrite& rewrite : rewrites) {
    auto edit = edit_of(filter.pattern, rewrite);
    if (!edit) return {};
    edits.push_back(std::move(*edit));
  }
  return edits;
}

// Whether it is meant for this control and, but for other versions of it, for no other, with which
// it would then be mixed.
bool is_meant_for_alone(const JudgedFilter& filter, std::size_t question) {
  const std::string_view family = family_of(filter.results[question].control);
  return filter.results[question].is_meant &&
         std::none_of(filter.results.begin(), filter.results.end(), [&](const ControlResult& one) {
           return one.is_meant && family_of(one.control) != family;
         });
}

// There is no such filter, or nothing is known of it.
ControlResult result_without(const Question& question, CheckVerdict verdict, std::string why) {
  ControlResult result{question.control, verdict, question.requirements.size(), {}, std::move(why)};
  if (verdict == CheckVerdict::NotCovered)
    for (const Requirement& requirement : question.requirements)
      result.missed.push_back({name_of(requirement)});
  return result;
}

}  // namespace

Judge::Judge(std::vector<Question> questions, Ask ask, const DecideOptions& options)
    : questions_(std::move(questions)), ask_(ask), options_(options) {}

// ---- One filter ---------------------------------------------------------------------------------

const Judge::Opinion& Judge::opinion_of(const std::string& pattern) {
  const auto known = opinions_.find(pattern);
  if (known != opinions_.end()) return known->second;
  Opinion opinion{parse(pattern), {}, {}, {}, false, false};
  if (opinion.parsed.ok()) {
    const Pattern& parsed = opinion.parsed.value();
    opinion.caveats = parsed.caveats;
    opinion.is_about_records = parsed.expression && mentions_record(*parsed.expression);
    opinion.lints = lints_of(parsed);
    opinion.is_prescribed = is_prescribed(parsed);
    for (const Question& question : questions_)
      opinion.results.push_back(result_of(parsed, question, opinion.caveats));
    choose_aims(opinion.results);
    if (ask_ == Ask::WhatIsMeant) choose_versions(opinion.results);
  }
  return opinions_.emplace(pattern, std::move(opinion)).first->second;
}

ControlResult Judge::result_of(const Pattern& pattern, const Question& question,
                               std::vector<Caveat>& caveats) const {
  // No pattern of another kind than JSON aims at anything, and to check one takes long.
  if (ask_ == Ask::WhatIsMeant && !pattern.expression) {
    ControlResult result = result_without(question, CheckVerdict::Undecided, "");
    result.is_asked = false;
    return result;
  }
  const CheckAnswer answer = check(pattern, question.requirements, options_);
  const bool is_meant = aims_at(pattern, question.requirements, answer);
  const bool is_asked = is_meant || ask_ == Ask::All;
  if (is_asked)
    for (const Caveat& caveat : answer.caveats) add_once(caveats, caveat);
  ControlResult result{question.control, answer.verdict, question.requirements.size(),
                       missed_of(answer, question.requirements), ""};
  if (result.verdict == CheckVerdict::Undecided && !answer.caveats.empty())
    result.why = message(answer.caveats.front());
  result.is_meant = is_meant;
  result.is_asked = is_asked;
  return result;
}

// What covers one control, and of another all that is required only in part, is meant for the
// first.
void Judge::choose_aims(std::vector<ControlResult>& results) const {
  const bool covers_one =
      std::any_of(results.begin(), results.end(), [](const ControlResult& result) {
        return result.is_meant && result.verdict == CheckVerdict::Covered;
      });
  if (!covers_one) return;
  for (ControlResult& result : results) {
    if (result.missed.size() < result.required) continue;
    result.is_meant = false;
    if (ask_ == Ask::WhatIsMeant) result.is_asked = false;
  }
}

// Of the versions of a control one is enough: one that is covered or, if none is, the first.
void Judge::choose_versions(std::vector<ControlResult>& results) const {
  std::map<std::string_view, ControlResult*> chosen;
  for (std::size_t i = 0; i < results.size(); ++i) {
    ControlResult& result = results[i];
    if (!result.is_asked) continue;
    const auto [known, is_new] = chosen.emplace(family_of(questions_[i].control), &result);
    if (is_new) continue;
    const bool is_better =
        known->second->verdict != CheckVerdict::Covered && result.verdict == CheckVerdict::Covered;
    (is_better ? known->second : &result)->is_asked = false;
    if (is_better) known->second = &result;
  }
}

JudgedFilter Judge::judge(scan::Filter found) {
  JudgedFilter judged;
  judged.found = std::move(found);
  const scan::Filter& filter = judged.found;
  if (filter.sees_transformed) judged.caveats.push_back({codes::kTransformedLogs, {}});
  if (filter.sees_some) judged.caveats.push_back({codes::kFieldSelection, {}});
  if (filter.unresolved) {
    for (const Question& question : questions_) {
      judged.results.push_back(
          result_without(question, CheckVerdict::Undecided, "its pattern is not known"));
      judged.results.back().is_asked = ask_ == Ask::All;
    }
    return judged;
  }
  const Opinion& opinion = opinion_of(filter.pattern.value());
  if (!opinion.parsed.ok()) {
    judged.diagnostics = opinion.parsed.diagnostics();
    for (const Question& question : questions_) {
      judged.results.push_back(result_without(question, CheckVerdict::NotCovered, ""));
      judged.results.back().is_asked = ask_ == Ask::All;
    }
    return judged;
  }
  for (const Caveat& caveat : opinion.caveats) add_once(judged.caveats, caveat);
  judged.results = opinion.results;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    ControlResult& result = judged.results[i];
    // The transformed events may have any other fields, so the pattern says nothing about the
    // events.
    if (filter.sees_transformed) {
      const bool is_asked = result.is_asked;
      result = result_without(questions_[i], CheckVerdict::Undecided,
                              message(Caveat{codes::kTransformedLogs, {}}));
      result.is_asked = is_asked;
    } else if (filter.sees_some && result.verdict == CheckVerdict::Covered) {
      result.verdict = CheckVerdict::Undecided;
      result.why = message(Caveat{codes::kFieldSelection, {}});
    }
  }
  return judged;
}

void Judge::add_findings(const JudgedFilter& filter, std::vector<Finding>& findings) {
  const scan::Filter& found = filter.found;
  if (found.unresolved) {
    findings.push_back(make_finding(
        Severity::Note,
        {codes::kPatternUnresolved, {found.unresolved->expression, found.unresolved->why}},
        found.where, found.address));
    return;
  }
  if (!filter.diagnostics.empty()) {
    const Diagnostic& first = filter.diagnostics.front();
    Finding finding = make_finding(Severity::Error, {codes::kPatternRejected, {message(first)}},
                                   written(found, first.span), found.address);
    finding.fix = hint(first);
    finding.edits = edits_of(found, accepted_of(found.pattern.value(), filter.diagnostics));
    finding.changes_meaning = true;
    findings.push_back(std::move(finding));
    return;
  }
  for (const Caveat& caveat : filter.caveats)
    if (is_surely_not_meant(caveat))
      findings.push_back(
          make_finding(Severity::Warning, caveat, whole_pattern(found), found.address));
  const Opinion& opinion = opinion_of(found.pattern.value());
  for (const Lint& lint : opinion.lints) {
    // Who follows a benchmark is not to blame.
    Finding finding = make_finding(opinion.is_prescribed ? Severity::Note : lint.severity,
                                   lint.what, written(found, lint.span), found.address);
    if (lint.rewrite) {
      finding.edits = edits_of(found, {*lint.rewrite});
      finding.changes_meaning = lint.rewrite->changes_meaning;
    }
    findings.push_back(std::move(finding));
  }
}

// ---- The filters of a log group -----------------------------------------------------------------

std::vector<Judge::Group> Judge::groups_of(const std::vector<JudgedFilter>& filters,
                                           const scan::Found& found) const {
  std::vector<Group> groups;
  std::map<std::string, std::size_t> index;
  for (const JudgedFilter& filter : filters) {
    std::string key = filter.found.log_group_key;
    // Strings whose use is not known, and filters of a log group that is not known: by file.
    if (filter.found.role == scan::Role::Literal) key = "literals\n";
    if (filter.found.role == scan::Role::Literal || key.empty())
      key += filter.found.where.source->name();
    const auto [group, is_new] = index.emplace(std::move(key), groups.size());
    if (is_new) groups.emplace_back();
    groups[group->second].filters.push_back(&filter);
  }
  // An empty list is that of a log group without filters.
  if (groups.empty() && !found.lists.empty()) groups.emplace_back();
  for (Group& group : groups)
    if (!found.lists.empty()) group.list = &found.lists.front();
  return groups;
}

void Judge::add_findings(const Group& group, bool has_faults, std::vector<Finding>& findings) {
  std::map<std::string, const scan::Filter*> names;
  std::size_t metric_filters = 0;
  std::size_t subscription_filters = 0;
  const scan::Filter* first = group.filters.empty() ? nullptr : &group.filters.front()->found;
  const std::string where = first != nullptr && first->log_group
                                ? "log group " + in_backticks(*first->log_group)
                                : "this log group";
  bool is_about_records = false;
  bool has_unknown = false;
  for (const JudgedFilter* one : group.filters) {
    const scan::Filter& filter = one->found;
    if (filter.role == scan::Role::MetricFilter) ++metric_filters;
    if (filter.role == scan::Role::SubscriptionFilter) ++subscription_filters;
    has_unknown = has_unknown || filter.unresolved.has_value();
    is_about_records = is_about_records || is_named_after_cloudtrail(filter.log_group) ||
                       (!filter.unresolved && opinion_of(filter.pattern.value()).is_about_records);
    if (!filter.name || filter.role == scan::Role::Literal) continue;
    std::string kind = filter.role == scan::Role::MetricFilter ? "m" : "s";
    const auto [known, is_new] = names.emplace(kind += *filter.name, &filter);
    if (is_new) continue;
    const scan::FilePlace place = place_of(*known->second);
    findings.push_back(
        make_finding(Severity::Error,
                     {codes::kDuplicateFilter,
                      {where, *filter.name,
                       known->second->where.source->name() + ":" + std::to_string(place.line)}},
                     whole_pattern(filter), filter.address));
  }
  const auto too_many = [&](std::size_t count, std::size_t most, const char* kind) {
    if (count > most)
      findings.push_back(make_finding(
          Severity::Warning,
          {codes::kTooManyFilters, {where, std::to_string(count) + kind, std::to_string(most)}},
          whole_pattern(*first), first->address));
  };
  too_many(metric_filters, kMostMetricFilters, " metric filters");
  too_many(subscription_filters, kMostSubscriptionFilters, " subscription filters");

  // A record of CloudTrail is JSON without spaces between its tokens, where fields find nothing.
  for (const JudgedFilter* one : group.filters) {
    if (one->found.unresolved || !is_about_records) continue;
    const Opinion& opinion = opinion_of(one->found.pattern.value());
    if (opinion.parsed.ok() && opinion.parsed.value().kind == Kind::Space)
      findings.push_back(make_finding(Severity::Warning, {codes::kFieldsOfRecords, {}},
                                      whole_pattern(one->found), one->found.address));
  }
  // A list of AWS is of the log group that the user asks about.
  if (!is_about_records && !has_unknown && group.list == nullptr) return;
  for (std::size_t question = 0; question < questions_.size(); ++question)
    if (auto finding = finding_of(group, question, has_faults))
      findings.push_back(std::move(*finding));
}

std::optional<Finding> Judge::finding_of(const Group& group, std::size_t question,
                                         bool has_faults) const {
  const JudgedFilter* nearest = nullptr;
  const JudgedFilter* undecided = nullptr;
  for (const JudgedFilter* filter : group.filters) {
    if (filter->found.role == scan::Role::SubscriptionFilter) continue;
    const ControlResult& result = filter->results[question];
    if (!result.is_asked) continue;
    if (result.verdict == CheckVerdict::Covered) return std::nullopt;
    if (result.verdict == CheckVerdict::Undecided) {
      if (undecided == nullptr) undecided = filter;
    } else if (nearest == nullptr || distance(result) < distance(nearest->results[question])) {
      nearest = filter;
    }
  }
  const JudgedFilter* shown = undecided != nullptr ? undecided : nearest;
  // Subscriptions alone, or nothing that is meant for the control.
  const bool is_nothing = group.list == nullptr || ask_ == Ask::WhatIsMeant;
  if (shown == nullptr && is_nothing) return std::nullopt;
  // A string whose use is not known may be a filter for anything; what finds half of what the
  // control requires is meant for it.
  const bool is_literal = shown != nullptr && shown->found.role == scan::Role::Literal;
  if (is_literal && shown == nearest && ask_ == Ask::All) {
    const ControlResult& result = nearest->results[question];
    const auto [missed, whole] = distance(result);
    if (2 * static_cast<std::size_t>(whole) > result.required) return std::nullopt;
  }
  std::string where = "this file";
  if (shown != nullptr && shown->found.log_group)
    where = "log group " + in_backticks(*shown->found.log_group);
  std::string why;
  if (undecided != nullptr) {
    why = called(undecided->found) + ": " + undecided->results[question].why;
  } else if (group.list != nullptr && (group.list->is_truncated || has_faults)) {
    why = "not all of its filters are in this file, or can be read";
  }
  const bool is_undecided = !why.empty();
  if (!is_undecided) why = shown == nullptr ? "there is none" : shortfall_of(*nearest, question);
  const Code code = is_undecided ? codes::kControlUndecided : codes::kControlNotCovered;
  Finding finding = make_finding(is_undecided ? Severity::Warning : Severity::Error,
                                 {code, {where, questions_[question].control, why}},
                                 shown != nullptr ? whole_pattern(shown->found) : group.list->where,
                                 shown != nullptr ? shown->found.address : "");
  if (!is_undecided && shown != nullptr && is_meant_for_alone(*shown, question))
    add_completion(*shown, questions_[question], finding);
  return finding;
}

void Judge::add_completion(const JudgedFilter& filter, const Question& question,
                           Finding& finding) const {
  const Pattern pattern = parse(filter.found.pattern.value()).value();
  const auto completion = completion_of(pattern, question.requirements,
                                        check(pattern, question.requirements, options_), options_);
  if (!completion) return;
  finding.fix = completion->what;
  finding.edits = edits_of(filter.found, completion->rewrites);
  finding.changes_meaning = true;
}

// ---- A file -------------------------------------------------------------------------------------

void Judge::judge(scan::Found found, Report& report) {
  std::vector<JudgedFilter> filters;
  std::vector<Finding> findings;
  for (scan::Filter& filter : found.filters) filters.push_back(judge(std::move(filter)));
  for (const JudgedFilter& filter : filters) add_findings(filter, findings);
  for (const Group& group : groups_of(filters, found))
    add_findings(group, !found.faults.empty(), findings);
  for (const scan::Found::List& list : found.lists)
    if (list.is_truncated)
      report.caveats.push_back({codes::kListTruncated, {list.where.source->name()}});
  const auto place = [](const Finding& finding) {
    return std::tuple(std::string_view(finding.where.source->name()), finding.where.span.begin);
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
  std::move(findings.begin(), findings.end(), std::back_inserter(report.findings));
  std::move(filters.begin(), filters.end(), std::back_inserter(report.filters));
}

}  // namespace filtercheck::review
