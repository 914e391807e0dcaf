#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scan/readers.hpp"

namespace filtercheck::scan {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

using Lines = std::vector<std::string>;

Files files(std::initializer_list<std::pair<std::string, std::string>> list) {
  Files made;
  for (const auto& [name, bytes] : list) made[name] = std::make_shared<Source>(name, bytes);
  return made;
}

std::string shown(const Written& where) {
  const FileSpan span = where.source->place(where.span);
  return where.source->name() + ":" + std::to_string(span.begin.line) + ":" +
         std::to_string(span.begin.column) + "-" + std::to_string(span.end.line) + ":" +
         std::to_string(span.end.column);
}

// Address, pattern (or why there is none) and place of each filter.
Lines shown(const Found& found) {
  Lines lines;
  for (const Filter& filter : found.filters) {
    std::string line = filter.role == Role::Literal ? "literal " : "";
    line += filter.address + " | ";
    line += filter.unresolved ? "? " + filter.unresolved->expression + ": " + filter.unresolved->why
                              : filter.pattern.value();
    lines.push_back(line + " | " + shown(filter.where));
  }
  for (const Fault& fault : found.faults)
    lines.push_back("fault " + fault.message + " | " + shown(fault.where));
  return lines;
}

Lines read(std::initializer_list<std::pair<std::string, std::string>> list) {
  return shown(read_terraform(files(list)));
}

// A resource `this` whose body is given.
std::string filter(const std::string& body) {
  return "resource \"aws_cloudwatch_log_metric_filter\" \"this\" {\n" + body + "\n}\n";
}
const std::string kThis = "aws_cloudwatch_log_metric_filter.this";

// Where the bytes `begin` to `end` of the pattern stand.
std::string place(const Filter& filter, std::string_view part) {
  const std::size_t begin = filter.pattern.value().find(part);
  if (begin == std::string::npos) return "nowhere";
  const auto written = filter.pattern.written({begin, begin + part.size()});
  return written ? shown(*written) : "computed";
}

TEST(Terraform, ReadsPatternsInPlace) {
  EXPECT_THAT(read({{"a.tf", filter(R"(  pattern = "{ $.a = \"x\" }")")}}),
              ElementsAre(kThis + R"( | { $.a = "x" } | a.tf:2:13-2:30)"));
  // A heredoc is its body, and the provider takes away blanks at the ends.
  EXPECT_THAT(read({{"a.tf", filter("  pattern = <<E\n{ $.a = 1 ||\n $.b = 2 }\nE")}}),
              ElementsAre(kThis + " | { $.a = 1 ||\n $.b = 2 } | a.tf:3:1-5:1"));
  EXPECT_THAT(read({{"a.tf", filter("  pattern = <<-E\n    { $.a = 1 ||\n      $.b = 2 }\n  E")}}),
              ElementsAre(kThis + " | { $.a = 1 ||\n  $.b = 2 } | a.tf:3:1-5:1"));
  EXPECT_THAT(read({{"a.tf", filter("  pattern = \"\"")}}),
              ElementsAre(kThis + " |  | a.tf:2:13-2:15"));
  EXPECT_THAT(read({{"a.tf", filter("  pattern = \"ERROR\"\r")}}),
              ElementsAre(kThis + " | ERROR | a.tf:2:13-2:20"));
  EXPECT_THAT(read({{"a.tf",
                     "resource \"aws_cloudwatch_log_subscription_filter\" \"s\" {\n"
                     "  filter_pattern = \"[a, b]\"\n}\n"}}),
              ElementsAre("aws_cloudwatch_log_subscription_filter.s | [a, b] | a.tf:2:20-2:28"));
}

TEST(Terraform, KnowsWhereFindingsStand) {
  const Found escaped =
      read_terraform(files({{"a.tf", filter(R"(  pattern = "{ $.a = \"x\" && $.b = 1 }")")}}));
  EXPECT_EQ(place(escaped.filters[0], "\"x\""), "a.tf:2:22-2:27");
  EXPECT_EQ(place(escaped.filters[0], "$.b"), "a.tf:2:31-2:34");
  EXPECT_EQ(escaped.filters[0].pattern.pieces()[0].quoting, Quoting::HclQuoted);

  const Found flushed = read_terraform(
      files({{"a.tf", filter("  pattern = <<-E\n    { $.a = 1 ||\n      $.b = 2 }\n    E")}}));
  EXPECT_EQ(place(flushed.filters[0], "$.a"), "a.tf:3:7-3:10");
  EXPECT_EQ(place(flushed.filters[0], "$.b"), "a.tf:4:7-4:10");
  EXPECT_EQ(place(flushed.filters[0], "1 ||\n  $.b"), "a.tf:3:13-4:10");

  const Found joined = read_terraform(files(
      {{"a.tf", "locals {\n  names = [\"Put\", \"Delete\"]\n}\n" +
                    filter("  pattern = format(\"{ ($.e = %s) && (%s) }\", \"s3\",\n"
                           "    join(\" || \", [for n in local.names : \"$.n = ${n}\"]))")}}));
  ASSERT_EQ(joined.filters.size(), 1U);
  EXPECT_EQ(joined.filters[0].pattern.value(), "{ ($.e = s3) && ($.n = Put || $.n = Delete) }");
  EXPECT_EQ(shown(joined.filters[0].where), "a.tf:5:13-6:57");
  EXPECT_EQ(place(joined.filters[0], "$.e"), "a.tf:5:24-5:27");
  EXPECT_EQ(place(joined.filters[0], "s3"), "a.tf:5:47-5:49");
  EXPECT_EQ(place(joined.filters[0], "Put"), "a.tf:2:13-2:16");
  EXPECT_EQ(place(joined.filters[0], "Delete"), "a.tf:2:20-2:26");
  EXPECT_EQ(place(joined.filters[0], "||"), "a.tf:6:12-6:14");
}

// The shapes that real repositories have.
TEST(Terraform, FollowsReferences) {
  const std::string by_value = filter(
      "  for_each = local.alarms\n  name = each.key\n"
      "  pattern = each.value.pattern");
  EXPECT_THAT(read({{"a.tf",
                     "locals {\n  alarms = {\n    S3 = { pattern = \"{ $.a = 1 }\" }\n"
                     "    \"b c\" = { pattern = \"{ $.b = 1 }\" }\n  }\n}\n" +
                         by_value}}),
              ElementsAre(kThis + "[\"S3\"] | { $.a = 1 } | a.tf:3:22-3:35",
                          kThis + "[\"b c\"] | { $.b = 1 } | a.tf:4:25-4:38"));
  // A map without a key called pattern.
  EXPECT_THAT(read({{"a.tf", "locals {\n  p = {\n    S3 = \"{ $.a = 1 }\"\n  }\n}\n" +
                                 filter("  for_each = local.p\n  pattern = each.value")}}),
              ElementsAre(kThis + "[\"S3\"] | { $.a = 1 } | a.tf:3:10-3:23"));
  EXPECT_THAT(
      read({{"a.tf", filter("  for_each = { \"S3\" = \"{ $.a = 1 }\" }\n  pattern = each.value")}}),
      ElementsAre(kThis + "[\"S3\"] | { $.a = 1 } | a.tf:2:23-2:36"));
  EXPECT_THAT(
      read({{"a.tf", "variable \"p\" {\n  default = [\"{ $.a = 1 }\", \"{ $.b = 1 }\"]\n}\n" +
                         filter("  count = length(var.p)\n  pattern = var.p[count.index]")}}),
      ElementsAre(kThis + "[0] | { $.a = 1 } | a.tf:2:14-2:27",
                  kThis + "[1] | { $.b = 1 } | a.tf:2:29-2:42"));
  EXPECT_THAT(
      read({{"a.tf",
             "variable \"p\" {\n  type = map(any)\n  default = { a = \"{ $.a = 1 }\" }\n}\n" +
                 filter("  pattern = \"${lookup(var.p, \"a\")}\"")}}),
      ElementsAre(kThis + " | { $.a = 1 } | a.tf:3:19-3:32"));
  EXPECT_THAT(read({{"a.tf", "variable \"on\" {\n  default = true\n}\n" +
                                 filter("  count = var.on ? 1 : 0\n"
                                        "  pattern = join(\" \", [\"{ $.a = 1\", var.on ? \"}\" : "
                                        "\"&& $.b = 1 }\"])")}}),
              ElementsAre(kThis + "[0] | { $.a = 1 } | a.tf:6:13-6:68"));
  EXPECT_THAT(read({{"a.tf", filter("  for_each = toset([\"Put\", \"Delete\"])\n"
                                    "  pattern = \"{ $.n = ${each.key} }\"")}}),
              ElementsAre(kThis + "[\"Delete\"] | { $.n = Delete } | a.tf:3:13-3:36",
                          kThis + "[\"Put\"] | { $.n = Put } | a.tf:3:13-3:36"));
  EXPECT_THAT(read({{"a.tf", filter("  pattern = jsonencode({ a = 1 })")}}),
              ElementsAre(kThis + " | {\"a\":1} | a.tf:2:13-2:34"));
}

TEST(Terraform, TakesValuesOfVariables) {
  const std::string module =
      "variable \"p\" {\n  default = \"{ $.d = 1 }\"\n}\n" + filter("  pattern = var.p");
  const std::string used = kThis + " | ";
  EXPECT_THAT(read({{"a.tf", module}}), ElementsAre(used + "{ $.d = 1 } | a.tf:2:13-2:26"));
  // In Terraform's order; what is not automatic is only looked into.
  EXPECT_THAT(read({{"m/a.tf", module}, {"m/terraform.tfvars", "p = \"{ $.t = 1 }\"\n"}}),
              ElementsAre(used + "{ $.t = 1 } | m/terraform.tfvars:1:5-1:18",
                          "literal var.p | { $.d = 1 } | m/a.tf:2:13-2:26"));
  EXPECT_THAT(read({{"a.tf", module},
                    {"a.auto.tfvars", "p = \"{ $.a = 1 }\"\n"},
                    {"b.auto.tfvars", "p = \"{ $.b = 1 }\"\n"},
                    {"prod.tfvars", "p = [\"{ $.c = 1 }\"]\n"},
                    {"terraform.tfvars", "p = \"{ $.t = 1 }\"\n"}}),
              ElementsAre(used + "{ $.b = 1 } | b.auto.tfvars:1:5-1:18",
                          "literal var.p | { $.a = 1 } | a.auto.tfvars:1:5-1:18",
                          "literal var.p | { $.d = 1 } | a.tf:2:13-2:26",
                          "literal var.p[0] | { $.c = 1 } | prod.tfvars:1:6-1:19",
                          "literal var.p | { $.t = 1 } | terraform.tfvars:1:5-1:18"));
}

TEST(Terraform, EvaluatesModulesAsTheyAreCalled) {
  const std::string module =
      "variable \"events\" {\n  type = set(string)\n}\nvariable \"on\" {\n  default = true\n}\n" +
      filter(
          "  count = var.on ? 1 : 0\n"
          "  pattern = \"{ ${join(\" || \", [for e in var.events : \"$.n = ${e}\"])} }\"") +
      "output \"name\" {\n  value = join(\"-\", var.events)\n}\n";
  EXPECT_THAT(
      read(
          {{"main.tf",
            "module \"a\" {\n  source = \"./modules/cis\"\n  events = [\"Put\", \"Delete\"]\n}\n"
            "module \"b\" {\n  source = \"./modules/cis\"\n  for_each = { x = \"X\", y = \"Y\" }\n"
            "  events = [each.value]\n  on = each.key == \"y\"\n}\n"
            "module \"c\" {\n  source = \"./modules/cis\"\n  count = 2\n  events = "
            "[\"E${count.index}\"]\n}\n" +
                filter("  pattern = \"{ $.n = ${module.a.name} || $.n = ${module.b[\"x\"].name} || "
                       "$.n = ${module.c[1].name} || $.n = ${join(\",\", module.c[*].name)} }\"")},
           {"modules/cis/main.tf", module}}),
      ElementsAre(
          HasSubstr(kThis + " | { $.n = Delete-Put || $.n = X || $.n = E1 || $.n = E0,E1 }"),
          HasSubstr("module.a." + kThis + "[0] | { $.n = Delete || $.n = Put }"),
          HasSubstr("module.b[\"y\"]." + kThis + "[0] | { $.n = Y }"),
          HasSubstr("module.c[0]." + kThis + "[0] | { $.n = E0 }"),
          HasSubstr("module.c[1]." + kThis + "[0] | { $.n = E1 }")));
  // A module is not read alone if another calls it, wherever that one is.
  EXPECT_THAT(read({{"examples/x/main.tf",
                     "module \"m\" {\n  source = \"../..\"\n  p = \"{ $.a = 1 }\"\n}\n"},
                    {"main.tf", "variable \"p\" {}\n" + filter("  pattern = var.p")}}),
              ElementsAre("module.m." + kThis + " | { $.a = 1 } | examples/x/main.tf:3:7-3:20"));
}

TEST(Terraform, SaysWhatIsNotKnown) {
  const auto why = [](const std::string& before, const std::string& pattern) {
    const Found found =
        read_terraform(files({{"a.tf", before + filter("  pattern = " + pattern)}}));
    const Filter& first = found.filters.at(0);
    return first.unresolved ? first.unresolved->expression + ": " + first.unresolved->why
                            : first.pattern.value();
  };
  EXPECT_EQ(why("variable \"p\" {}\n", "var.p"), "var.p: the variable `p` has no default");
  EXPECT_EQ(why("", "var.p"), "var.p: the variable `p` is not declared");
  EXPECT_EQ(why("", "local.p"), "local.p: the local value `p` is not declared");
  EXPECT_EQ(why("", "file(\"p\")"),
            "file(\"p\"): the file is named by a path that is not known here");
  EXPECT_EQ(why("", "templatefile(\n  \"p\",\n  {})"),
            "templatefile( \"p\", {}): the function `templatefile` is not evaluated here");
  EXPECT_EQ(why("", "data.a.b.c"), "data.a.b.c: data are read only when Terraform runs");
  EXPECT_EQ(why("resource \"a\" \"b\" {}\n", "\"{ $.a = ${a.b.arn} }\""),
            "\"{ $.a = ${a.b.arn} }\": `a.b.arn` is known only when it is applied");
  EXPECT_EQ(why("module \"m\" {\n  source = \"x/y/z\"\n}\n", "module.m.p"),
            "module.m.p: the module `m` is not among the files");
  EXPECT_EQ(why("locals {\n  a = local.b\n  b = \"${local.a}x\"\n}\n", "local.a"),
            "local.a: the local value `a` refers to itself");
  EXPECT_EQ(why("", "null"), "null: it is null, not a string");
  EXPECT_EQ(why("", "[\"x\"]"), "[\"x\"]: it is a list, not a string");
  EXPECT_EQ(why("", "each.key"), "each.key: `each` has no meaning here");

  // One that is not known to be there, or how often, is read once.
  EXPECT_THAT(read({{"a.tf", "variable \"on\" {}\n" +
                                 filter("  count = var.on ? 1 : 0\n  pattern = \"{ $.a = 1 }\"")}}),
              ElementsAre(kThis + " | { $.a = 1 } | a.tf:4:13-4:26"));
  EXPECT_THAT(
      read({{"a.tf", "variable \"p\" {}\n" +
                         filter("  for_each = var.p\n  pattern = each.value.pattern")}}),
      ElementsAre(kThis +
                  " | ? each.value.pattern: the variable `p` has no default | a.tf:4:13-4:31"));
  EXPECT_THAT(read({{"a.tf", filter("  name = \"x\"")}}),
              ElementsAre("fault `" + kThis + "` has no `pattern` | a.tf:1:1-3:2"));
}

TEST(Terraform, KnowsNamesAndLogGroups) {
  const Found found = read_terraform(
      files({{"a.tf",
              "resource \"aws_cloudwatch_log_group\" \"g\" {\n  name = \"trail\"\n}\n"
              "resource \"aws_cloudwatch_log_group\" \"h\" {\n  for_each = toset([\"x\", \"y\"])\n "
              " name = \"t/${each.key}\"\n}\n"
              "resource \"aws_cloudwatch_log_group\" \"i\" {\n  name_prefix = \"t\"\n}\n" +
                  filter("  name = \"a\"\n  pattern = \"\"\n  log_group_name = "
                         "aws_cloudwatch_log_group.g.name") +
                  filter("  name = \"a\"\n  pattern = \"\"\n  log_group_name = "
                         "aws_cloudwatch_log_group.g.id") +
                  filter("  name = var.x\n  pattern = \"\"\n  log_group_name = "
                         "aws_cloudwatch_log_group.h[\"y\"].name") +
                  filter("  pattern = \"\"\n  log_group_name = aws_cloudwatch_log_group.i.name") +
                  filter("  pattern = \"\"\n  log_group_name =   aws_cloudwatch_log_group.i.name") +
                  filter("  pattern = \"\"\n")}}));
  ASSERT_EQ(found.filters.size(), 6U);
  EXPECT_EQ(found.filters[0].name, "a");
  EXPECT_EQ(found.filters[0].log_group, "trail");
  EXPECT_EQ(found.filters[1].log_group, "trail");
  EXPECT_EQ(found.filters[1].log_group_key, found.filters[0].log_group_key);
  EXPECT_EQ(found.filters[2].name, std::nullopt);
  EXPECT_EQ(found.filters[2].log_group, "t/y");
  EXPECT_EQ(found.filters[3].log_group, std::nullopt);
  EXPECT_EQ(found.filters[3].log_group_key, found.filters[4].log_group_key);
  EXPECT_NE(found.filters[3].log_group_key, "");
  EXPECT_EQ(found.filters[5].log_group_key, "");

  // What depends on the copy is not the same for all.
  const Found copies = read_terraform(files(
      {{"a.tf",
        filter("  count = 2\n  pattern = \"\"\n  log_group_name = var.names[count.index]")}}));
  EXPECT_NE(copies.filters[0].log_group_key, copies.filters[1].log_group_key);
}

// What is not known may be so, and then less is claimed.
TEST(Terraform, KnowsWhatTheFilterSees) {
  const std::string lines[] = {"",
                               "apply_on_transformed_logs = true",
                               "apply_on_transformed_logs = \"true\"",
                               "apply_on_transformed_logs = var.unknown",
                               "apply_on_transformed_logs = false",
                               "apply_on_transformed_logs = null",
                               "field_selection_criteria = \"@aws.account = 1\"",
                               "field_selection_criteria = \"\""};
  std::string text;
  for (const std::string& line : lines) text += filter("  pattern = \"\"\n  " + line + "\n");
  const Found found = read_terraform(files({{"a.tf", text}}));
  std::string sees;
  for (const Filter& one : found.filters)
    sees += one.sees_transformed ? 't' : one.sees_some ? 's' : '-';
  EXPECT_EQ(sees, "-ttt--s-");
}

TEST(Terraform, FindsLiterals) {
  EXPECT_THAT(
      read({{"a.tf",
             "locals {\n  a = { \"S3\" = { pattern = \"{ $.a = 1 }\" } }\n  b = \"no pattern\"\n"
             "  c = \"{ $.c = ${var.x} }\"\n}\n"
             "variable \"v\" {\n  default = [\"{ $.d = 1 }\"]\n  description = \"{ $.e = 1 }\"\n}\n"
             "resource \"aws_x\" \"y\" {\n  attr = f(\"{ $.f = 1 }\")\n  b {\n    c = \"{ $[0] = 1 "
             "}\"\n  }\n}\n"
             "data \"d\" \"e\" {\n  x = \"{ $.g = 1 }\"\n}\n"
             "module \"m\" {\n  source = \"far/away\"\n  filters = [{ p = <<-E\n    { $.h = 1 }\n  "
             "  E\n  }]\n}\n"
             "output \"o\" {\n  value = true ? \"{ $.i = 1 }\" : \"{ $.j = 1 }\"\n}\n"}}),
      ElementsAre(
          "literal local.a[\"S3\"].pattern | { $.a = 1 } | a.tf:2:28-2:41",
          "literal local.c | ? \"{ $.c = ${var.x} }\": what `var.x` is depends on where it is "
          "used | a.tf:4:7-4:27",
          "literal var.v[0] | { $.d = 1 } | a.tf:7:14-7:27",
          "literal var.v.description | { $.e = 1 } | a.tf:8:17-8:30",
          "literal aws_x.y.attr | { $.f = 1 } | a.tf:11:12-11:25",
          "literal aws_x.y.b.c | { $[0] = 1 } | a.tf:13:9-13:23",
          "literal data.d.e.x | { $.g = 1 } | a.tf:17:7-17:20",
          "literal module.m.filters[0].p | { $.h = 1 } | a.tf:22:1-23:1",
          "literal output.o | { $.i = 1 } | a.tf:27:18-27:31",
          "literal output.o | { $.j = 1 } | a.tf:27:34-27:47"));
  // Of a condition that nobody knows, both.
  EXPECT_THAT(read({{"a.tf", "variable \"x\" {}\n" +
                                 filter("  pattern = var.x ? \"{ $.a = 1 }\" : \"{ $.b = 1 }\"")}}),
              ElementsAre(HasSubstr(kThis + " | ? var.x ? \"{ $.a = 1 }\" : \"{ $.b = 1 }\": "),
                          HasSubstr("literal " + kThis + ".pattern | { $.a = 1 }"),
                          HasSubstr("literal " + kThis + ".pattern | { $.b = 1 }")));
  // What a filter has a part of is no other one.
  EXPECT_THAT(read({{"a.tf", "locals {\n  x = \"{ $.a = 1 }\"\n}\n" +
                                 filter("  pattern = trimspace(\" ${local.x} \")") +
                                 filter("  pattern = \"{ $.b = ${nothing} }\"")}}),
              ElementsAre(HasSubstr("this | { $.a = 1 } | a.tf:5:13"), HasSubstr("this | ? ")));
}

TEST(Terraform, ReadsFilesBesideTheModule) {
  EXPECT_THAT(read({{"m/a.tf", filter("  pattern = file(\"${path.module}/p/s3.filter\")")},
                    {"m/p/s3.filter", "{ $.a = 1 }\n"}}),
              ElementsAre(kThis + " | { $.a = 1 } | m/p/s3.filter:1:1-2:1"));
  EXPECT_THAT(read({{"m/a.tf", filter("  pattern = file(\"${path.module}/p\")")}}),
              ElementsAre(HasSubstr("the file `./p` is not among those read")));
}

TEST(Terraform, DecodesFilesBesideTheModule) {
  const std::string module =
      "locals {\n  all = yamldecode(file(\"${path.module}/c.yaml\"))\n}\n" +
      filter("  for_each = local.all\n  pattern = each.value.filter_pattern");
  EXPECT_THAT(read({{"m/a.tf", module},
                    {"m/c.yaml",
                     "S3:\n  filter_pattern: \"{ $.a = \\\"x\\\" }\"\n"
                     "KMS:\n  filter_pattern: '{ $.b = 1 }'\n  alarm: yes\n"}}),
              ElementsAre(kThis + "[\"KMS\"] | { $.b = 1 } | m/c.yaml:4:19-4:32",
                          kThis + "[\"S3\"] | { $.a = \"x\" } | m/c.yaml:2:19-2:36"));
  EXPECT_THAT(
      read({{"a.tf", filter("  pattern = jsondecode(file(\"${path.module}/c.json\"))[0].p")},
            {"c.json", "[{ \"p\": \"{ $.a = 1 }\", \"n\": 1.50 }]"}}),
      ElementsAre(kThis + " | { $.a = 1 } | c.json:1:9-1:22"));
  EXPECT_THAT(read({{"a.tf", filter("  pattern = jsondecode(\"[1]\")[0]")}}),
              ElementsAre(HasSubstr("what is no whole file is not decoded here")));
  EXPECT_THAT(read({{"a.tf", filter("  pattern = yamldecode(file(\"${path.module}/c.yaml\"))")},
                    {"c.yaml", "yes"}}),
              ElementsAre(HasSubstr("`yes` may be a boolean")));
}

TEST(Terraform, TakesOverrides) {
  EXPECT_THAT(read({{"a.tf", filter("  name = \"a\"\n  pattern = \"{ $.a = 1 }\"")},
                    {"override.tf", filter("  pattern = \"{ $.b = 1 }\"")}}),
              ElementsAre(kThis + " | { $.b = 1 } | override.tf:2:13-2:26",
                          "literal " + kThis + ".pattern | { $.a = 1 } | a.tf:3:13-3:26"));
}

TEST(Terraform, ReadsTheRestOfWhatIsBroken) {
  EXPECT_THAT(read({{"a.tf", "locals {\n  a = \"{ $.a = 1 }\" \"\n}\n" +
                                 filter("  pattern = \"{ $.b = 1 }\"")},
                    {"b.tf", std::string("\xFF") + filter("  pattern = \"{ $.c = 1 }\"")},
                    {"c.tf", std::string((std::size_t{16} << 20U) + 1, ' ')},
                    {"d/d.tf", filter("  pattern = \"{ $.d = 1 }\"")}}),
              UnorderedElementsAre("fault expected the end of the line | a.tf:2:21-2:22",
                                   "fault the file is not UTF-8 | b.tf:1:1-1:2",
                                   "fault the file is larger than 16 MiB | c.tf:1:1-1:1",
                                   kThis + " | { $.b = 1 } | a.tf:5:13-5:26",
                                   kThis + " | { $.d = 1 } | d/d.tf:2:13-2:26",
                                   "literal  | { $.a = 1 } | a.tf:2:7-2:20"));
}

TEST(Terraform, ReadsJson) {
  const std::string json = R"json({
  "locals": { "s": "s3", "p": { "x": "{ $.x = 1 }" } },
  "resource": {
    "aws_cloudwatch_log_metric_filter": {
      "a": { "name": "a", "pattern": "{ $.e = \"${local.s}\" }" },
      "b": [{ "for_each": "${local.p}", "pattern": "${each.value}" }],
      "c": { "count": 1, "pattern": "{ $.c = ${count.index} }" }
    }
  },
  "variable": { "v": { "type": "list(string)", "default": ["{ $.v = 1 }"] } },
  "output": { "o": { "value": "${f(\"{ $.o = 1 }\")}" } }
})json";
  const Found found = read_terraform(files({{"cdk.tf.json", json}}));
  const std::string type = "aws_cloudwatch_log_metric_filter.";
  EXPECT_THAT(shown(found),
              ElementsAre(type + R"(a | { $.e = "s3" } | cdk.tf.json:5:38-5:64)",
                          type + "b[\"x\"] | { $.x = 1 } | cdk.tf.json:2:38-2:51",
                          type + "c[0] | { $.c = 0 } | cdk.tf.json:7:37-7:63",
                          "literal var.v[0] | { $.v = 1 } | cdk.tf.json:10:60-10:73",
                          "literal output.o | { $.o = 1 } | cdk.tf.json:11:36-11:51"));
  EXPECT_EQ(place(found.filters[0], "\"s3"), "cdk.tf.json:5:47-5:49");
  EXPECT_EQ(place(found.filters[0], "s3"), "cdk.tf.json:2:21-2:23");
  EXPECT_EQ(found.filters[0].pattern.pieces()[0].quoting, Quoting::Json);

  EXPECT_THAT(read({{"a.tf.json", "{"}}), ElementsAre(HasSubstr("fault ")));
  EXPECT_THAT(read({{"a.tf", "variable \"p\" {}\n" + filter("  pattern = var.p")},
                    {"terraform.tfvars.json", R"({ "p": "{ $.a = ${x} }" })"}}),
              ElementsAre(kThis + " | { $.a = ${x} } | terraform.tfvars.json:1:8-1:24"));
}

TEST(Terraform, IsBounded) {
  // Modules that call each other, and one that calls itself.
  EXPECT_THAT(read({{"a/a.tf", "module \"b\" {\n  source = \"../b\"\n}\n" +
                                   filter("  pattern = \"{ $.a = 1 }\"")},
                    {"b/b.tf", "module \"a\" {\n  source = \"../a\"\n}\n"},
                    {"c/c.tf", "module \"c\" {\n  source = \"./.\"\n}\n"}}),
              UnorderedElementsAre(HasSubstr("fault the module `a` calls itself | b/b.tf"),
                                   HasSubstr("fault the module `c` calls itself | c/c.tf"),
                                   HasSubstr(kThis + " | { $.a = 1 }")));
  // A value of one module that waits for its own.
  EXPECT_THAT(read({{"a.tf", "module \"m\" {\n  source = \"./m\"\n  x = module.m.y\n}\n"},
                    {"m/m.tf", "variable \"x\" {}\noutput \"y\" {\n  value = var.x\n}\n" +
                                   filter("  pattern = var.x")}}),
              ElementsAre(HasSubstr("refers to itself")));

  // Instances multiply: twenty modules in a row, each called three times by the one before.
  Files many;
  for (int i = 0; i < 20; ++i) {
    const std::string name = "m" + std::to_string(i) + "/a.tf";
    std::string text =
        filter("  for_each = toset([for i in range(100) : \"k${i}\"])\n  pattern = each.key");
    for (const char* call : {"a", "b", "c"})
      text += "module \"" + std::string(call) + "\" {\n  source = \"../m" + std::to_string(i + 1) +
              "\"\n}\n";
    many[name] = std::make_shared<Source>(name, text);
  }
  EXPECT_LT(read_terraform(many).filters.size(), 40'000U);

  // A long way from one local value to the next.
  std::string chain = "locals {\n  l0 = \"{ $.a = 1 }\"\n";
  for (int i = 1; i < 20'000; ++i)
    chain += "  l" + std::to_string(i) + " = [local.l" + std::to_string(i - 1) + ", local.l" +
             std::to_string(i - 1) + "]\n";
  const Found deep = read_terraform(
      files({{"a.tf", chain + "}\n" + filter("  pattern = jsonencode(local.l19999)") +
                          filter("  pattern = jsonencode(local.l30)")}}));
  EXPECT_TRUE(deep.filters[0].unresolved);
  EXPECT_TRUE(deep.filters[1].unresolved);

  EXPECT_THAT(read({{"a.tf", filter("  count = 1000000000\n  pattern = \"x\"")}}),
              ElementsAre(HasSubstr(kThis + " | x")));
  // Many folders that take all that they may, and the last still is read.
  Files greedy = files({{"z/a.tf", filter("  pattern = \"{ $.a = 1 }\"")}});
  const std::string loop =
      "locals {\n  a = range(1000)\n}\n" +
      filter("  pattern = join(\"\", [for a in local.a : [for b in local.a : 1 == 1]][0])");
  for (int i = 0; i < 30; ++i) {
    const std::string name = "f" + std::to_string(i) + "/a.tf";
    greedy[name] = std::make_shared<Source>(name, loop);
  }
  const Found last = read_terraform(greedy);
  ASSERT_EQ(last.filters.size(), 31U);
  EXPECT_TRUE(last.filters[29].unresolved);
  EXPECT_EQ(last.filters[30].pattern.value(), "{ $.a = 1 }");

  EXPECT_THAT(read({}), IsEmpty());
  EXPECT_THAT(read({{"a.tf", ""}, {"b.tfvars", ""}}), IsEmpty());
}

TEST(Terraform, SeesWhatLooksLikeAPattern) {
  EXPECT_TRUE(looks_like_pattern(" { $.a = 1 }\n"));
  EXPECT_TRUE(looks_like_pattern("{$[0] = 1}"));
  EXPECT_FALSE(looks_like_pattern("{ a = 1 }"));
  EXPECT_FALSE(looks_like_pattern("x { $.a = 1 }"));
  EXPECT_FALSE(looks_like_pattern("{ $.a = 1 } x"));
  EXPECT_FALSE(looks_like_pattern("{"));
  EXPECT_FALSE(looks_like_pattern(" "));
}

}  // namespace
}  // namespace filtercheck::scan
