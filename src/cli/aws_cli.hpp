// The user's own AWS CLI, which knows profiles, single sign-on, MFA and regions.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/subprocess.hpp"

namespace filtercheck::cli {

// What it is told with every call.
struct AwsOptions {
  std::string profile;   // empty: the CLI's choice
  std::string endpoint;  // `--endpoint-url`, which old versions do not take from the environment
};

// What of the process it uses, so that tests can stand in.
struct AwsProcess {
  // As run_program(); what it is given begins with "aws".
  std::function<std::variant<Finished, int>(const std::vector<std::string>&)> run;
  std::function<void(std::chrono::seconds)> pause;
};
AwsProcess real_aws();

// A call, and what came of it.
struct AwsCall {
  std::vector<std::string> argv;
  Finished finished;
  std::string code;  // of the error with which AWS answered; empty: none, or it did not answer
  bool has_failed() const { return finished.status != 0 || finished.is_too_much; }
  // Of a call that has failed, why: a line of what it said on standard error.
  std::string complaint() const;
};

struct AwsRegion {
  std::string name;       // empty: none is set, or
  std::string complaint;  // not empty: what the CLI says instead
};

class AwsCli {
 public:
  AwsCli(AwsOptions options, AwsProcess process)
      : options_(std::move(options)), process_(std::move(process)) {}

  // Finds out its version. No value: all is well; otherwise why it is of no use, for a person.
  std::optional<std::string> start();
  // "aws-cli/2.9.19 Python/3.11.2 …", as it says it.
  const std::string& version() const { return version_; }

  // The region that it uses where none is given.
  AwsRegion region() const;

  // With the arguments of one call behind `aws`, and the options that hold for all. Where AWS says
  // that it is asked too often, it pauses and asks again a few times: the CLI has then done so
  // itself, but within seconds. Or why it cannot be run any more, for a person.
  std::variant<AwsCall, std::string> call(const std::vector<std::string>& arguments) const;

 private:
  AwsOptions options_;
  AwsProcess process_;
  std::string version_;
};

// Whether the error says that the credentials are of no use, so that no other call will do better.
bool is_of_credentials(const std::string& code);

}  // namespace filtercheck::cli
