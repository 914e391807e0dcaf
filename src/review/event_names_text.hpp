// data/event_names.txt, compiled in (cmake/embed.cmake).
#pragma once

#include <string_view>

namespace filtercheck::review {

std::string_view event_names_text();

}  // namespace filtercheck::review
