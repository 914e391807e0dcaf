// Bundles of tests/audit/cases.json: a base that passes from end to end, and cases that change it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "audit/audit.hpp"

namespace filtercheck::audit {

// All of cases.json.
const nlohmann::ordered_json& suite();

// Of a built-in control.
Asked asked_of(const std::string& control);

// As the program audits.
Report audited(const Files& files, const std::vector<Asked>& asked);

// Files by name: an object is written as JSON, a string as it is.
Files files_of(const nlohmann::ordered_json& files);

// The base with what a case changes: `set` and `drop` are of places, written as a short name of a
// file of the base with a JSON pointer behind it; `files` adds whole files or, by null, takes them
// away.
nlohmann::ordered_json changed(const nlohmann::ordered_json& suite,
                               const nlohmann::ordered_json& test);

}  // namespace filtercheck::audit
