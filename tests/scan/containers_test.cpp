// A pattern written into a whole file of each container, and read back: the same bytes, and each at
// its place.
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents.hpp"
#include "review/review.hpp"
#include "scan/files.hpp"
#include "scan/readers.hpp"
#include "strings.hpp"

namespace filtercheck::scan {
namespace {

using nlohmann::ordered_json;

// ---- Writers: the bytes of a file of one filter, or nothing if the container cannot say the
// string

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

bool is_control(char c) { return (c >= 0 && c < 0x20) || c == 0x7F; }
bool has_control(std::string_view value, std::string_view but = "") {
  for (const char c : value)
    if (is_control(c) && but.find(c) == std::string_view::npos) return true;
  return false;
}

// `${` and `%{` as a template of HCL writes them.
std::string in_template(const std::string& value) {
  return replaced(replaced(value, "${", "$${"), "%{", "%%{");
}

std::string resource(const std::string& pattern) {
  return "# Behind a comment.\nresource \"aws_cloudwatch_log_metric_filter\" \"f\" {\n"
         "  name           = \"é\"\n  log_group_name = \"g\"\n  pattern        = " +
         pattern + "\n  metric_transformation {\n    name = \"m\"\n  }\n}\n";
}

std::string terraform_quoted(const std::string& value) {
  std::string text;
  for (const char c : in_template(value)) {
    if (c == '"' || c == '\\') {
      (text += '\\') += c;
    } else if (is_control(c)) {
      constexpr std::string_view digits = "0123456789abcdef";
      const auto code = static_cast<unsigned>(c);
      text += c == '\n' ? "\\n" : std::string("\\u00") + digits[code >> 4U] + digits[code & 15U];
    } else {
      text += c;
    }
  }
  return resource("\"" + text + "\"");
}

std::string terraform_heredoc(const std::string& value) {
  if (has_control(value, "\n\r\t")) return "";
  return resource("<<EOT\n" + in_template(value) + "\nEOT");
}

// What is indented throughout would lose that.
std::string terraform_flush_heredoc(const std::string& value) {
  std::string text = "\n" + in_template(value);
  const bool is_blank_somewhere = text.find("\n\n") != std::string::npos ||
                                  text.find("\n ") != std::string::npos ||
                                  text.find("\n\t") != std::string::npos || text.ends_with('\n');
  if (is_blank_somewhere || has_control(value, "\n")) return "";
  return resource("<<-EOT" + replaced(text, "\n", "\n      ") + "\n    EOT");
}

ordered_json filter_of(const std::string& value) {
  return {{"name", "f"}, {"log_group_name", "g"}, {"pattern", value}};
}

std::string terraform_json(const std::string& value) {
  return ordered_json{
      {"resource", {{"aws_cloudwatch_log_metric_filter", {{"f", filter_of(in_template(value))}}}}}}
      .dump(2);
}

// Braces alone may mean the element.
ordered_json list_of(ordered_json element) { return ordered_json::array({std::move(element)}); }

ordered_json root_module_of(const std::string& value) {
  return {{"root_module",
           {{"resources", list_of({{"address", "aws_cloudwatch_log_metric_filter.f"},
                                   {"mode", "managed"},
                                   {"type", "aws_cloudwatch_log_metric_filter"},
                                   {"name", "f"},
                                   {"values", filter_of(value)}})}}}};
}
// As Go prints JSON: `&`, `<` and `>` are escapes.
std::string printed_by_go(const ordered_json& document) {
  std::string text = document.dump();
  text = replaced(std::move(text), "&", "\\u0026");
  text = replaced(std::move(text), "<", "\\u003c");
  return replaced(std::move(text), ">", "\\u003e");
}
std::string terraform_plan(const std::string& value) {
  return printed_by_go({{"format_version", "1.2"}, {"planned_values", root_module_of(value)}});
}
std::string terraform_show(const std::string& value) {
  return printed_by_go({{"format_version", "1.0"}, {"values", root_module_of(value)}});
}
std::string terraform_state(const std::string& value) {
  return printed_by_go(
      {{"version", 4},
       {"resources", list_of({{"mode", "managed"},
                              {"type", "aws_cloudwatch_log_metric_filter"},
                              {"name", "f"},
                              {"instances", list_of({{"attributes", filter_of(value)}})}})}});
}

ordered_json template_of(const std::string& value) {
  return {{"Resources",
           {{"F",
             {{"Type", "AWS::Logs::MetricFilter"},
              {"Properties", {{"LogGroupName", "g"}, {"FilterPattern", value}}}}}}}};
}
std::string cloudformation_json(const std::string& value) { return template_of(value).dump(4); }
std::string cdk(const std::string& value) { return template_of(value).dump(1, ' ', true); }

std::string template_with(const std::string& pattern) {
  return "# Behind a comment, é.\nResources:\n  G: {Type: 'AWS::Logs::LogGroup'}\n  F:\n"
         "    Type: AWS::Logs::MetricFilter\n    Properties:\n      FilterPattern: " +
         pattern + "\n      LogGroupName: g\n";
}
std::string single_quoted(const std::string& value) {
  return "'" + replaced(value, "'", "''") + "'";
}
std::string cloudformation_single(const std::string& value) {
  return has_control(value) ? "" : template_with(single_quoted(value));
}
// JSON's strings are YAML's, too, but for halves of characters as escapes.
std::string cloudformation_double(const std::string& value) {
  return template_with(replaced(ordered_json(value).dump(), "\x7F", "\\x7f"));
}
std::string cloudformation_sub(const std::string& value) {
  return has_control(value) ? ""
                            : template_with("!Sub " + single_quoted(replaced(value, "${", "${!")));
}
std::string cloudformation_literal(const std::string& value) {
  if (has_control(value, "\n") || !value.ends_with('\n')) return "";
  const std::string lines = value.substr(0, value.size() - 1);
  return template_with("|2+\n        " + replaced(lines, "\n", "\n        "));
}
std::string cloudformation_folded(const std::string& value) {
  const bool can = !value.empty() && value.front() != ' ' && !has_control(value);
  return can ? template_with(">-\n        " + value) : "";
}
std::string serverless(const std::string& value) {
  if (value.find("${") != std::string::npos) return "";
  ordered_json document = {{"service", "s"}, {"provider", {{"name", "aws"}}}};
  document["resources"] = template_of(value);
  return document.dump(2);
}

std::string pulumi_export(const std::string& value) {
  return printed_by_go(
      {{"deployment",
        {{"resources", list_of({{"urn", "urn:pulumi:a::b::c::f"},
                                {"type", "aws:cloudwatch/logMetricFilter:LogMetricFilter"},
                                {"outputs", filter_of(value)}})}}}});
}
std::string pulumi_preview(const std::string& value) {
  return printed_by_go(
      {{"steps", list_of({{"op", "create"},
                          {"urn", "urn:pulumi:a::b::c::f"},
                          {"newState",
                           {{"urn", "urn:pulumi:a::b::c::f"},
                            {"type", "aws:cloudwatch/logMetricFilter:LogMetricFilter"},
                            {"inputs", filter_of(value)}}}})}});
}
std::string describe_metric_filters(const std::string& value) {
  return ordered_json{
      {"metricFilters",
       list_of({{"filterName", "f"}, {"filterPattern", value}, {"logGroupName", "g"}})}}
      .dump(4);
}

std::string filter_file(const std::string& value) { return "\xEF\xBB\xBF" + value + "\n"; }

std::string catalogue_json(const std::string& value) {
  return looks_like_pattern(value) ? ordered_json{{"a", list_of({{"b", value}})}}.dump() : "";
}
std::string catalogue_yaml(const std::string& value) {
  const bool can = looks_like_pattern(value) && !has_control(value);
  return can ? "a:\n- b\n- c: " + single_quoted(value) + "\n" : "";
}

// ---- Readers ------------------------------------------------------------------------------------

struct Style {
  const char* name;
  const char* file;
  std::function<std::string(const std::string&)> write;
  Container container = Container::Terraform;
  bool trims = false;  // blanks at the ends, as the provider of Terraform does
};
void PrintTo(const Style& given, std::ostream* out) { *out << given.name; }

std::string trimmed(const std::string& value) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = value.find_first_not_of(blanks);
  if (begin == std::string::npos) return "";
  return value.substr(begin, value.find_last_not_of(blanks) + 1 - begin);
}

// Each byte stands where it is said to, in order.
void expect_in_place(const Text& text) {
  std::size_t done = 0;
  std::size_t at = 0;
  for (const Text::Piece& piece : text.pieces()) {
    ASSERT_NE(piece.source, nullptr);
    EXPECT_EQ(piece.value.begin, done);
    EXPECT_GE(piece.written.begin, at);
    done = piece.value.end;
    at = piece.written.end;
    if (piece.is_escape) continue;
    const std::string part = text.value().substr(piece.value.begin, done - piece.value.begin);
    EXPECT_EQ(part, written({piece.source, piece.written}));
  }
  EXPECT_EQ(done, text.value().size());
}

class Containers : public testing::TestWithParam<Style> {};

TEST_P(Containers, KeepEachByte) {
  const Style& style = GetParam();
  std::size_t count = 0;
  for (const std::string& value : strings_to_write()) {
    const std::string bytes = style.write(value);
    if (bytes.empty()) continue;
    ++count;
    SCOPED_TRACE(bytes);
    const auto all = review::read_all({{style.file, file_of(style.file, bytes)}});
    ASSERT_EQ(all.size(), 1U);
    for (const Fault& fault : all[0].faults) ADD_FAILURE() << fault.message;
    ASSERT_EQ(all[0].filters.size(), 1U);
    const Filter& filter = all[0].filters[0];
    EXPECT_FALSE(filter.unresolved) << filter.unresolved->why;
    EXPECT_EQ(filter.container, style.container);
    EXPECT_EQ(filter.pattern.value(), style.trims ? trimmed(value) : value);
    expect_in_place(filter.pattern);
  }
  EXPECT_GE(count, 5U);
  RecordProperty("written", static_cast<int>(count));
}

constexpr bool kTrims = true;

INSTANTIATE_TEST_SUITE_P(
    All, Containers,
    testing::Values(
        Style{"terraform_quoted", "a.tf", terraform_quoted, Container::Terraform, kTrims},
        Style{"terraform_heredoc", "a.tf", terraform_heredoc, Container::Terraform, kTrims},
        Style{"terraform_flush_heredoc", "a.tf", terraform_flush_heredoc, Container::Terraform,
              kTrims},
        Style{"terraform_json", "a.tf.json", terraform_json, Container::Terraform, kTrims},
        Style{"terraform_plan", "a.json", terraform_plan, Container::TerraformPlan},
        Style{"terraform_show", "a.json", terraform_show, Container::TerraformState},
        Style{"terraform_state", "terraform.tfstate", terraform_state, Container::TerraformState},
        Style{"cloudformation_json", "a.json", cloudformation_json, Container::CloudFormation},
        Style{"cloudformation_single", "a.yaml", cloudformation_single, Container::CloudFormation},
        Style{"cloudformation_double", "a.yml", cloudformation_double, Container::CloudFormation},
        Style{"cloudformation_sub", "a.yaml", cloudformation_sub, Container::CloudFormation},
        Style{"cloudformation_literal", "a.template", cloudformation_literal,
              Container::CloudFormation},
        Style{"cloudformation_folded", "a.yaml", cloudformation_folded, Container::CloudFormation},
        Style{"serverless", "serverless.yml", serverless, Container::Serverless},
        Style{"cdk", "cdk.out/A.template.json", cdk, Container::Cdk},
        Style{"pulumi_export", "a.json", pulumi_export, Container::Pulumi},
        Style{"pulumi_preview", "a.json", pulumi_preview, Container::Pulumi},
        Style{"describe_metric_filters", "a.json", describe_metric_filters, Container::AwsCli},
        Style{"filter_file", "a.filter", filter_file, Container::Filter, kTrims},
        Style{"catalogue_json", "a.json", catalogue_json, Container::Filter},
        Style{"catalogue_yaml", "a.yaml", catalogue_yaml, Container::Filter}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace filtercheck::scan
