#include "review/edits.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <variant>

#include "scan/readers.hpp"
#include "scan/recognise.hpp"
#include "scan/tree.hpp"

namespace filtercheck::review {
namespace {

// What the file is after the first `old` of its only filter's pattern was replaced; "none": it
// cannot be.
std::string edited(const std::string& name, const std::string& bytes, const std::string& old,
                   const std::string& text) {
  const auto source = std::make_shared<scan::Source>(name, bytes);
  const scan::Found found =
      name.ends_with(".tf") ? scan::read_terraform({{name, source}}) : scan::read_file(source);
  EXPECT_EQ(found.filters.size(), 1U) << bytes;
  const scan::Text& pattern = found.filters.at(0).pattern;
  const std::size_t at = pattern.value().find(old);
  EXPECT_NE(at, std::string::npos) << pattern.value();
  const auto edit = edit_of(pattern, {{at, at + old.size()}, text, true});
  if (!edit) return "none";
  return std::string(bytes).replace(edit->where.span.begin,
                                    edit->where.span.end - edit->where.span.begin, edit->text);
}

std::string terraform(const std::string& pattern) {
  return "resource \"aws_cloudwatch_log_metric_filter\" \"a\" {\n  pattern = " + pattern + "\n}\n";
}
std::string yaml(const std::string& pattern) {
  return "Resources:\n  A:\n    Type: AWS::Logs::MetricFilter\n    Properties:\n      "
         "FilterPattern: " +
         pattern + "\n";
}

TEST(EditOf, WritesInTheQuotesOfTheFile) {
  const std::string text = "\"x\\\" ' ${y}";
  EXPECT_EQ(edited("a.filter", "{ $.a = b }", "b", text), "{ $.a = \"x\\\" ' ${y} }");
  EXPECT_EQ(edited("a.tf", terraform("\"{ $.a = b }\""), "b", text),
            terraform("\"{ $.a = \\\"x\\\\\\\" ' $${y} }\""));
  EXPECT_EQ(edited("a.tf", terraform("<<EOT\n{ $.a = b }\nEOT"), "b", text),
            terraform("<<EOT\n{ $.a = \"x\\\" ' $${y} }\nEOT"));
  EXPECT_EQ(edited("a.yaml", yaml("'{ $.a = b }'"), "b", "\"it's\""),
            yaml("'{ $.a = \"it''s\" }'"));
  EXPECT_EQ(edited("a.yaml", yaml("\"{ $.a = b }\""), "b", "\"x\\\""),
            yaml("\"{ $.a = \\\"x\\\\\\\" }\""));
  EXPECT_EQ(edited("a.yaml", yaml(">-\n        { $.a = b\n        }"), "b", "\"x\""),
            yaml(">-\n        { $.a = \"x\"\n        }"));
  EXPECT_EQ(
      edited("a.json", R"({"metricFilters":[{"filterPattern":"{ $.a = b }"}]})", "b", "\"x\\\""),
      R"({"metricFilters":[{"filterPattern":"{ $.a = \"x\\\" }"}]})");
}

TEST(EditOf, ReplacesEscapesAsAWhole) {
  EXPECT_EQ(edited("a.tf", terraform("\"{ $.a = \\\"b\\\" }\""), "\"b\"", "c"),
            terraform("\"{ $.a = c }\""));
  EXPECT_EQ(
      edited("a.json", R"({"metricFilters":[{"filterPattern":"{ $.a = \u0062 }"}]})", "b", "c"),
      R"({"metricFilters":[{"filterPattern":"{ $.a = c }"}]})");
}

TEST(EditOf, LeavesWhatStandsInSeveralPlaces) {
  EXPECT_EQ(edited("a.tf", terraform("join(\"\", [\"{ $.a = b\", \"c }\"])"), "bc", "d"), "none");
  EXPECT_EQ(edited("a.tf", terraform("format(\"{ $.a = %d }\", 12)"), "12", "d"), "none");
  // A line end in the new text, or a variable of a template.
  EXPECT_EQ(edited("a.yaml", yaml("'{ $.a = b }'"), "b", "x\ny"), "none");
  EXPECT_EQ(edited("a.yaml", yaml("'{ $.a = b }'"), "b", "%${x}%"), "none");
}

}  // namespace
}  // namespace filtercheck::review
