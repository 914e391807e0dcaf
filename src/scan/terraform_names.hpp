// What Terraform calls the resources that are filters, in sources, plans and states alike.
#pragma once

#include <string>
#include <string_view>

#include "scan/found.hpp"

namespace filtercheck::scan::terraform {

struct ResourceType {
  std::string_view name;
  std::string_view pattern;  // its attribute
  Role role;
};
// Null: it is no filter.
const ResourceType* find_resource_type(std::string_view name);

// As Terraform prints it in an address: `["a"]`.
std::string address_key(std::string_view key);

}  // namespace filtercheck::scan::terraform
