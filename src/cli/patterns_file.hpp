// Many named patterns in one file: JSON lines such as {"name":"s3","pattern":"{ ... }"}.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/match.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::cli {

// The patterns, or no value after every fault was said on standard error. Blank lines are skipped;
// a name must be given once and a pattern be of a kind that can be matched.
std::optional<std::vector<NamedPattern>> read_patterns_file(const std::string& path,
                                                            const Limits& limits, Console& console);

// Whether `match` knows the kind of pattern; if not, says so.
bool can_match(const Pattern& pattern, Console& console);

}  // namespace filtercheck::cli
