// Where the bytes of a YAML scalar are written.
#pragma once

#include <cstddef>
#include <string_view>

#include "scan/text.hpp"

namespace filtercheck::scan {

// Where the content of a node begins whose tag or anchor stands at `begin`: behind these and what
// separates them from it, line ends and comments too. `begin` if there is neither.
std::size_t skip_yaml_properties(std::string_view bytes, std::size_t begin);
// Behind blanks, line ends and comments.
std::size_t skip_yaml_space(std::string_view bytes, std::size_t begin);

struct YamlScalar {
  Text text;
  Quoting quoting = Quoting::YamlPlain;
  std::size_t end = 0;  // behind the closing quote, or else the last character
};

// The scalar whose tag, anchor or content stands at `begin`, and whose value is known from a reader
// of YAML. What cannot be followed through the file becomes one escape. Cost: linear in the scalar
// as written.
YamlScalar locate_yaml_scalar(const SourcePtr& source, std::size_t begin, std::string_view value);

}  // namespace filtercheck::scan
