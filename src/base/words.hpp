// How messages name and count things, and how a shell is told a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace filtercheck::base {

std::string in_ticks(std::string_view text);
// "1 file", "2 files".
std::string counted(std::size_t count, std::string_view noun);
// In single quotes, as one word of a POSIX shell.
std::string shell_quoted(std::string_view text);
// Letters of ASCII; all else stays.
std::string lower_case(std::string_view text);

}  // namespace filtercheck::base
