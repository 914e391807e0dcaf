#include "cli/audit_formats.hpp"
#include "report/json.hpp"

namespace filtercheck::cli {

namespace {

using report::Json;
using report::or_null;

Json json_of(const audit::Evidence& evidence) {
  // What a double cannot hold is shown as it stands.
  Json value = Json::parse(evidence.value, nullptr, false);
  if (value.is_discarded()) value = evidence.value;
  return {{"file", evidence.file}, {"pointer", evidence.pointer}, {"value", std::move(value)}};
}

Json json_of(const audit::Step& step, std::size_t number) {
  Json evidence = Json::array();
  for (const audit::Evidence& one : step.evidence) evidence.push_back(json_of(one));
  return {{"step", number},
          {"verdict", name_of(step.verdict)},
          {"message", step.message},
          {"notes", step.notes},
          {"evidence", std::move(evidence)}};
}

Json json_of(const audit::Chain& chain) {
  std::string filters;
  for (const std::string& name : chain.filters) filters += (filters.empty() ? "" : ", ") + name;
  Json steps = Json::array();
  for (std::size_t i = 0; i < audit::kSteps; ++i) steps.push_back(json_of(chain.steps[i], i + 1));
  return {{"verdict", name_of(chain.verdict())},
          {"trail", or_null(chain.trail)},
          {"logGroup", or_null(chain.log_group)},
          {"filter", chain.filters.empty() ? Json(nullptr) : Json(filters)},
          {"filters", chain.filters},
          {"alarm", or_null(chain.alarm)},
          {"topic", or_null(chain.topic)},
          {"steps", std::move(steps)},
          {"commands", chain.commands}};
}

Json json_of(const audit::ControlAnswer& answer) {
  Json chains = Json::array();
  for (const audit::Chain& chain : answer.chains) chains.push_back(json_of(chain));
  return {{"control", answer.control},
          {"title", answer.title},
          {"frameworks", answer.frameworks},
          {"verdict", name_of(answer.verdict)},
          {"why", answer.why.empty() ? Json(nullptr) : Json(answer.why)},
          {"chains", std::move(chains)}};
}

}  // namespace

std::string audit_as_json(const audit::Report& report) {
  Json controls = Json::array();
  for (const audit::ControlAnswer& answer : report.controls) controls.push_back(json_of(answer));
  Json faults = Json::array();
  for (const audit::Fault& fault : report.faults)
    faults.push_back({{"file", fault.file}, {"message", fault.message}});
  return report::dumped({{"schema", 1},
                         {"account", or_null(report.account)},
                         {"partition", or_null(report.partition)},
                         {"trails", report.trails},
                         {"controls", std::move(controls)},
                         {"unreadable", std::move(faults)},
                         {"caveats", report::json_of(report.caveats)}}) +
         "\n";
}

}  // namespace filtercheck::cli
