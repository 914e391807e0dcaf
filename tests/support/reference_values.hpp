// Numbers and texts for the reference evaluator, sharing nothing with src/eval: by the C library's
// conversions, and by trying every way to match.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "filtercheck/pattern.hpp"

namespace filtercheck::support {

// Below, equal to or above zero as `a` is below, equal to or above `b`: exact decimals in the form
// of a number literal or of a JSON number, of any size.
int compare_decimals(const std::string& a, const std::string& b);

// Whether the text has the form of a number literal.
bool is_number_literal(const std::u32string& text);

// A JSON number as a decimal: itself if it is an integer, else the shortest decimal of the nearest
// double. No value: that is not finite.
std::optional<std::string> decimal_of_token(const std::string& token);

// What a text literal or a regex sees of a JSON number.
std::string text_of_token(const std::string& token);

bool reference_glob(std::u32string_view text, std::u32string_view literal, Reading reading);
bool reference_search(std::u32string_view text, const Regex& regex);

}  // namespace filtercheck::support
