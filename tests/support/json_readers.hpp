// The JSON reader beside the reference.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace filtercheck::support {

// read_json() and read_reference_json() disagree on whether the text is JSON or on what it says, or
// what the document answers does not fit together. For a person; no value: nothing is wrong.
std::optional<std::string> misread_json(std::string_view text);

}  // namespace filtercheck::support
