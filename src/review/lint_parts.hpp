// The lints of one pattern, by what they look at; lints_of (lints.hpp) puts them together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "review/lints.hpp"

namespace filtercheck::review {

// What the parser notes of a valid pattern, of any kind: open questions and traps
// (parse/traps.hpp). A warning where the author may lose events, a note otherwise.
std::vector<Lint> lints_of_caveats(const Pattern& pattern);

// What one condition of a JSON pattern says by itself, such as a misspelt name. Linear.
std::vector<Lint> lints_of_conditions(const Pattern& pattern);

// Where the literal of a comparison stands, with its quotes or percent signs. Requires: `condition`
// is a Comparison of the pattern.
Span span_of_literal(const Pattern& pattern, const Expression& condition);

std::string in_pattern(const Pattern& pattern, Span span);

// The text that is compared; null: it is something else.
const Text* text_of(const Comparison& comparison);
// Whether it is `$.` and this key.
bool is_of(const Selector& selector, std::string_view key);

}  // namespace filtercheck::review
