// The idea of the matchers of literals is a set of positions. Nothing is tried and taken back, so
// no text is hostile to them.

#include "eval/text.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "eval/utf8.hpp"

namespace filtercheck::eval {
namespace {

// A set of positions, as one flag each. Not vector<bool>: this one is read in tight loops.
using Positions = std::vector<char>;

// OQ-1, the reading of the documentation: `*` stands for any run of characters, none included.
bool glob_match(std::u32string_view text, std::u32string_view literal) {
  // The positions of `literal` up to which it can match what has been read of `text`.
  Positions now(literal.size() + 1, false);
  Positions next(literal.size() + 1, false);
  now[0] = true;
  for (std::size_t i = 0; i < literal.size() && literal[i] == U'*'; ++i) now[i + 1] = true;
  for (const char32_t c : text) {
    next[0] = false;
    for (std::size_t i = 0; i < literal.size(); ++i) {
      next[i + 1] = literal[i] == U'*' ? now[i + 1] || next[i] : now[i] && literal[i] == c;
    }
    std::swap(now, next);
  }
  return now[literal.size()];
}

// The parts of `literal` around its stars: one more than there are stars, and some may be empty.
std::vector<std::u32string_view> segments_of(std::u32string_view literal) {
  std::vector<std::u32string_view> segments;
  std::size_t star = literal.find(U'*');
  while (star != std::u32string_view::npos) {
    segments.push_back(literal.substr(0, star));
    literal.remove_prefix(star + 1);
    star = literal.find(U'*');
  }
  segments.push_back(literal);
  return segments;
}

// OQ-1, the one rule that fits the recorded answers: each segment is taken where it occurs first
// after the one before it, and where the last one was taken the text must end. `*111` does not
// match `1111`.
bool first_occurrence_match(std::u32string_view text, std::u32string_view literal) {
  const std::vector<std::u32string_view> segments = segments_of(literal);
  if (segments.size() == 1) return text == literal;
  if (!text.starts_with(segments.front())) return false;
  std::size_t end = segments.front().size();
  for (std::size_t i = 1; i < segments.size(); ++i) {
    const std::size_t begin = text.find(segments[i], end);
    if (begin == std::u32string_view::npos) return false;
    end = begin + segments[i].size();
  }
  return segments.back().empty() || end == text.size();  // empty: the literal ends in a star
}

bool contains(const CodePointSet& set, char32_t c) {
  return std::ranges::any_of(
      set, [c](const CodePointRange& range) { return range.first <= c && c <= range.last; });
}

// The positions of `text` that are reached from `from` by one repeated character set. From q it
// leads to p if p - q characters are allowed, and all of them are in the set; of several q the last
// one decides, as it needs the fewest characters.
Positions after_characters(std::u32string_view text, const Positions& from, const CodePointSet& set,
                           std::size_t min, std::size_t max) {
  Positions reached(from.size(), false);
  std::optional<std::size_t> last;  // the last q in `from` that is at least `min` before p
  std::size_t run = 0;              // how many characters just before p are in the set
  for (std::size_t p = 0; p < from.size(); ++p) {
    if (p > 0) run = contains(set, text[p - 1]) ? run + 1 : 0;
    if (p >= min && from[p - min]) last = p - min;
    if (last && p - *last <= std::min(run, max)) reached[p] = true;
  }
  return reached;
}

// The positions that are left of `from` by an anchor. Repeating it changes nothing, unless it may
// be repeated no times.
Positions after_anchor(const Positions& from, Anchor anchor, int min) {
  if (min == 0) return from;
  Positions reached(from.size(), false);
  switch (anchor) {
    case Anchor::Begin:
      reached.front() = from.front();
      break;
    case Anchor::End:
      reached.back() = from.back();
      break;
  }
  return reached;
}

Positions after_piece(std::u32string_view text, const Positions& from, const RegexPiece& piece) {
  if (const auto* anchor = std::get_if<Anchor>(&piece.atom)) {
    return after_anchor(from, *anchor, piece.min);
  }
  const auto min = static_cast<std::size_t>(piece.min);
  const std::size_t max = piece.max ? static_cast<std::size_t>(*piece.max) : text.size();
  return after_characters(text, from, std::get<CodePointSet>(piece.atom), min, max);
}

}  // namespace

bool wildcard_match(std::u32string_view text, std::u32string_view literal, Reading reading) {
  switch (reading) {
    case Reading::Glob:
      return glob_match(text, literal);
    case Reading::FirstOccurrence:
      return first_occurrence_match(text, literal);
  }
  return false;
}

// Rule 5: a search, so it may begin anywhere; `^` and `$` are the ends of the whole text (OQ-19).
bool regex_search(std::u32string_view text, const Regex& regex) {
  return std::ranges::any_of(regex.alternatives, [text](const std::vector<RegexPiece>& pieces) {
    Positions reached(text.size() + 1, true);
    for (const RegexPiece& piece : pieces) reached = after_piece(text, reached, piece);
    return std::ranges::count(reached, char{true}) > 0;
  });
}

std::optional<std::size_t> find_term(std::u32string_view line, const Term& term) {
  const std::size_t at = line.find(code_points(term.value));
  if (at == std::u32string_view::npos) return std::nullopt;
  return at;
}

}  // namespace filtercheck::eval
