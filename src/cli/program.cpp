#include "cli/program.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>
#include <new>
#include <ostream>
#include <system_error>

#include "base/out_of_memory.hpp"
#include "cli/app.hpp"
#include "cli/line_buffer.hpp"

namespace filtercheck::cli {

namespace {

// Of the process, so that they are there for its end.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
LineBuffer results(STDOUT_FILENO, LineBuffer::When::Full);
LineBuffer said(STDERR_FILENO, LineBuffer::When::AtLineEnd);
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

[[gnu::constructor(101)]] void before_other_statics() {
  base::end_where_memory_ends("filtercheck");
}

bool wants_colour(int descriptor) {
  // NOLINTBEGIN(concurrency-mt-unsafe): nothing here changes the environment
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  // NOLINTEND(concurrency-mt-unsafe)
  const bool refused = (no_colour != nullptr && *no_colour != '\0') ||
                       (term != nullptr && std::strcmp(term, "dumb") == 0);
  return !refused && isatty(descriptor) == 1;
}

// A stream that whoever called us has closed fails when it is used, and no file is taken for it.
void hold_closed_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) >= 0) continue;
    // The lowest free descriptor is this one.
    static_cast<void>(open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

std::size_t columns_of(int terminal) {
  winsize size{};
  const bool known = ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

Exit run(int argc, char** argv) {
  std::ostream out(&results);
  std::ostream err(&said);
  err.tie(&out);  // on a terminal, both come in the order in which they are written
  Console console{std::cin,
                  out,
                  err,
                  isatty(STDOUT_FILENO) == 1,
                  wants_colour(STDOUT_FILENO),
                  wants_colour(STDERR_FILENO),
                  isatty(STDERR_FILENO) == 1,
                  STDIN_FILENO,
                  columns_of(STDOUT_FILENO)};
  const Exit exit = run(argc, argv, console);
  err.flush();
  out.flush();
  if (out) return exit;
  err << "filtercheck: the results could not be written to standard output: "
      << std::generic_category().message(results.fault()) << '\n';
  return Exit::BadInput;
}

}  // namespace

int program(int argc, char** argv) {
  base::ending.before = [] { results.end_early(); };
  base::end_where_the_stack_ends();
  hold_closed_streams();
  // A closed pipe and a file that grows too large are told by the failed write, and so can be
  // answered.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  try {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    return static_cast<int>(run(argc, argv));
  } catch (const std::bad_alloc&) {  // of what was allocated otherwise
    base::end_out_of_memory();
  } catch (const std::exception& error) {
    results.end_early();
    std::ostream(&said) << "filtercheck: internal error, please report it: " << error.what()
                        << '\n';
  }
  return static_cast<int>(Exit::OurBug);
}

}  // namespace filtercheck::cli
