// What is collected from an account is all that its audit needs: of each case of cases.json the
// files stand in for AWS, and what is asked for is judged as the whole is.
#include "audit/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "audit/audit.hpp"
#include "audit_support.hpp"

namespace filtercheck::audit {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Json = nlohmann::ordered_json;

constexpr const char* kRegion = "us-east-1";

bool is_of_this_account(const Call& call) {
  return call.arn.find(":123456789012:") != std::string::npos;
}

// What the files of a case say to the call, in the file that it has of itself.
void answer(const Files& aws, const Call& call, Files& bundle) {
  const std::string path = path_of(call);
  const std::string error_path = path.substr(0, path.size() - 5) + ".err";
  Bundle whole(aws);
  auto output = whole.output(call);
  const auto* none = std::get_if<NoAnswer>(&output);
  if (none != nullptr && none->kind == NoAnswer::Kind::Missing && is_of_this_account(call)) {
    Call by_name = call;
    by_name.name = call.arn.substr(call.arn.find_last_of(":/") + 1);
    output = whole.output(by_name);
    none = std::get_if<NoAnswer>(&output);
  }
  if (none == nullptr) {
    bundle[path] = aws.at(std::get<const Document*>(output)->file());
  } else if (none->kind == NoAnswer::Kind::Unreadable) {
    bundle[path] = {"{", ""};
  } else if (none->kind == NoAnswer::Kind::Refused) {
    bundle[error_path] = aws.at(none->evidence.file);
  } else {
    bundle[error_path] = {"there is no answer", ""};
  }
}

struct Collection {
  Files bundle;
  std::vector<Call> calls;
};

Collection collected(const Files& aws, const std::vector<std::string>& regions) {
  Collection collection;
  const auto manifest = aws.find("manifest.json");
  if (manifest != aws.end()) collection.bundle.insert(*manifest);
  std::set<std::vector<std::string>> made;
  for (bool is_done = false; !is_done;) {
    is_done = true;
    Account account{Bundle(collection.bundle)};
    for (const Call& call : needed_calls(account, regions)) {
      if (!made.insert(arguments_of(call)).second) continue;
      is_done = false;
      collection.calls.push_back(call);
      answer(aws, call, collection.bundle);
    }
  }
  return collection;
}

std::vector<std::string> files_in(const Files& files) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files) names.push_back(name);
  return names;
}

std::string verdicts(const Report& report) {
  std::string text;
  for (const ControlAnswer& answer : report.controls) {
    text += std::string(name_of(answer.verdict)) + ":";
    for (const Chain& chain : answer.chains)
      for (const Step& step : chain.steps) text += std::string(" ") + name_of(step.verdict).data();
  }
  return text;
}

TEST(Plan, AsksForAllThatAnAuditNeeds) {
  for (const auto& test : suite().at("cases")) {
    SCOPED_TRACE(test.at("name").get<std::string>());
    // One answer, and not what was asked for, makes a region unknown: no call asks twice.
    const Files aws = files_of(changed(suite(), test));
    std::vector<std::string> regions;
    for (const auto& [name, bytes] : aws)
      if (name.find("/describe-trails") != std::string::npos)
        regions.push_back(name.substr(0, name.find('/')));
    if (regions.empty()) continue;
    const std::vector<Asked> asked{asked_of(test.value("control", "s3-bucket-policy-changes"))};
    EXPECT_EQ(verdicts(audited(collected(aws, regions).bundle, asked)),
              verdicts(audited(aws, asked)));
  }
}

TEST(Plan, AsksForNothingElse) {
  const Files aws = files_of(suite().at("base"));
  const Collection collection = collected(aws, {kRegion});
  EXPECT_EQ(files_in(collection.bundle), files_in(aws));
  EXPECT_EQ(collection.calls.size(), aws.size());
}

// A topic that no alarm on these filters tells is not asked about; those of composite alarms are.
TEST(Plan, AsksForTopicsOfAlarmsThatWatchTheFilters) {
  Json files = suite().at("base");
  Json& alarms = files.at("us-east-1/cloudwatch/describe-alarms.json");
  Json other = alarms.at("MetricAlarms").at(0);
  other["AlarmName"] = "cpu";
  other["MetricName"] = "CPUUtilization";
  other["AlarmActions"] = {"arn:aws:sns:us-east-1:123456789012:operations"};
  alarms.at("MetricAlarms").push_back(other);
  alarms.at("CompositeAlarms") = Json::array(
      {{{"AlarmName", "c"},
        {"AlarmRule", "ALARM(s3-alarm)"},
        {"ActionsEnabled", true},
        {"AlarmActions", {"arn:aws:sns:eu-west-1:123456789012:far", "arn:aws:lambda:x"}}}});
  std::vector<std::string> topics;
  for (const Call& call : collected(files_of(files), {kRegion}).calls)
    if (call.service == "sns") topics.push_back(call.region + " " + call.arn);
  EXPECT_THAT(topics, ElementsAre("us-east-1 arn:aws:sns:us-east-1:123456789012:cis",
                                  "eu-west-1 arn:aws:sns:eu-west-1:123456789012:far"));
}

