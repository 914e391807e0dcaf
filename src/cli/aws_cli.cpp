#include "cli/aws_cli.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <system_error>
#include <utility>

#include "audit/bundle.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

// Between the attempts, in each of which the CLI makes some of its own.
constexpr std::array<std::chrono::seconds, 4> kPauses{
    std::chrono::seconds(1), std::chrono::seconds(2), std::chrono::seconds(4),
    std::chrono::seconds(8)};

// Codes with which services of AWS say that they are asked too often (botocore, the retry modes).
constexpr std::array<std::string_view, 12> kThrottled{"Throttling",
                                                      "ThrottlingException",
                                                      "ThrottledException",
                                                      "Throttled",
                                                      "RequestThrottled",
                                                      "RequestThrottledException",
                                                      "TooManyRequestsException",
                                                      "RequestLimitExceeded",
                                                      "BandwidthLimitExceeded",
                                                      "LimitExceededException",
                                                      "SlowDown",
                                                      "PriorRequestNotComplete"};

// Those with which they refuse whoever asks (API references, "Common Errors").
constexpr std::array<std::string_view, 13> kCredentials{"AuthFailure",
                                                        "ExpiredToken",
                                                        "ExpiredTokenException",
                                                        "IncompleteSignature",
                                                        "IncompleteSignatureException",
                                                        "InvalidAccessKeyId",
                                                        "InvalidClientTokenId",
                                                        "InvalidSignatureException",
                                                        "MissingAuthenticationToken",
                                                        "MissingAuthenticationTokenException",
                                                        "RequestExpired",
                                                        "SignatureDoesNotMatch",
                                                        "UnrecognizedClientException"};

template <typename Codes>
bool is_among(const Codes& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// A value that begins with `-` would be taken for an option.
void add_option(std::vector<std::string>& argv, const std::string& option,
                const std::string& value) {
  if (value.starts_with("-")) {
    argv.push_back(option + "=" + value);
  } else {
    argv.insert(argv.end(), {option, value});
  }
}

std::string last_line(std::string_view text) {
  const std::size_t end = text.find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos) return {};
  text = text.substr(0, end + 1);
  return std::string(text.substr(text.find_last_of("\r\n") + 1));
}

std::string fault_of(int error) {
  return "the AWS CLI, `aws`, cannot be run, or what it prints not be read: " +
         std::generic_category().message(error);
}

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing changes them
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

}  // namespace

AwsProcess real_aws() {
  return {
      [](const std::vector<std::string>& argv) {
        // A pager, or a prompt for what is missing, would wait for a person.
        return run_program(argv, {"AWS_PAGER=", "AWS_CLI_AUTO_PROMPT=off"}, audit::kMostFileBytes);
      },
      [](std::chrono::seconds time) {
        const timespec duration{time.count(), 0};
        nanosleep(&duration, nullptr);
      }};
}

std::string AwsCall::complaint() const {
  if (finished.is_too_much) return "it printed more than 256 MiB";
  const std::string line = audit::error_line_of(finished.err);
  return line.empty() ? "exit status " + std::to_string(finished.status) : line;
}

std::optional<std::string> AwsCli::start() {
  const auto run = process_.run({"aws", "--version"});
  if (const int* fault = std::get_if<int>(&run)) {
    if (*fault == ENOENT)
      return "the AWS CLI is not installed, or not in PATH: there is no program `aws`; "
             "docs.aws.amazon.com/cli says how to install it";
    return fault_of(*fault);
  }
  const AwsCall call{{}, std::get<Finished>(run), ""};
  if (call.has_failed()) return "`aws --version` says: " + report::printable(call.complaint());
  // Old versions say it on standard error.
  version_ = last_line(call.finished.out);
  if (version_.empty()) version_ = last_line(call.finished.err);
  if (!version_.starts_with("aws-cli/"))
    return "the program `aws` in PATH is not the AWS CLI; of its version it says: " +
           report::printable(version_);
  return std::nullopt;
}

AwsRegion AwsCli::region() const {
  for (const char* name : {"AWS_REGION", "AWS_DEFAULT_REGION"})
    if (const auto region = variable(name)) return {*region, ""};
  std::vector<std::string> argv{"aws", "configure", "get", "region"};
  if (!options_.profile.empty()) add_option(argv, "--profile", options_.profile);
  const auto run = process_.run(argv);
  if (const int* fault = std::get_if<int>(&run)) return {"", fault_of(*fault)};
  // Where nothing is set it fails, and says nothing.
  const auto& finished = std::get<Finished>(run);
  if (finished.status != 0) return {"", audit::error_line_of(finished.err)};
  return {last_line(finished.out), ""};
}

std::variant<AwsCall, std::string> AwsCli::call(const std::vector<std::string>& arguments) const {
  AwsCall call{{"aws"}, {}, ""};
  call.argv.insert(call.argv.end(), arguments.begin(), arguments.end());
  if (!options_.profile.empty()) add_option(call.argv, "--profile", options_.profile);
  if (!options_.endpoint.empty()) add_option(call.argv, "--endpoint-url", options_.endpoint);
  call.argv.insert(call.argv.end(), {"--output", "json", "--color", "off"});
  if (!version_.starts_with("aws-cli/1.")) call.argv.emplace_back("--no-cli-pager");
  for (std::size_t attempt = 0;; ++attempt) {
    auto run = process_.run(call.argv);
    if (const int* fault = std::get_if<int>(&run)) return fault_of(*fault);
    call.finished = std::get<Finished>(std::move(run));
    call.code = call.has_failed() ? audit::error_code_of(call.finished.err) : "";
    if (!is_among(kThrottled, call.code) || attempt == kPauses.size()) return call;
    process_.pause(kPauses.at(attempt));
  }
}

bool is_of_credentials(const std::string& code) { return is_among(kCredentials, code); }

}  // namespace filtercheck::cli
