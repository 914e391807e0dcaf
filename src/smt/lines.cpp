#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "smt/terms.hpp"
#include "smt/text_terms.hpp"
#include "smt/translate.hpp"

namespace filtercheck::smt {

namespace {

constexpr const char* kLine = "line";

std::vector<std::string> found(const std::vector<Term>& terms, Term::Role role) {
  std::vector<std::string> out;
  for (const Term& term : terms) {
    if (term.role != role) continue;
    out.push_back("(str.contains " + std::string(kLine) + " " + *string_term(term.value) + ")");
  }
  return out;
}

// Optional terms count only where there are no others (rule 4).
std::string matched(const std::vector<Term>& terms) {
  std::vector<std::string> all = found(terms, Term::Role::Required);
  for (const std::string& term : found(terms, Term::Role::Forbidden)) all.push_back(negation(term));
  if (!all.empty()) return joined("and", all, "true");
  return joined("or", found(terms, Term::Role::Optional), "false");
}

std::string matched(const Pattern& pattern) {
  if (pattern.regex) return matches_term(kLine, *pattern.regex);
  return pattern.kind == Kind::All ? "true" : matched(pattern.terms);
}

bool can_be_said(const Pattern& pattern) {
  return std::ranges::all_of(pattern.terms,
                             [](const Term& term) { return string_term(term.value).has_value(); });
}

}  // namespace

// A character beyond the last one of SMT-LIB is in no term here, and to every regex it is like
// U+2FFFF, so that no line is missed.
Translation translate_lines(const Pattern& a, const Pattern& b) {
  if (!can_be_said(a) || !can_be_said(b)) return Obstacle{kBeyondStrings};
  Pair pair;
  pair.declarations = "; the line, of at least one character and without a line break\n" +
                      declaration(kLine, "String");
  pair.wide = assertion("(not (= line \"\"))") + assertion("(not (str.contains line \"\\u{a}\"))");
  pair.a = matched(a);
  pair.b = matched(b);
  return pair;
}

}  // namespace filtercheck::smt