// Each trail where it is at home, by its ARN; what it names where that is.
TEST(Plan, FollowsTrailsToOtherRegions) {
  Json files = suite().at("base");
  Json& trail = files.at("us-east-1/cloudtrail/describe-trails.json").at("trailList").at(0);
  trail["HomeRegion"] = "eu-west-1";
  trail["TrailARN"] = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/main";
  trail["CloudWatchLogsLogGroupArn"] = "arn:aws:logs:eu-west-2:123456789012:log-group:g:*";
  std::vector<std::string> asked;
  for (const Call& call : collected(files_of(files), {kRegion}).calls)
    asked.push_back(path_of(call));
  EXPECT_THAT(asked, ElementsAre("us-east-1/cloudtrail/describe-trails.json",
                                 "eu-west-1/cloudtrail/get-trail-status/main.json",
                                 "eu-west-1/cloudtrail/get-event-selectors/main.json",
                                 "eu-west-2/cloudwatch/describe-alarms.json",
                                 "eu-west-2/logs/describe-metric-filters/g.json"));
}

// Of a trail of another account its own name may be that of one of this account.
TEST(Plan, NamesWhatIsOfAnotherAccountByItsArn) {
  Json files = suite().at("base");
  Json& list = files.at("us-east-1/cloudtrail/describe-trails.json").at("trailList");
  Json organisation = list.at(0);
  organisation["IsOrganizationTrail"] = true;
  organisation["TrailARN"] = "arn:aws:cloudtrail:us-east-1:999999999999:trail/main";
  organisation["CloudWatchLogsLogGroupArn"] = "arn:aws:logs:us-east-1:999999999999:log-group:g:*";
  list.push_back(organisation);
  const Collection collection = collected(files_of(files), {kRegion});
  const std::string name = "arn%3Aaws%3Acloudtrail%3Aus-east-1%3A999999999999%3Atrail%2Fmain";
  EXPECT_THAT(files_in(collection.bundle),
              Contains("us-east-1/cloudtrail/get-trail-status/" + name + ".err"));
  // Its log group cannot be asked about from here.
  for (const Call& call : collection.calls) EXPECT_NE(call.name, "g");
  EXPECT_EQ(audited(collection.bundle, {asked_of("s3-bucket-policy-changes")})
                .controls.front()
                .chains.size(),
            2U);
}

// No name that AWS, or who stands in for it, answers with leads out of the bundle or to another
// argument.
TEST(Plan, TakesHostileNamesForNames) {
  const std::vector<std::string> names{"../x",      "..",      "/etc/passwd",
                                       "a/../../x", "--debug", std::string("a\0b", 3),
                                       "a\nb",      "$(x)",    "x;y"};
  for (const std::string& name : names) {
    SCOPED_TRACE(name);
    Json files = suite().at("base");
    Json& trail = files.at("us-east-1/cloudtrail/describe-trails.json").at("trailList").at(0);
    trail["Name"] = name;
    trail["CloudWatchLogsLogGroupArn"] = "arn:aws:logs:us-east-1:123456789012:log-group:" + name;
    const Collection by_name = collected(files_of(files), {kRegion});
    trail["HomeRegion"] = name;
    trail["CloudWatchLogsLogGroupArn"] =
        "arn:aws:logs:" + name + ":123456789012:log-group:CloudTrail/logs";
    const Collection by_region = collected(files_of(files), {kRegion});
    EXPECT_EQ(by_region.calls.size(), 1U);
    for (const Collection* collection : {&by_name, &by_region})
      for (const auto& [path, bytes] : collection->bundle) {
        EXPECT_TRUE(path.starts_with("us-east-1/")) << path;
        EXPECT_LE(std::count(path.begin(), path.end(), '/'), 3) << path;
        EXPECT_EQ(path.find('\0'), std::string::npos);
      }
    for (const Call& call : by_name.calls)
      for (const std::string& parameter : call.parameters)
        EXPECT_TRUE(parameter != name || !name.starts_with("-")) << parameter;
  }
}

TEST(Plan, EndsWithoutAnAnswer) {
  EXPECT_EQ(collected({}, {kRegion, "eu-west-1", kRegion}).calls.size(), 2U);
  EXPECT_THAT(collected({}, {"../x"}).calls, IsEmpty());
}

}  // namespace
}  // namespace filtercheck::audit
