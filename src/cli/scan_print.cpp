#include "cli/scan_print.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include "base/words.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

using base::counted;
using report::printable;
using review::Severity;

Colour colour_of(Severity severity) {
  return severity == Severity::Error ? Colour::Red : Colour::Yellow;
}

class TextPrinter {
 public:
  explicit TextPrinter(Console& console) : console_(console), out_(console.out) {}

  void print(const review::JudgedFilter& filter) {
    const scan::Filter& found = filter.found;
    print_place(found.where.source->name(), review::place_of(found));
    if (!found.address.empty()) {
      out_ << ' ' << printable(found.address);
      if (found.log_group) out_ << " (" << printable(*found.log_group) << ")";
      out_ << ":";
    }
    if (found.unresolved) {
      out_ << ' ' << coloured("unresolved", Colour::Yellow, console_.out_colour) << ": "
           << printable(found.unresolved->expression) << '\n';
    } else if (!filter.diagnostics.empty()) {
      out_ << ' ' << coloured("rejected by AWS", Colour::Red, console_.out_colour) << ": "
           << printable(message(filter.diagnostics.front())) << '\n';
    } else {
      print_results(filter);
    }
    for (const Caveat& caveat : filter.caveats) {
      const std::string text = message(caveat);
      const bool is_said =
          std::any_of(filter.results.begin(), filter.results.end(),
                      [&](const review::ControlResult& result) { return result.why == text; });
      if (!is_said) print_note("  ", caveat);
    }
  }

  void print(const review::Finding& finding) {
    const scan::Source& source = *finding.where.source;
    print_place(source.name(), source.place(finding.where.span.begin));
    out_ << ' '
         << coloured(name_of(finding.severity), colour_of(finding.severity), console_.out_colour)
         << ": " << printable(finding.message) << " [" << finding.code << "]\n"
         << report::excerpt(source.bytes(), finding.where.span, console_.out_colour);
    if (finding.fix) out_ << "  hint: " << printable(*finding.fix) << '\n';
  }

  void print_note(const char* indent, const Caveat& caveat) {
    out_ << indent << coloured("note:", Colour::Yellow, console_.out_colour) << ' '
         << printable(message(caveat)) << " [" << caveat.code << "]\n";
  }

 private:
  void print_place(const std::string& file, const scan::FilePlace& place) {
    std::string where = printable(file);
    where += ":" + std::to_string(place.line);
    where += ":" + std::to_string(place.column);
    where += ":";
    out_ << coloured(where, Colour::Bold, console_.out_colour);
  }

  // On the same line, or a line for each of several controls.
  void print_results(const review::JudgedFilter& filter) {
    bool is_asked = false;
    for (const review::ControlResult& result : filter.results) {
      if (!result.is_asked) continue;
      is_asked = true;
      if (filter.results.size() > 1) out_ << "\n  " << result.control << ":";
      out_ << ' ';
      print(result);
    }
    if (!is_asked) out_ << " meant for no control that is known";
    out_ << '\n';
  }

  void print(const review::ControlResult& result) {
    switch (result.verdict) {
      case CheckVerdict::Covered:
        out_ << coloured("covered", Colour::Green, console_.out_colour);
        break;
      case CheckVerdict::NotCovered:
        out_ << coloured("not covered", Colour::Red, console_.out_colour) << ": misses "
             << printable(review::misses_of(result));
        break;
      case CheckVerdict::Undecided:
        out_ << coloured("undecided", Colour::Yellow, console_.out_colour);
        if (!result.why.empty()) out_ << ": " << printable(result.why);
        break;
    }
  }

  Console& console_;
  std::ostream& out_;
};

void print_summary(const review::Report& report, Console& console) {
  const auto counted_of = [&](Severity severity, std::string_view noun) {
    const auto count =
        std::count_if(report.findings.begin(), report.findings.end(),
                      [&](const review::Finding& finding) { return finding.severity == severity; });
    return counted(static_cast<std::size_t>(count), noun);
  };
  const std::string what = report.is_comparison ? counted(report.changes.size(), "changed filter")
                                                : counted(report.filters.size(), "filter");
  console.err << "filtercheck: " << what << " in " << counted(report.files, "file") << ": "
              << counted_of(Severity::Error, "error") << ", "
              << counted_of(Severity::Warning, "warning") << ", "
              << counted_of(Severity::Note, "note");
  if (!report.suppressed.empty()) console.err << ", " << report.suppressed.size() << " ignored";
  console.err << '\n';
}

}  // namespace

void print_scan(const review::Report& report, Console& console) {
  TextPrinter printer(console);
  for (const review::JudgedFilter& filter : report.filters) printer.print(filter);
  for (const review::Finding& finding : report.findings) printer.print(finding);
  for (const Caveat& caveat : report.caveats) printer.print_note("", caveat);
  console.out.flush();
  if (report.files > 0) print_summary(report, console);
}

}  // namespace filtercheck::cli
