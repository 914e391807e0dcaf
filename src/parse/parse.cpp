#include "filtercheck/parse.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "parse/diagnose.hpp"
#include "parse/fields_diagnose.hpp"
#include "parse/fields_pattern.hpp"
#include "parse/json_pattern.hpp"
#include "parse/terms_diagnose.hpp"
#include "parse/terms_pattern.hpp"

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

// What `read` makes of `text`; what it reports counts only if it makes anything of it.
template <typename T>
std::optional<T> attempt(std::optional<T> (*read)(std::string_view, reader::Builder&),
                         std::string_view text, std::string_view whole, reader::Builder& builder) {
  reader::Builder trial(whole, builder.limits());
  std::optional<T> read_part = read(text, trial);
  if (read_part) {
    trial.check_counts();
    builder.absorb(std::move(trial));
  }
  return read_part;
}

// The inside of a pattern, read from its first character. Where an end is missing or text follows
// it, what is inside is judged all the same.
class Body {
 public:
  Body(std::string_view text, std::string_view core, reader::Builder& builder)
      : text_(text), core_(core), builder_(builder) {}

  void read_into(Pattern& pattern) {
    switch (pattern.kind) {
      case Kind::All:
        break;
      case Kind::Json:
        pattern.expression = read(reader::read_json_pattern, '}', reader::diagnose_json_pattern);
        break;
      case Kind::Space:
        pattern.fields = read(reader::read_space_pattern, ']', reader::diagnose_space_pattern);
        break;
      case Kind::Regex:
        pattern.regex = read_regex();
        break;
      case Kind::Terms:
        pattern.terms = read_terms();
        break;
    }
  }

 private:
  template <typename T>
  std::optional<T> read(std::optional<T> (*read_whole)(std::string_view, reader::Builder&),
                        char closing, void (*diagnose)(std::string_view, reader::Builder&)) {
    const std::size_t close = core_.rfind(closing);
    const bool closed = close != std::string_view::npos;
    if (closed) {
      if (auto whole = attempt(read_whole, core_.substr(0, close + 1), text_, builder_)) {
        return whole;
      }
    }
    diagnose(closed ? core_.substr(1, close - 1) : core_.substr(1), builder_);
    return std::nullopt;
  }

  std::vector<Term> read_terms() {
    if (auto terms = attempt(reader::read_terms_pattern, core_, text_, builder_)) return *terms;
    reader::diagnose_terms_pattern(core_, builder_);
    return {};
  }

  // The first regex; what stands between it and the last percent sign is another text.
  std::optional<Regex> read_regex() {
    const std::size_t close = core_.find('%', 1);
    if (close == std::string_view::npos) return std::nullopt;
    if (core_.back() == '%' && close + 1 < core_.size()) {
      builder_.report(codes::kTextAfterRegex, core_.substr(close + 1),
                      {core_[close + 1] == ' ' ? "Invalid character(s) in term ' '" : ""});
    }
    if (!reader::diagnose_regex(core_.substr(0, close + 1), builder_)) return std::nullopt;
    return std::get<Regex>(builder_.literal());
  }

  std::string_view text_;
  std::string_view core_;
  reader::Builder& builder_;
};

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
  if (pattern.kind != Kind::Terms && pattern.kind != Kind::All)
    check_ends(text, core, pattern.kind, builder);
  if (points <= beyond.code_points) Body(text, core, builder).read_into(pattern);
  std::vector<Diagnostic> diagnostics = builder.take_diagnostics();
  if (!diagnostics.empty()) {
    std::stable_sort(diagnostics.begin(), diagnostics.end(), by_place);
    return diagnostics;
  }
  pattern.caveats = builder.take_caveats();
  return pattern;
}

}  // namespace filtercheck
