// Metamorphic rules: changes of a pattern of which it is known, whatever the pattern, how it is
// related to what it becomes. So the decider is judged on patterns that nobody has looked at, and
// over all events, not only those that somebody thought of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/compare.hpp"
#include "filtercheck/pattern.hpp"
#include "support/generate.hpp"

namespace filtercheck::support {

// What a rule knows of two patterns a and b.
enum class Bond {
  Same,    // they match the same events
  Weaker,  // each event that a matches, b matches; where an event shows it, b matches more
  Apart,   // no event is matched by both
  Like,    // they are related as two other patterns are
};

struct Changed {
  std::string a;
  std::string b;
  Bond bond = Bond::Same;
  // Bond::Like: the other two.
  std::string like_a = {};
  std::string like_b = {};
};

// What a rule has to do with: a pattern of the kind it is for, and another one to borrow from.
struct Draw {
  Choices& choices;
  const Pattern& p;
  const Pattern& q;
  Reading reading;
};

struct Rule {
  std::string_view name;
  std::string_view because;  // a sketch of the proof
  Kind kind;                 // of the patterns that are changed
  // No value: there is nothing in the pattern to which the rule applies.
  std::optional<Changed> (*apply)(Draw& draw);
};

const std::vector<Rule>& metamorphic_rules();

// Parts of the above: about formulas and about conditions, in JSON patterns and in the fields of
// space-delimited ones; and about the rest of patterns of terms, of fields and of one regex.
const std::vector<Rule>& formula_rules();
const std::vector<Rule>& condition_rules();
const std::vector<Rule>& line_rules();

struct Trial {
  bool applied = false;
  Bond bond = Bond::Same;
  bool strict = false;  // Bond::Weaker, and an event showed that b matches more
  bool undecided = false;
  std::optional<std::string> wrong = {};  // for a person, with a vector to keep
};

// Makes two patterns, applies the rule, makes some events, and compares under one of the readings.
// Wrong is: that what is said is not what the rule knows, that the evaluator contradicts the rule
// on an event, or an internal error.
Trial try_rule(const Rule& rule, Choices& choices);

}  // namespace filtercheck::support
