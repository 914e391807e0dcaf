#include "support/bundles.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "audit/audit.hpp"
#include "audit/plan.hpp"
#include "cli/audit_formats.hpp"
#include "cli/requirements.hpp"
#include "controls/controls.hpp"

namespace filtercheck::support {

namespace {

using audit::Verdict;
using Json = nlohmann::json;

const std::vector<audit::Asked>& asked() {
  static const std::vector<audit::Asked> kAsked = [] {
    const Control& control = *find_builtin_control("s3-bucket-policy-changes");
    return std::vector<audit::Asked>{
        {control.id, control.title, {}, control.pattern, cli::requirements_of(control)}};
  }();
  return kAsked;
}

audit::Report audited(const audit::Files& files) {
  return audit::audit(audit::Bundle(files), asked(), {ReadingChoice::Both, Domain::CloudTrail});
}

Verdict verdict_of(const audit::Files& files) { return audited(files).controls.front().verdict; }

// Read by another reader. It refuses numbers that no double holds, of which nothing is asked.
std::optional<std::string> bad_evidence(const audit::Evidence& evidence,
                                        const audit::Files& files) {
  if (evidence.value == "null") return std::nullopt;
  const auto file = files.find(evidence.file);
  if (file == files.end()) return "evidence of a file that is not there: " + evidence.file;
  const Json document = Json::parse(file->second.bytes, nullptr, false);
  if (document.is_discarded()) return std::nullopt;
  const Json::json_pointer pointer(evidence.pointer);
  if (!document.contains(pointer) ||
      document.at(pointer) != Json::parse(evidence.value, nullptr, false))
    return evidence.file + " has not at " + evidence.pointer + ": " + evidence.value;
  return std::nullopt;
}

std::optional<std::string> bad_chain(const audit::Chain& chain, const audit::Files& files) {
  for (const audit::Step& step : chain.steps) {
    const bool is_judged = step.verdict != Verdict::NotReached;
    if (is_judged == step.message.empty() || is_judged == step.evidence.empty())
      return "a step without words or evidence: " + step.message;
    for (const audit::Evidence& evidence : step.evidence)
      if (auto fault = bad_evidence(evidence, files)) return fault;
  }
  const bool passes = chain.verdict() == Verdict::Pass;
  if (passes == chain.broken().has_value()) return "a chain that passes is broken";
  if (passes && !chain.commands.empty()) return "a chain that passes is to be mended";
  return std::nullopt;
}

// As many `<` as a page without anything of the account may have, and of each kind.
std::optional<std::string> bad_formats(const audit::Report& report) {
  for (const std::string& text : {cli::audit_as_json(report), cli::audit_as_sarif(report, "b")})
    if (Json::parse(text, nullptr, false).is_discarded()) return "not JSON: " + text;
  for (const std::string& text : {cli::audit_as_html(report), cli::audit_as_junit(report)}) {
    for (const char* hostile : {"<script", "<img", "<!--", "]]>"})
      if (text.find(hostile) != std::string::npos) return "not escaped: " + text;
    const bool has_controls = std::any_of(text.begin(), text.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 && c != '\n';
    });
    if (has_controls) return "a control character: " + text;
  }
  return std::nullopt;
}

}  // namespace

audit::Files bundle_of(std::string_view text) {
  audit::Files files;
  std::string* bytes = nullptr;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    if (line.starts_with("@ ")) {
      bytes = &files[std::string(line.substr(2, line.find_last_not_of('\n') - 1))].bytes;
    } else if (bytes != nullptr) {
      *bytes += line;
    }
    text.remove_prefix(end);
  }
  return files;
}

std::optional<std::string> badly_audited(const audit::Files& files) {
  const audit::Report report = audited(files);
  const audit::ControlAnswer& answer = report.controls.front();
  for (const audit::Chain& chain : answer.chains)
    if (auto fault = bad_chain(chain, files)) return fault;
  const bool passes = std::any_of(answer.chains.begin(), answer.chains.end(),
                                  [](const auto& one) { return one.verdict() == Verdict::Pass; });
  if (passes != (answer.verdict == Verdict::Pass)) return "the control is not as its chains are";
  for (const audit::Fault& fault : report.faults)
    if (!files.contains(fault.file) || fault.message.empty()) return "a fault of " + fault.file;
  return bad_formats(report);
}

std::optional<std::string> passes_by_a_cut(const audit::Files& files) {
  if (verdict_of(files) == Verdict::Pass) return std::nullopt;
  for (const auto& [name, file] : files) {
    const bool may_count = name.find("/get-") != std::string::npos ||
                           name.find("/logs/") != std::string::npos ||
                           name.find("/sns/") != std::string::npos;
    if (!may_count) continue;
    audit::Files cut = files;
    cut[name].bytes = "{";
    if (verdict_of(cut) == Verdict::Pass) return "passes since it is cut: " + name;
  }
  return std::nullopt;
}

std::optional<std::string> badly_planned(const audit::Files& files) {
  audit::Account account{audit::Bundle(files)};
  for (const audit::Call& call : audit::needed_calls(account, {"us-east-1"})) {
    const std::string path = path_of(call);
    const std::string folder = call.region + "/" + call.service + "/" + call.operation;
    const std::size_t slash = path.rfind('/');
    const bool is_below = path.starts_with(folder) && path.ends_with(".json") &&
                          (slash == folder.size() || slash == folder.rfind('/'));
    if (!audit::is_region(call.region) || !is_below) return "a file elsewhere: " + path;
    const auto arguments = arguments_of(call);
    for (const std::string& argument : arguments) {
      if (argument.find('\0') != std::string::npos) return "half an argument: " + argument;
      const bool is_option = argument.starts_with("-");
      const bool is_meant = std::any_of(
          call.parameters.begin(), call.parameters.end(),
          [&](const std::string& one) { return one == argument && one.starts_with("--"); });
      if (is_option && !is_meant && argument != "--region") return "an option: " + argument;
    }
  }
  return std::nullopt;
}

}  // namespace filtercheck::support
