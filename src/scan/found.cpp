#include "scan/found.hpp"

namespace filtercheck::scan {

std::string_view name_of(Container container) {
  switch (container) {
    case Container::Terraform:
      return "terraform";
    case Container::TerraformPlan:
      return "terraform-plan";
    case Container::TerraformState:
      return "terraform-state";
    case Container::CloudFormation:
      return "cloudformation";
    case Container::Cdk:
      return "cdk";
    case Container::Serverless:
      return "serverless";
    case Container::Pulumi:
      return "pulumi";
    case Container::AwsCli:
      return "aws-cli";
    case Container::Filter:
      return "filter";
  }
  return {};
}

}  // namespace filtercheck::scan
