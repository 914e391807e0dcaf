#include "review/review.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace filtercheck::review {
namespace {

using ::testing::ElementsAre;

// "file:line:column address = pattern" of each filter, or its expression behind a `?`.
std::vector<std::string> read(std::initializer_list<std::pair<std::string, std::string>> list) {
  scan::Files files;
  for (const auto& [name, bytes] : list) files[name] = std::make_shared<scan::Source>(name, bytes);
  std::vector<std::string> lines;
  for (const scan::Found& found : read_all(files)) {
    for (const scan::Filter& filter : found.filters) {
      const scan::FilePlace place = place_of(filter);
      lines.push_back(begin_of(filter).source->name() + ":" + std::to_string(place.line) + ":" +
                      std::to_string(place.column) + " " + filter.address +
                      (filter.unresolved ? " ? " + filter.unresolved->expression
                                         : " = " + filter.pattern.value()));
    }
  }
  return lines;
}

const std::string kThis = "aws_cloudwatch_log_metric_filter.this";

std::string resource(const std::string& body) {
  return "resource \"aws_cloudwatch_log_metric_filter\" \"this\" {\n" + body + "\n}\n";
}

TEST(ReadAll, GivesTerraformTheFilesThatItReads) {
  const std::string module = resource(
      "  for_each = yamldecode(file(\"${path.module}/c.yaml\"))\n  pattern = each.value.p");
  // What it makes filters of is not told again as a string.
  EXPECT_THAT(read({{"m/a.tf", module}, {"m/c.yaml", "a: {p: '{ $.a = 1 }', q: '{ $.b = 1 }'}\n"}}),
              ElementsAre("m/c.yaml:1:27 a.q = { $.b = 1 }",
                          "m/c.yaml:1:9 " + kThis + "[\"a\"] = { $.a = 1 }"));
  EXPECT_THAT(read({{"m/a.tf", resource("  pattern = file(\"${path.module}/p.filter\")")},
                    {"m/p.filter", "ERROR\n"},
                    {"m/q.filter", "ERROR\n"}}),
              ElementsAre("m/q.filter:1:1  = ERROR", "m/p.filter:1:1 " + kThis + " = ERROR"));
}

TEST(ReadAll, TakesTerraformWithoutAName) {
  EXPECT_THAT(read({{"standard input", resource("  pattern = \"{ $.a = 1 }\"")}}),
              ElementsAre("standard input:2:14 " + kThis + " = { $.a = 1 }"));
}

// Behind the quote, as one that is not empty.
TEST(ReadAll, KnowsWhereEmptyPatternsBegin) {
  EXPECT_THAT(read({{"a.tf", resource("  pattern = \"\"")}}),
              ElementsAre("a.tf:2:14 " + kThis + " = "));
  EXPECT_THAT(
      read({{"a.tf.json",
             R"({"resource":{"aws_cloudwatch_log_metric_filter":{"this":{"pattern":""}}}})"}}),
      ElementsAre("a.tf.json:1:69 " + kThis + " = "));
  for (const char* empty : {"''", "\"\""}) {
    const std::string yaml = "metricFilters: [{filterName: a, filterPattern: ";
    EXPECT_THAT(read({{"a.yaml", yaml + empty + "}]\n"}}), ElementsAre("a.yaml:1:49 a = "));
  }
}

}  // namespace
}  // namespace filtercheck::review
