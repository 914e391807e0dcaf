// How messages name things.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace filtercheck::audit {

std::string in_ticks(std::string_view text);
// "1 filter", "2 filters".
std::string counted(std::size_t count, const std::string& noun);
// "`a`, `b` and 3 more".
std::string listed(const std::vector<std::string>& names);

}  // namespace filtercheck::audit
