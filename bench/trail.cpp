#include "trail.hpp"

#include <algorithm>
#include <iterator>

namespace filtercheck::bench {

namespace {

struct Call {
  std::string_view source;
  std::string_view name;
  bool reads;
};

// What accounts mostly do, the more often the earlier.
constexpr Call kCalls[] = {
    {"s3.amazonaws.com", "GetObject", true},
    {"sts.amazonaws.com", "AssumeRole", true},
    {"ec2.amazonaws.com", "DescribeInstances", true},
    {"s3.amazonaws.com", "PutObject", false},
    {"kms.amazonaws.com", "Decrypt", true},
    {"ec2.amazonaws.com", "DescribeNetworkInterfaces", true},
    {"logs.amazonaws.com", "CreateLogStream", false},
    {"s3.amazonaws.com", "ListObjects", true},
    {"monitoring.amazonaws.com", "GetMetricData", true},
    {"dynamodb.amazonaws.com", "DescribeTable", true},
    {"s3.amazonaws.com", "HeadObject", true},
    {"ssm.amazonaws.com", "UpdateInstanceInformation", false},
    {"kms.amazonaws.com", "GenerateDataKey", true},
    {"ec2.amazonaws.com", "DescribeSecurityGroups", true},
    {"elasticloadbalancing.amazonaws.com", "DescribeTargetHealth", true},
    {"iam.amazonaws.com", "GetRole", true},
    {"secretsmanager.amazonaws.com", "GetSecretValue", true},
    {"s3.amazonaws.com", "GetBucketAcl", true},
    {"s3.amazonaws.com", "GetBucketPolicy", true},
    {"lambda.amazonaws.com", "ListFunctions20150331", true},
    {"autoscaling.amazonaws.com", "DescribeAutoScalingGroups", true},
    {"ecr.amazonaws.com", "BatchGetImage", true},
    {"cloudtrail.amazonaws.com", "LookupEvents", true},
    {"config.amazonaws.com", "DescribeConfigRules", true},
    {"rds.amazonaws.com", "DescribeDBInstances", true},
    {"signin.amazonaws.com", "ConsoleLogin", false},
    {"ec2.amazonaws.com", "RunInstances", false},
    {"iam.amazonaws.com", "AttachRolePolicy", false},
    {"ec2.amazonaws.com", "AuthorizeSecurityGroupIngress", false},
    {"organizations.amazonaws.com", "ListAccounts", true},
    {"ec2.amazonaws.com", "CreateRoute", false},
};

constexpr std::string_view kBucketPolicyEvents[] = {
    "PutBucketAcl",       "PutBucketPolicy",       "PutBucketCors",
    "PutBucketLifecycle", "PutBucketReplication",  "DeleteBucketPolicy",
    "DeleteBucketCors",   "DeleteBucketLifecycle", "DeleteBucketReplication"};

constexpr std::string_view kRegions[] = {"eu-west-1", "us-east-1", "eu-central-1", "us-west-2",
                                         "ap-southeast-2"};
constexpr std::string_view kAgents[] = {
    "aws-sdk-java/1.12.261 Linux/5.10.184-175.731.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/17.0.7+7 "
    "java/17.0.7 vendor/Amazon.com_Inc. cfg/retry-mode/legacy",
    "Boto3/1.26.146 Python/3.10.12 Linux/5.15.0-1040-aws Botocore/1.29.146",
    "aws-cli/2.13.5 Python/3.11.4 Linux/6.1.34 exe/x86_64.amzn.2023 prompt/off command/s3api",
    "APN/1.0 HashiCorp/1.0 Terraform/1.5.4 (+https://www.terraform.io) "
    "terraform-provider-aws/5.10.0 aws-sdk-go/1.44.309 (go1.20.6; linux; amd64)",
    "[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488]",
    "ec2.amazonaws.com",
    "autoscaling.amazonaws.com",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/115.0.0.0",
};
constexpr std::string_view kErrors[] = {"AccessDenied", "Client.UnauthorizedOperation",
                                        "NoSuchBucketPolicy", "ThrottlingException",
                                        "ResourceNotFoundException"};

constexpr std::size_t kShort = 0;  // no more than must be there
constexpr std::size_t kEnd = 480;

}  // namespace

void Trail::add_line(std::string& out) {
  out_ = &out;
  const std::size_t begin = out.size();
  const std::size_t size = wanted_size();
  const bool is_policy = below(100) == 0;
  // Of two draws the smaller one, so that the first calls are the frequent ones.
  const Call& drawn = kCalls[std::min(below(std::size(kCalls)), below(std::size(kCalls)))];
  const std::string_view policy = kBucketPolicyEvents[below(std::size(kBucketPolicyEvents))];
  const Call call = is_policy ? Call{"s3.amazonaws.com", policy, false} : drawn;
  const std::uint32_t decoy = below(100);
  second_ += below(2);

  const bool is_short = size == kShort;

  add(R"({"eventVersion":"1.08","userIdentity":)");
  if (is_short) {
    add(R"({"type":"AWSService","invokedBy":"ec2.amazonaws.com"})");
  } else {
    add_identity();
  }
  add(R"(,"eventTime":")");
  add_time();
  add(R"(","eventSource":")");
  add(call.source);
  add(R"(","eventName":")");
  add_name(call.name);
  add(R"(","awsRegion":")");
  add(kRegions[below(std::size(kRegions))]);
  add(R"(","sourceIPAddress":"10.)");
  for (const char* const dot : {".", ".", "\""}) {
    add(std::to_string(below(256)));
    add(dot);
  }
  add(R"(,"userAgent":")");
  if (decoy == 0) {
    add("backup-tool/2.1 (");
    add(policy);
    add(")");
  } else {
    add(kAgents[below(std::size(kAgents))]);
  }
  if (below(30) == 0) {
    add(R"(","errorCode":")");
    add(kErrors[below(std::size(kErrors))]);
    add(R"(","errorMessage":"User is not authorized to perform this operation with an explicit deny)");
  }
  add(R"(","requestParameters":)");
  add_parameters(decoy == 1 ? policy : std::string_view());
  add(R"(,"responseElements":)");
  // The list that makes the line as long as it is to be; what follows has kEnd bytes or so.
  fill(begin, size - std::min(size, kEnd));
  add(R"(,"requestID":")");
  add_uuid();
  add(R"(","eventID":")");
  add_uuid();
  add(R"(","readOnly":)");
  add(call.reads ? "true" : "false");
  if (is_short) {
    add(R"(,"sharedEventID":")");
    add_uuid();
    add(R"(","vpcEndpointId":")");
    add_id("vpce");
    add("\"");
  } else {
    add(R"(,"resources":[{"accountId":"123456789012","type":"AWS::S3::Bucket",)");
    add(R"("ARN":"arn:aws:s3:::logs-)");
    add_hex(8);
    add(R"("}])");
  }
  add(R"(,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"123456789012")");
  add(R"(,"eventCategory":"Management")");
  if (!is_short) {
    add(R"(,"tlsDetails":{"tlsVersion":"TLSv1.2","cipherSuite":"ECDHE-RSA-AES128-GCM-SHA256")");
    add(R"(,"clientProvidedHostHeader":")");
    add(call.source);
    add("\"}");
  }
  add("}\n");
}

