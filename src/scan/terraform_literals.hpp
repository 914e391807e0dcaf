// Strings of Terraform files that look like patterns, wherever they stand.
#pragma once

#include <vector>

#include "scan/found.hpp"
#include "scan/terraform_sources.hpp"

namespace filtercheck::scan::terraform {

// All but those of which `known` has a part: Role::Literal, in the order of the files. Cost:
// linear, but for a logarithm.
std::vector<Filter> literals_of(const Sources& sources, const std::vector<Filter>& known);

}  // namespace filtercheck::scan::terraform
