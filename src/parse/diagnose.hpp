// Why the grammar refuses a JSON pattern: every fault in it, with what to do.
#pragma once

#include <string_view>
#include <vector>

#include "parse/builder.hpp"
#include "parse/json_pattern.hpp"

namespace filtercheck::reader {

// Reports to `builder` every fault found in `body`, the text between the braces of a pattern which
// read_json_pattern refused or whose closing brace is missing. `builder` holds at least one
// diagnostic afterwards. Linear in the text.
void diagnose_json_pattern(std::string_view body, Builder& builder);

// The words of `body`. Spaces that are none to AWS are reported, and taken for spaces.
std::vector<Token> words_of(std::string_view body, Builder& builder);

// Reports every fault of the words of a formula about one field, which are not empty, and gives the
// names of fields in it.
std::vector<std::string_view> diagnose_field_formula(std::vector<Token> words, Builder& builder);

// Whether `text`, from one percent sign to the next, is a regex of characters that AWS takes; if it
// is, it goes to `builder`, and if not, the fault.
bool diagnose_regex(std::string_view text, Builder& builder);

}  // namespace filtercheck::reader
