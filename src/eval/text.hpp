// A text against a text literal, a regex and a term (rules 3.5, 5 and 4).
//
// On code points, because `.` and `[^a]` take one character, however many bytes it has.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "filtercheck/pattern.hpp"

namespace filtercheck::eval {

// Whether `literal`, in which every `*` is a wildcard, matches the whole of `text` (OQ-1).
// Cost: O(|text| * |literal|).
bool wildcard_match(std::u32string_view text, std::u32string_view literal, Reading reading);

// Whether `regex` is found anywhere in `text`. Cost: O(|text| * |regex|), whatever it repeats.
bool regex_search(std::u32string_view text, const Regex& regex);

// Where the value of `term` is found first in `line`; no value: nowhere. Cost: O(|line| * |term|).
std::optional<std::size_t> find_term(std::u32string_view line, const Term& term);

}  // namespace filtercheck::eval
