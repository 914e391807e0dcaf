#include "report/json.hpp"

#include <utility>

#include "review/changes.hpp"
#include "review/formats.hpp"

namespace filtercheck::review {

namespace {

using report::Json;

Json or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

Json json_of(const JudgedFilter& filter) {
  const scan::Filter& found = filter.found;
  Json results = Json::array();
  for (const ControlResult& result : filter.results) {
    if (!result.is_asked) continue;
    Json missed = Json::array();
    for (const Miss& miss : result.missed) missed.push_back(miss.name);
    results.push_back({{"control", result.control},
                       {"verdict", name_of(result.verdict)},
                       {"missed", std::move(missed)}});
  }
  const scan::FilePlace place = place_of(found);
  Json json{{"file", found.where.source->name()},
            {"line", place.line},
            {"column", place.column},
            {"container", scan::name_of(found.container)},
            {"address", found.address},
            {"logGroup", or_null(found.log_group)},
            {"pattern", found.unresolved ? Json(nullptr) : Json(found.pattern.value())},
            {"unresolved", found.unresolved ? Json(found.unresolved->expression) : Json(nullptr)},
            {"results", std::move(results)}};
  if (!filter.diagnostics.empty()) json["diagnostics"] = report::json_of(filter.diagnostics);
  json["caveats"] = report::json_of(filter.caveats);
  return json;
}

Json json_of(const Finding& finding) {
  const scan::FileSpan span = finding.where.source->place(finding.where.span);
  return {{"code", finding.code},
          {"severity", name_of(finding.severity)},
          {"file", finding.where.source->name()},
          {"line", span.begin.line},
          {"column", span.begin.column},
          {"endLine", span.end.line},
          {"endColumn", span.end.column},
          {"message", finding.message},
          {"fix", or_null(finding.fix)}};
}

Json json_of(const ChangedFilter& changed) {
  const auto pattern_of = [](const std::optional<scan::Filter>& filter) {
    return filter && !filter->unresolved ? Json(filter->pattern.value()) : Json(nullptr);
  };
  const scan::Filter& filter = shown(changed);
  const scan::FilePlace place = place_of(filter);
  return {{"file", filter.where.source->name()},
          {"line", place.line},
          {"column", place.column},
          {"address", filter.address},
          {"change", name_of(changed.change)},
          {"before", pattern_of(changed.before)},
          {"after", pattern_of(changed.after)},
          {"lost", or_null(changed.lost)},
          {"gained", or_null(changed.gained)}};
}

}  // namespace

std::string as_json(const Report& report) {
  Json filters = Json::array();
  for (const JudgedFilter& filter : report.filters) filters.push_back(json_of(filter));
  Json findings = Json::array();
  for (const Finding& finding : report.findings) findings.push_back(json_of(finding));
  Json unreadable = Json::array();
  for (const Unreadable& one : report.unreadable)
    unreadable.push_back({{"file", one.file}, {"message", one.message}});
  Json changes = Json::array();
  for (const ChangedFilter& changed : report.changes) changes.push_back(json_of(changed));
  return report::dumped({{"schema", 1},
                         {"filters", std::move(filters)},
                         {"findings", std::move(findings)},
                         {"unreadable", std::move(unreadable)},
                         {"changes", std::move(changes)},
                         {"caveats", report::json_of(report.caveats)}}) +
         "\n";
}

}  // namespace filtercheck::review
