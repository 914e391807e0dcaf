// The reading of a pattern of terms by the grammar.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parse/builder.hpp"

namespace filtercheck::reader {

// The terms of `text`, or no value where the grammar refuses it. What the grammar cannot see is
// reported to `builder`.
std::optional<std::vector<Term>> read_terms_pattern(std::string_view text, Builder& builder);

}  // namespace filtercheck::reader
