// The conversation with the AWS CLI, of which a function stands in for the process.
#include "cli/collect.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

namespace filtercheck::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Json = nlohmann::json;

constexpr const char* kTrailArn = "arn:aws:cloudtrail:us-east-1:123456789012:trail/main";
constexpr const char* kThrottled =
    "\nAn error occurred (ThrottlingException) when calling the GetTrailStatus operation (reached "
    "max retries: 4): Rate exceeded\n";
constexpr const char* kDenied =
    "\nAn error occurred (AccessDeniedException) when calling the GetTrailStatus operation: no\n";

// Answers by operation; what is not there is denied.
class FakeAws {
 public:
  FakeAws() {
    answers_["--version"] = {0, "aws-cli/2.33.1 Python/3.13\n", "", false};
    const Json trails = {{"trailList",
                          {{{"Name", "main"},
                            {"HomeRegion", "us-east-1"},
                            {"TrailARN", kTrailArn},
                            {"IsMultiRegionTrail", true}}}}};
    answers_["describe-trails"] = {0, trails.dump(), "", false};
    answers_["get-trail-status"] = {0, R"({"IsLogging":true})", "", false};
    answers_["get-event-selectors"] = {0, "{}", "", false};
  }

  void answer(const std::string& operation, Finished finished) {
    answers_[operation] = std::move(finished);
  }
  // The first calls of an operation fail so.
  void fail(const std::string& operation, std::size_t times, const std::string& said) {
    failures_[operation] = {times, said};
  }

  std::variant<Collected, std::string> collect(const AccountOptions& options) {
    const AwsProcess process{[this](const std::vector<std::string>& argv) { return run(argv); },
                             [this](std::chrono::seconds time) { pauses.push_back(time.count()); }};
    return collect_account(options, process, 1767225600, err);
  }

  std::vector<std::vector<std::string>> calls;
  std::vector<std::chrono::seconds::rep> pauses;
  std::ostringstream err;

 private:
  std::variant<Finished, int> run(const std::vector<std::string>& argv) {
    const std::string& operation = argv.at(1) == "--version" ? argv.at(1) : argv.at(2);
    calls.push_back(argv);
    auto& [times, said] = failures_[operation];
    if (times > 0) {
      --times;
      return Finished{254, "", said, false};
    }
    const auto found = answers_.find(operation);
    if (found == answers_.end()) return ENOENT;
    return found->second;
  }

  std::map<std::string, Finished> answers_;
  std::map<std::string, std::pair<std::size_t, std::string>> failures_;
};

AccountOptions in(const std::vector<std::string>& regions) { return {{}, regions}; }

std::string fault_of(FakeAws& aws, const AccountOptions& options) {
  const auto result = aws.collect(options);
  const auto* why = std::get_if<std::string>(&result);
  return why == nullptr ? "" : *why;
}

Json manifest_of(const Collected& collected) {
  return Json::parse(collected.files.at("manifest.json").bytes);
}

TEST(Collect, SaysInTheManifestWhatWasRun) {
  FakeAws aws;
  const auto collected = std::get<Collected>(aws.collect(in({"us-east-1"})));
  EXPECT_EQ(collected.calls, 3U);
  EXPECT_EQ(collected.refused, 0U);
  const Json manifest = manifest_of(collected);
  EXPECT_EQ(manifest.at("account"), "123456789012");
  EXPECT_EQ(manifest.at("partition"), "aws");
  EXPECT_EQ(manifest.at("collected_at"), "2026-01-01T00:00:00Z");
  EXPECT_EQ(manifest.at("aws_version"), "aws-cli/2.33.1 Python/3.13");
  EXPECT_EQ(manifest.at("commands").size(), 3U);
  const Json& second = manifest.at("commands").at(1);
  EXPECT_EQ(second.at("file"), "us-east-1/cloudtrail/get-trail-status/main.json");
  EXPECT_EQ(second.at("exit"), 0);
  EXPECT_EQ(second.at("argv"), Json(aws.calls.at(2)));
  EXPECT_THAT(aws.calls.at(2), ElementsAre("aws", "cloudtrail", "get-trail-status", "--region",
                                           "us-east-1", "--name", kTrailArn, "--output", "json",
                                           "--color", "off", "--no-cli-pager"));
}

TEST(Collect, PassesOnWhatTheUserSays) {
  FakeAws aws;
  aws.answer("--version", {0, "", "aws-cli/1.16.3 Python/2.7\n", false});
  static_cast<void>(aws.collect({{"-odd", "http://127.0.0.1:9"}, {"eu-west-1"}}));
  // Version 1 has no --no-cli-pager, and a profile that begins with `-` is none of its options.
  EXPECT_THAT(aws.calls.at(1),
              ElementsAre("aws", "cloudtrail", "describe-trails", "--region", "eu-west-1",
                          "--include-shadow-trails", "--profile=-odd", "--endpoint-url",
                          "http://127.0.0.1:9", "--output", "json", "--color", "off"));
}

TEST(Collect, TakesTheRegionThatIsSet) {
  unsetenv("AWS_REGION");
  unsetenv("AWS_DEFAULT_REGION");
  FakeAws aws;
  aws.answer("get", {0, "eu-west-1\n", "", false});
  const AccountOptions options{{"p", ""}, {}};
  const auto collected = std::get<Collected>(aws.collect(options));
  EXPECT_TRUE(collected.files.contains("eu-west-1/cloudtrail/describe-trails.json"));
  EXPECT_THAT(aws.calls.at(1), ElementsAre("aws", "configure", "get", "region", "--profile", "p"));
  aws.answer("get", {1, "", "", false});
  EXPECT_THAT(fault_of(aws, options), HasSubstr("--region"));
  aws.answer("get", {255, "", "\nThe config profile (p) could not be found\n", false});
  EXPECT_THAT(fault_of(aws, options), HasSubstr("says: The config profile (p)"));
  setenv("AWS_REGION", "us-gov-west-1", 1);
  const auto asked = std::get<Collected>(aws.collect(options));
  unsetenv("AWS_REGION");
  EXPECT_TRUE(asked.files.contains("us-gov-west-1/cloudtrail/describe-trails.json"));
}

