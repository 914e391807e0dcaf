// That another text for a pattern means the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::support {

// Whether both match the same of the lines, and are equivalent by compare(), under each reading.
// What is wrong, for a person; no value: nothing is.
std::optional<std::string> not_same(const Pattern& pattern, const std::string& text,
                                    const std::vector<std::string>& lines);

// The canonical text of a pattern in either layout is valid, means the same, is the same tree and
// its own canonical text.
std::optional<std::string> bad_format(const Pattern& pattern,
                                      const std::vector<std::string>& lines);

// The normal form is valid, means the same, and is its own normal form.
std::optional<std::string> bad_normal_form(const Pattern& pattern,
                                           const std::vector<std::string>& lines);

}  // namespace filtercheck::support
