#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "documents.hpp"
#include "scan/recognise.hpp"

namespace filtercheck::scan {
namespace {

// A template in YAML with one filter of this pattern, which begins at 17:22.
std::string with_pattern(const std::string& expression) {
  return "Parameters:\n"
         "  Bare: {Type: String}\n"
         "  Source: {Type: String, Default: s3.amazonaws.com}\n"
         "  Count: {Type: Number, Default: 5}\n"
         "  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a}\n"
         "  Secret: {Type: String, NoEcho: true, Default: a}\n"
         "Mappings:\n"
         "  Map:\n"
         "    one: {two: \"{ $.x = 1 }\", list: [a]}\n"
         "Resources:\n"
         "  Group:\n"
         "    Type: AWS::Logs::LogGroup\n"
         "    Properties: {LogGroupName: trail}\n"
         "  Filter:\n"
         "    Type: AWS::Logs::MetricFilter\n"
         "    Properties:\n"
         "      FilterPattern: " +
         expression + "\n      LogGroupName: !Ref Group\n";
}

struct Case {
  const char* name;
  std::string expression;
  std::string told;  // of it, behind the place and the address
};
void PrintTo(const Case& given, std::ostream* out) { *out << given.name; }

class Expression : public testing::TestWithParam<Case> {};

TEST_P(Expression, IsEvaluatedAsFarAsTheTemplateTells) {
  const Found found = read_file(file_of("a.yaml", with_pattern(GetParam().expression)));
  std::vector<std::string> lines = told(found);
  std::erase(lines, "9:16 Mappings.Map.one.two ~ { $.x = 1 }");
  ASSERT_EQ(lines.size(), 1U);
  const bool is_fault = GetParam().told.starts_with("!");
  EXPECT_EQ(lines[0], (is_fault ? "17:22 " : "17:22 Resources.Filter ") + GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    All, Expression,
    testing::Values(
        Case{"string", "'{ $.a = ${Source} }'", "= { $.a = ${Source} }"},
        Case{"number", "404", "= 404"}, Case{"empty", "''", "= "},
        Case{"sub", "!Sub '{ $.a = ${Source} && $.b = ${ Count } }'",
             "= { $.a = s3.amazonaws.com && $.b = 5 }"},
        Case{"sub_long", "{'Fn::Sub': '{ $.a = ${Source} }'}", "= { $.a = s3.amazonaws.com }"},
        Case{"sub_literal", "!Sub '${!Source} $ {'", "= ${Source} $ {"},
        Case{"sub_map", "!Sub ['${a}-${Source}', {a: !Ref Count}]", "= 5-s3.amazonaws.com"},
        Case{"sub_pseudo", "!Sub '{ $.a = ${AWS::Region} }'",
             "? !Sub '{ $.a = ${AWS::Region} }': `AWS::Region` is known when it is deployed"},
        Case{"sub_attribute", "!Sub ${Group.Arn}",
             "? !Sub ${Group.Arn}: `Group.Arn` is known when it is deployed"},
        Case{"sub_open", "!Sub '${a'", "? !Sub '${a': a `${` is not closed"},
        Case{"sub_of_nothing", "!Sub [a]", "? !Sub [a]: not a string to substitute in"},
        Case{"join", "!Join [' ', ['{', '$.a =', !Ref Source, '}']]",
             "= { $.a = s3.amazonaws.com }"},
        Case{"join_unknown", "!Join ['', [a,\n         !Ref   Group]]",
             "? !Join ['', [a, !Ref Group]]: `Group` is known when it is deployed"},
        Case{"join_of_no_list", "!Join ['', !Ref Source]",
             "? !Join ['', !Ref Source]: not a list of strings to join"},
        Case{"ref", "{Ref: Source}", "= s3.amazonaws.com"},
        Case{"ref_bare", "!Ref Bare", "? !Ref Bare: parameter `Bare` has no default"},
        Case{"ref_stored", "!Ref Stored",
             "? !Ref Stored: parameter `Stored` is read from the parameter store"},
        Case{"ref_secret", "!Ref Secret", "? !Ref Secret: parameter `Secret` is secret"},
        Case{"ref_none", "!Ref Other",
             "? !Ref Other: `Other` is neither a parameter nor a resource"},
        Case{"map", "!FindInMap [Map, one, !Sub two]", "= { $.x = 1 }"},
        Case{"map_none", "!FindInMap [Map, one, three]",
             "? !FindInMap [Map, one, three]: the mappings have no `three`"},
        Case{"map_list", "!FindInMap [Map, one, list]",
             "? !FindInMap [Map, one, list]: the mapping has no string there"},
        Case{"if_equal", "!If [C, s3.amazonaws.com, !Ref Source]", "= s3.amazonaws.com"},
        Case{"if", "!If [C, a, b]", "? !If [C, a, b]: depends on the condition `C`"},
        Case{"attribute", "!GetAtt Group.Arn",
             "? !GetAtt Group.Arn: an attribute is known when it is deployed"},
        Case{"other", "!ImportValue x", "? !ImportValue x: `Fn::ImportValue` is not evaluated"},
        // What is not quoted.
        Case{"mapping", "{ $.eventName = PutBucketAcl }",
             "! the pattern is a mapping of YAML, not a string"},
        Case{"mapping_in_sub", "!Sub { $.eventName = a }",
             "! the pattern is a mapping of YAML, not a string"},
        Case{"sequence", "[ip, user, ...]", "! the pattern is a sequence of YAML, not a string"},
        Case{"null", "~", "! the pattern is null, not a string"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Template, KeepsThePlacesOfParts) {
  const auto pattern = [](const std::string& expression) {
    return read_file(file_of("a.yaml", with_pattern(expression))).filters.back().pattern;
  };
  EXPECT_EQ(parts(pattern("!Sub \"{\\t${Source} ${!x}}\"")),
            (std::vector<std::string>{"{", "<\\t>", "s3.amazonaws.com", " ", "${", "x}", "}"}));
  const Text joined = pattern("!Join [' ', ['{ $.a =', !Ref Source, '}']]");
  EXPECT_EQ(parts(joined),
            (std::vector<std::string>{"{ $.a =", " ", "s3.amazonaws.com", " ", "}"}));
  EXPECT_EQ(place(*joined.written({8, 10})), "3:35");
  EXPECT_EQ(place(*joined.written({25, 26})), "17:60");
  const Text folded = pattern(">-\n        { $.a = 1 &&\n          $.b = 2 }");
  EXPECT_EQ(folded.value(), "{ $.a = 1 &&\n  $.b = 2 }");
  EXPECT_EQ(place(*folded.written({15, 16})), "19:11");
}

TEST(Template, TellsOfTheRestOfAFilter) {
  const Found found = read_file(file_of(
      "a.template",
      "Parameters: {P: {Default: given}}\n"
      "Resources:\n"
      "  Named: {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: trail}}\n"
      "  Nameless: {Type: 'AWS::Logs::LogGroup'}\n"
      "  A:\n"
      "    Type: AWS::Logs::MetricFilter\n"
      "    Properties: {FilterPattern: a, LogGroupName: x, FilterName: !Sub '${P}-a'}\n"
      "  B:\n"
      "    Type: AWS::Logs::SubscriptionFilter\n"
      "    Properties: {FilterPattern: b, LogGroupName: !Ref Named, ApplyOnTransformedLogs: true}\n"
      "  C:\n"
      "    Type: AWS::Logs::MetricFilter\n"
      "    Properties: {FilterPattern: c, LogGroupName: {Ref: Nameless},\n"
      "                 FieldSelectionCriteria: '@aws.account = 1'}\n"
      "  D:\n"
      "    Type: AWS::Logs::MetricFilter\n"
      "    Properties: {FilterPattern: d, LogGroupName: !GetAtt X.Y, FieldSelectionCriteria: '',\n"
      "                 ApplyOnTransformedLogs: 'false'}\n"
      "  E:\n"
      "    Type: AWS::Logs::MetricFilter\n"));
  EXPECT_EQ(told(found), (std::vector<std::string>{"7:33 Resources.A = a", "10:33 Resources.B = b",
                                                   "13:33 Resources.C = c", "17:33 Resources.D = d",
                                                   "20:5 ! Resources.E has no `FilterPattern`"}));
  const std::vector<Filter>& filters = found.filters;
  EXPECT_EQ(filters[0].container, Container::CloudFormation);
  EXPECT_EQ(filters[0].role, Role::MetricFilter);
  EXPECT_EQ(filters[0].name, "given-a");
  EXPECT_EQ(filters[0].log_group, "x");
  EXPECT_EQ(filters[0].log_group_key, "x");
  EXPECT_EQ(filters[1].role, Role::SubscriptionFilter);
  EXPECT_EQ(filters[1].log_group, "trail");
  EXPECT_EQ(filters[1].name, std::nullopt);
  EXPECT_TRUE(filters[1].sees_transformed);
  EXPECT_FALSE(filters[1].sees_some);
  EXPECT_EQ(filters[2].log_group, std::nullopt);
  EXPECT_EQ(filters[2].log_group_key, "Ref Nameless in a.template");
  EXPECT_TRUE(filters[2].sees_some);
  EXPECT_EQ(filters[3].log_group_key, "!GetAtt X.Y in a.template");
  EXPECT_FALSE(filters[3].sees_some);
  EXPECT_FALSE(filters[3].sees_transformed);
}

TEST(Template, OfJsonHasItsOwnFaults) {
  const auto fault = [](const std::string& pattern) {
    return told(read_file(
        file_of("a.json", R"({"Resources":{"A":{"Type":"AWS::Logs::MetricFilter","Properties":)"
                          R"({"FilterPattern":)" +
                              pattern + "}}}}")));
  };
  EXPECT_EQ(fault(R"({"a":1})"),
            (std::vector<std::string>{"1:83 ! the pattern is an object, not a string"}));
  EXPECT_EQ(fault(R"(["a"])"),
            (std::vector<std::string>{"1:83 ! the pattern is an array, not a string"}));
}

TEST(Template, OfTheCdkIsNamedByItsStack) {
  const std::string bytes =
      R"({"Resources":{"F1":{"Type":"AWS::Logs::MetricFilter","Properties":{"FilterPattern":"x"},)"
      R"("Metadata":{"aws:cdk:path":"S/F/Resource"}}}})";
  for (const char* name : {"cdk.out/S.template.json", "other/S.template.json"}) {
    const Found found = read_file(file_of(name, bytes));
    EXPECT_EQ(told(found), (std::vector<std::string>{"1:84 S/F1 = x"})) << name;
    EXPECT_EQ(found.filters.at(0).container, Container::Cdk);
  }
  EXPECT_EQ(read_file(file_of("S.json", bytes)).filters.at(0).container, Container::CloudFormation);
}

TEST(Template, OfServerlessHasItsVariables) {
  const std::string head =
      "service: x\n"
      "provider: {name: aws}\n"
      "custom: {source: s3.amazonaws.com, other: '${self:custom.source}', pattern: '{ $.a = 1 }'}\n"
      "resources:\n";
  const Found found = read_file(
      file_of("serverless.yml",
              head + "  - ${file(more.yml)}\n"
                     "  - Resources:\n"
                     "      A:\n"
                     "        Type: AWS::Logs::MetricFilter\n"
                     "        Properties: {FilterPattern: '{ $.a = ${self:custom.source} }'}\n"
                     "  - Resources:\n"
                     "      B:\n"
                     "        Type: AWS::Logs::MetricFilter\n"
                     "        Properties: {FilterPattern: '${opt:stage}'}\n"
                     "      C:\n"
                     "        Type: AWS::Logs::MetricFilter\n"
                     "        Properties: {FilterPattern: '${self:custom.other}'}\n"
                     "      D:\n"
                     "        Type: AWS::Logs::MetricFilter\n"
                     "        Properties: {FilterPattern: '${self:custom.pattern}'}\n"));
  EXPECT_EQ(told(found),
            (std::vector<std::string>{
                "9:37 Resources.A = { $.a = s3.amazonaws.com }",
                "13:37 Resources.B ? '${opt:stage}': `opt:stage` is not told by this file",
                "16:37 Resources.C ? '${self:custom.other}': `self:custom.other` is not told by "
                "this file",
                "19:37 Resources.D = { $.a = 1 }"}));
  EXPECT_EQ(found.filters[0].container, Container::Serverless);
  EXPECT_EQ(
      told(read_file(file_of("serverless.yml",
                             head + "  Resources:\n"
                                    "    A:\n"
                                    "      Type: AWS::Logs::MetricFilter\n"
                                    "      Properties: {FilterPattern: !Sub '${AWS::Region}'}\n"))),
      (std::vector<std::string>{
          "3:77 custom.pattern ~ { $.a = 1 }",
          "8:35 Resources.A ? !Sub '${AWS::Region}': `AWS::Region` is known when it is "
          "deployed"}));
}

// Each Sub has two of the one before: 2^60 calls if nobody counted.
TEST(Template, IsEvaluatedInBoundedTime) {
  std::string expression = "''";
  for (int i = 0; i < 60; ++i) expression = "!Sub ['${a}${a}', {a: " + expression + "}]";
  const Found found = read_file(file_of("a.yaml", with_pattern(expression)));
  ASSERT_TRUE(found.filters.at(1).unresolved);
  EXPECT_EQ(found.filters[1].unresolved->why, "too much is joined in this file");
}

}  // namespace
}  // namespace filtercheck::scan
