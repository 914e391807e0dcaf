// The reading of a space-delimited pattern by the grammar.
#pragma once

#include <optional>
#include <string_view>

#include "parse/builder.hpp"

namespace filtercheck::reader {

// The fields of `text`, `[` to `]`, or no value where the grammar refuses it or it nests too deep.
// What the grammar cannot see is reported to `builder`.
std::optional<Fields> read_space_pattern(std::string_view text, Builder& builder);

}  // namespace filtercheck::reader
