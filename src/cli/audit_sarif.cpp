// Of a control that does not pass, one result for the account: an alert of code scanning that
// closes when the control passes, whichever link is the broken one meanwhile.
#include <utility>

#include "cli/audit_formats.hpp"
#include "report/sarif.hpp"

namespace filtercheck::cli {

namespace {

using report::Json;

// Viewers want a place for each result; this one says what was asked of AWS.
constexpr const char* kManifest = "manifest.json";

report::SarifRule rule_of(const audit::ControlAnswer& answer) {
  std::string text =
      "A chain of an account's resources, from a trail to a subscriber, reports each "
      "event that the control asks for.";
  std::string help = text + "\n";
  for (const std::string& framework : answer.frameworks) help += "\n" + framework;
  return {answer.control, answer.title.empty() ? answer.control : answer.title, std::move(text),
          std::move(help), "error"};
}

std::string below(const std::string& folder, const std::string& file) {
  return folder.empty() || folder.ends_with("/") ? folder + file : folder + "/" + file;
}

Json location_of(const audit::Evidence& evidence, const std::string& folder) {
  Json location = report::sarif_location(below(folder, evidence.file));
  if (!evidence.pointer.empty())
    location["logicalLocations"] =
        Json::array({{{"fullyQualifiedName", evidence.pointer}, {"kind", "value"}}});
  return location;
}

std::string text_of(const audit::ControlAnswer& answer) {
  std::string text = summary_of(answer);
  if (answer.chains.empty()) return text;
  const audit::Chain& chain = answer.chains.front();
  text += "\nNearest chain: " + path_of(chain);
  if (!chain.commands.empty())
    text += chain.verdict() == audit::Verdict::Fail ? "\nTo mend it:" : "\nTo find out:";
  for (const std::string& command : chain.commands) text += "\n" + command;
  return text;
}

Json result_of(const audit::ControlAnswer& answer, std::size_t rule, const audit::Report& report,
               const std::string& folder) {
  Json locations = Json::array();
  Json related = Json::array();
  for (std::size_t step = 1; !answer.chains.empty() && step <= audit::kSteps; ++step) {
    const audit::Chain& chain = answer.chains.front();
    if (chain.steps.at(step - 1).verdict == audit::Verdict::Pass) continue;
    for (const audit::Evidence& evidence : chain.steps.at(step - 1).evidence) {
      Json location = location_of(evidence, folder);
      if (locations.empty()) {
        locations.push_back(std::move(location));
        continue;
      }
      location["id"] = related.size() + 1;
      location["message"] = {{"text", summary_of(chain, step)}};
      related.push_back(std::move(location));
    }
  }
  if (locations.empty()) {
    const std::string file = report.faults.empty() ? kManifest : report.faults.front().file;
    locations.push_back(report::sarif_location(below(folder, file)));
  }
  const bool is_failure = answer.verdict == audit::Verdict::Fail;
  Json result{{"ruleId", answer.control},
              {"ruleIndex", rule},
              {"level", is_failure ? "error" : "warning"},
              {"message", {{"text", text_of(answer)}}},
              {"locations", std::move(locations)},
              {"partialFingerprints",
               {{"filtercheck/v1", report.account.value_or("unknown") + "/" + answer.control}}}};
  if (!related.empty()) result["relatedLocations"] = std::move(related);
  return result;
}

}  // namespace

std::string audit_as_sarif(const audit::Report& report, const std::string& folder) {
  report::SarifRules rules;
  Json results = Json::array();
  for (const audit::ControlAnswer& answer : report.controls) {
    if (answer.verdict == audit::Verdict::Pass) continue;
    const std::size_t rule = rules.index_of(answer.control, [&] { return rule_of(answer); });
    results.push_back(result_of(answer, rule, report, folder));
  }
  Json notifications = Json::array();
  for (const audit::Fault& fault : report.faults)
    notifications.push_back(
        report::sarif_notification("warning", fault.message, below(folder, fault.file)));
  for (const Caveat& caveat : report.caveats)
    notifications.push_back(report::sarif_notification("note", message(caveat), ""));
  return report::sarif_log(rules, std::move(results), std::move(notifications));
}

}  // namespace filtercheck::cli
