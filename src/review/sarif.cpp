// https://docs.oasis-open.org/sarif/sarif/v2.1.0/ and what GitHub's code scanning reads of it.
#include <algorithm>
#include <string_view>
#include <utility>

#include "report/json.hpp"
#include "review/formats.hpp"

namespace filtercheck::review {

namespace {

using report::Json;

// A path as a relative reference of RFC 3986.
std::string uri_of(std::string_view path) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (plain.find(c) != std::string_view::npos) {
      uri.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return uri;
}

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

Json rule_of(const Finding& finding) {
  const CodeInfo info = find_code(finding.code).value_or(CodeInfo{});
  const std::string explanation(info.explanation);
  const std::string sentence = first_sentence(info.explanation);
  std::string help = explanation;
  if (!info.fault.empty()) help += "\n\nFault: " + std::string(info.fault);
  if (!info.fix.empty()) help += "\nAs it should be: " + std::string(info.fix);
  Json rule{{"id", finding.code},
            {"shortDescription", {{"text", sentence.empty() ? explanation : sentence}}},
            {"fullDescription", {{"text", explanation}}},
            {"help", {{"text", help}}},
            {"defaultConfiguration", {{"level", name_of(finding.severity)}}},
            {"properties", {{"tags", {"security"}}, {"precision", "high"}}}};
  if (finding.severity == Severity::Error) rule["properties"]["security-severity"] = "7.0";
  return rule;
}

Json fix_of(const Finding& finding) {
  Json changes = Json::array();
  for (const Edit& edit : finding.edits) {
    changes.push_back({{"artifactLocation", {{"uri", uri_of(edit.where.source->name())}}},
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
  Json location{{"physicalLocation",
                 {{"artifactLocation", {{"uri", uri_of(finding.where.source->name())}}},
                  {"region", region_of(finding.where)}}}};
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
  std::vector<std::string_view> codes;
  Json rules = Json::array();
  Json results = Json::array();
  const auto add_rule = [&](const Finding& finding) {
    const auto known = std::find(codes.begin(), codes.end(), finding.code);
    const auto rule = static_cast<std::size_t>(known - codes.begin());
    if (known == codes.end()) {
      codes.push_back(finding.code);
      rules.push_back(rule_of(finding));
    }
    return rule;
  };
  for (const Finding& finding : report.findings)
    results.push_back(result_of(finding, add_rule(finding)));
  for (const Suppressed& one : report.suppressed) {
    Json result = result_of(one.finding, add_rule(one.finding));
    result["suppressions"] =
        Json::array({one.reason ? Json{{"kind", "inSource"}, {"justification", *one.reason}}
                                : Json{{"kind", "external"}}});
    results.push_back(std::move(result));
  }
  Json notifications = Json::array();
  for (const Unreadable& one : report.unreadable)
    notifications.push_back(
        {{"level", "warning"},
         {"message", {{"text", one.message}}},
         {"locations",
          {{{"physicalLocation", {{"artifactLocation", {{"uri", uri_of(one.file)}}}}}}}}});
  Json run{
      {"tool",
       {{"driver",
         {{"name", "filtercheck"},
          {"semanticVersion", FILTERCHECK_VERSION},
          {"rules", std::move(rules)}}}}},
      {"columnKind", "unicodeCodePoints"},
      // As Source::place counts them; without it a carriage return alone ends no line.
      {"newlineSequences", {"\r\n", "\n", "\r"}},
      {"invocations",
       {{{"executionSuccessful", true}, {"toolExecutionNotifications", std::move(notifications)}}}},
      {"results", std::move(results)}};
  return report::dumped({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                         {"version", "2.1.0"},
                         {"runs", Json::array({std::move(run)})}}) +
         "\n";
}

}  // namespace filtercheck::review
