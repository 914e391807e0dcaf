#include <array>
#include <memory>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/common_options.hpp"
#include "cli/control_options.hpp"

namespace filtercheck::cli {

namespace {

constexpr std::array<Word<Relation>, 6> kRelations{{{"disjoint", Relation::Disjoint},
                                                    {"equivalent", Relation::Equivalent},
                                                    {"overlapping", Relation::Overlapping},
                                                    {"subset", Relation::Subset},
                                                    {"superset", Relation::Superset},
                                                    {"undecided", Relation::Undecided}}};

void add_evidence(CLI::App& command, EvidenceOptions& evidence) {
  command.add_flag("--full-event", evidence.full_event,
                   "Pad the events shown to whole CloudTrail records");
  command.add_flag("--aws-command", evidence.aws_command,
                   "Print the aws logs test-metric-filter commands that confirm the events shown");
  command
      .add_option("--suite", evidence.suite,
                  "Write the events that stand for all events if the answer holds of all, and "
                  "FILE.sh, which has AWS confirm them")
      ->type_name("FILE");
  add_certificate(command, evidence.certificate,
                  "Write a proof of an answer that holds of all events, for filtercheck-verify");
}

struct CheckGiven {
  CheckOptions options;
  ControlsGiven controls;
};

Exit run_check(CheckGiven& given, Console& console) {
  auto controls = controls_of(given.controls, console);
  if (!controls) return Exit::BadInput;
  given.options.controls = std::move(*controls);
  return check(given.options, console);
}

}  // namespace

void add_check(CommandLine& line) {
  const auto given = std::make_shared<CheckGiven>();
  CheckOptions& options = given->options;
  CLI::App& command = line.add("check", "Does a pattern cover every event that a control requires?",
                               [given](Console& console) { return run_check(*given, console); });
  add_pattern(command, "PATTERN", options.pattern);
  add_limits(command, options.limits);
  add_control_options(command, given->controls);
  add_decide_on_events(command, options.decide);
  add_evidence(command, options.evidence);
  add_format(command, options.format);
}

void add_compare(CommandLine& line) {
  const auto options = std::make_shared<CompareOptions>();
  CLI::App& command = line.add("compare", "How are the events that two patterns match related?",
                               [options](Console& console) { return compare(*options, console); });
  add_pattern(command, "A", options->a);
  add_pattern(command, "B", options->b);
  add_limits(command, options->limits);
  add_words(command, "--expect", options->expect, kRelations,
            "The relation that makes the exit status 0")
      ->type_name("RELATION");
  add_decide_on_lines(command, options->decide);
  add_evidence(command, options->evidence);
  command
      .add_option("--smtlib", options->smtlib,
                  "Write the question for a solver such as z3 or cvc5; -: to standard output, "
                  "in place of the answer")
      ->type_name("FILE");
  add_format(command, options->format);
}

}  // namespace filtercheck::cli
