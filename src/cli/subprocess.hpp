// Runs another program and takes what it prints.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace filtercheck::cli {

// What `arguments`, the first being the program's name, looked up in PATH, prints to standard
// output; no value: it cannot be run, prints more than `most` bytes, or ends with another status
// than 0. No shell is involved; it reads nothing, and what it says on standard error is not shown.
std::optional<std::string> output_of(const std::vector<std::string>& arguments, std::size_t most);

}  // namespace filtercheck::cli
