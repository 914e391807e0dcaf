#include "cli/audit.hpp"

#include <algorithm>
#include <ctime>
#include <utility>
#include <variant>

#include "audit/audit.hpp"
#include "cli/audit_formats.hpp"
#include "cli/commands.hpp"
#include "cli/requirements.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

constexpr const char* kAll = "all";

std::string full_name(const Framework& framework) {
  std::string name = framework.name;
  if (framework.version) name += " " + *framework.version;
  return name + " " + framework.id;
}

// "cis-3.0" of "CIS AWS Foundations Benchmark" 3.0.0.
std::string short_name(const Framework& framework) {
  if (!framework.version) return "security-hub";
  std::string version = *framework.version;
  if (version.ends_with(".0")) version.resize(version.size() - 2);
  return "cis-" + version;
}

std::vector<audit::Asked> asked_of(const std::vector<Control>& controls) {
  std::vector<audit::Asked> asked;
  for (const Control& control : controls) {
    audit::Asked one{control.id, control.title, {}, control.pattern, requirements_of(control)};
    for (const Framework& framework : control.frameworks)
      one.frameworks.push_back(full_name(framework));
    asked.push_back(std::move(one));
  }
  return asked;
}

// Or why there are none. What AWS answers is judged from memory: nothing of it is left behind.
std::variant<audit::Files, std::string> files_of(const AuditOptions& options, Console& console) {
  if (!options.bundle) {
    auto collected = collect_account(options.account, real_aws(), std::time(nullptr), console.err);
    if (auto* why = std::get_if<std::string>(&collected)) return std::move(*why);
    return std::get<Collected>(std::move(collected)).files;
  }
  auto files = audit::read_folder(*options.bundle);
  if (auto* why = std::get_if<std::string>(&files))
    return report::printable(*options.bundle) + ": " + *why;
  return files;
}

void print(const audit::Report& report, const AuditOptions& options, Console& console) {
  switch (options.format) {
    case AuditFormat::Text:
      print_audit(report, console);
      break;
    case AuditFormat::Json:
      console.out << audit_as_json(report);
      break;
    case AuditFormat::Sarif:
      console.out << audit_as_sarif(report, options.bundle.value_or(""));
      break;
    case AuditFormat::Junit:
      console.out << audit_as_junit(report);
      break;
    case AuditFormat::Html:
      console.out << audit_as_html(report);
      break;
  }
}

Exit exit_of(const audit::Report& report) {
  const auto has = [&](audit::Verdict verdict) {
    return std::any_of(report.controls.begin(), report.controls.end(),
                       [=](const auto& control) { return control.verdict == verdict; });
  };
  if (has(audit::Verdict::Fail)) return Exit::Refuted;
  return has(audit::Verdict::Undecided) ? Exit::Undecided : Exit::Holds;
}

}  // namespace

std::vector<Control> controls_of_framework(const std::string& framework) {
  std::vector<Control> controls;
  for (const Control& control : builtin_controls()) {
    const bool is_in = framework == kAll ||
                       std::any_of(control.frameworks.begin(), control.frameworks.end(),
                                   [&](const Framework& one) {
                                     return short_name(one) == framework ||
                                            (one.version && "cis-" + *one.version == framework);
                                   });
    if (is_in) controls.push_back(control);
  }
  return controls;
}

std::vector<std::string> framework_names() {
  std::vector<std::string> names;
  for (const Control& control : builtin_controls())
    for (const Framework& framework : control.frameworks) names.push_back(short_name(framework));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  names.emplace_back(kAll);
  return names;
}

Exit audit(const AuditOptions& options, Console& console) {
  auto files = files_of(options, console);
  if (const auto* why = std::get_if<std::string>(&files)) {
    complain(console, *why);
    return Exit::BadInput;
  }
  audit::Bundle bundle(std::get<audit::Files>(std::move(files)));
  if (bundle.is_empty()) {
    complain(console, report::printable(options.bundle.value_or("AWS")) +
                          ": is no bundle: it holds no file such as "
                          "<region>/cloudtrail/describe-trails.json");
    return Exit::BadInput;
  }
  const audit::Report report =
      audit::audit(std::move(bundle), asked_of(options.controls), options.decide);
  print(report, options, console);
  console.out.flush();
  for (const audit::Fault& fault : report.faults)
    complain(console, report::printable(fault.file) + ": " + report::printable(fault.message));
  return exit_of(report);
}

}  // namespace filtercheck::cli
