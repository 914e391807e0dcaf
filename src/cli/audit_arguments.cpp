#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/audit.hpp"
#include "cli/collect.hpp"
#include "cli/commands.hpp"
#include "cli/common_options.hpp"
#include "cli/control_options.hpp"

namespace filtercheck::cli {

namespace {

constexpr std::array<Word<AuditFormat>, 5> kAuditFormats{{{"html", AuditFormat::Html},
                                                          {"json", AuditFormat::Json},
                                                          {"junit", AuditFormat::Junit},
                                                          {"sarif", AuditFormat::Sarif},
                                                          {"text", AuditFormat::Text}}};

// How the AWS CLI is told which account to ask.
std::vector<CLI::Option*> add_account(CLI::App& command, AccountOptions& account) {
  return {command.add_option("--profile", account.aws.profile, "A profile of the AWS CLI")
              ->type_name("NAME"),
          command
              .add_option("--region", account.regions,
                          "Where to ask for trails (repeatable); default: the region that the "
                          "AWS CLI uses. What the trails name is asked where it is")
              ->take_all()
              ->allow_extra_args(false)
              ->type_name("REGION"),
          command
              .add_option("--endpoint-url", account.aws.endpoint,
                          "Passed on to the AWS CLI, for what stands in for AWS")
              ->type_name("URL")};
}

struct AuditGiven {
  AuditOptions options;
  ControlsGiven controls;
  std::vector<std::string> frameworks;
};

Exit run_audit(AuditGiven& given, Console& console) {
  std::vector<std::string>& ids = given.controls.ids;
  for (const std::string& framework : given.frameworks) {
    const std::vector<Control> of_framework = controls_of_framework(framework);
    if (of_framework.empty()) {
      std::string known;
      for (const std::string& name : framework_names()) known += " " + name;
      complain(console, "there is no framework `" + framework + "`; there are:" + known);
      return Exit::BadInput;
    }
    for (const Control& control : of_framework) ids.push_back(control.id);
  }
  // A control of two frameworks is one row of the table.
  std::vector<std::string> once;
  for (const std::string& id : ids)
    if (std::find(once.begin(), once.end(), id) == once.end()) once.push_back(id);
  ids = std::move(once);
  auto controls = controls_of(given.controls, console);
  if (!controls) return Exit::BadInput;
  given.options.controls = std::move(*controls);
  return audit(given.options, console);
}

}  // namespace

void add_audit(CommandLine& line) {
  const auto given = std::make_shared<AuditGiven>();
  AuditOptions& options = given->options;
  CLI::App& command = line.add(
      "audit",
      "Does an account report every event that a control requires, from trail to subscriber?",
      [given](Console& console) { return run_audit(*given, console); });
  CLI::Option* bundle =
      command
          .add_option("--bundle", options.bundle,
                      "Judge this folder of what the aws commands print about the account, as "
                      "collect writes it; without it, AWS is asked, as by collect")
          ->type_name("DIR");
  for (CLI::Option* option : add_account(command, options.account)) bundle->excludes(option);
  add_control_options(command, given->controls);
  command
      .add_option("--framework", given->frameworks,
                  "The controls of a framework (repeatable): cis-1.2 to cis-7.0, security-hub, or "
                  "all")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("NAME");
  add_reading(command, options.decide.reading);
  add_words(command, "--format", options.format, kAuditFormats,
            "How to answer: text, json, sarif, junit or html")
      ->type_name("FORMAT");
}

void add_collect(CommandLine& line) {
  const auto options = std::make_shared<CollectOptions>();
  CLI::App& command = line.add(
      "collect", "Ask AWS, by the aws command, for what an audit rests on, and keep it as a bundle",
      [options](Console& console) { return collect(*options, console); });
  command
      .add_option("--out", options->out, "The folder for it, which must not have anything in it")
      ->required()
      ->type_name("DIR");
  add_account(command, options->account);
  add_format(command, options->format);
}

}  // namespace filtercheck::cli
