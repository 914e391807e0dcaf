// What readers of files find: the filters, each with its pattern as the file holds it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/text.hpp"

namespace filtercheck::scan {

enum class Container : std::uint8_t {
  Terraform,  // sources, *.tf and *.tf.json
  TerraformPlan,
  TerraformState,
  CloudFormation,  // SAM, too
  Cdk,
  Serverless,
  Pulumi,
  AwsCli,
  Filter,  // a file that is a pattern
};
// "terraform", "terraform-plan", …
std::string_view name_of(Container container);

enum class Role : std::uint8_t {
  MetricFilter,
  SubscriptionFilter,
  Literal,  // a string that looks like a pattern; what it is for is not said
};

// A pattern that the files do not tell. It is reported, never guessed.
struct Unresolved {
  std::string expression;  // as written, such as `var.pattern`; one line
  std::string why;         // "the variable has no default": lower case, no full stop
};

struct Filter {
  Container container = Container::Filter;
  Role role = Role::MetricFilter;
  // What its users call it: `module.cis.aws_cloudwatch_log_metric_filter.s3["a"]`, `Resources.S3`,
  // a filter's name in AWS, `local.patterns["a"]`. May be empty.
  std::string address;
  std::optional<std::string> name;       // the filter's, if it is known
  std::optional<std::string> log_group;  // the log group's, if it is known
  // Equal for filters of one `Found` that are surely on the same log group: its name, or else the
  // expression that says it and where that is evaluated; of Terraform with the folder of the root
  // module, for each is deployed by itself. Empty: nothing is known.
  std::string log_group_key;
  // Neither, or one of the two: what the file says of the pattern.
  Text pattern;
  std::optional<Unresolved> unresolved;
  // The pattern with its quotes, or the expression that says it; what a reviewer is shown.
  Written where;
  bool sees_transformed = false;  // `ApplyOnTransformedLogs`: not the events themselves
  bool sees_some = false;         // `FieldSelectionCriteria`: not every event of the log group
};

// Something in a file that may hold filters and cannot be read: the rest of the file is.
struct Fault {
  Written where;
  std::string message;  // lower case, no full stop
  std::optional<std::string> instead =
      {};  // where a pattern should be: what is there, such as "a mapping"
};

struct Found {
  std::vector<Filter> filters;  // in the order of the file
  std::vector<Fault> faults;
  // Lists of `aws logs describe-metric-filters`: where each begins, whether it goes on elsewhere.
  struct List {
    Written where;
    bool is_truncated = false;
  };
  std::vector<List> lists;
};

}  // namespace filtercheck::scan
