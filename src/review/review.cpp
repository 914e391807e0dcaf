#include "review/review.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "base/codes.hpp"
#include "scan/readers.hpp"
#include "scan/recognise.hpp"

namespace filtercheck::review {

namespace {

bool is_terraform_source(std::string_view name) {
  constexpr std::string_view endings[] = {".tf", ".tf.json", ".tfvars", ".tfvars.json"};
  return std::any_of(std::begin(endings), std::end(endings),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

// Standard input has no name to go by.
bool is_terraform_source(const scan::Source& source) {
  if (is_terraform_source(source.name())) return true;
  const bool is_named = source.name().find('.') != std::string::npos;
  return !is_named &&
         source.bytes().find("resource \"aws_cloudwatch_log") != std::string_view::npos;
}

void add_faults(const scan::Found& found, Report& report) {
  for (const scan::Fault& fault : found.faults) {
    if (fault.instead) {
      const Caveat what{codes::kNotAString, {*fault.instead}};
      report.findings.push_back({what.code,
                                 Severity::Error,
                                 fault.where,
                                 "",
                                 message(what),
                                 hint(Diagnostic{what.code, {}, what.arguments}),
                                 {},
                                 false});
      continue;
    }
    const scan::FilePlace place = fault.where.source->place(fault.where.span.begin);
    report.unreadable.push_back(
        {fault.where.source->name(),
         std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + fault.message});
  }
}

void note_files(const scan::Found& found, std::set<std::string>& names) {
  for (const scan::Fault& fault : found.faults) names.insert(fault.where.source->name());
  for (const scan::Found::List& list : found.lists) names.insert(list.where.source->name());
  for (const scan::Filter& filter : found.filters) {
    names.insert(filter.where.source->name());
    for (const scan::Text::Piece& piece : filter.pattern.pieces())
      if (piece.source) names.insert(piece.source->name());
  }
}

}  // namespace

bool stands_before(const scan::Written& a, const scan::Written& b) {
  return std::tie(a.source->name(), a.span.begin) < std::tie(b.source->name(), b.span.begin);
}

std::vector<scan::Found> read_all(const scan::Files& files) {
  scan::Files terraform;
  std::vector<scan::Found> all;
  for (const auto& [name, source] : files) {
    if (is_terraform_source(*source)) {
      terraform.emplace(name, source);
    } else {
      all.push_back(scan::read_file(source));
    }
  }
  if (!terraform.empty()) all.push_back(scan::read_terraform(terraform));
  return all;
}

void review(const scan::Files& files, Judge& judge, Report& report) {
  report.files += files.size();
  for (scan::Found& found : read_all(files)) {
    note_files(found, report.recognised);
    add_faults(found, report);
    judge.judge(std::move(found), report);
  }
  std::stable_sort(
      report.findings.begin(), report.findings.end(),
      [](const Finding& a, const Finding& b) { return stands_before(a.where, b.where); });
  give_fingerprints(report.findings);
  std::stable_sort(report.filters.begin(), report.filters.end(),
                   [](const JudgedFilter& a, const JudgedFilter& b) {
                     return stands_before(begin_of(a.found), begin_of(b.found));
                   });
}

}  // namespace filtercheck::review
