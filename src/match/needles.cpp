#include "match/needles.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "base/overloaded.hpp"

namespace filtercheck::match {

namespace {

using Clauses = std::vector<Clause>;

// More are no better, and each costs when the best is chosen.
constexpr std::size_t kMostClauses = 4;
// With so many needles everything is found.
constexpr std::size_t kMostNeedles = 256;

constexpr double kOfEveryRecord = 0.5;
constexpr double kKey = 0.4;  // most keys are in every record of their kind

// Whether a string that holds `c` has to spell it so, or as `\u00XX`: the others have escapes of
// their own, are no ASCII, or end a line. On lines as text nothing but the last matters; one rule
// is enough for both.
bool is_safe(char c) { return c >= 0x20 && c < 0x7F && c != '\\' && c != '/'; }

// Whether the text of a number may have this as a part (rule 3.5): its raw spelling need not.
bool is_of_number(std::string_view part) {
  constexpr std::string_view kInfinity = "-Infinity";
  return part.find_first_not_of("0123456789.-E") == std::string_view::npos ||
         kInfinity.find(part) != std::string_view::npos;
}

double frequency_of(std::string_view needle) {
  // The sources of events, which are the hosts of agents as well.
  if (needle.find(".amazonaws.com") != std::string_view::npos) return kOfEveryRecord;
  constexpr double kByLength[] = {1, 1, 1, 0.3, 0.1, 0.03};
  return needle.size() < std::size(kByLength) ? kByLength[needle.size()] : 0.01;
}

// The longest part of `text` that can be looked for. Inside, a quote is escaped in JSON; `open` and
// `closed` tell whether the ends of `text` are those of a string, and thus have quotes.
std::string needle_in(std::string_view text, bool open, bool closed) {
  std::string_view best;
  bool best_open = false;
  bool best_closed = false;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto is_end = [](char c) { return !is_safe(c) || c == '"'; };
    const auto* const found =
        std::find_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), is_end);
    const auto end = static_cast<std::size_t>(found - text.begin());
    const bool is_open = open && begin == 0;
    const bool is_closed = closed && end == text.size();
    const auto length = [](std::string_view part, bool a, bool b) {
      return part.size() + (a ? 1 : 0) + (b ? 1 : 0);
    };
    const std::string_view part = text.substr(begin, end - begin);
    if (length(part, is_open, is_closed) > length(best, best_open, best_closed)) {
      best = part;
      best_open = is_open;
      best_closed = is_closed;
    }
    begin = end + 1;
  }
  return (best_open ? "\"" : "") + std::string(best) + (best_closed ? "\"" : "");
}

// A clause of one needle; none if that is too short.
Clauses clause_of(std::string needle, double frequency) {
  if (needle.size() < kShortestNeedle) return {};
  return {Clause{{std::move(needle)}, frequency}};
}

Clauses clause_of(std::string needle) {
  const double frequency = frequency_of(needle);
  return clause_of(std::move(needle), frequency);
}

// All hold: each clause of each.
Clauses both(Clauses a, Clauses b) {
  std::move(b.begin(), b.end(), std::back_inserter(a));
  std::stable_sort(a.begin(), a.end(), [](const Clause& left, const Clause& right) {
    return left.frequency < right.frequency;
  });
  if (a.size() > kMostClauses) a.resize(kMostClauses);
  return a;
}

// One of them holds: the rarest clause of each, as one.
Clauses one_of(const std::vector<Clauses>& all) {
  Clause joined;
  for (const Clauses& clauses : all) {
    if (clauses.empty()) return {};
    const Clause& rarest = clauses.front();
    joined.frequency += rarest.frequency;
    for (const std::string& needle : rarest.needles) {
      const bool is_new =
          std::find(joined.needles.begin(), joined.needles.end(), needle) == joined.needles.end();
      if (is_new) joined.needles.push_back(needle);
    }
    if (joined.needles.size() > kMostNeedles) return {};
  }
  if (joined.needles.empty()) return {};
  return {std::move(joined)};
}

enum class In { Json, Line };

// What a text has that the literal matches. In JSON that text may be a number's.
Clauses clauses_of(const Text& literal, In in) {
  const std::string_view value = literal.value;
  std::string best;
  bool may_be_number = in == In::Json;
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t end = std::min(value.find('*', begin), value.size());
    const std::string_view segment = value.substr(begin, end - begin);
    may_be_number = may_be_number && is_of_number(segment);
    const bool is_json = in == In::Json;
    std::string needle = needle_in(segment, is_json && begin == 0, is_json && end == value.size());
    if (needle.size() > best.size()) best = std::move(needle);
    begin = end + 1;
  }
  return may_be_number ? Clauses{} : clause_of(std::move(best));
}

