// The abstract syntax of a filter pattern, as plain values.
//
// What a pattern says, after parsing: quotes, redundant parentheses and white space are gone, the
// shape of the text is not. For parsing and printing see parse.hpp; for what a pattern means see
// evaluate.hpp. Rules are numbered as in grammar/README.md.
//
// Values are copyable and comparable. A Span never takes part in a comparison.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "filtercheck/diagnostic.hpp"

namespace filtercheck {

// Which of the languages of CloudWatch Logs a pattern is written in (rule 1).
enum class Kind { All, Json, Space, Terms, Regex };

// "all", "json", "space", "terms" or "regex".
std::string_view name_of(Kind kind);

// Terms, Space and Regex: what sees a line as text, JSON or not.
bool is_about_lines(Kind kind);

// One step of a selector (rule 2.4).
struct Key {
  std::string name;  // UTF-8
  bool operator==(const Key&) const = default;
};
struct Index {
  std::int32_t value;  // >= 0
  bool operator==(const Index&) const = default;
};
// `.*` and `[*]` mean the same: every element of an array, or every member of an object.
struct Wildcard {
  bool operator==(const Wildcard&) const = default;
};
using Step = std::variant<Key, Index, Wildcard>;

// `$.a.b[0]`. Never empty; the first step is a Key or a Wildcard; at most one Wildcard.
struct Selector {
  std::vector<Step> steps;
  bool operator==(const Selector&) const = default;
};

// True if a step of the selector is a Wildcard.
bool has_wildcard(const Selector& selector);

// Text literal, quoted or bare (rule 3.4): UTF-8 with `\"` and `\\` decoded; every `*` is a
// wildcard.
struct Text {
  std::string value;
  bool operator==(const Text&) const = default;
};

// Number literal as it was written (rule 3.4). The spelling is part of the meaning: `= 1` matches
// the string "1" and `= 1.0` does not. Matches `[+-]? (digits ('.' digits?)? | '.' digits)
// ([eE] [+-]? digits)?` with an exponent that fits in int32.
struct Number {
  std::string source;
  bool operator==(const Number&) const = default;
};

// A set of code points: sorted, disjoint, non-adjacent, inclusive ranges within 0..0x10FFFF.
struct CodePointRange {
  char32_t first;
  char32_t last;
  bool operator==(const CodePointRange&) const = default;
};
using CodePointSet = std::vector<CodePointRange>;

// `^` and `$`: the begin and the end of the whole text (rule 5).
enum class Anchor { Begin, End };

// One repeated atom of a regular expression.
struct RegexPiece {
  std::variant<CodePointSet, Anchor> atom;
  int min = 1;
  std::optional<int> max = 1;  // no value: unbounded; otherwise >= min
  bool operator==(const RegexPiece&) const = default;
};

// `%...%` (rule 5): the language has no groups, so a regex is a list of alternatives and an
// alternative a list of pieces. Searches anywhere in the text.
struct Regex {
  std::string source;  // between the percent signs
  std::vector<std::vector<RegexPiece>> alternatives;
  bool operator==(const Regex& other) const { return source == other.source; }
};

using Literal = std::variant<Text, Number, Regex>;

enum class Operator { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

// "=", "!=", "<", "<=", ">" or ">=".
std::string_view name_of(Operator op);

// The conditions (rule 3.3).

// `S = v`, `S != v`, `S < v` ... An ordering takes a Number. In a space-delimited pattern S is the
// name of the field, as one Key.
struct Comparison {
  Selector selector;
  Operator op;
  Literal literal;
  bool operator==(const Comparison&) const = default;
};
enum class Constant { True, False, Null };

// "TRUE", "FALSE" or "NULL".
std::string_view name_of(Constant constant);

// `S IS TRUE`, `S IS FALSE`, `S IS NULL`.
struct Is {
  Selector selector;
  Constant constant;
  bool operator==(const Is&) const = default;
};
// `S NOT EXISTS`.
struct NotExists {
  Selector selector;
  bool operator==(const NotExists&) const = default;
};

struct Expression;
// `a && b && c`. At least two operands; an operand that is itself an And was parenthesised.
struct And {
  std::vector<Expression> operands;
  bool operator==(const And&) const;
};
// `a || b || c`. At least two operands; an operand that is itself an Or was parenthesised.
struct Or {
  std::vector<Expression> operands;
  bool operator==(const Or&) const;
};

// Nesting is at most Limits::nesting deep, so a plain recursion over an Expression is safe.
struct Expression {
  std::variant<Comparison, Is, NotExists, And, Or> node;
  Span span;  // in Pattern::text, redundant parentheses not counted

  bool operator==(const Expression& other) const { return node == other.node; }
};

// One term of a pattern of terms (rule 4), with `\"` and `\\` decoded: a substring of the line,
// every character of which stands for itself.
struct Term {
  enum class Role {
    Required,   // `a`
    Forbidden,  // `-a`
    Optional,   // `?a`
  };
  Role role = Role::Required;
  std::string value;  // UTF-8, not empty
  Span span = {};     // in Pattern::text, with its sign and quotes

  bool operator==(const Term& other) const { return role == other.role && value == other.value; }
};

// "required", "forbidden" or "optional".
std::string_view name_of(Term::Role role);

// One field of a space-delimited pattern (rule 6).
struct Field {
  std::string name;  // empty: it has none
  // A formula of Comparisons whose selector is the one Key `name`. Only with a name.
  std::optional<Expression> condition;
  bool operator==(const Field&) const = default;
};

// `[a, b, ..., c]`.
struct Fields {
  std::vector<Field> fields;  // without the `...`; empty: `[]` or `[...]`
  // How many of the fields stand before the `...`; no value: there is none.
  std::optional<std::size_t> before_ellipsis;
  bool operator==(const Fields&) const = default;
};

// A parsed pattern.
struct Pattern {
  Kind kind = Kind::All;
  std::string text;                      // as it was given
  std::optional<Expression> expression;  // present exactly for Kind::Json
  std::optional<Fields> fields;          // present exactly for Kind::Space
  std::vector<Term> terms;               // not empty exactly for Kind::Terms; in their order
  std::optional<Regex> regex;            // present exactly for Kind::Regex
  std::vector<Caveat> caveats;           // what a reader must know, such as open questions touched

  // Equal syntax; the text it was written as does not count.
  bool operator==(const Pattern& other) const {
    return kind == other.kind && expression == other.expression && fields == other.fields &&
           terms == other.terms && regex == other.regex;
  }
};

// How `*` in a text literal is matched: the one point in which the evidence and the documentation
// of AWS disagree (OQ-1 in grammar/README.md).
enum class Reading {
  Glob,             // any run of characters
  FirstOccurrence,  // literal parts are found leftmost, and the last one found must end the text
};

// "glob" or "first-occurrence".
std::string_view name_of(Reading reading);

}  // namespace filtercheck
