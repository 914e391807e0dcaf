#include "review/mend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "review/review.hpp"

namespace filtercheck::review {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr DecideOptions kOptions{ReadingChoice::Both, Domain::CloudTrail};
const std::string kSource = "$.eventSource = s3.amazonaws.com";

struct Outcome {
  std::map<std::string, std::string> files;  // that have changed
  std::vector<std::string> made;             // codes
  std::size_t left = 0;
};

// The control requires events `PutBucketPolicy` and `DeleteBucketPolicy` of S3.
Outcome mended(const std::map<std::string, std::string>& list) {
  scan::Files files;
  for (const auto& [name, bytes] : list) files[name] = std::make_shared<scan::Source>(name, bytes);
  Judge judge({{"c",
                {event_requirement("s3.amazonaws.com", "PutBucketPolicy"),
                 event_requirement("s3.amazonaws.com", "DeleteBucketPolicy")}}},
              Judge::Ask::All, kOptions);
  Report before;
  review(files, judge, before);
  settle(files, {}, before);
  const Mended mended = mend(files, judge, {}, before);
  Outcome outcome;
  for (const Patched& file : mended.files) outcome.files[file.before().name()] = file.text();
  for (const Finding& finding : mended.made) outcome.made.emplace_back(finding.code);
  outcome.left = mended.left;
  return outcome;
}

Outcome mended(const std::string& pattern) { return mended({{"a.filter", pattern}}); }

// A filter of Terraform with this expression for its pattern.
std::string filter(const std::string& name, const std::string& pattern) {
  return "resource \"aws_cloudwatch_log_metric_filter\" \"" + name + "\" {\n  log_group_name = \"" +
         name + "\"\n  pattern = " + pattern + "\n}\n";
}

// What is then still missed is added, and what was misspelt is not missed.
TEST(Mend, RightsNamesAndThenAddsWhatIsMissed) {
  const Outcome outcome =
      mended("{ " + kSource + " && ($.eventName = PutBucketPolcy || $.eventName = PutBucketAcl) }");
  EXPECT_THAT(outcome.made, ElementsAre("misspelt-event-name", "control-not-covered"));
  EXPECT_EQ(outcome.files.at("a.filter"),
            "{ " + kSource +
                " && ($.eventName = PutBucketPolicy || $.eventName = PutBucketAcl || $.eventName = "
                "DeleteBucketPolicy) }");
  EXPECT_EQ(outcome.left, 0U);
}

TEST(Mend, WritesWhatAwsTakes) {
  const Outcome outcome = mended(
      "{ $.eventSource == 's3.amazonaws.com' AND ($.eventName == PutBucketPolcy || $.eventName == "
      "DeleteBucketPolicy) }");
  EXPECT_THAT(outcome.made, ElementsAre("pattern-rejected", "misspelt-event-name"));
  EXPECT_EQ(outcome.files.at("a.filter"),
            "{ $.eventSource = \"s3.amazonaws.com\" && ($.eventName = PutBucketPolicy || "
            "$.eventName = DeleteBucketPolicy) }");
  // Nothing says that it is right for any control.
  EXPECT_THAT(mended("{ $.a == 1 }").made, IsEmpty());
}

TEST(Mend, LeavesOutWhatIsNeedless) {
  const Outcome outcome = mended("{ $.a = 1 && ($.b = 1) && $.a = 1 }");
  EXPECT_THAT(outcome.made, ElementsAre("redundant-condition"));
  EXPECT_EQ(outcome.files.at("a.filter"), "{ $.a = 1 && ($.b = 1) }");
}

// No control shows that another meaning is right; the needless condition goes all the same.
TEST(Mend, ChangesNoMeaningWithoutAReason) {
  const Outcome outcome = mended("{ $.a = true && $.b = 1 && $.b = 1 }");
  EXPECT_THAT(outcome.made, ElementsAre("redundant-condition"));
  EXPECT_EQ(outcome.files.at("a.filter"), "{ $.a = true && $.b = 1 }");
  EXPECT_EQ(outcome.left, 1U);
  // It covers the control already.
  const Outcome covering = mended("{ " + kSource +
                                  " && ($.eventName = PutBucketPolicy || $.eventName = "
                                  "DeleteBucketPolicy || $.eventName = PutBucketPolcy) }");
  EXPECT_THAT(covering.made, IsEmpty());
  EXPECT_THAT(covering.files, IsEmpty());
  EXPECT_EQ(covering.left, 1U);
}

TEST(Mend, WritesOnceWhatTwoFiltersShare) {
  const std::string names = "$.eventName = PutBucketPolicy";
  const std::string before = "locals {\n  p = \"{ " + names + " }\"\n}\n";
  const Outcome outcome =
      mended({{"a.tf", before + filter("a", "local.p") + filter("b", "local.p")}});
  EXPECT_EQ(outcome.files.at("a.tf"), "locals {\n  p = \"{ " + names +
                                          " || $.eventName = DeleteBucketPolicy }\"\n}\n" +
                                          filter("a", "local.p") + filter("b", "local.p"));
  EXPECT_EQ(outcome.left, 0U);
}

// What is right for one filter and not known to be for another is left.
TEST(Mend, LooksAtEveryFilterThatChanges) {
  const std::string locals = "locals {\n  p = \"{ $.eventName = PutBucketPolicy }\"\n}\n";
  const Outcome outcome =
      mended({{"a.tf", locals + filter("a", "local.p") +
                           filter("b", "local.p\n  apply_on_transformed_logs = true")}});
  EXPECT_THAT(outcome.files, IsEmpty());
  EXPECT_EQ(outcome.left, 1U);
}

TEST(Mend, HeedsComments) {
  const std::string needless = "\"{ $.a = 1 && $.a = 1 }\"";
  EXPECT_THAT(mended({{"a.tf", filter("a", needless)}}).made, ElementsAre("redundant-condition"));
  EXPECT_THAT(mended({{"a.tf", "# filtercheck:ignore redundant-condition as it is\n" +
                                   filter("a", needless)}})
                  .made,
              IsEmpty());
}

// AWS and programs write these.
TEST(Mend, ChangesNothingButSources) {
  const std::string text = R"({"metricFilters":[{"filterName":"x","logGroupName":"g",)"
                           R"("filterPattern":"{ $.a = 1 && $.a = 1 }"}]})";
  const Outcome outcome = mended({{"a.json", text}});
  EXPECT_THAT(outcome.made, IsEmpty());
  EXPECT_EQ(outcome.left, 0U);
}

TEST(Mend, FindsNothingToDoTheSecondTime) {
  const Outcome first = mended("{ " + kSource + " && $.eventName = PutBucketPolicy }");
  ASSERT_FALSE(first.files.empty());
  EXPECT_THAT(mended(first.files).made, IsEmpty());
}

}  // namespace
}  // namespace filtercheck::review
