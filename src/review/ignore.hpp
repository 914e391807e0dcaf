// Comments that say that a finding is meant: `# filtercheck:ignore CODE reason`.
//
// In a file with comments (HCL, YAML), after `#` or `//`. Behind something on its line it is about
// that line; alone on its line it is about the next line that is no comment and, where lines with
// more indentation follow that one, about these, too: a resource, an entry of a map. It says why,
// or it is not heeded.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scan/text.hpp"

namespace filtercheck::review {

struct Ignore {
  scan::Written where;     // the comment, from `filtercheck:ignore` on
  std::string code;        // may be empty or unknown
  std::string reason;      // may be empty
  std::size_t first_line;  // that it is about; counted from 1
  std::size_t last_line;
};

// In the order of the file. Cost: linear.
std::vector<Ignore> ignores_of(const scan::SourcePtr& source);

}  // namespace filtercheck::review
