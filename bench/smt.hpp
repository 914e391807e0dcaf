// Questions about two JSON patterns, for a solver of satisfiability modulo theories.
//
//   const SmtTranslation said = to_smt(parse("{ $.a = x* }").value(), parse("{ $.a = *
//   }").value()); script(std::get<SmtPair>(said), SmtQuestion::OnlyA, SmtFloats::Any)   // unsat
//
// Said are JSON patterns without wildcard selectors, under the reading "glob". Each place that a
// condition looks at has a kind (missing, null ... object) and, where it is compared with
// something, a text and a number; the shape of JSON couples the kinds of places on one path. An
// event is any assignment of these, and no assignment is without an event, with one exception: the
// text of a number that is written with a point or an exponent (rule 3.5) is no function SMT-LIB
// has, so that where such a number meets both number literals and text literals
//   - SmtFloats::Any lets it have more texts than it has: `unsat` is right,
//   - SmtFloats::Some leaves all but some of them out: `sat` is right.
//
// Shares no code with the decider: it judges it.
#pragma once

#include <string>
#include <variant>

#include "filtercheck/pattern.hpp"

namespace filtercheck::bench {

struct SmtPair {
  std::string declarations;
  std::string events;  // assertions that hold of every event
  std::string some;    // those that SmtFloats::Some adds; empty: both are exact
  std::string a;       // terms of sort Bool
  std::string b;

  bool exact() const { return some.empty(); }
};

// Why a pair cannot be said.
struct SmtObstacle {
  std::string reason;  // "a wildcard selector"
};

using SmtTranslation = std::variant<SmtPair, SmtObstacle>;

// Cost: quadratic in the conditions at one place.
SmtTranslation to_smt(const Pattern& a, const Pattern& b);

// Is there an event that ... matches: A and not B, B and not A, both.
enum class SmtQuestion { OnlyA, OnlyB, Both };

enum class SmtFloats { Any, Some };

// SMT-LIB 2.6, up to and including (check-sat).
std::string script(const SmtPair& pair, SmtQuestion question, SmtFloats floats);

}  // namespace filtercheck::bench
