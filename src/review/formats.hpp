// A report for machines, one function a format.
#pragma once

#include <string>

#include "review/report.hpp"

namespace filtercheck::review {

// One JSON object: see `scan` in the documentation of the command line.
std::string as_json(const Report& report);
// SARIF 2.1.0, for code scanning: each code is a rule, each finding a result with a fingerprint
// that stays when lines move.
std::string as_sarif(const Report& report);
// Workflow commands of GitHub, a line a finding, which become annotations.
std::string as_github(const Report& report);
// JUnit's XML: a test case a filter, which fails if something was found.
std::string as_junit(const Report& report);
// GitLab's code quality report.
std::string as_gitlab(const Report& report);

}  // namespace filtercheck::review
