// The command line as a whole: which commands there are, what all of them have in common, and what
// is said of arguments that cannot be read.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "cli/console.hpp"

namespace filtercheck::cli {

class CommandLine {
 public:
  explicit CommandLine(Console& console);

  // One more command, to which its arguments are added. What it does is run if it is asked for,
  // once all arguments are read, and kept as long as this: it may own what they are written to.
  CLI::App& add(const char* name, const char* description, std::function<Exit(Console&)> command);

  // Runs what the arguments ask for.
  Exit run(int argc, const char* const* argv);

 private:
  std::string usage_fault(const CLI::ParseError& error, const std::string& command) const;
  void set_colour();

  Console& console_;
  CLI::App app_{"Decides what AWS CloudWatch Logs filter patterns mean", "filtercheck"};
  std::string color_ = "auto";
  std::function<Exit(Console&)> command_;  // that is asked for
};

}  // namespace filtercheck::cli
