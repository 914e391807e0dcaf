// Text in XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace filtercheck::report {

// Any bytes, as a text or in an attribute between double quotes. What neither of the two can hold
// is replaced: control characters, line ends too, by blanks; what is not UTF-8 by U+FFFD.
std::string escaped(std::string_view text);

}  // namespace filtercheck::report
