// data/event_names.txt, compiled in (cmake/embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace filtercheck::review {

// Line by line.
std::span<const std::string_view> event_names_lines();

}  // namespace filtercheck::review
