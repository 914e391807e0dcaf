#include "cli/group.hpp"

#include "cli/commands.hpp"
#include "cli/group_input.hpp"
#include "cli/group_print.hpp"
#include "filtercheck/group.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

void complain_about(const GroupInput& input, Console& console) {
  for (const UnreadableInput& one : input.unreadable) {
    complain(console, described(one.file, one.error));
  }
  for (const InvalidPattern& one : input.invalid) {
    const std::string where =
        described(one.origin.file, {one.origin.line, report::printable(one.origin.name)});
    for (const Diagnostic& diagnostic : one.diagnostics) {
      console.err << report::rendered(where, one.text, diagnostic, console.err_colour);
    }
  }
}

}  // namespace

Exit group(const GroupOptions& options, Console& console) {
  const GroupInput input = read_group_input(options.files, options.limits, console.in);
  const bool is_bad = !input.unreadable.empty() || !input.invalid.empty();
  if (options.format != GroupFormat::Json) complain_about(input, console);
  const Grouping grouping = filtercheck::group(input.patterns, options.decide);
  switch (options.format) {
    case GroupFormat::Text:
      print_groups(input, grouping, console);
      break;
    case GroupFormat::Json:
      print_groups_json(input, grouping, console.out);
      break;
    case GroupFormat::Dot:
      print_groups_dot(input, grouping, console.out);
      break;
  }
  if (is_bad) return Exit::BadInput;
  return grouping.is_decided() ? Exit::Holds : Exit::Undecided;
}

}  // namespace filtercheck::cli
