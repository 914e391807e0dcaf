// Auditing a large account: 100 trails, each with a log group of 100 filters, and an alarm for each
// filter. The filters are those that the controls prescribe, over and over, or all different.
#include "audit/audit.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <variant>
#include <vector>

#include "controls/controls.hpp"
#include "filtercheck/parse.hpp"

namespace {

using namespace filtercheck;

constexpr std::size_t kTrails = 100;
constexpr std::size_t kFilters = 100;  // of each log group

const std::string kRegion = "us-east-1";
const std::string kAccount = "123456789012";

std::string arn(const std::string& service, const std::string& resource) {
  return "arn:aws:" + service + ":" + kRegion + ":" + kAccount + ":" + resource;
}

// "name":"text"
std::string member(const std::string& name, const std::string& text) {
  std::string out = "\"" + name + "\":\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

std::string listed(const std::string& name, const std::vector<std::string>& objects) {
  std::string out = "{\"" + name + "\":[";
  for (const std::string& object : objects) {
    if (out.back() != '[') out += ",\n";
    out += "{" + object + "}";
  }
  return out + "]}";
}

enum class Patterns { Prescribed, Different };

std::string pattern_of(Patterns patterns, std::size_t trail, std::size_t filter) {
  const std::vector<Control>& controls = builtin_controls();
  if (patterns == Patterns::Prescribed) return controls[filter % controls.size()].pattern;
  const std::string name = "Put" + std::to_string(trail) + "x" + std::to_string(filter);
  return "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName "
         "= " +
         name + ")) }";
}

audit::Files bundle_of(Patterns patterns) {
  audit::Files files;
  const auto put = [&](const std::string& name, const std::string& text) {
    files[kRegion + "/" + name + ".json"] = {text, ""};
  };
  std::vector<std::string> trails;
  std::vector<std::string> alarms;
  for (std::size_t t = 0; t < kTrails; ++t) {
    const std::string trail = "t" + std::to_string(t);
    const std::string group = "g" + std::to_string(t);
    const std::string trail_arn = arn("cloudtrail", "trail/" + trail);
    trails.push_back(member("Name", trail) + "," + member("TrailARN", trail_arn) + "," +
                     member("HomeRegion", kRegion) + R"(,"IsMultiRegionTrail":true,)" +
                     member("CloudWatchLogsLogGroupArn", arn("logs", "log-group:" + group + ":*")));
    put("cloudtrail/get-trail-status/" + trail, R"({"IsLogging":true})");
    put("cloudtrail/get-event-selectors/" + trail,
        "{" + member("TrailARN", trail_arn) +
            R"(,"EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":true}]})");
    std::vector<std::string> filters;
    for (std::size_t f = 0; f < kFilters; ++f) {
      const std::string metric = "m" + std::to_string(t) + "-" + std::to_string(f);
      filters.push_back(member("filterName", metric) + "," +
                        member("filterPattern", pattern_of(patterns, t, f)) + "," +
                        member("logGroupName", group) + R"(,"metricTransformations":[{)" +
                        member("metricName", metric) + "," + member("metricNamespace", "CIS") +
                        R"(,"metricValue":"1"}])");
      alarms.push_back(member("AlarmName", metric) + "," +
                       member("AlarmArn", arn("cloudwatch", "alarm:" + metric)) +
                       R"(,"ActionsEnabled":true,"AlarmActions":[")" + arn("sns", "cis") + "\"]," +
                       member("MetricName", metric) + "," + member("Namespace", "CIS") +
                       R"(,"Statistic":"Sum","Dimensions":[],"Period":300,"EvaluationPeriods":1,)" +
                       R"("Threshold":1.0,"ComparisonOperator":"GreaterThanOrEqualToThreshold")");
    }
    put("logs/describe-metric-filters/" + group, listed("metricFilters", filters));
  }
  put("cloudtrail/describe-trails", listed("trailList", trails));
  put("cloudwatch/describe-alarms", listed("MetricAlarms", alarms));
  put("sns/list-subscriptions-by-topic/cis",
      listed("Subscriptions", {member("SubscriptionArn", arn("sns", "cis:1"))}));
  return files;
}

std::vector<audit::Asked> asked(bool all) {
  std::vector<audit::Asked> asked;
  for (const Control& control : builtin_controls()) {
    if (!all && !asked.empty()) break;
    audit::Asked one{control.id, control.title, {}, control.pattern, {}};
    for (const ControlRequirement& required : control.requirements) {
      if (const auto* event = std::get_if<EventRequirement>(&required)) {
        one.requirements.push_back(event_requirement(event->event_source, event->event_name));
      } else {
        const auto& by_pattern = std::get<PatternRequirement>(required);
        one.requirements.push_back({{}, {}, by_pattern.label, parse(by_pattern.pattern).value()});
      }
    }
    asked.push_back(std::move(one));
  }
  return asked;
}

void large_account(benchmark::State& state, Patterns patterns, bool all_controls) {
  const audit::Files files = bundle_of(patterns);
  const std::vector<audit::Asked> questions = asked(all_controls);
  const audit::Verdict expected =
      patterns == Patterns::Prescribed ? audit::Verdict::Pass : audit::Verdict::Fail;
  for (auto _ : state) {
    const audit::Report report =
        audit::audit(audit::Bundle(files), questions, {ReadingChoice::Both, Domain::CloudTrail});
    if (report.controls.front().verdict != expected ||
        report.controls.front().chains.size() != kTrails)
      state.SkipWithError("wrong answer");
  }
}

BENCHMARK_CAPTURE(large_account, prescribed, Patterns::Prescribed, false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(large_account, prescribed_all_controls, Patterns::Prescribed, true)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(large_account, different, Patterns::Different, false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(large_account, different_all_controls, Patterns::Different, true)
    ->Unit(benchmark::kMillisecond);

}  // namespace
