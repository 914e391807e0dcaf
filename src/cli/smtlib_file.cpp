#include "cli/smtlib_file.hpp"

#include "cli/commands.hpp"
#include "cli/new_file.hpp"
#include "filtercheck/smtlib.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

SmtlibOutcome write_smtlib(const std::string& file, const Pattern& a, const Pattern& b,
                           const DecideOptions& options, Console& console) {
  const SmtlibAnswer answer = to_smtlib(a, b, options);
  if (!answer.script) {
    complain(console, "no SMT-LIB is written to " + report::printable(file) + ": " +
                          report::printable(message(answer.caveats.front())));
    return SmtlibNotWritten{};
  }
  if (file == kSmtlibToOutput) {
    console.out << *answer.script;
    return SmtlibWritten{file, answer.queries.size()};
  }
  const auto fault = write_files({{file, *answer.script}});
  if (!fault) return SmtlibWritten{file, answer.queries.size()};
  complain(console, *fault);
  return Exit::BadInput;
}

}  // namespace filtercheck::cli
