// The types that variables are declared with, and what they make of a value.
#pragma once

#include "scan/hcl_evaluate.hpp"

namespace filtercheck::scan::hcl {

// `value` as `type` (an expression such as `map(object({ pattern = string }))`) makes it. Defaults
// of optional attributes are evaluated by `evaluation`.
Value converted(const Value& value, const Expression& type, Evaluation& evaluation);

}  // namespace filtercheck::scan::hcl