// Of an alternative: its longest run of characters that stand for themselves.
Clauses clauses_of(const std::vector<RegexPiece>& pieces, In in) {
  std::string best;
  std::string run;
  const auto end_run = [&] {
    const bool counts = in == In::Line || !is_of_number(run);
    if (counts && run.size() > best.size()) best = run;
    run.clear();
  };
  for (const RegexPiece& piece : pieces) {
    const auto* const set = std::get_if<CodePointSet>(&piece.atom);
    const bool is_one =
        set != nullptr && set->size() == 1 && set->front().first == set->front().last;
    const char32_t c = is_one ? set->front().first : 0;
    const bool is_plain = c < 0x7F && is_safe(static_cast<char>(c)) && c != U'"';
    if (!is_plain || piece.min != 1) {
      end_run();
      continue;
    }
    run += static_cast<char>(c);
    if (piece.max != 1) end_run();
  }
  end_run();
  return clause_of(std::move(best));
}

Clauses clauses_of(const Regex& regex, In in) {
  std::vector<Clauses> all;
  for (const auto& pieces : regex.alternatives) all.push_back(clauses_of(pieces, in));
  return one_of(all);
}

Clauses clauses_of(const Literal& literal, In in) {
  return std::visit(base::Overloaded{[in](const Text& text) { return clauses_of(text, in); },
                                     // A number has any spelling.
                                     [](const Number&) { return Clauses(); },
                                     [in](const Regex& regex) { return clauses_of(regex, in); }},
                    literal);
}

// What an event has in which `selector` selects something; `base` for no more than its base.
Clauses keys_of(const Selector& selector, bool base) {
  Clauses clauses;
  for (const Step& step : selector.steps) {
    if (base && std::holds_alternative<Wildcard>(step)) break;
    if (const auto* key = std::get_if<Key>(&step)) {
      clauses = both(std::move(clauses), clause_of(needle_in(key->name, true, true), kKey));
    }
  }
  return clauses;
}

// What a line has in which an expression holds: one function for each kind.
struct Holds {
  In in;

  Clauses operator()(const Expression& expression) const {
    return std::visit(*this, expression.node);
  }
  Clauses operator()(const Comparison& comparison) const {
    Clauses clauses;
    if (comparison.op == Operator::Equal) clauses = clauses_of(comparison.literal, in);
    if (in == In::Line) return clauses;
    // With a wildcard `!=` holds of a base that has no values.
    const bool needs_base_alone = comparison.op == Operator::NotEqual;
    return both(std::move(clauses), keys_of(comparison.selector, needs_base_alone));
  }
  Clauses operator()(const Is& is) const {
    constexpr const char* kWords[] = {"true", "false", "null"};
    return both(clause_of(kWords[static_cast<std::size_t>(is.constant)], kOfEveryRecord),
                keys_of(is.selector, false));
  }
  Clauses operator()(const NotExists&) const { return {}; }
  Clauses operator()(const And& conjunction) const {
    Clauses clauses;
    for (const Expression& operand : conjunction.operands) {
      clauses = both(std::move(clauses), (*this)(operand));
    }
    return clauses;
  }
  Clauses operator()(const Or& disjunction) const {
    std::vector<Clauses> all;
    for (const Expression& operand : disjunction.operands) all.push_back((*this)(operand));
    return one_of(all);
  }
};

Clauses clauses_of(const Fields& fields) {
  Clauses clauses;
  for (const Field& field : fields.fields) {
    if (field.condition) clauses = both(std::move(clauses), Holds{In::Line}(*field.condition));
  }
  return clauses;
}

// Rule 4.1: optional terms count only where there are no others.
Clauses clauses_of(const std::vector<Term>& terms) {
  Clauses required;
  std::vector<Clauses> optional;
  bool all_optional = true;
  for (const Term& term : terms) {
    Clauses clauses = clause_of(needle_in(term.value, false, false));
    if (term.role == Term::Role::Optional) {
      optional.push_back(std::move(clauses));
      continue;
    }
    all_optional = false;
    if (term.role == Term::Role::Required) required = both(std::move(required), std::move(clauses));
  }
  return all_optional ? one_of(optional) : required;
}

}  // namespace

std::vector<Clause> clauses_of(const Pattern& pattern) {
  switch (pattern.kind) {
    case Kind::All:
      return {};
    case Kind::Json:
      return Holds{In::Json}(*pattern.expression);
    case Kind::Space:
      return clauses_of(*pattern.fields);
    case Kind::Terms:
      return clauses_of(pattern.terms);
    case Kind::Regex:
      return clauses_of(*pattern.regex, In::Line);
  }
  return {};
}

}  // namespace filtercheck::match
