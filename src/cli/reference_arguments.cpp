#include <memory>
#include <string>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/common_options.hpp"

namespace filtercheck::cli {

namespace {

struct SubjectGiven {
  std::string subject;  // empty: all there are
  Format format = Format::Text;
};

}  // namespace

void add_controls(CommandLine& line) {
  const auto given = std::make_shared<SubjectGiven>();
  CLI::App& command =
      line.add("controls", "List the controls, or show one", [given](Console& console) {
        return given->subject.empty() ? list_controls(given->format, console)
                                      : show_control(given->subject, given->format, console);
      });
  add_format(command, given->format);
  command.fallthrough();
  command.add_subcommand("list", "All controls (the default)");
  CLI::App& show =
      *command.add_subcommand("show", "What a control requires, and where it comes from");
  show.fallthrough();
  show.add_option("ID", given->subject, "A control")->required()->type_name("");
}

void add_explain(CommandLine& line) {
  const auto given = std::make_shared<SubjectGiven>();
  CLI::App& command = line.add(
      "explain", "Explain the code of a diagnostic, caveat or finding",
      [given](Console& console) { return explain(given->subject, given->format, console); });
  command.add_option("CODE", given->subject, "A code; all codes where none is given")
      ->type_name("");
  add_format(command, given->format);
}

}  // namespace filtercheck::cli
