// HCL in its JSON syntax, as Terraform reads it (*.tf.json, *.tfvars.json): the same tree.
#pragma once

#include "scan/hcl_syntax.hpp"

namespace filtercheck::scan::hcl {

// A configuration: strings are templates, but where Terraform takes them as they stand.
File read_json_configuration(const SourcePtr& source);
// Values of variables: no string is a template.
File read_json_variables(const SourcePtr& source);

}  // namespace filtercheck::scan::hcl
