// Many named patterns in one file: JSON lines such as {"name":"s3","pattern":"{ ... }"}.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "cli/match.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::cli {

// A line of such a file that is not blank.
struct PatternLine {
  std::size_t number;  // counted from 1
  std::string name;
  std::string pattern;
  std::string fault;  // not empty: why the line holds no pattern
};
// Requires nothing of `text`: any bytes.
void for_each_pattern_line(std::string_view text, const std::function<void(PatternLine)>& use);

// The patterns, or no value after every fault was said on standard error. Blank lines are skipped;
// a name must be given once.
std::optional<std::vector<NamedPattern>> read_patterns_file(const std::string& path,
                                                            const Limits& limits, Console& console);

}  // namespace filtercheck::cli
