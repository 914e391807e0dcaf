#include "cli/requirements.hpp"

#include "filtercheck/parse.hpp"

namespace filtercheck::cli {

std::vector<Requirement> requirements_of(const Control& control) {
  std::vector<Requirement> requirements;
  for (const ControlRequirement& required : control.requirements) {
    if (const auto* event = std::get_if<EventRequirement>(&required)) {
      requirements.push_back(event_requirement(event->event_source, event->event_name));
    } else {
      const auto& by_pattern = std::get<PatternRequirement>(required);
      requirements.push_back(
          {std::nullopt, std::nullopt, by_pattern.label, parse(by_pattern.pattern).value()});
    }
  }
  return requirements;
}

std::vector<std::string> pattern_faults(const Control& control) {
  std::vector<std::string> faults;
  for (const ControlRequirement& required : control.requirements) {
    const auto* by_pattern = std::get_if<PatternRequirement>(&required);
    if (by_pattern == nullptr) continue;
    const Result<Pattern> parsed = parse(by_pattern->pattern);
    std::string fault;
    if (!parsed.ok()) {
      fault = message(parsed.diagnostics().front());
    } else if (parsed.value().kind != Kind::Json) {
      fault = "a requirement is a JSON pattern";
    }
    if (fault.empty()) continue;
    fault.insert(0, "requirement `" + by_pattern->label + "`: ");
    faults.push_back(std::move(fault));
  }
  return faults;
}

}  // namespace filtercheck::cli
