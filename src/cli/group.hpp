// `filtercheck group`: which of many patterns mean the same, and what includes what.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "filtercheck/parse.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::cli {

enum class GroupFormat { Text, Json, Dot };

struct GroupOptions {
  std::vector<std::string> files;  // none: standard input; "-" is standard input, too
  DecideOptions decide;
  Limits limits;
  GroupFormat format = GroupFormat::Text;
};

// BadInput if some input is bad: the rest is grouped all the same; else Undecided if something is;
// else Holds.
Exit group(const GroupOptions& options, Console& console);

}  // namespace filtercheck::cli
