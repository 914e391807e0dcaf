// The functions of Terraform that are evaluated, in three tables.
#pragma once

#include <string_view>
#include <vector>

#include "scan/hcl_evaluate.hpp"

namespace filtercheck::scan::hcl {

using Arguments = std::vector<Value>;

struct Function {
  std::string_view name;
  std::size_t fewest;
  std::size_t most;
  // Requires: as many arguments as that, none of them unknown as a whole unless `takes_unknown`.
  Value (*call)(const Arguments& arguments, Budget& budget);
  bool takes_unknown = false;
};

const std::vector<Function>& collection_functions();
const std::vector<Function>& string_functions();
const std::vector<Function>& decode_functions();

}  // namespace filtercheck::scan::hcl
