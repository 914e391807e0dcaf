// What GitHub's code scanning reads of SARIF.
#include "report/sarif.hpp"

#include <string_view>
#include <utility>

#include "review/formats.hpp"

namespace filtercheck::review {

namespace {

using report::Json;

std::string first_sentence(std::string_view text) {
  return std::string(text.substr(0, text.find(". ") + 1));
}

Json region_of(const scan::Written& where) {
  const scan::FileSpan span = where.source->place(where.span);
  return {{"startLine", span.begin.line},
          {"startColumn", span.begin.column},
          {"endLine", span.end.line},
          {"endColumn", span.end.column}};
}

report::SarifRule rule_of(const Finding& finding) {
  const CodeInfo info = find_code(finding.code).value_or(CodeInfo{});
  const std::string explanation(info.explanation);
  const std::string sentence = first_sentence(info.explanation);
  std::string help = explanation;
  if (!info.fault.empty()) help += "\n\nFault: " + std::string(info.fault);
  if (!info.fix.empty()) help += "\nAs it should be: " + std::string(info.fix);
  return {std::string(finding.code), sentence.empty() ? explanation : sentence, explanation,
          std::move(help), std::string(name_of(finding.severity))};
}

Json fix_of(const Finding& finding) {
  Json changes = Json::array();
  for (const Edit& edit : finding.edits) {
    changes.push_back({{"artifactLocation", {{"uri", report::uri_of(edit.where.source->name())}}},
                       {"replacements",
                        {{{"deletedRegion", region_of(edit.where)},
                          {"insertedContent", {{"text", edit.text}}}}}}});
  }
  return {{"description", {{"text", finding.fix.value_or(finding.message)}}},
          {"artifactChanges", std::move(changes)}};
}

Json result_of(const Finding& finding, std::size_t rule) {
  std::string text = finding.message;
  if (finding.fix) text += "; " + *finding.fix;
  Json location = report::sarif_location(finding.where.source->name(), region_of(finding.where));
  if (!finding.address.empty())
    location["logicalLocations"] = {
        {{"fullyQualifiedName", finding.address}, {"kind", "resource"}}};
  Json result{{"ruleId", finding.code},
              {"ruleIndex", rule},
              {"level", name_of(finding.severity)},
              {"message", {{"text", text}}},
              {"locations", Json::array({std::move(location)})},
              {"partialFingerprints", {{"filtercheck/v1", finding.fingerprint}}}};
  if (!finding.edits.empty()) result["fixes"] = Json::array({fix_of(finding)});
  return result;
}

}  // namespace

std::string as_sarif(const Report& report) {
  report::SarifRules rules;
  Json results = Json::array();
  const auto result_by_rule = [&](const Finding& finding) {
    return result_of(finding, rules.index_of(finding.code, [&] { return rule_of(finding); }));
  };
  for (const Finding& finding : report.findings) results.push_back(result_by_rule(finding));
  for (const Suppressed& one : report.suppressed) {
    Json result = result_by_rule(one.finding);
    result["suppressions"] =
        Json::array({one.reason ? Json{{"kind", "inSource"}, {"justification", *one.reason}}
                                : Json{{"kind", "external"}}});
    results.push_back(std::move(result));
  }
  Json notifications = Json::array();
  for (const Unreadable& one : report.unreadable)
    notifications.push_back(report::sarif_notification("warning", one.message, one.file));
  return report::sarif_log(rules, std::move(results), std::move(notifications));
}

}  // namespace filtercheck::review
