#include "scan/recognise.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "documents.hpp"
#include "scan/readers.hpp"

namespace filtercheck::scan {
namespace {

using Lines = std::vector<std::string>;

struct Case {
  const char* name;
  std::string file;
  std::string bytes;
  Lines told;
};
void PrintTo(const Case& given, std::ostream* out) { *out << given.name; }

class File : public testing::TestWithParam<Case> {};

TEST_P(File, IsRecognised) {
  EXPECT_EQ(told(read_file(file_of(GetParam().file, GetParam().bytes))), GetParam().told);
}

const std::string kHelm = "{{ if $.Values.x }}\na: [\n";

INSTANTIATE_TEST_SUITE_P(
    All, File,
    testing::Values(
        Case{"filter", "a.filter", "\xEF\xBB\xBF\n { $.a = 1 }\r\n", {"2:2  = { $.a = 1 }"}},
        Case{"filter_empty", "a.filter", "\n", {"1:1  = "}},
        Case{"catalogue",
             "a.yml",
             "alarms:\n- filterPattern: '{ $.a = 1 }'\n- other: '{ $.b = 1 '\n- '{$.c.d = 1}'\n"
             "'a b': {c: ' { $[0] = 1 } '}\n",
             {"2:18 alarms[0].filterPattern ~ { $.a = 1 }", "4:3 alarms[2] ~ {$.c.d = 1}",
              "5:12 [\"a b\"].c ~  { $[0] = 1 } "}},
        Case{"catalogue_json", "a.json", R"([{"p":"{ $.a = 1 }"}])", {"1:7 [0].p ~ { $.a = 1 }"}},
        Case{"documents",
             "a.yaml",
             "a: '{ $.a = 1 }'\n---\n- '{ $.b = 1 }'\n",
             {"1:4 a ~ { $.a = 1 }", "3:3 [0] ~ { $.b = 1 }"}},
        Case{"template_and_literals",
             "a.yaml",
             "Parameters: {P: {Default: '{ $.p = 1 }'}, Q: {Default: '{ $.q = 1 }'}}\n"
             "Resources:\n"
             "  A:\n"
             "    Type: AWS::Logs::MetricFilter\n"
             "    Properties: {FilterPattern: !Ref P, Other: '{ $.o = 1 }'}\n"
             "  B: {Type: 'AWS::Logs::MetricFilter', Properties: {FilterPattern: '{ $.b = 1 }'}}\n",
             {"1:56 Parameters.Q.Default ~ { $.q = 1 }", "5:33 Resources.A = { $.p = 1 }",
              "5:48 Resources.A.Properties.Other ~ { $.o = 1 }", "6:68 Resources.B = { $.b = 1 }"}},
        Case{"json_with_a_comma_too_many",
             "a.json",
             "{\"a\": \"{ $.a = 1 }\",}",
             {"1:7 a ~ { $.a = 1 }"}},
        Case{"metric_filters",
             "a.json",
             R"({"metricFilters":[{"filterName":"a","filterPattern":"x"},{"filterName":"b"}]})",
             {"1:53 a = x", "1:58 ! metricFilters[1] has no string `filterPattern`"}},
        Case{"empty_patterns",
             "a.yaml",
             "metricFilters:\n- filterPattern: ''\n- filterPattern: \"\"\n- filterPattern: ' '\n",
             {"2:18  = ", "3:18  = ", "4:18  =  "}},
        // The templates beside it are read.
        Case{"tree_of_the_cdk",
             "tree.json",
             R"({"version":"tree-0.1","tree":{"id":"{ $.a = 1 }"}})",
             {}},
        Case{
            "tree_of_others", "tree.json", R"({"tree":"{ $.a = 1 }"})", {"1:9 tree ~ { $.a = 1 }"}},
        // State machines and templates say `$.`, too.
        Case{"json_in_a_string",
             "a.yaml",
             "a: |\n  {\n    \"a\\\"\" : \"$.b\"\n  }\nb: ['{{ $.Values.b }}', '{% if $.b %}']\nc: "
             "'{\"$.a\" = 1}'\n"
             "d: '{ \"$.a'\ne: '{\"$.a}'\n",
             {"6:4 c ~ {\"$.a\" = 1}", "8:4 e ~ {\"$.a}"}},
        // Nothing of ours.
        Case{"text", "README.md", "Use { $.a = 1 } and FilterPattern: [\n", {}},
        Case{"other_yaml", "a.yml", "a: [\n", {}}, Case{"helm", "a.yaml", kHelm, {}},
        Case{"other_json", "a.json", "{\"a\": }", {}}, Case{"nothing", "a.json", "", {}},
        Case{"dollars", "a.json", R"({"a": "$.b"})", {}},
        // What somebody would miss.
        Case{"broken_yaml",
             "a.yml",
             "FilterPattern: [\n",
             {"2:1 ! not YAML: end of sequence flow not found"}},
        Case{"broken_helm",
             "a.yml",
             kHelm + "FilterPattern",
             {"3:14 ! not YAML: end of sequence flow not found"}},
        Case{"broken_json",
             "a.json",
             R"({"filterPattern": "\q"})",
             {"1:20 ! not JSON: invalid escape in a string"}},
        Case{"broken_state",
             "terraform.tfstate",
             R"({"type": "aws_cloudwatch_log_metric_filter)",
             {"1:43 ! not JSON: expected a closing quote, found the end"}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(MetricFilters, AreReadAsPrinted) {
  const Found found = read_file(file_of("a.json", R"({"metricFilters": [
  {"filterName": "a", "filterPattern": "x", "logGroupName": "trail",
   "applyOnTransformedLogs": true},
  {"filterPattern": "", "fieldSelectionCriteria": "c"},
  {"filterPattern": "", "fieldSelectionCriteria": "", "applyOnTransformedLogs": false}
 ], "nextToken": "t"})"));
  ASSERT_EQ(found.filters.size(), 3U);
  EXPECT_EQ(found.filters[0].container, Container::AwsCli);
  EXPECT_EQ(found.filters[0].log_group, "trail");
  EXPECT_EQ(found.filters[0].log_group_key, "trail");
  EXPECT_TRUE(found.filters[0].sees_transformed);
  EXPECT_FALSE(found.filters[0].sees_some);
  EXPECT_EQ(found.filters[1].name, std::nullopt);
  EXPECT_TRUE(found.filters[1].sees_some);
  EXPECT_FALSE(found.filters[2].sees_some);
  EXPECT_FALSE(found.filters[2].sees_transformed);
  ASSERT_EQ(found.lists.size(), 1U);
  EXPECT_TRUE(found.lists[0].is_truncated);
  EXPECT_EQ(place(found.lists[0].where), "1:19");
  const Found none = read_file(file_of("a.json", R"({"metricFilters":[],"nextToken":null})"));
  ASSERT_EQ(none.lists.size(), 1U);
  EXPECT_FALSE(none.lists[0].is_truncated);
}

TEST(MetricFilters, AreNoOtherDocument) {
  const auto read = read_json_tree(file_of("a.json", R"({"metricFilters": 1})"));
  EXPECT_EQ(told(read_metric_filters(std::get<Node>(read))),
            (Lines{"1:19 ! holds no filters: not what `aws logs describe-metric-filters` prints"}));
}

TEST(Pulumi, IsReadAsExported) {
  const Found found =
      read_file(file_of("stack.json", R"({"version": 3, "deployment": {"resources": [
 {"urn": "urn:pulumi:d::p::aws:cloudwatch/logMetricFilter:LogMetricFilter::a",
  "type": "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "inputs": {"pattern": "in"}, "outputs": {"pattern": "out", "name": "n", "logGroupName": "g"}},
 {"urn": "b", "type": "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
  "inputs": {"filterPattern": "ERROR", "logGroup": "g"}},
 {"urn": "c", "type": "aws-native:logs:MetricFilter", "outputs": {"filterPattern":
  {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "x"}}},
 {"urn": "d", "type": "aws-native:logs:SubscriptionFilter", "delete": true,
  "inputs": {"filterPattern": "deleted"}},
 {"urn": "e", "type": "aws-native:logs:SubscriptionFilter", "inputs": {"filterPattern": 1}},
 {"urn": "f", "type": "aws:s3:Bucket", "inputs": {"x": "{ $.x = 1 }"}}
]}})"));
  EXPECT_EQ(told(found), (Lines{"4:55 a = out", "6:31 b = ERROR", "8:3 c ? filterPattern: a secret",
                                "11:89 e ? filterPattern: not a string"}));
  EXPECT_EQ(found.filters[0].container, Container::Pulumi);
  EXPECT_EQ(found.filters[0].name, "n");
  EXPECT_EQ(found.filters[0].log_group_key, "g");
  EXPECT_EQ(found.filters[1].role, Role::SubscriptionFilter);
}

TEST(Pulumi, IsReadAsPreviewed) {
  const Found found = read_file(file_of("preview.json", R"({"steps": [
 {"op": "create", "urn": "a", "newState": {"urn": "x::a",
  "type": "aws:cloudwatch/logMetricFilter:LogMetricFilter", "inputs": {"pattern": "new"}}},
 {"op": "delete", "urn": "b", "oldState": {"type": "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "inputs": {"pattern": "old"}}},
 {"op": "replace", "urn": "a", "newState": {"urn": "x::a",
  "type": "aws:cloudwatch/logMetricFilter:LogMetricFilter", "inputs": {"pattern": "new"}}},
 {"op": "update", "urn": "c", "newState": {"urn": "x::c",
  "type": "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "inputs": {"pattern": "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
             "logGroupName": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}}},
 {"op": "same", "urn": "d", "newState": {
  "type": "aws:cloudwatch/logMetricFilter:LogMetricFilter"}}
]})"));
  EXPECT_EQ(told(found), (Lines{"3:83 a = new", "10:25 c ? pattern: known after the update",
                                "12:41  ? pattern: is not said"}));
  EXPECT_EQ(found.filters[1].log_group, std::nullopt);
}

TEST(Literals, AreNamedByTheEndOfALongPath) {
  std::string bytes = "{\"" + std::string(300, 'k') + "\":{\"a\":[\"{ $.a = 1 }\"]}}";
  const Found found = read_file(file_of("a.json", std::move(bytes)));
  EXPECT_EQ(found.filters.at(0).address, "....a[0]");
}

}  // namespace
}  // namespace filtercheck::scan
