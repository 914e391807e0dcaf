#include "report/sarif.hpp"

#include <utility>

namespace filtercheck::report {

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

Json sarif_location(std::string_view path, Json region) {
  Json place{{"artifactLocation", {{"uri", uri_of(path)}}}};
  if (!region.is_null()) place["region"] = std::move(region);
  return {{"physicalLocation", std::move(place)}};
}

Json sarif_notification(std::string_view level, const std::string& text, std::string_view file) {
  Json locations = Json::array();
  if (!file.empty()) locations.push_back(sarif_location(file));
  return {{"level", level}, {"message", {{"text", text}}}, {"locations", std::move(locations)}};
}

Json SarifRules::as_json() const {
  Json all = Json::array();
  for (const SarifRule& rule : rules_) {
    Json one{{"id", rule.id},
             {"shortDescription", {{"text", rule.title}}},
             {"fullDescription", {{"text", rule.text}}},
             {"help", {{"text", rule.help}}},
             {"defaultConfiguration", {{"level", rule.level}}},
             {"properties", {{"tags", {"security"}}, {"precision", "high"}}}};
    if (rule.level == "error") one["properties"]["security-severity"] = "7.0";
    all.push_back(std::move(one));
  }
  return all;
}

std::string sarif_log(const SarifRules& rules, Json results, Json notifications) {
  Json run{
      {"tool",
       {{"driver",
         {{"name", "filtercheck"},
          {"semanticVersion", FILTERCHECK_VERSION},
          {"rules", rules.as_json()}}}}},
      {"columnKind", "unicodeCodePoints"},
      // As Source::place counts them; without it a carriage return alone ends no line.
      {"newlineSequences", {"\r\n", "\n", "\r"}},
      {"invocations",
       {{{"executionSuccessful", true}, {"toolExecutionNotifications", std::move(notifications)}}}},
      {"results", std::move(results)}};
  return dumped({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({std::move(run)})}}) +
         "\n";
}

}  // namespace filtercheck::report
