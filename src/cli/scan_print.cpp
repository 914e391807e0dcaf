#include "cli/scan_print.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>

#include "report/json.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

using report::Json;
using report::printable;

Json or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
  }
  return {};
}

Json json_of(const JudgedFilter& filter, const std::vector<Control>& controls) {
  const FoundFilter& found = filter.found;
  Json results = Json::array();
  for (std::size_t i = 0; i < controls.size(); ++i) {
    Json missed = Json::array();
    for (const Miss& miss : filter.results[i].missed) missed.push_back(miss.name);
    results.push_back({{"control", controls[i].id},
                       {"verdict", name_of(filter.results[i].verdict)},
                       {"missed", std::move(missed)}});
  }
  Json json{{"file", filter.file},
            {"line", found.written.begin.line},
            {"column", found.written.begin.column},
            {"container", found.container},
            {"address", found.address},
            {"logGroup", or_null(found.log_group)},
            {"pattern", found.pattern},
            {"unresolved", nullptr},
            {"results", std::move(results)}};
  if (!filter.diagnostics.empty()) json["diagnostics"] = report::json_of(filter.diagnostics);
  json["caveats"] = report::json_of(filter.caveats);
  return json;
}

Json json_of(const Finding& finding) {
  return {{"code", finding.code},
          {"severity", word_of(finding.severity)},
          {"file", finding.file},
          {"line", finding.span.begin.line},
          {"column", finding.span.begin.column},
          {"endLine", finding.span.end.line},
          {"endColumn", finding.span.end.column},
          {"message", finding.message},
          {"fix", or_null(finding.fix)}};
}

class TextPrinter {
 public:
  TextPrinter(const std::vector<Control>& controls, Console& console)
      : controls_(controls), console_(console), out_(console.out) {}

  void print(const JudgedFilter& filter) {
    print_place(filter.file, filter.found.written.begin);
    out_ << printable(filter.found.address);
    if (filter.found.log_group) out_ << " (" << printable(*filter.found.log_group) << ")";
    out_ << ":";
    if (!filter.diagnostics.empty()) {
      out_ << ' ' << coloured("rejected by AWS", Colour::Red, console_.out_colour) << ": "
           << printable(message(filter.diagnostics.front())) << '\n';
    } else {
      print_results(filter);
    }
    for (const Caveat& caveat : filter.caveats) {
      const std::string text = message(caveat);
      const bool is_said =
          std::any_of(filter.results.begin(), filter.results.end(),
                      [&](const ControlResult& result) { return result.why == text; });
      if (!is_said) print_note("  ", caveat);
    }
  }

  void print(const Finding& finding) {
    const bool is_error = finding.severity == Severity::Error;
    print_place(finding.file, finding.span.begin);
    out_ << coloured(word_of(finding.severity), is_error ? Colour::Red : Colour::Yellow,
                     console_.out_colour)
         << ": " << printable(finding.message) << " [" << finding.code << "]\n";
    if (finding.fix) out_ << "  hint: " << printable(*finding.fix) << '\n';
  }

  void print_note(const char* indent, const Caveat& caveat) {
    out_ << indent << coloured("note:", Colour::Yellow, console_.out_colour) << ' '
         << printable(message(caveat)) << " [" << caveat.code << "]\n";
  }

 private:
  void print_place(const std::string& file, const FilePlace& place) {
    std::string where = printable(file);
    where += ":" + std::to_string(place.line);
    where += ":" + std::to_string(place.column);
    where += ":";
    out_ << coloured(where, Colour::Bold, console_.out_colour) << ' ';
  }

  // On the same line, or a line for each of several controls.
  void print_results(const JudgedFilter& filter) {
    for (std::size_t i = 0; i < controls_.size(); ++i) {
      if (controls_.size() > 1) out_ << "\n  " << controls_[i].id << ":";
      out_ << ' ';
      print(filter.results[i]);
    }
    out_ << '\n';
  }

  void print(const ControlResult& result) {
    switch (result.verdict) {
      case CheckVerdict::Covered:
        out_ << coloured("covered", Colour::Green, console_.out_colour);
        break;
      case CheckVerdict::NotCovered:
        out_ << coloured("not covered", Colour::Red, console_.out_colour) << ": misses "
             << printable(misses_of(result));
        break;
      case CheckVerdict::Undecided:
        out_ << coloured("undecided", Colour::Yellow, console_.out_colour);
        if (!result.why.empty()) out_ << ": " << printable(result.why);
        break;
    }
  }

  const std::vector<Control>& controls_;
  Console& console_;
  std::ostream& out_;
};

std::string counted(std::size_t count, std::string_view noun) {
  std::string text = std::to_string(count);
  text += ' ';
  text += noun;
  if (count != 1) text += 's';
  return text;
}

void print_summary(const ScanReport& report, Console& console) {
  const auto errors = static_cast<std::size_t>(
      std::count_if(report.findings.begin(), report.findings.end(),
                    [](const Finding& finding) { return finding.severity == Severity::Error; }));
  console.err << "filtercheck: " << counted(report.filters.size(), "filter") << " in "
              << counted(report.files, "file") << ": " << counted(errors, "error") << ", "
              << counted(report.findings.size() - errors, "warning") << '\n';
}

}  // namespace

std::string scan_json(const ScanReport& report, const std::vector<Control>& controls) {
  Json filters = Json::array();
  for (const JudgedFilter& filter : report.filters) filters.push_back(json_of(filter, controls));
  Json findings = Json::array();
  for (const Finding& finding : report.findings) findings.push_back(json_of(finding));
  Json unreadable = Json::array();
  for (const Unreadable& one : report.unreadable) {
    unreadable.push_back({{"file", one.file}, {"message", one.message}});
  }
  return report::dumped({{"schema", 1},
                         {"filters", std::move(filters)},
                         {"findings", std::move(findings)},
                         {"unreadable", std::move(unreadable)},
                         {"caveats", report::json_of(report.caveats)}});
}

void print_scan(const ScanReport& report, const std::vector<Control>& controls, Console& console) {
  TextPrinter printer(controls, console);
  for (const JudgedFilter& filter : report.filters) printer.print(filter);
  for (const Finding& finding : report.findings) printer.print(finding);
  for (const Caveat& caveat : report.caveats) printer.print_note("", caveat);
  console.out.flush();
  if (report.files > 0) print_summary(report, console);
}

}  // namespace filtercheck::cli
