#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "documents.hpp"
#include "scan/recognise.hpp"

namespace filtercheck::scan {
namespace {

const char* const kPlan = R"({
 "format_version": "1.2",
 "planned_values": {"root_module": {
  "resources": [
   {"address": "aws_cloudwatch_log_group.g", "mode": "managed", "type": "aws_cloudwatch_log_group",
    "name": "g", "values": {"name": "{ $.not = 1 }"}},
   {"address": "aws_cloudwatch_log_metric_filter.a[\"x\"]", "mode": "managed",
    "type": "aws_cloudwatch_log_metric_filter", "name": "a", "index": "x",
    "values": {"log_group_name": "trail", "name": "X", "pattern": "{ $.a = \"\u00e9\" }"}},
   {"address": "aws_cloudwatch_log_metric_filter.unknown", "mode": "managed",
    "type": "aws_cloudwatch_log_metric_filter", "name": "unknown", "values": {"name": "u"}},
   {"address": "aws_cloudwatch_log_metric_filter.secret", "mode": "managed",
    "type": "aws_cloudwatch_log_metric_filter", "name": "secret",
    "values": {"pattern": "hidden"}, "sensitive_values": {"pattern": true}},
   {"address": "data.aws_cloudwatch_log_metric_filter.d", "mode": "data",
    "type": "aws_cloudwatch_log_metric_filter", "name": "d", "values": {"pattern": "data"}}
  ],
  "child_modules": [{"address": "module.m[\"a.b\"]", "child_modules": [{
   "address": "module.m[\"a.b\"].module.n", "resources": [
   {"address": "module.m[\"a.b\"].module.n.aws_cloudwatch_log_subscription_filter.s",
    "mode": "managed", "type": "aws_cloudwatch_log_subscription_filter", "name": "s",
    "values": {"filter_pattern": "ERROR", "apply_on_transformed_logs": true}},
   {"address": "module.m[\"a.b\"].module.n.aws_cloudwatch_log_metric_filter.t",
    "mode": "managed", "type": "aws_cloudwatch_log_metric_filter", "name": "t", "values": {}}
  ]}]}]
 }},
 "resource_changes": [{"change": {"before": {"pattern": "{ $.before = 1 }"}}}],
 "configuration": {"root_module": {
  "resources": [
   {"mode": "managed", "type": "aws_cloudwatch_log_metric_filter", "name": "unknown",
    "expressions": {"pattern": {"references": ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"]},
                    "apply_on_transformed_logs": {"references": ["aws_s3_bucket.b.arn"]}}}],
  "module_calls": {"m": {"module": {"module_calls": {"n": {"module": {"resources": [
   {"mode": "managed", "type": "aws_cloudwatch_log_metric_filter", "name": "t",
    "expressions": {"pattern": {"references": ["var.p"]}}}]}}}}}}
 }}
})";

TEST(TerraformPlan, TellsOfWhatIsPlanned) {
  const Found found = read_file(file_of("plan.json", kPlan));
  const std::string module = "module.m[\"a.b\"].module.n.";
  EXPECT_EQ(
      told(found),
      (std::vector<std::string>{
          "9:67 aws_cloudwatch_log_metric_filter.a[\"x\"] = { $.a = \"\xC3\xA9\" }",
          "10:16 aws_cloudwatch_log_metric_filter.unknown ? aws_s3_bucket.b.arn, aws_s3_bucket.b: "
          "known after apply",
          "12:16 aws_cloudwatch_log_metric_filter.secret ? pattern: sensitive",
          "22:34 " + module + "aws_cloudwatch_log_subscription_filter.s = ERROR",
          "23:16 " + module + "aws_cloudwatch_log_metric_filter.t ? var.p: known after apply"}));
  EXPECT_EQ(parts(found.filters[0].pattern),
            (std::vector<std::string>{"{ $.a = ", "<\\\">", "<\\u00e9>", "<\\\">", " }"}));
  EXPECT_EQ(found.filters[0].container, Container::TerraformPlan);
  EXPECT_EQ(found.filters[0].name, "X");
  EXPECT_EQ(found.filters[0].log_group, "trail");
  EXPECT_EQ(found.filters[0].log_group_key, "trail");
  EXPECT_EQ(found.filters[1].log_group_key, "");
  EXPECT_EQ(found.filters[3].role, Role::SubscriptionFilter);
  EXPECT_TRUE(found.filters[3].sees_transformed);
  EXPECT_FALSE(found.filters[0].sees_transformed);
  EXPECT_TRUE(found.filters[1].sees_transformed);  // known after apply
}

TEST(TerraformPlan, OfAnotherFormatIsAFault) {
  EXPECT_EQ(told(read_file(file_of(
                "plan.json", R"({"format_version":"2.0","planned_values":{},"x":"$.pattern"})"))),
            (std::vector<std::string>{"1:19 ! format_version is not 1.x, which `terraform show "
                                      "-json` is known to print"}));
}

TEST(TerraformPlan, IsNotItsLog) {
  EXPECT_EQ(told(read_file(file_of("log.json", "{\"@level\":\"info\"}\n{\"@level\":\"info\"}\n"))),
            (std::vector<std::string>{"1:1 ! the log of `terraform plan -json` holds no filters: "
                                      "save the plan with `-out` and use `terraform show "
                                      "-json`"}));
}

TEST(TerraformState, IsReadAsShown) {
  const Found found = read_file(file_of("state.json", R"({"format_version": "1.0", "values":
 {"root_module": {"resources": [
  {"address": "aws_cloudwatch_log_metric_filter.a", "type": "aws_cloudwatch_log_metric_filter",
   "name": "a", "values": {"pattern": "x"}},
  {"address": "aws_cloudwatch_log_metric_filter.a", "type": "aws_cloudwatch_log_metric_filter",
   "name": "a", "deposed_key": "0", "values": {"pattern": "y"}},
  {"type": "aws_cloudwatch_log_metric_filter", "name": "b"}
 ]}}})"));
  EXPECT_EQ(told(found),
            (std::vector<std::string>{
                "4:39 aws_cloudwatch_log_metric_filter.a = x",
                "7:3 aws_cloudwatch_log_metric_filter.b ? pattern: not in the state"}));
  EXPECT_EQ(found.filters[0].container, Container::TerraformState);
}

TEST(TerraformState, IsReadAsKept) {
  const Found found = read_file(file_of("terraform.tfstate", R"({"version": 4, "resources": [
 {"mode": "managed", "type": "aws_cloudwatch_log_metric_filter", "name": "a", "instances": [
  {"index_key": 0, "attributes": {"pattern": "x", "log_group_name": "trail"}},
  {"index_key": "a\"b", "attributes": {"pattern": "y"}},
  {"deposed": "0", "attributes": {"pattern": "z"}}]},
 {"module": "module.m", "mode": "managed", "type": "aws_cloudwatch_log_subscription_filter",
  "name": "b", "instances": [
  {"attributes": {"filter_pattern": "hidden"},
   "sensitive_attributes": [[{"type": "get_attr", "value": "filter_pattern"}]]},
  {"attributes": {"filter_pattern": null}}]}
]})"));
  EXPECT_EQ(told(found),
            (std::vector<std::string>{
                "3:46 aws_cloudwatch_log_metric_filter.a[0] = x",
                "4:51 aws_cloudwatch_log_metric_filter.a[\"a\\\"b\"] = y",
                "8:37 module.m.aws_cloudwatch_log_subscription_filter.b ? filter_pattern: "
                "sensitive",
                "10:37 module.m.aws_cloudwatch_log_subscription_filter.b ? filter_pattern: not in "
                "the state"}));
  EXPECT_EQ(found.filters[0].log_group_key, "trail");
}

}  // namespace
}  // namespace filtercheck::scan
