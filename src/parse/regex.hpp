// The syntax of a regular expression between percent signs (rule 5).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "filtercheck/pattern.hpp"

namespace filtercheck::reader {

// Why AWS's engine would not compile it.
struct RegexFault {
  std::size_t at;      // byte offset into the source
  std::string reason;  // "`*` has nothing to repeat"
};

// `source` holds only characters of grammar::regex_char. Repetitions up to `max_repeat` each.
// Follows RE2, whose behaviour the recorded answers of AWS fit, but for `{,n}`, which AWS documents
// and RE2 reads as plain text. Linear in the source.
std::variant<Regex, RegexFault> read_regex(std::string_view source, int max_repeat);

}  // namespace filtercheck::reader
