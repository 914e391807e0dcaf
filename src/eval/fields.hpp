// A log line against the fields of a space-delimited pattern (rule 6).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::eval {

// Which parts of a line the fields of a pattern take.
struct Alignment {
  std::vector<std::u32string_view> values;   // one for each field
  std::vector<std::u32string_view> skipped;  // tokens that no field takes
};

// No value: the line has too few tokens. Refers to `line`. Cost: linear in both.
std::optional<Alignment> align(const Fields& fields, std::u32string_view line);

// Whether `value` fulfils the condition of its field. Cost: O(|value| * |condition|).
bool fulfils(std::u32string_view value, const Expression& condition, Reading reading);

}  // namespace filtercheck::eval
