#include "review/report.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "review/edits.hpp"

namespace filtercheck::review {

scan::Written written(const scan::Filter& filter, Span span) {
  if (filter.unresolved) return filter.where;
  return filter.pattern.written(span).value_or(filter.where);
}

scan::Written whole_pattern(const scan::Filter& filter) {
  return written(filter, {0, filter.pattern.value().size()});
}

scan::Written begin_of(const scan::Filter& filter) { return written(filter, {0, 0}); }

scan::FilePlace place_of(const scan::Filter& filter) {
  const scan::Written where = begin_of(filter);
  return where.source->place(where.span.begin);
}

std::string misses_of(const ControlResult& result) {
  const auto partly = static_cast<std::size_t>(std::count_if(
      result.missed.begin(), result.missed.end(), [](const Miss& miss) { return miss.is_partly; }));
  const std::string required = std::to_string(result.required);
  if (result.required > 1 && result.missed.size() == result.required) {
    if (partly == 0) return std::string("all ") += required;
    if (partly == result.required) return std::string("some of each of ") += required;
  }
  std::string text;
  if (result.required > 1) {
    text += std::to_string(result.missed.size());
    text += " of " + required;
    text += ": ";
  }
  const char* separator = "";
  for (const Miss& miss : result.missed) {
    text += separator;
    text += miss.name;
    if (miss.is_partly) text += " (in part)";
    separator = ", ";
  }
  return text;
}

bool stands_before(const scan::Written& a, const scan::Written& b) {
  return std::tie(a.source->name(), a.span.begin) < std::tie(b.source->name(), b.span.begin);
}

Finding make_finding(Severity severity, const Caveat& what, scan::Written where,
                     std::string address) {
  return {what.code,
          severity,
          std::move(where),
          std::move(address),
          message(what),
          hint(Diagnostic{what.code, {}, what.arguments}),
          {},
          false};
}

Finding finding_of(const Lint& lint, const scan::Filter& filter) {
  Finding finding =
      make_finding(lint.severity, lint.what, written(filter, lint.span), filter.address);
  if (!lint.rewrite) return finding;
  finding.edits = edits_of(filter, {*lint.rewrite});
  finding.changes_meaning = lint.rewrite->changes_meaning;
  return finding;
}

}  // namespace filtercheck::review
