#include "cli/command_line.hpp"

#include <algorithm>
#include <utility>

#include "cli/commands.hpp"

namespace filtercheck::cli {

CommandLine::CommandLine(Console& console) : console_(console) {
  app_.set_version_flag("--version", "filtercheck " FILTERCHECK_VERSION);
  app_.require_subcommand(1);
  app_.footer(
      "Exit status: 0 holds, 1 refuted, 2 bad usage or input, 3 undecided, 70 a bug of ours.\n"
      "Every command has --help; the manual is filtercheck(1).");
}

CLI::App& CommandLine::add(const char* name, const char* description,
                           std::function<Exit(Console&)> command) {
  CLI::App& added = *app_.add_subcommand(name, description);
  added.add_option("--color", color_, "When to use colour: auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  added.callback([this, command = std::move(command)] { command_ = command; });
  return added;
}

Exit CommandLine::run(int argc, const char* const* argv) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // CLI11 has exit codes of its own; help and version are its only successes.
    if (error.get_exit_code() == 0) {
      app_.exit(error, console_.out, console_.err);
      return Exit::Holds;
    }
    complain(console_, usage_fault(error, argc > 1 ? argv[1] : ""));
    return Exit::BadInput;
  }
  set_colour();
  return command_(console_);
}

// What is wrong with the arguments, and where to read on.
std::string CommandLine::usage_fault(const CLI::ParseError& error,
                                     const std::string& command) const {
  const auto known =
      app_.get_subcommands([&](const CLI::App* sub) { return sub->get_name() == command; });
  if (known.empty()) {
    const bool given = !command.empty() && command.front() != '-';
    const std::string what =
        given ? "there is no command `" + command + "`" : "a command is required";
    return what + "; see filtercheck --help";
  }
  std::string what = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    what =
        "there are more arguments than it takes, or an option it does not know; a pattern is one "
        "argument, in single quotes";
  }
  std::replace(what.begin(), what.end(), '\n', ' ');
  return command + ": " + what + "; see filtercheck " + command + " --help";
}

void CommandLine::set_colour() {
  if (color_ == "auto") return;
  console_.out_colour = console_.err_colour = color_ == "always";
}

}  // namespace filtercheck::cli
