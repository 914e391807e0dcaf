// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
#include <algorithm>
#include <string_view>

#include "review/formats.hpp"

namespace filtercheck::review {

namespace {

void append_escaped(std::string& out, std::string_view text, std::string_view special) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
}
void append_data(std::string& out, std::string_view text) { append_escaped(out, text, "%\r\n"); }
void append_property(std::string& out, std::string_view text) {
  append_escaped(out, text, "%\r\n:,");
}

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "notice";
  }
  return {};
}

}  // namespace

// Only the first few of a step are shown, so the gravest come first.
std::string as_github(const Report& report) {
  std::vector<const Finding*> findings;
  for (const Finding& finding : report.findings) findings.push_back(&finding);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding* a, const Finding* b) { return a->severity < b->severity; });
  std::string out;
  for (const Finding* finding : findings) {
    const scan::FileSpan span = finding->where.source->place(finding->where.span);
    out += "::";
    out += command_of(finding->severity);
    out += " file=";
    append_property(out, finding->where.source->name());
    out += ",line=" + std::to_string(span.begin.line);
    out += ",endLine=" + std::to_string(span.end.line);
    // Columns are shown only within a line.
    if (span.begin.line == span.end.line) {
      out += ",col=" + std::to_string(span.begin.column);
      out += ",endColumn=" + std::to_string(span.end.column);
    }
    out += ",title=";
    append_property(out, finding->code);
    out += "::";
    append_data(out, finding->message);
    if (finding->fix) append_data(out, "; " + *finding->fix);
    out += '\n';
  }
  for (const Unreadable& one : report.unreadable) {
    out += "::warning file=";
    append_property(out, one.file);
    out += ",title=unreadable::";
    append_data(out, one.message);
    out += '\n';
  }
  return out;
}

}  // namespace filtercheck::review
