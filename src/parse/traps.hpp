// What a valid pattern says and its author surely or probably did not mean, and which open
// questions it touches (grammar/README.md, 9 and 10).
#pragma once

#include <string_view>
#include <vector>

#include "parse/builder.hpp"

namespace filtercheck::reader {

// Each trap is noted once, with the first place that shows it. Linear.
void note_traps(const std::vector<Term>& terms, Builder& builder);
void note_traps(const Fields& fields, Builder& builder);
void note_traps(const Regex& regex, Builder& builder);

}  // namespace filtercheck::reader
