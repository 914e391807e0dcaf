// What a valid pattern says and its author surely or probably did not mean, and which open
// questions it touches (grammar/README.md, 9 and 10).
#pragma once

#include <string_view>
#include <vector>

#include "parse/builder.hpp"

namespace filtercheck::reader {

// Each trap is noted once, with the first place that shows it. Linear.
// `pieces`: where each of the terms stands, with its quotes and without its sign.
void note_traps(const std::vector<Term>& terms, const std::vector<std::string_view>& pieces,
                Builder& builder);
void note_traps(const Fields& fields, Builder& builder);
// Of what stands between the percent signs of a regex.
void note_regex_traps(std::string_view content, Builder& builder);

}  // namespace filtercheck::reader