// Five parts, of which the middle ones are the most frequent.
std::size_t Trail::wanted_size() {
  const std::uint32_t part = below(100);
  if (part < 8) return kShort;
  if (part < 28) return 1110 + below(200);
  if (part < 68) return 1230 + below(400);
  if (part < 95) return 1530 + below(700);
  return 2200 + below(1450);
}

void Trail::add_hex(std::size_t digits) {
  for (; digits > 0; --digits) *out_ += "0123456789abcdef"[below(16)];
}

void Trail::add_uuid() {
  for (const std::size_t digits : {8U, 4U, 4U, 4U, 12U}) {
    add_hex(digits);
    if (digits != 12) add("-");
  }
}

void Trail::add_id(std::string_view prefix) {
  add(prefix);
  add("-0");
  add_hex(16);
}

void Trail::add_number(std::uint32_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  add(std::string_view("0000").substr(0, digits - text.size()));
  add(text);
}

void Trail::add_time() {
  add("2026-03-14T");
  add_number(second_ / 3600 % 24, 2);
  add(":");
  add_number(second_ / 60 % 60, 2);
  add(":");
  add_number(second_ % 60, 2);
  add("Z");
}

void Trail::add_identity() {
  switch (below(8)) {
    case 0:
      add(R"({"type":"IAMUser","principalId":"AIDA)");
      add_hex(17);
      add(R"(","arn":"arn:aws:iam::123456789012:user/deploy","accountId":"123456789012")");
      add(R"(,"accessKeyId":"AKIA)");
      add_hex(16);
      add(R"(","userName":"deploy"})");
      return;
    case 1:
      add(R"({"type":"AWSService","invokedBy":"ec2.amazonaws.com"})");
      return;
    default:
      add(R"({"type":"AssumedRole","principalId":"AROA)");
      add_hex(17);
      add(R"(:i-0)");
      add_hex(16);
      add(R"(","arn":"arn:aws:sts::123456789012:assumed-role/web-server/i-0)");
      add_hex(16);
      add(R"(","accountId":"123456789012","accessKeyId":"ASIA)");
      add_hex(16);
      add(R"(","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA)");
      add_hex(17);
      add(R"(","arn":"arn:aws:iam::123456789012:role/web-server","accountId":"123456789012")");
      add(R"(,"userName":"web-server"},"webIdFederationData":{},"attributes":{"creationDate":")");
      add_time();
      add(R"(","mfaAuthenticated":"false"},"ec2RoleDelivery":"2.0"}})");
  }
}

