#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/codes.hpp"
#include "filtercheck/parse.hpp"
#include "review/lint_parts.hpp"

namespace filtercheck::review {

namespace {

// What is read otherwise than its author thinks so that events may be lost; all others match more,
// or hang on what AWS does not document.
bool may_lose_events(Code code) {
  static constexpr std::array<Code, 11> kLosing{
      codes::kEscapedStar,    codes::kBackslashInString, codes::kIgnoredOptional,
      codes::kMinusInWord,    codes::kBlankTerm,         codes::kStarInTerm,
      codes::kConnectiveTerm, codes::kQuotedPattern,     codes::kWholeLine,
      codes::kFirstToken,     codes::kDelimitersDropped};
  return std::find(kLosing.begin(), kLosing.end(), code) != kLosing.end();
}

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t at = std::min(text.find(what, begin), text.size());
    out.append(text.substr(begin, at - begin));
    if (at == text.size()) break;
    out.append(by);
    begin = at + what.size();
  }
  return out;
}

// The whole word in which a sign was taken for an operator, in quotes.
Rewrite quoted_word(const Pattern& pattern, Span span) {
  constexpr std::string_view ends = " \t\r\n\"";
  span.end = std::min(pattern.text.find_first_of(ends, span.end), pattern.text.size());
  return {span, '"' + in_pattern(pattern, span) + '"', true};
}

// `"*ERR*"` without the stars at its ends; those in the middle mean something that no term can say.
std::optional<Rewrite> without_stars(const Pattern& pattern, Span span) {
  const std::string piece = in_pattern(pattern, span);
  const std::size_t begin = piece.find_first_not_of("\"*");
  const std::size_t end = piece.find_last_not_of("\"*");
  if (begin == std::string::npos) return std::nullopt;
  const std::string inner = piece.substr(begin, end + 1 - begin);
  if (inner.find('*') != std::string::npos) return std::nullopt;
  return Rewrite{span, '"' + inner + '"', true};
}

// The comparison with `"[api]"` or `"\"api\""` at `span`, with what is left of the token.
std::optional<Rewrite> without_delimiters(const Pattern& pattern, Span span) {
  std::string text = in_pattern(pattern, span);
  const std::size_t open = text.find('"');
  if (open == std::string::npos) return std::nullopt;
  const std::string inner = text.substr(open + 1, text.size() - open - 2);
  if (inner.size() < 2 || inner.find('\\') != std::string::npos) return std::nullopt;
  return Rewrite{span, text.substr(0, open + 1) + inner.substr(1, inner.size() - 2) + '"', true};
}

std::optional<Rewrite> rewrite_of(const Pattern& pattern, const Caveat& caveat) {
  const Span span = caveat.span;
  const std::string piece = in_pattern(pattern, span);
  const Code code = caveat.code;
  if (code == codes::kBareHyphen || code == codes::kBareNonAscii)
    return Rewrite{span, '"' + piece + '"', false};
  if (code == codes::kBackslashInString) return Rewrite{span, '\\' + piece, false};
  if (code == codes::kSpaceInRegex) return Rewrite{span, replaced(piece, " ", "\\x20"), false};
  if (code == codes::kSpaceAfterMinus) return Rewrite{span, "", false};
  if (code == codes::kMinusInWord || code == codes::kQuestionMarkInWord)
    return quoted_word(pattern, span);
  if (code == codes::kStarInTerm) return without_stars(pattern, span);
  if (code == codes::kQuotedPattern) return Rewrite{span, pattern.terms.front().value, true};
  if (code == codes::kWholeLine) return Rewrite{span, piece + ", ...", true};
  if (code == codes::kDelimitersDropped) return without_delimiters(pattern, span);
  if (code == codes::kUnescapedDots) return Rewrite{span, replaced(piece, ".", "\\."), true};
  return std::nullopt;
}

}  // namespace

std::vector<Lint> lints_of_caveats(const Pattern& pattern) {
  std::vector<Lint> lints;
  for (const Caveat& caveat : pattern.caveats) {
    auto rewrite = rewrite_of(pattern, caveat);
    if (rewrite && !parse(rewritten(pattern.text, {*rewrite})).ok()) rewrite.reset();
    lints.push_back({caveat, may_lose_events(caveat.code) ? Severity::Warning : Severity::Note,
                     caveat.span, std::move(rewrite)});
  }
  return lints;
}

}  // namespace filtercheck::review
