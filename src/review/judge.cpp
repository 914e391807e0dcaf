#include "review/judge.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "ast/walk.hpp"
#include "base/codes.hpp"
#include "filtercheck/parse.hpp"
#include "review/accepted.hpp"
#include "review/aim.hpp"
#include "review/edits.hpp"
#include "review/star_lints.hpp"
#include "threads/in_parallel.hpp"

namespace filtercheck::review {

namespace {

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

// What is a finding, whatever is asked.
bool is_of_pattern(const Caveat& caveat, const Pattern& pattern) {
  return caveat.code == codes::kMatchesEverything ||
         std::find(pattern.caveats.begin(), pattern.caveats.end(), caveat) != pattern.caveats.end();
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

// Of a string, whether its key says that it is one: `filter_pattern`, `FilterPattern`.
bool is_called_a_pattern(std::string_view address) {
  std::string letters;
  for (const char c : address)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return letters.ends_with("filterpattern");
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
  return opinions_.emplace(pattern, form_opinion(pattern)).first->second;
}

void Judge::decide(const std::vector<scan::Found>& found) {
  std::set<std::string_view> unknown;
  for (const scan::Found& one : found)
    for (const scan::Filter& filter : one.filters)
      if (!filter.unresolved && !opinions_.contains(filter.pattern.value()))
        unknown.insert(filter.pattern.value());
  const std::vector<std::string> patterns(unknown.begin(), unknown.end());
  std::vector<std::optional<Opinion>> opinions(patterns.size());
  threads::in_parallel(patterns.size(),
                       [&](std::size_t i) { opinions[i] = form_opinion(patterns[i]); });
  for (std::size_t i = 0; i < patterns.size(); ++i)
    opinions_.emplace(patterns[i], *std::move(opinions[i]));
}

Judge::Opinion Judge::form_opinion(const std::string& pattern) const {
  Opinion opinion{parse(pattern), {}, {}, {}, false, false};
  if (opinion.parsed.ok()) {
    const Pattern& parsed = opinion.parsed.value();
    opinion.is_about_records = parsed.expression && mentions_record(*parsed.expression);
    opinion.lints = lints_of(parsed);
    opinion.is_prescribed = is_prescribed(parsed);
    for (const Question& question : questions_)
      opinion.results.push_back(result_of(parsed, question, opinion.caveats));
    choose_aims(opinion.results);
    if (ask_ == Ask::WhatIsMeant) choose_versions(opinion.results);
    add_lints_of_stars(parsed, opinion);
  }
  return opinion;
}

// Of all controls whose verdict hangs on the reading of `*`, once.
void Judge::add_lints_of_stars(const Pattern& pattern, Opinion& opinion) const {
  std::vector<const Question*> hanging;
  std::string answer;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    if (!opinion.results[i].is_asked || !opinion.results[i].hangs_on_star) continue;
    answer += answer.empty() ? "whether the pattern covers " : ", ";
    answer += questions_[i].control;
    hanging.push_back(&questions_[i]);
  }
  if (hanging.empty()) return;
  const auto differs = [&](const Pattern& other) {
    return std::any_of(hanging.begin(), hanging.end(), [&](const Question* question) {
      return !check(other, question->requirements, options_).readings.empty();
    });
  };
  std::vector<Lint> stars = lints_of_stars(pattern, answer, differs);
  std::move(stars.begin(), stars.end(), std::back_inserter(opinion.lints));
}

ControlResult Judge::result_of(const Pattern& pattern, const Question& question,
                               std::vector<Caveat>& caveats) const {
  // What names nothing aims at nothing, and to check it takes long.
  if (ask_ == Ask::WhatIsMeant && !names_some(pattern, question.requirements)) {
    ControlResult result = result_without(question, CheckVerdict::Undecided, "");
    result.is_asked = false;
    return result;
  }
  const CheckAnswer answer = check(pattern, question.requirements, options_);
  const bool is_meant = aims_at(pattern, question.requirements, answer);
  const bool is_asked = is_meant || ask_ == Ask::All;
  if (is_asked)
    for (const Caveat& caveat : answer.caveats)
      if (!is_of_pattern(caveat, pattern)) add_once(caveats, caveat);
  ControlResult result{question.control, answer.verdict, question.requirements.size(),
                       missed_of(answer, question.requirements), ""};
  if (result.verdict == CheckVerdict::Undecided && !answer.caveats.empty())
    result.why = message(answer.caveats.front());
  result.is_meant = is_meant;
  result.hangs_on_star = !answer.readings.empty();
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
    const bool is_sure = found.role != scan::Role::Literal || is_called_a_pattern(found.address);
    Finding finding = make_finding(
        is_sure ? Severity::Error : Severity::Note,
        {is_sure ? codes::kPatternRejected : codes::kLookalikeRejected, {message(first)}},
        written(found, first.span), found.address);
    finding.fix = hint(first);
    // What only looks like a pattern is not for us to change.
    if (is_sure)
      finding.edits = edits_of(found, accepted_of(found.pattern.value(), filter.diagnostics));
    finding.changes_meaning = true;
    findings.push_back(std::move(finding));
    return;
  }
  const Opinion& opinion = opinion_of(found.pattern.value());
  // A subscription is often meant to have all.
  if (opinion.parsed.value().kind == Kind::All && found.role == scan::Role::MetricFilter)
    findings.push_back(make_finding(Severity::Note, {codes::kMatchesEverything, {}},
                                    whole_pattern(found), found.address));
  for (const Lint& lint : opinion.lints) {
    findings.push_back(review::finding_of(lint, found));
    // Who follows a benchmark is not to blame.
    if (opinion.is_prescribed) findings.back().severity = Severity::Note;
  }
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
