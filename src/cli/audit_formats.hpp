// The result of an audit, one function a format.
#pragma once

#include <string>

#include "audit/report.hpp"
#include "cli/console.hpp"

namespace filtercheck::cli {

// For a person.
void print_audit(const audit::Report& report, Console& console);
// One JSON object: see `audit` in the manual.
std::string audit_as_json(const audit::Report& report);
// SARIF 2.1.0: a control is a rule, and one that does not pass a result, at the value that shows
// its first broken link. `folder`: of the bundle, before the names of files; may be empty.
std::string audit_as_sarif(const audit::Report& report, const std::string& folder);
// JUnit's XML: a control is a test case, which fails, or has an error where it is undecided.
std::string audit_as_junit(const audit::Report& report);
// One page that needs nothing else: no script, nothing from elsewhere.
std::string audit_as_html(const audit::Report& report);

// ---- What they have in common -------------------------------------------------------------------

// As far as it goes: "trail > log group > filter > alarm > topic".
std::string path_of(const audit::Chain& chain);
// "step 6, an alarm on its metric: fail: no alarm watches …"
std::string summary_of(const audit::Chain& chain, std::size_t step);
// Of a control that does not pass: the first link of its nearest chain that does not, or why there
// is none.
std::string summary_of(const audit::ControlAnswer& answer);
// JSON on one line.
std::string compact(const std::string& json);

}  // namespace filtercheck::cli
