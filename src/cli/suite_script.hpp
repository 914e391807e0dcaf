// The script that asks AWS whether the events of a suite come out as expected.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "filtercheck/suite.hpp"

namespace filtercheck::cli {

// A pattern to ask about: the `index`-th of those that the suite is of.
struct AskedPattern {
  std::string name;  // what to call it, without quotes
  std::string text;
  std::size_t index;
};

// A script for a POSIX shell and the AWS CLI, in ASCII. It is to stand beside the file of the
// events, with `.sh` added to its name. `verdict`: what the suite is to confirm.
std::string suite_script(const Suite& suite, const std::vector<AskedPattern>& patterns,
                         const std::string& verdict);

}  // namespace filtercheck::cli
