// Changes to a text that has tokens and brackets: a pattern, JSON, or several of them on lines.
#pragma once

#include <string>
#include <string_view>

#include "support/generate.hpp"

namespace filtercheck::support {

// The text with one part left out, said twice, moved, put in the place of another one or in
// brackets, or with one number or operator changed. A part is a token, what brackets enclose, or
// what ends at the next connective, comma or line end, such as a condition.
std::string mutated(Choices& choices, std::string_view text);

}  // namespace filtercheck::support
