// The files of data/, compiled in. The definition is generated: see cmake/embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace filtercheck {

struct EmbeddedFile {
  std::string_view name;  // without folder and extension
  std::string_view text;
};

// In the order in which the build lists them. Valid for the life of the program.
std::span<const EmbeddedFile> embedded_controls();

}  // namespace filtercheck
