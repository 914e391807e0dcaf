#include <algorithm>

#include "cli/commands.hpp"
#include "report/json.hpp"

namespace filtercheck::cli {

namespace {

std::string numbers_of(const Control& control) {
  std::string out;
  for (const Framework& framework : control.frameworks) {
    if (!out.empty()) out += ", ";
    out += framework.name;
    if (framework.version) out += " " + *framework.version;
    out += " ";
    out += framework.id;
  }
  return out;
}

report::Json json_of(const Control& control) {
  report::Json frameworks = report::Json::array();
  for (const Framework& framework : control.frameworks) {
    frameworks.push_back(
        {{"name", framework.name},
         {"version", framework.version ? report::Json(*framework.version) : report::Json(nullptr)},
         {"id", framework.id}});
  }
  report::Json requirements = report::Json::array();
  for (const ControlRequirement& required : control.requirements) {
    if (const auto* event = std::get_if<EventRequirement>(&required)) {
      requirements.push_back(
          {{"eventSource", event->event_source}, {"eventName", event->event_name}});
    } else {
      const auto& by_pattern = std::get<PatternRequirement>(required);
      requirements.push_back({{"label", by_pattern.label}, {"pattern", by_pattern.pattern}});
    }
  }
  return {{"id", control.id},
          {"title", control.title},
          {"summary", control.summary},
          {"frameworks", frameworks},
          {"pattern", control.pattern},
          {"source", control.source},
          {"requirements", requirements}};
}

report::Json json_of(const CodeInfo& code) {
  const auto or_null = [](std::string_view text) {
    return text.empty() ? report::Json(nullptr) : report::Json(text);
  };
  return {{"code", code.code},
          {"message", code.message},
          {"aws", or_null(code.aws)},
          {"hint", or_null(code.hint)},
          {"explanation", code.explanation},
          {"fault", or_null(code.fault)},
          {"fix", or_null(code.fix)}};
}

// The arguments of a template are shown as dots, doubled braces as one.
std::string without_arguments(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
      out += "...";
      i += 2;
    } else {
      if ((text[i] == '{' || text[i] == '}') && i + 1 < text.size() && text[i + 1] == text[i]) ++i;
      out.push_back(text[i]);
    }
  }
  return out;
}

// An example on one line, line breaks shown as `\n`.
std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

}  // namespace

Exit list_controls(Format format, Console& console) {
  if (format == Format::Json) {
    report::Json list = report::Json::array();
    for (const Control& control : builtin_controls()) list.push_back(json_of(control));
    console.out << report::dumped({{"schema", 1}, {"controls", list}}) << '\n';
    return Exit::Holds;
  }
  std::size_t width = 0;
  for (const Control& control : builtin_controls()) width = std::max(width, control.id.size());
  for (const Control& control : builtin_controls()) {
    console.out << control.id << std::string(width + 2 - control.id.size(), ' ') << control.title
                << '\n';
  }
  return Exit::Holds;
}

Exit show_control(const std::string& id, Format format, Console& console) {
  const Control* control = find_builtin_control(id);
  if (control == nullptr) {
    complain(console, "there is no control `" + id + "`; `filtercheck controls list` shows all");
    return Exit::BadInput;
  }
  if (format == Format::Json) {
    report::Json json{{"schema", 1}};
    json.update(json_of(*control));
    console.out << report::dumped(json) << '\n';
    return Exit::Holds;
  }
  console.out << control->id << ": " << control->title << '\n' << control->summary << '\n';
  console.out << "frameworks: " << numbers_of(*control) << '\n';
  console.out << "prescribed pattern: " << control->pattern << '\n';
  console.out << "source: " << control->source << '\n' << "required events:\n";
  for (const ControlRequirement& required : control->requirements) {
    if (const auto* event = std::get_if<EventRequirement>(&required)) {
      console.out << "  " << event->event_name << " of " << event->event_source << '\n';
    } else {
      const auto& by_pattern = std::get<PatternRequirement>(required);
      console.out << "  " << by_pattern.label << ": " << by_pattern.pattern << '\n';
    }
  }
  return Exit::Holds;
}

Exit explain(const std::string& code, Format format, Console& console) {
  std::vector<CodeInfo> codes;
  if (code.empty()) {
    codes = all_codes();
  } else if (const auto found = find_code(code)) {
    codes.push_back(*found);
  } else {
    complain(console, "there is no code `" + code + "`; `filtercheck explain` shows all");
    return Exit::BadInput;
  }
  if (format == Format::Json) {
    report::Json list = report::Json::array();
    for (const CodeInfo& info : codes) list.push_back(json_of(info));
    report::Json json{{"schema", 1}};
    if (code.empty()) {
      json["codes"] = list;
    } else {
      json.update(list.front());
    }
    console.out << report::dumped(json) << '\n';
    return Exit::Holds;
  }
  if (code.empty()) {
    for (const CodeInfo& info : codes)
      console.out << info.code << ": " << without_arguments(info.message) << '\n';
    return Exit::Holds;
  }
  const CodeInfo& info = codes.front();
  console.out << coloured(info.code, Colour::Bold, console.out_colour) << ": "
              << without_arguments(info.message) << '\n'
              << info.explanation << '\n';
  if (!info.fault.empty()) console.out << "example: " << on_one_line(info.fault) << '\n';
  if (!info.fix.empty()) console.out << "better:  " << on_one_line(info.fix) << '\n';
  if (!info.hint.empty()) console.out << "hint:    " << without_arguments(info.hint) << '\n';
  if (!info.aws.empty()) console.out << "AWS answers: " << without_arguments(info.aws) << '\n';
  return Exit::Holds;
}

}  // namespace filtercheck::cli
