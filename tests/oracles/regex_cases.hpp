// Regexes with all of the syntax of rule 5, and texts that are in their languages or nearly so.
#pragma once

#include <string>

#include "filtercheck/pattern.hpp"
#include "support/generate.hpp"

namespace filtercheck::oracles {

// Between the percent signs; now and then one that is refused, such as `[b-a]` or `a{3,2}`.
std::string whole_syntax_regex(support::Choices& choices);

// UTF-8, with other characters around it or one of its own changed; may be empty or have line
// breaks.
std::string text_near(support::Choices& choices, const Regex& regex);

}  // namespace filtercheck::oracles
