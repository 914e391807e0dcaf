#include "audit_support.hpp"

#include <fstream>
#include <utility>
#include <variant>

#include "controls/controls.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::audit {

namespace {

using Json = nlohmann::ordered_json;

// "alarms/MetricAlarms/0" as a pointer into the files.
Json::json_pointer place_of(const Json& suite, const std::string& place) {
  const std::size_t slash = place.find('/');
  Json::json_pointer pointer;
  pointer.push_back(suite.at("files").at(place.substr(0, slash)).get<std::string>());
  return pointer / Json::json_pointer(place.substr(slash));
}

}  // namespace

const Json& suite() {
  static const Json kSuite = [] {
    std::ifstream in(FILTERCHECK_SOURCE_DIR "/tests/audit/cases.json");
    return Json::parse(in);
  }();
  return kSuite;
}

Asked asked_of(const std::string& control) {
  const Control& found = *find_builtin_control(control);
  Asked asked{found.id, found.title, {}, found.pattern, {}};
  for (const ControlRequirement& one : found.requirements) {
    if (const auto* event = std::get_if<EventRequirement>(&one)) {
      asked.requirements.push_back(event_requirement(event->event_source, event->event_name));
    } else {
      const auto& by_pattern = std::get<PatternRequirement>(one);
      asked.requirements.push_back({{}, {}, by_pattern.label, parse(by_pattern.pattern).value()});
    }
  }
  return asked;
}

Report audited(const Files& files, const std::vector<Asked>& asked) {
  return audit(Bundle(files), asked, {ReadingChoice::Both, Domain::CloudTrail});
}

Files files_of(const Json& files) {
  Files read;
  for (const auto& [name, content] : files.items())
    read[name] = {content.is_string() ? content.get<std::string>() : content.dump(2), ""};
  return read;
}

Json changed(const Json& suite, const Json& test) {
  Json files = suite.at("base");
  const Json set = test.value("set", Json::object());
  const Json whole = test.value("files", Json::object());
  for (const auto& [place, value] : set.items()) files[place_of(suite, place)] = value;
  for (const auto& place : test.value("drop", Json::array())) {
    const Json::json_pointer pointer = place_of(suite, place.get<std::string>());
    files[pointer.parent_pointer()].erase(pointer.back());
  }
  for (const auto& [name, content] : whole.items()) {
    if (content.is_null()) {
      files.erase(name);
    } else {
      files[name] = content;
    }
  }
  return files;
}

}  // namespace filtercheck::audit
