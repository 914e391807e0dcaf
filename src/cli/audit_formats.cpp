#include "cli/audit_formats.hpp"

#include <optional>

#include "report/json.hpp"

namespace filtercheck::cli {

std::string path_of(const audit::Chain& chain) {
  if (!chain.trail) return "no trail";
  const std::string& trail = *chain.trail;
  std::string path = trail.substr(trail.rfind('/') + 1);
  const auto add = [&](const std::optional<std::string>& name) {
    if (name) path += " > " + *name;
  };
  add(chain.log_group);
  std::string filters;
  for (const std::string& name : chain.filters) filters += (filters.empty() ? "" : " + ") + name;
  if (!filters.empty()) add(filters);
  add(chain.alarm);
  if (chain.topic) add(chain.topic->substr(chain.topic->rfind(':') + 1));
  return path;
}

std::string summary_of(const audit::Chain& chain, std::size_t step) {
  const audit::Step& judged = chain.steps.at(step - 1);
  return "step " + std::to_string(step) + ", " + std::string(audit::title_of(step)) + ": " +
         std::string(name_of(judged.verdict)) + ": " + judged.message;
}

std::string summary_of(const audit::ControlAnswer& answer) {
  if (!answer.why.empty()) return answer.why;
  if (answer.chains.empty()) return "there is no trail that is known";
  const audit::Chain& chain = answer.chains.front();
  return summary_of(chain, chain.broken().value_or(1));
}

std::string compact(const std::string& json) {
  const auto value = report::Json::parse(json, nullptr, false);
  return value.is_discarded() ? json : report::dumped(value);
}

}  // namespace filtercheck::cli
