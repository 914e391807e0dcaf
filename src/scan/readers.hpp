// One function for each kind of file that holds filters. `recognise.hpp` says which one reads what.
//
// Whatever a reader cannot tell it reports: a filter with `unresolved`, or a fault. Requires
// nothing of the bytes; bounded in time, memory and recursion by the size of the files, and by the
// limits that a reader names.
#pragma once

#include <string_view>
#include <vector>

#include "scan/files.hpp"
#include "scan/found.hpp"
#include "scan/tree.hpp"

namespace filtercheck::scan {

// The Terraform sources of all folders of `files`: *.tf, *.tf.json, *.tfvars, *.auto.tfvars and
// their
// *.json. A module that another one calls by a local path is read with what that call gives it,
// once for each call; all others with their defaults.
Found read_terraform(const Files& files);

// ---- Documents ----------------------------------------------------------------------------------

// `terraform show -json` of a plan or a state, and a raw terraform.tfstate.
Found read_terraform_plan(const Node& document);
Found read_terraform_state(const Node& document);
// Templates of CloudFormation, SAM (Container::CloudFormation), cdk.out (Cdk), Serverless.
Found read_template(const Node& document, Container container);
// `pulumi stack export` and `pulumi preview --json`.
Found read_pulumi(const Node& document);
// `aws logs describe-metric-filters`.
Found read_metric_filters(const Node& document);
// A file that is one pattern (*.filter), without blanks at its ends.
Found read_filter_file(const SourcePtr& source);

// ---- Strings ------------------------------------------------------------------------------------

// Whether a string is plainly meant as a JSON pattern: `{` first, `}` last, `$.` or `$[` within,
// blanks at the ends apart; and neither a document in JSON nor a template of Helm or Jinja.
bool looks_like_pattern(std::string_view value);
// Every string of a document that looks like a pattern and is none of `known`, which are found
// already: Role::Literal, with the path of keys to it as its address.
Found read_literals(const Node& document, Container container, const Found& known);

}  // namespace filtercheck::scan
