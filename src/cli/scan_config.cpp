#include "cli/scan_config.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "cli/input.hpp"
#include "filtercheck/diagnostic.hpp"
#include "scan/tree.hpp"

namespace filtercheck::cli {

namespace {

namespace fs = std::filesystem;
using scan::Node;

constexpr std::array<const char*, 2> kNames{".filtercheck.yaml", ".filtercheck.yml"};
constexpr std::size_t kMostBytes = std::size_t{1} << 20;

std::string described(const scan::Fault& fault) {
  const scan::FilePlace place = fault.where.source->place(fault.where.span.begin);
  return fault.where.source->name() + ":" + std::to_string(place.line) + ":" +
         std::to_string(place.column) + ": " + fault.message;
}

// Thrown and caught in this file: the first fault ends the reading.
struct Wrong {
  scan::Fault fault;
};
[[noreturn]] void refuse(const Node& node, std::string why) {
  throw Wrong{{node.where, std::move(why)}};
}

std::string string_of(const Node& node) {
  if (!node.is_string()) refuse(node, "expected a string");
  return node.text.value();
}
std::vector<std::string> strings_of(const Node& node) {
  if (node.kind != Node::Kind::Sequence) refuse(node, "expected a list of strings");
  std::vector<std::string> strings;
  for (const Node& element : node.elements) strings.push_back(string_of(element));
  return strings;
}

std::optional<review::Severity> severity_of(std::string_view word) {
  for (const auto severity :
       {review::Severity::Error, review::Severity::Warning, review::Severity::Note})
    if (name_of(severity) == word) return severity;
  return std::nullopt;
}

FailOn least(review::Severity severity) {
  switch (severity) {
    case review::Severity::Error:
      return FailOn::Error;
    case review::Severity::Warning:
      return FailOn::Warning;
    case review::Severity::Note:
      return FailOn::Note;
  }
  return FailOn::Note;
}

void read_severities(const Node& node, ScanConfig& config) {
  if (node.kind != Node::Kind::Map) refuse(node, "expected codes with severities");
  for (const auto& [key, value] : node.members) {
    const std::string& code = key.value();
    if (!find_code(code))
      refuse(value, "there is no code `" + code + "`; `filtercheck explain` lists them");
    const std::string& word = value.text.value();
    const auto severity = severity_of(word);
    // `off` is a boolean to some readers of YAML.
    const bool is_off = word == "off" || word == "false";
    if (!severity && !is_off) refuse(value, "expected error, warning, note or off");
    config.severities[code] = severity;
  }
}

void read_member(const std::string& key, const Node& value, ScanConfig& config) {
  if (key == "controls") {
    config.controls = strings_of(value);
  } else if (key == "exclude") {
    config.exclude = strings_of(value);
  } else if (key == "severities") {
    read_severities(value, config);
  } else if (key == "baseline") {
    config.baseline = string_of(value);
  } else if (key == "fail-on") {
    const auto severity = severity_of(string_of(value));
    if (severity) config.fail_on = least(*severity);
    if (!severity) refuse(value, "expected error, warning or note");
  } else {
    refuse(value, "there is no setting `" + key +
                      "`; there are controls, fail-on, exclude, severities and baseline");
  }
}

}  // namespace

std::variant<ScanConfig, std::string> read_scan_config(const std::string& name, std::string text) {
  const auto source = std::make_shared<scan::Source>(name, std::move(text));
  const auto read = scan::read_yaml_trees(source);
  if (const auto* fault = std::get_if<scan::Fault>(&read)) return described(*fault);
  const auto& documents = std::get<std::vector<Node>>(read);
  ScanConfig config;
  config.folder = name.substr(0, name.rfind('/') + 1);
  try {
    for (const Node& document : documents) {
      if (document.kind == Node::Kind::Null) continue;
      if (document.kind != Node::Kind::Map) refuse(document, "expected a mapping of settings");
      for (const auto& [key, value] : document.members) read_member(key.value(), value, config);
    }
  } catch (const Wrong& wrong) {
    return described(wrong.fault);
  }
  return config;
}

std::variant<ScanConfig, std::string> find_scan_config() {
  std::error_code error;
  for (fs::path folder = fs::current_path(error); !error; folder = folder.parent_path()) {
    for (const char* name : kNames) {
      const fs::path path = folder / name;
      if (!fs::exists(path, error)) continue;
      auto text = read_input(path.string(), kMostBytes);
      if (const auto* why = std::get_if<InputError>(&text))
        return path.string() + ": " + why->message;
      return read_scan_config(path.string(), std::get<std::string>(std::move(text)));
    }
    if (fs::exists(folder / ".git", error) || folder == folder.root_path()) break;
  }
  return ScanConfig{};
}

bool is_excluded(const ScanConfig& config, const std::string& name) {
  if (config.exclude.empty()) return false;
  std::error_code error;
  const std::string whole = fs::absolute(name, error).lexically_normal().string();
  if (error || !whole.starts_with(config.folder)) return false;
  const std::string below = whole.substr(config.folder.size());
  return std::any_of(config.exclude.begin(), config.exclude.end(), [&](const std::string& pattern) {
    // A folder leaves out what is in it.
    return fnmatch(pattern.c_str(), below.c_str(), FNM_LEADING_DIR) == 0;
  });
}

}  // namespace filtercheck::cli