TEST(Collect, AsksAgainWhereItIsThrottled) {
  FakeAws aws;
  aws.fail("get-trail-status", 2, kThrottled);
  const auto collected = std::get<Collected>(aws.collect(in({"us-east-1"})));
  EXPECT_EQ(collected.refused, 0U);
  EXPECT_THAT(aws.pauses, ElementsAre(1, 2));
}

TEST(Collect, GivesUpWhereItStaysThrottled) {
  FakeAws aws;
  aws.fail("get-trail-status", 99, kThrottled);
  const auto collected = std::get<Collected>(aws.collect(in({"us-east-1"})));
  EXPECT_EQ(collected.refused, 1U);
  EXPECT_THAT(aws.pauses, ElementsAre(1, 2, 4, 8));
  EXPECT_EQ(collected.files.at("us-east-1/cloudtrail/get-trail-status/main.err").bytes, kThrottled);
}

TEST(Collect, RecordsWhatIsDenied) {
  FakeAws aws;
  aws.fail("get-trail-status", 1, kDenied);
  const auto collected = std::get<Collected>(aws.collect(in({"us-east-1"})));
  EXPECT_THAT(aws.pauses, IsEmpty());
  EXPECT_EQ(collected.refused, 1U);
  EXPECT_EQ(collected.files.at("us-east-1/cloudtrail/get-trail-status/main.err").bytes, kDenied);
  EXPECT_FALSE(collected.files.contains("us-east-1/cloudtrail/get-trail-status/main.json"));
  EXPECT_THAT(aws.err.str(), HasSubstr("(AccessDeniedException)"));
  EXPECT_EQ(manifest_of(collected).at("commands").at(1).at("stderr"), kDenied);
  EXPECT_EQ(manifest_of(collected).at("commands").at(1).at("exit"), 254);
}

// What fails in another way, or says nothing, or too much, is no answer either.
TEST(Collect, RecordsWhatIsNoAnswer) {
  const std::vector<std::pair<Finished, std::string>> failures{
      {{255, "", "Could not connect to the endpoint URL", false}, "Could not connect"},
      {{137, "{\"IsLogging\":", "", false}, "exit status 137\n"},
      {{0, "{\"IsLogging\":", "", true}, "it printed more than 256 MiB\n"},
  };
  for (const auto& [finished, recorded] : failures) {
    FakeAws aws;
    aws.answer("get-trail-status", finished);
    const auto collected = std::get<Collected>(aws.collect(in({"us-east-1"})));
    EXPECT_EQ(collected.refused, 1U);
    EXPECT_THAT(collected.files.at("us-east-1/cloudtrail/get-trail-status/main.err").bytes,
                HasSubstr(recorded));
  }
}

TEST(Collect, EndsWhereNothingCanBeAsked) {
  FakeAws aws;
  aws.fail("describe-trails", 1, "\nUnable to locate credentials. You can configure them.\n");
  EXPECT_THAT(fault_of(aws, in({"us-east-1"})), HasSubstr("Unable to locate credentials"));
  for (const char* code : {"ExpiredToken", "UnrecognizedClientException", "InvalidClientTokenId"}) {
    aws.fail("describe-trails", 1,
             "An error occurred (" + std::string(code) + ") when calling the X operation: no");
    EXPECT_THAT(fault_of(aws, in({"us-east-1"})), HasSubstr(code));
  }
  aws.fail("describe-trails", 1,
           "note: a new version\n\nCould not connect to the endpoint URL: \"https://x\"\n");
  EXPECT_THAT(fault_of(aws, in({"us-east-1"})), HasSubstr("off --no-cli-pager: Could not connect"));
  EXPECT_THAT(fault_of(aws, in({"us-east-1", "../x"})), HasSubstr("`../x` is no region"));
}

// The trails may be denied, in each region or in one, and the rest be of use.
TEST(Collect, GoesOnWhereTrailsAreDenied) {
  FakeAws aws;
  aws.fail("describe-trails", 1, kDenied);
  const auto collected = std::get<Collected>(aws.collect(in({"us-east-1", "eu-west-1"})));
  EXPECT_EQ(collected.calls, 4U);
  EXPECT_EQ(collected.refused, 1U);
  EXPECT_TRUE(collected.files.contains("us-east-1/cloudtrail/describe-trails.err"));
  EXPECT_TRUE(collected.files.contains("eu-west-1/cloudtrail/describe-trails.json"));
}

TEST(Collect, NeedsTheCli) {
  FakeAws aws;
  aws.answer("--version", {0, "aws version 7, of another kind\n", "", false});
  EXPECT_THAT(fault_of(aws, in({"us-east-1"})), HasSubstr("is not the AWS CLI"));
  aws.answer("--version", {1, "", "Traceback\nImportError: no module\n", false});
  EXPECT_EQ(fault_of(aws, in({"us-east-1"})), "`aws --version` says: ImportError: no module");
  AwsProcess none{[](const auto&) { return ENOENT; }, [](auto) {}};
  EXPECT_THAT(std::get<std::string>(collect_account(in({}), none, 0, aws.err)),
              HasSubstr("not installed"));
  none.run = [](const auto&) { return EACCES; };
  EXPECT_THAT(std::get<std::string>(collect_account(in({}), none, 0, aws.err)),
              HasSubstr("Permission denied"));
}

}  // namespace
}  // namespace filtercheck::cli
