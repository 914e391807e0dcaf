// The dialect that Jenkins and GitLab read: there is no standard.
#include <map>
#include <string_view>

#include "base/unicode.hpp"
#include "review/formats.hpp"

namespace filtercheck::review {

namespace {

// In an attribute or a text. XML knows no control characters.
void append_escaped(std::string& out, std::string_view text) {
  if (base::find_invalid_utf8(text)) text = "(not UTF-8)";
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
    }
  }
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  append_escaped(out, value);
  out += '"';
}

struct Case {
  std::string name;
  std::vector<const Finding*> failures;
};

std::string key_of(const std::string& file, const std::string& address) {
  return file + '\n' + address;
}

}  // namespace

std::string as_junit(const Report& report) {
  // A case a filter; one a file for what is about no filter of it.
  std::vector<std::pair<std::string, Case>> cases;
  std::map<std::string, std::size_t> index;
  const auto case_of = [&](const std::string& file, const std::string& address) -> Case& {
    const auto [at, is_new] = index.emplace(key_of(file, address), cases.size());
    if (is_new) cases.emplace_back(file, Case{address.empty() ? file : address, {}});
    return cases[at->second].second;
  };
  for (const JudgedFilter& filter : report.filters)
    case_of(filter.found.where.source->name(), filter.found.address);
  std::size_t failures = 0;
  for (const Finding& finding : report.findings) {
    if (finding.severity == Severity::Note) continue;
    Case& one = case_of(finding.where.source->name(), finding.address);
    if (one.failures.empty()) ++failures;
    one.failures.push_back(&finding);
  }
  const std::string counts = " tests=\"" + std::to_string(cases.size() + report.unreadable.size()) +
                             "\" failures=\"" + std::to_string(failures) + "\" errors=\"" +
                             std::to_string(report.unreadable.size()) + "\"";
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts +
                    ">\n<testsuite name=\"filtercheck\"" + counts + ">\n";
  for (const auto& [file, one] : cases) {
    out += "<testcase";
    append_attribute(out, "classname", file);
    append_attribute(out, "name", one.name);
    if (one.failures.empty()) {
      out += "/>\n";
      continue;
    }
    out += ">\n";
    for (const Finding* finding : one.failures) {
      const scan::FilePlace place = finding->where.source->place(finding->where.span.begin);
      out += "<failure";
      append_attribute(out, "type", finding->code);
      append_attribute(out, "message", finding->message);
      out += ">";
      append_escaped(out, file + ":" + std::to_string(place.line) + ":" +
                              std::to_string(place.column) + ": " + finding->message);
      if (finding->fix) append_escaped(out, "; " + *finding->fix);
      out += "</failure>\n";
    }
    out += "</testcase>\n";
  }
  for (const Unreadable& one : report.unreadable) {
    out += "<testcase";
    append_attribute(out, "classname", one.file);
    append_attribute(out, "name", one.file);
    out += "><error type=\"unreadable\"";
    append_attribute(out, "message", one.message);
    out += "/></testcase>\n";
  }
  return out + "</testsuite>\n</testsuites>\n";
}

}  // namespace filtercheck::review
