// A text against a text literal and against a regex (rules 3.5 and 5).
//
// On code points, because `.` and `[^a]` take one character, however many bytes it has.
#pragma once

#include <string_view>

#include "filtercheck/pattern.hpp"

namespace filtercheck::eval {

// Whether `literal`, in which every `*` is a wildcard, matches the whole of `text` (OQ-1).
// Cost: O(|text| * |literal|).
bool wildcard_match(std::u32string_view text, std::u32string_view literal, Reading reading);

// Whether `regex` is found anywhere in `text`. Cost: O(|text| * |regex|), whatever it repeats.
bool regex_search(std::u32string_view text, const Regex& regex);

}  // namespace filtercheck::eval
