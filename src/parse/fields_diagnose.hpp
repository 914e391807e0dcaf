// Why the grammar refuses a space-delimited pattern: every fault in it, with what to do.
#pragma once

#include <string_view>

#include "parse/builder.hpp"
#include "parse/json_pattern.hpp"

namespace filtercheck::reader {

// Reports to `builder` every fault found in `body`, the text between
// the brackets of a pattern which read_space_pattern refused or whose closing bracket is missing.
// `builder` holds at least one diagnostic afterwards. Linear in the text.
void diagnose_space_pattern(std::string_view body, Builder& builder);

// Whether `word` may name a field; if not, says why.
bool judge_field_name(const Token& word, Builder& builder);

}  // namespace filtercheck::reader
