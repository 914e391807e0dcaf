#include "smt/text_terms.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <variant>
#include <vector>

#include "base/unicode.hpp"
#include "smt/terms.hpp"

namespace filtercheck::smt {

namespace {

std::string escaped(char32_t c) {
  if (c == U'"') return "\"\"";
  if (c >= U' ' && c <= U'~' && c != U'\\') return {static_cast<char>(c)};
  std::array<char, 16> buffer{};
  static_cast<void>(
      std::snprintf(buffer.data(), buffer.size(), "\\u{%x}", static_cast<unsigned>(c)));
  return buffer.data();
}

std::string quoted(std::u32string_view text) {
  std::string out = "\"";
  for (const char32_t c : text) out += escaped(c);
  return out + "\"";
}

std::string sequence(const std::vector<std::string>& parts) {
  return joined("re.++", parts, "(str.to_re \"\")");
}

std::string set_term(const CodePointSet& set) {
  std::vector<std::string> ranges;
  for (const CodePointRange range : set) {
    if (range.first > kLastCharacter) continue;
    const char32_t last = std::min(range.last, kLastCharacter);
    if (range.first == last) {
      ranges.push_back("(str.to_re \"" + escaped(last) + "\")");
      continue;
    }
    ranges.push_back("(re.range \"" + escaped(range.first) + "\" \"" + escaped(last) + "\")");
  }
  return joined("re.union", ranges, "re.none");
}

std::string piece_term(const RegexPiece& piece) {
  std::string set = set_term(std::get<CodePointSet>(piece.atom));
  const std::string min = std::to_string(piece.min);
  if (piece.max) {
    if (piece.min == 1 && *piece.max == 1) return set;
    return "((_ re.loop " + min + " " + std::to_string(*piece.max) + ") " + set + ")";
  }
  if (piece.min == 0) return "(re.* " + set + ")";
  if (piece.min == 1) return "(re.+ " + set + ")";
  return "(re.++ ((_ re.^ " + min + ") " + set + ") (re.* " + set + "))";
}

// An anchor that has to hold; one that may be repeated no times says nothing.
bool is_anchor(const RegexPiece& piece, Anchor anchor) {
  const auto* own = std::get_if<Anchor>(&piece.atom);
  return own != nullptr && *own == anchor && piece.min > 0;
}

bool is_set(const RegexPiece& piece) { return std::holds_alternative<CodePointSet>(piece.atom); }

bool may_be_empty(const RegexPiece& piece) { return !is_set(piece) || piece.min == 0; }

// Before the last `^` and after the first `$` there is nothing, so what stands there has to match
// the empty text; only what is between them is left. Where a `$` comes before a `^` the whole text
// is empty.
std::string alternative_term(const std::vector<RegexPiece>& pieces) {
  const auto is_begin = [](const RegexPiece& p) { return is_anchor(p, Anchor::Begin); };
  const auto is_end = [](const RegexPiece& p) { return is_anchor(p, Anchor::End); };
  const auto begin = std::find_if(pieces.rbegin(), pieces.rend(), is_begin).base();
  const auto end = std::find_if(pieces.begin(), pieces.end(), is_end);
  if (end < begin) {
    const bool all = std::all_of(pieces.begin(), pieces.end(), may_be_empty);
    return all ? "(str.to_re \"\")" : "re.none";
  }
  if (!std::all_of(pieces.begin(), begin, may_be_empty) ||
      !std::all_of(end, pieces.end(), may_be_empty)) {
    return "re.none";
  }
  std::vector<std::string> parts;
  if (begin == pieces.begin()) parts.emplace_back("re.all");
  for (auto piece = begin; piece != end; ++piece) {
    if (is_set(*piece)) parts.push_back(piece_term(*piece));
  }
  if (end == pieces.end()) parts.emplace_back("re.all");
  return sequence(parts);
}

// The texts that end with the first occurrence of `part` in them.
std::string first_occurrence(const std::string& part) {
  const std::string found = "(re.++ re.all " + part;
  return "(re.diff " + found + ") " + found + " re.allchar re.all))";
}

}  // namespace

std::optional<std::string> string_term(const std::string& utf8) {
  const std::u32string text = base::decode_utf8(utf8);
  const bool beyond =
      std::any_of(text.begin(), text.end(), [](char32_t c) { return c > kLastCharacter; });
  return beyond ? std::nullopt : std::optional(quoted(text));
}

std::string in_comment(const std::string& utf8) {
  std::string out;
  for (const char32_t c : base::decode_utf8(utf8)) {
    out += c == U'"' || c == U'\\' ? std::string(1, static_cast<char>(c)) : escaped(c);
  }
  return out;
}

std::optional<std::string> matches_term(const std::string& subject, const Text& literal,
                                        Reading reading) {
  const std::optional<std::string> whole = string_term(literal.value);
  if (!whole) return std::nullopt;
  if (literal.value.find('*') == std::string::npos) return "(= " + subject + " " + *whole + ")";
  const bool leftmost = reading == Reading::FirstOccurrence && !literal.value.ends_with('*');
  const std::u32string text = base::decode_utf8(literal.value);
  std::vector<std::string> parts;
  bool after_star = false;
  for (std::u32string_view rest = text; !rest.empty();) {
    const std::size_t star = std::min(rest.find(U'*'), rest.size());
    if (star > 0) {
      const std::string part = "(str.to_re " + quoted(rest.substr(0, star)) + ")";
      if (after_star && !leftmost) parts.emplace_back("re.all");
      parts.push_back(after_star && leftmost ? first_occurrence(part) : part);
    }
    after_star = star < rest.size();
    rest.remove_prefix(after_star ? star + 1 : star);
  }
  if (after_star) parts.emplace_back("re.all");
  return "(str.in_re " + subject + " " + sequence(parts) + ")";
}

std::string matches_term(const std::string& subject, const Regex& literal) {
  std::vector<std::string> alternatives;
  for (const std::vector<RegexPiece>& pieces : literal.alternatives) {
    alternatives.push_back(alternative_term(pieces));
  }
  return "(str.in_re " + subject + " " + joined("re.union", alternatives, "re.none") + ")";
}

}  // namespace filtercheck::smt
