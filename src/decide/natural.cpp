#include "decide/natural.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck::decide {

namespace {

using Texts = std::vector<std::u32string>;

// Names and values as the CloudTrail user guide and the S3, EC2 and IAM API references print them.
const std::vector<std::pair<std::vector<std::string>, Texts>>& table() {
  static const std::vector<std::pair<std::vector<std::string>, Texts>> kTable{
      {{"eventSource"},
       {U"s3.amazonaws.com", U"ec2.amazonaws.com", U"iam.amazonaws.com", U"sts.amazonaws.com",
        U"kms.amazonaws.com", U"cloudtrail.amazonaws.com", U"config.amazonaws.com",
        U"signin.amazonaws.com", U"organizations.amazonaws.com", U"s3-outposts.amazonaws.com",
        U"s3.amazonaws.com.cn"}},
      {{"eventName"},
       {U"PutBucketTagging",
        U"DeleteBucketTagging",
        U"CreateBucket",
        U"DeleteBucket",
        U"PutBucketVersioning",
        U"PutBucketLogging",
        U"PutBucketWebsite",
        U"PutBucketEncryption",
        U"DeleteBucketEncryption",
        U"PutBucketNotification",
        U"PutBucketPublicAccessBlock",
        U"PutBucketAcl",
        U"PutBucketPolicy",
        U"PutBucketCors",
        U"PutBucketLifecycle",
        U"PutBucketReplication",
        U"DeleteBucketPolicy",
        U"DeleteBucketCors",
        U"DeleteBucketLifecycle",
        U"DeleteBucketReplication",
        U"GetBucketCors",
        U"GetBucketAcl",
        U"GetBucketPolicy",
        U"ListBuckets",
        U"HeadBucket",
        U"PutObject",
        U"DeleteObject",
        U"GetObject",
        U"ConsoleLogin",
        U"CreateUser",
        U"AttachUserPolicy",
        U"DeleteTrail",
        U"StopLogging",
        U"CreateRoute",
        U"RunInstances",
        U"DescribeInstances",
        U"AssumeRole",
        U"Decrypt"}},
      {{"awsRegion"}, {U"us-east-1", U"eu-west-1", U"us-west-2"}},
      {{"errorCode"},
       {U"AccessDenied", U"NoSuchBucket", U"Client.UnauthorizedOperation",
        U"AccessDeniedException"}},
      {{"errorMessage"}, {U"Access Denied", U"Failed authentication"}},
      {{"eventCategory"}, {U"Management", U"Data"}},
      {{"eventID"}, {U"EXAMPLE1-90ab-cdef-fedc-ba0987654321"}},
      {{"eventTime"}, {U"2026-01-01T00:00:00Z"}},
      {{"eventType"},
       {U"AwsApiCall", U"AwsServiceEvent", U"AwsConsoleSignIn", U"AwsConsoleAction"}},
      {{"eventVersion"}, {U"1.11", U"1.08"}},
      {{"recipientAccountId"}, {U"111122223333", U"444455556666"}},
      {{"sourceIPAddress"},
       {U"192.0.2.1", U"198.51.100.1", U"delivery.logs.amazonaws.com", U"AWS Internal"}},
      {{"userAgent"}, {U"aws-cli/2.15.0", U"console.amazonaws.com"}},
      {{"additionalEventData", "MFAUsed"}, {U"No", U"Yes"}},
      {{"responseElements", "ConsoleLogin"}, {U"Success", U"Failure"}},
      {{"requestParameters", "bucketName"}, {U"amzn-s3-demo-bucket", U"amzn-s3-demo-bucket2"}},
      {{"userIdentity", "accountId"}, {U"111122223333", U"444455556666"}},
      {{"userIdentity", "arn"},
       {U"arn:aws:iam::111122223333:user/Alice", U"arn:aws:iam::111122223333:root"}},
      {{"userIdentity", "invokedBy"}, {U"cloudformation.amazonaws.com", U"config.amazonaws.com"}},
      {{"userIdentity", "sessionContext", "attributes", "mfaAuthenticated"}, {U"false", U"true"}},
      {{"userIdentity", "type"}, {U"IAMUser", U"AssumedRole", U"Root", U"AWSService"}},
      {{"userIdentity", "userName"}, {U"Alice", U"Bob"}},
  };
  return kTable;
}

// From the last name to the first. A place so deep has so many steps above it.
bool is_path(const Space& space, Space::PlaceId at, const std::vector<std::string>& names) {
  if (space.place(at).depth != names.size()) return false;
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    const auto* key = std::get_if<Key>(&space.place(at).step);
    if (key == nullptr || key->name != *name) return false;
    at = space.place(at).parent;
  }
  return true;
}

}  // namespace

const std::vector<std::u32string>& natural_texts(const Space& space, Space::PlaceId at) {
  static const Texts kPlain{U"x", U"y"};
  for (const auto& [names, texts] : table()) {
    if (is_path(space, at, names)) return texts;
  }
  return kPlain;
}

}  // namespace filtercheck::decide