void Trail::add_name(std::string_view name) {
  if (name.find("Bucket") == std::string_view::npos || below(64) != 0) return add(name);
  const std::size_t at = name.find('c');
  add(name.substr(0, at));
  add("\\u0063");
  add(name.substr(at + 1));
}

void Trail::add_parameters(std::string_view decoy) {
  switch (decoy.empty() ? below(6) : 6) {
    case 0:
      return add("null");
    case 1:
      add(R"({"roleArn":"arn:aws:iam::123456789012:role/service","roleSessionName":")");
      add_uuid();
      return add(R"(","durationSeconds":3600})");
    case 2:
      add(R"({"instancesSet":{"items":[{"instanceId":")");
      add_id("i");
      return add(R"("}]},"filterSet":{},"maxResults":1000})");
    case 3:
      add(R"({"policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"})");
      return add(R"(]}","policyName":"read"})");
    case 6:
      add(R"({"note":"before \")");
      add(decoy);
      return add(R"(\"","key":"runs/nightly"})");
    default:
      add(R"({"bucketName":"logs-)");
      add_hex(8);
      add(R"(","Host":"logs.s3.eu-west-1.amazonaws.com","key":"AWSLogs/123456789012/)");
      add_hex(24);
      return add(R"(.json.gz"})");
  }
}

void Trail::fill(std::size_t begin, std::size_t size) {
  if (out_->size() - begin + 120 > size) return add("null");
  add(R"({"networkInterfaceSet":{"items":[)");
  for (bool first = true; first || out_->size() - begin + 100 < size; first = false) {
    if (!first) add(",");
    add(R"({"networkInterfaceId":")");
    add_id("eni");
    add(R"(","status":"in-use","deviceIndex":)");
    add(std::to_string(below(4)));
    add(R"(,"deleteOnTermination":true,"groupSet":{"items":[{"groupId":")");
    add_id("sg");
    add(R"("}]}})");
  }
  add("]}}");
}

}  // namespace filtercheck::bench
