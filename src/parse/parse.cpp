#include "filtercheck/parse.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "parse/diagnose.hpp"
#include "parse/json_pattern.hpp"

namespace filtercheck {

namespace {

constexpr std::string_view kSpace = " \t\r\n";

// What a text beyond any limit is called in a message.
std::string with_thousands(std::size_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

// Spaces that are none to AWS, and a byte order mark, around braces. They are no terms: nobody
// means such a text as anything but a JSON pattern.
std::string_view without_odd_spaces(std::string_view core) {
  static constexpr std::array<std::string_view, 3> kOdd{"\xc2\xa0", "\xe3\x80\x80", "\xef\xbb\xbf"};
  std::string_view inner = core;
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view odd : kOdd) {
      const std::size_t before = inner.size();
      if (inner.starts_with(odd)) inner.remove_prefix(odd.size());
      if (inner.ends_with(odd)) inner.remove_suffix(odd.size());
      changed = changed || inner.size() != before;
    }
    inner = trimmed(inner);
  }
  return !inner.empty() && inner.front() == '{' ? inner : core;
}

// Rule 1: the first character must have its partner at the end, and nothing may stand outside.
void check_ends(std::string_view text, std::string_view core, Kind kind, reader::Builder& builder) {
  const std::string first(1, core.front());
  const std::string last = kind == Kind::Json ? "}" : kind == Kind::Space ? "]" : "%";
  const auto report_outside = [&](std::string_view outside, Code plain) {
    if (outside.empty()) return;
    const bool is_plain = outside.find_first_not_of(kSpace) == std::string_view::npos;
    builder.report(is_plain ? plain : codes::kUnicodeSpace, outside, {first, last});
  };
  const auto begin = static_cast<std::size_t>(core.data() - text.data());
  report_outside(text.substr(0, begin), codes::kSpaceBefore);
  if (core.size() > 1 && core.back() == last.front()) {
    return report_outside(text.substr(begin + core.size()), codes::kSpaceAfter);
  }
  const std::size_t partner = core.substr(1).rfind(last);
  if (partner == std::string_view::npos) {
    builder.report(codes::kUnclosedPattern, core.substr(0, 1), {first, last});
  } else {
    builder.report(codes::kTextAfterPattern, core.substr(partner + 2), {first, last});
  }
}

// Terms are parsed later; what surely was not meant as terms is known already.
void check_terms(std::string_view core, reader::Builder& builder) {
  if (core == "\"\"") return builder.report(codes::kEmptyTerm, core);
  const bool selector =
      core.find("$.") != std::string_view::npos || core.find("$[") != std::string_view::npos;
  if (selector && core.find_first_of("=<>") != std::string_view::npos) {
    builder.report(codes::kMissingBraces, core);
  }
}

// The formula of a JSON pattern. Where an end is missing or text follows it, what is inside is
// judged all the same.
std::optional<Expression> read_body(std::string_view text, std::string_view core,
                                    reader::Builder& builder) {
  const std::size_t close = core.rfind('}');
  const bool closed = close != std::string_view::npos;
  if (closed) {
    reader::Builder attempt(text, builder.limits());
    if (auto expression = reader::read_json_pattern(core.substr(0, close + 1), attempt)) {
      attempt.check_counts();
      builder.absorb(std::move(attempt));
      return expression;
    }
  }
  reader::diagnose_json_pattern(closed ? core.substr(1, close - 1) : core.substr(1), builder);
  return std::nullopt;
}

bool by_place(const Diagnostic& a, const Diagnostic& b) {
  return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
}

}  // namespace

Kind kind_of(std::string_view text) {
  const std::string_view core = without_odd_spaces(trimmed(text));
  if (core.empty()) return Kind::All;
  switch (core.front()) {
    case '{':
      return Kind::Json;
    case '[':
      return Kind::Space;
    case '%':
      return Kind::Regex;
    default:
      return Kind::Terms;
  }
}

Limits Limits::beyond_aws() {
  Limits limits;
  limits.code_points = 1'000'000;
  limits.regexes = limits.wildcard_selectors = limits.code_points;
  return limits;
}

Result<Pattern> parse(std::string_view text, const Limits& limits) {
  const Limits beyond = Limits::beyond_aws();
  if (text.size() > 4 * beyond.code_points) {
    return Diagnostic{codes::kTooLong,
                      {0, text.size()},
                      {with_thousands(text.size()) + " bytes", with_thousands(limits.code_points)}};
  }
  if (const auto at = base::find_invalid_utf8(text)) {
    return Diagnostic{codes::kNotUtf8, {*at, *at + 1}, {std::to_string(*at)}};
  }
  reader::Builder builder(text, limits);
  const std::size_t points = base::count_code_points(text);
  if (points > limits.code_points) {
    builder.report(codes::kTooLong, text,
                   {with_thousands(points), with_thousands(limits.code_points), std::string(text)});
  }
  const std::string_view core = without_odd_spaces(trimmed(text));
  Pattern pattern;
  pattern.kind = kind_of(core);
  pattern.text = std::string(text);
  if (pattern.kind == Kind::Terms) check_terms(core, builder);
  if (pattern.kind != Kind::Terms && pattern.kind != Kind::All)
    check_ends(text, core, pattern.kind, builder);
  if (pattern.kind == Kind::Json && points <= beyond.code_points) {
    pattern.expression = read_body(text, core, builder);
  }
  std::vector<Diagnostic> diagnostics = builder.take_diagnostics();
  if (!diagnostics.empty()) {
    std::stable_sort(diagnostics.begin(), diagnostics.end(), by_place);
    return diagnostics;
  }
  pattern.caveats = builder.take_caveats();
  return pattern;
}

}  // namespace filtercheck
