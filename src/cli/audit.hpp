// `filtercheck audit`: whether a chain of an account's resources reports what controls ask for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/collect.hpp"
#include "cli/console.hpp"
#include "controls/controls.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::cli {

enum class AuditFormat { Text, Json, Sarif, Junit, Html };

struct AuditOptions {
  std::optional<std::string> bundle;  // a folder; no value: AWS is asked
  AccountOptions account;
  std::vector<Control> controls;  // not empty
  DecideOptions decide{ReadingChoice::Both, Domain::CloudTrail};
  AuditFormat format = AuditFormat::Text;
};

// Holds: every control passes. Refuted: one fails. Undecided: none fails and one is undecided.
// BadInput: the bundle cannot be read, or AWS not asked. Faults of the bundle go to standard error.
Exit audit(const AuditOptions& options, Console& console);

// The controls of a framework such as "cis-3.0", "security-hub" or "all", in the order of the
// built-in ones. Empty: there is no such framework.
std::vector<Control> controls_of_framework(const std::string& framework);
// The names that controls_of_framework() knows.
std::vector<std::string> framework_names();

}  // namespace filtercheck::cli
