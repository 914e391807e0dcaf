#include "review/event_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "controls/controls.hpp"

namespace filtercheck::review {
namespace {

using ::testing::Contains;

struct Case {
  const char* name;
  const char* source;
  const char* meant;  // null: nothing
  bool is_renamed = false;
};

TEST(FindEventName, FindsWhatWasMeant) {
  const Case cases[] = {
      {"PutBucketAcl", "", nullptr},
      {"PutBucketAcl", "s3.amazonaws.com", nullptr},
      {"PutBucketACL", "", "PutBucketAcl"},
      {"putBucketAcl", "s3.amazonaws.com", "PutBucketAcl"},
      {"PutBucketPolciy", "", "PutBucketPolicy"},
      {"PutBuketPolicies", "s3.amazonaws.com", nullptr},  // three letters
      {"PutBucketLifecycleConfiguration", "", "PutBucketLifecycle", true},
      {"PutBucketLifecycleConfiguration", "s3.amazonaws.com", "PutBucketLifecycle", true},
      {"CreateFunction", "lambda.amazonaws.com", "CreateFunction20150331", true},
      {"CreateFunction", "", nullptr},  // AppSync and CloudFront have one
      {"ConsoleLogin", "", nullptr},
      {"consolelogin", "", "ConsoleLogin"},
      {"FrobnicateWidget", "", nullptr},
      {"", "", nullptr},
      {"A", "", nullptr},
  };
  for (const Case& one : cases) {
    const auto meant = find_event_name(one.name, one.source);
    EXPECT_EQ(meant ? meant->meant : "", one.meant == nullptr ? "" : one.meant) << one.name;
    EXPECT_EQ(meant && meant->is_renamed, one.is_renamed) << one.name;
  }
}

TEST(FindEventSource, FindsWhatWasMeant) {
  const Case cases[] = {
      {"", "s3.amazonaws.com", nullptr},
      {"", "S3.amazonaws.com", "s3.amazonaws.com"},
      {"", "cloudtrial.amazonaws.com", "cloudtrail.amazonaws.com"},
      {"", "s3.amazonaws.co", "s3.amazonaws.com"},
      {"", "my.service.example", nullptr},
      {"", "airflow.amazonaws.com", nullptr},  // on the list without names
  };
  for (const Case& one : cases) {
    const auto meant = find_event_source(one.source);
    EXPECT_EQ(meant ? meant->meant : "", one.meant == nullptr ? "" : one.meant) << one.source;
  }
}

TEST(EventNames, KnowWhoLogsThem) {
  EXPECT_TRUE(has_event_names("s3.amazonaws.com"));
  EXPECT_FALSE(has_event_names("airflow.amazonaws.com"));
  EXPECT_FALSE(has_event_names("x"));
  EXPECT_TRUE(logs_event("s3.amazonaws.com", "PutBucketAcl"));
  EXPECT_FALSE(logs_event("s3.amazonaws.com", "CreateTrail"));
  EXPECT_THAT(sources_of("CreateTrail"), Contains("cloudtrail.amazonaws.com"));
  EXPECT_TRUE(sources_of("FrobnicateWidget").empty());
}

// Whatever the list lacks, what a benchmark prescribes is not called a slip.
TEST(EventNames, HaveNothingAgainstTheControls) {
  for (const Control& control : builtin_controls()) {
    for (const ControlRequirement& requirement : control.requirements) {
      const auto* event = std::get_if<EventRequirement>(&requirement);
      if (event == nullptr) continue;
      EXPECT_FALSE(find_event_source(event->event_source)) << event->event_source;
      const auto meant = find_event_name(event->event_name, event->event_source);
      EXPECT_FALSE(meant) << control.id << ": " << event->event_name << " -> "
                          << (meant ? meant->meant : "");
    }
  }
}

}  // namespace
}  // namespace filtercheck::review
