#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include "ast/walk.hpp"
#include "base/codes.hpp"
#include "base/words.hpp"
#include "filtercheck/check.hpp"
#include "filtercheck/parse.hpp"
#include "review/aim.hpp"
#include "review/completion.hpp"
#include "review/edits.hpp"
#include "review/judge.hpp"

namespace filtercheck::review {

namespace {

// AWS's quotas for a log group (CloudWatch Logs quotas).
constexpr std::size_t kMostMetricFilters = 100;
constexpr std::size_t kMostSubscriptionFilters = 2;

// How far a result is from covering: less is nearer.
auto distance(const ControlResult& result) {
  const auto whole = std::count_if(result.missed.begin(), result.missed.end(),
                                   [](const Miss& miss) { return !miss.is_partly; });
  return std::tuple(result.missed.size(), whole);
}

std::string called(const scan::Filter& filter) {
  return base::in_ticks(filter.address.empty() ? filter.pattern.value() : filter.address);
}

std::string shortfall_of(const JudgedFilter& nearest, std::size_t question) {
  std::string text = "the nearest, " + called(nearest.found);
  if (!nearest.diagnostics.empty()) return text += ", is rejected";
  text += ", misses ";
  return text += misses_of(nearest.results[question]);
}

bool is_named_after_cloudtrail(const std::optional<std::string>& log_group) {
  return log_group && base::lower_case(*log_group).find("cloudtrail") != std::string::npos;
}

// Of what AWS itself writes to log groups of such a name: why lines are no JSON objects; empty:
// they may be.
std::string_view why_no_json(std::string_view log_group) {
  if (log_group.starts_with("/aws/lambda/"))
    return "unless its logging format is JSON, Lambda writes time and request id before each line";
  if (log_group.starts_with("/aws/rds/")) return "engines of RDS log text";
  if (log_group.starts_with("/aws/containerinsights/") && log_group.ends_with("/application"))
    return "what a container prints is the text of the member `log`";
  return {};
}

// Whether only the envelope of a container's line is looked at.
bool is_about_envelope(const Expression& root) {
  static constexpr std::array<std::string_view, 4> kMembers{"log", "stream", "time", "kubernetes"};
  bool is_it = true;
  ast::for_each_comparison(root, [&](const Comparison& comparison) {
    const auto* key = std::get_if<Key>(&comparison.selector.steps.front());
    is_it = is_it && key != nullptr &&
            std::find(kMembers.begin(), kMembers.end(), key->name) != kMembers.end();
  });
  return is_it;
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

}  // namespace

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
                                ? "log group " + base::in_ticks(*first->log_group)
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
  for (const JudgedFilter* one : group.filters) {
    const std::string_view why = why_no_json(one->found.log_group.value_or(""));
    if (one->found.unresolved || why.empty()) continue;
    const Opinion& opinion = opinion_of(one->found.pattern.value());
    if (opinion.parsed.ok() && opinion.parsed.value().expression &&
        !is_about_envelope(*opinion.parsed.value().expression))
      findings.push_back(make_finding(
          Severity::Note,
          {codes::kJsonInText, {base::in_ticks(*one->found.log_group), std::string(why)}},
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
    where = "log group " + base::in_ticks(*shown->found.log_group);
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
  const Pattern& pattern = opinions_.at(filter.found.pattern.value()).parsed.value();
  const auto completion = completion_of(pattern, question.requirements,
                                        check(pattern, question.requirements, options_), options_);
  if (!completion) return;
  finding.fix = completion->what;
  finding.edits = edits_of(filter.found, completion->rewrites);
  finding.changes_meaning = true;
}

}  // namespace filtercheck::review
