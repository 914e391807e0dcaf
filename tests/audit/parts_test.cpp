// Metric math, rules of composite alarms and names of files, by themselves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <variant>

#include "audit/account.hpp"
#include "audit/bundle.hpp"
#include "audit/calls.hpp"
#include "audit/composite.hpp"
#include "audit/metric_math.hpp"

namespace filtercheck::audit {
namespace {

using ::testing::ElementsAre;

// With m1 = 1, m2 = 2 and nothing for m3.
Point math(const std::string& expression) {
  return metric_math(expression, {"m1", "m2"}, [](std::string_view id) -> Point {
    if (id == "m1") return 1.0;
    if (id == "m2") return 2.0;
    if (id == "m3") return NoData{};
    return Unknown{"?"};
  });
}

double number(const std::string& expression) {
  const Point point = math(expression);
  const auto* value = std::get_if<double>(&point);
  return value == nullptr ? -999 : *value;
}

TEST(MetricMath, Evaluates) {
  EXPECT_EQ(number("m1"), 1);
  EXPECT_EQ(number(" m1+m2 * 3 - 4/2 "), 5);
  EXPECT_EQ(number("-(m1 - m2)"), 1);
  EXPECT_EQ(number("10 - 2 - 3"), 5);
  EXPECT_EQ(number("m1 >= 1 AND m2 < 2 OR m1 == 1"), 1);
  EXPECT_EQ(number("m1 != 1 || m2 <= 1"), 0);
  EXPECT_EQ(number("SUM(METRICS())"), 3);
  EXPECT_EQ(number("MAX([m1, m2, 0.5])"), 2);
  EXPECT_EQ(number("MIN([m1, m2])"), 1);
  EXPECT_EQ(number("AVG([m1, m2])"), 1.5);
  EXPECT_EQ(number("IF(m1 > 1, 7, CEIL(m2 / 4))"), 1);
  EXPECT_EQ(number("ABS(0 - m2) + FLOOR(1.5)"), 3);
  EXPECT_EQ(number("FILL(m3, 4)"), 4);
  EXPECT_EQ(number("SUM([FILL(m3, m2), FILL(m1, 9)])"), 3);
  EXPECT_EQ(number("IF(m1, 5, m3)"), 5);
}

TEST(MetricMath, DoesNotGuess) {
  for (const char* expression : {"",
                                 "m1 +",
                                 "m1 m2",
                                 "(m1",
                                 "[m1, m2]",
                                 "METRICS()",
                                 "METRICS(m1)",
                                 "RATE(m1)",
                                 "m1 + m3",
                                 "SUM([m1, m3])",
                                 "m4",
                                 "m1 / 0",
                                 "m1 ^ 2",
                                 "FILL(m3, REPEAT)",
                                 "FILL(m3)",
                                 "IF(m1, 2)",
                                 "1 + [m1]",
                                 "'x'",
                                 "1e999",
                                 "-[m1]"})
    EXPECT_TRUE(std::holds_alternative<Unknown>(math(expression))) << expression;
  for (const char* expression : {"m3", "m3 + 1", "IF(m3 > 0, 1, 0)", "SUM([m3, m3])", "-m3"})
    EXPECT_TRUE(std::holds_alternative<NoData>(math(expression))) << expression;
}

TEST(MetricMath, IsBounded) {
  const std::string deep(100000, '(');
  EXPECT_TRUE(std::holds_alternative<Unknown>(math(deep + "m1")));
  EXPECT_TRUE(std::holds_alternative<Unknown>(math(std::string(100000, '-') + "m1")));
}

// With `a` in ALARM and nothing known of others.
std::optional<bool> rule(const std::string& text) {
  return rule_holds(text, [](AlarmState state, const std::string& name) -> std::optional<bool> {
    if (name == "a") return state == AlarmState::Alarm;
    if (state == AlarmState::Alarm) return false;
    return std::nullopt;
  });
}

TEST(CompositeRule, Evaluates) {
  EXPECT_EQ(rule("ALARM(a)"), true);
  EXPECT_EQ(rule(R"(ALARM("a") AND NOT ALARM("b c"))"), true);
  EXPECT_EQ(rule("OK(a) OR FALSE"), false);
  EXPECT_EQ(rule("NOT (OK(a) OR INSUFFICIENT_DATA(a))"), true);
  EXPECT_EQ(rule("FALSE AND TRUE OR TRUE"), true);
  EXPECT_EQ(rule("TRUE OR TRUE AND FALSE"), true);
  EXPECT_EQ(rule("OK(b)"), std::nullopt);
  EXPECT_EQ(rule("OK(b) AND FALSE"), false);
  EXPECT_EQ(rule("OK(b) OR ALARM( a )"), true);
}

TEST(CompositeRule, DoesNotGuess) {
  for (const char* text : {"", "ALARM", "ALARM(a", "ALARM(a) ALARM(a)", "(ALARM(a)",
                           "ALARM(a) XOR TRUE", "AT_LEAST(1, ALARM, (a))", "TRUEISH", "NOT"})
    EXPECT_EQ(rule(text), std::nullopt) << text;
  EXPECT_EQ(rule(std::string(100000, '(')), std::nullopt);
}

TEST(CompositeRule, NamesItsAlarms) {
  EXPECT_THAT(alarms_of(R"(ALARM("a") OR NOT OK(arn:aws:x:y:z:alarm:b))"),
              ElementsAre("a", "arn:aws:x:y:z:alarm:b"));
}

TEST(Calls, NameTheirFiles) {
  EXPECT_EQ(path_of(metric_filters_call("us-east-1", "/aws/cloud trail:100%")),
            "us-east-1/logs/describe-metric-filters/%2Faws%2Fcloud%20trail%3A100%25.json");
  EXPECT_EQ(path_of(alarms_call("us-east-1")), "us-east-1/cloudwatch/describe-alarms.json");
  for (const char* name : {"..", "../x", "/etc/passwd", "a/../../x"}) {
    const std::string path = path_of(metric_filters_call("us-east-1", name));
    EXPECT_EQ(std::count(path.begin(), path.end(), '/'), 3) << path;
    EXPECT_THAT(path, ::testing::EndsWith(".json"));
  }
}

// A log group may have a name of 512 characters, a file of 255.
TEST(Calls, CutNamesThatAreTooLong) {
  std::string name;
  while (name.size() < 512) name += "/log";
  const std::string other = name.substr(0, 511) + "x";
  const auto file = [](const std::string& group) {
    const std::string path = path_of(metric_filters_call("us-east-1", group));
    return path.substr(path.rfind('/') + 1);
  };
  EXPECT_LT(file(name).size(), 230U);
  EXPECT_NE(file(name), file(other));
  Files files;
  files[path_of(metric_filters_call("us-east-1", name))] = {"{}", ""};
  Bundle bundle(std::move(files));
  EXPECT_EQ(bundle.output(metric_filters_call("us-east-1", name)).index(), 0U);
  EXPECT_EQ(bundle.output(metric_filters_call("us-east-1", other)).index(), 1U);
}

TEST(Calls, AreOfRegions) {
  for (const char* name : {"us-east-1", "us-gov-west-1", "cn-north-1"})
    EXPECT_TRUE(is_region(name));
  for (const char* name : {"", ".", "..", "../x", "-x", "us east", "US-EAST-1", "a/b"})
    EXPECT_FALSE(is_region(name)) << name;
}

TEST(Account, ReadsLogGroups) {
  const auto group = parse_log_group("arn:aws-cn:logs:cn-north-1:1:log-group:/a/b.c#d:*");
  ASSERT_TRUE(group);
  EXPECT_EQ(group->name, "/a/b.c#d");
  EXPECT_EQ(group->partition, "aws-cn");
  EXPECT_EQ(parse_log_group("arn:aws:logs:us-east-1:1:log-group:g")->name, "g");
  EXPECT_FALSE(parse_log_group("arn:aws:logs:us-east-1:1:log-group:g:log-stream:s"));
  EXPECT_FALSE(parse_log_group("arn:aws:s3:::bucket"));
  EXPECT_FALSE(parse_log_group(""));
}

}  // namespace
}  // namespace filtercheck::audit
