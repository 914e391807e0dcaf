#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>

#include "cli/app.hpp"

namespace {

using filtercheck::cli::Console;
using filtercheck::cli::Exit;

bool wants_colour(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool refused = (no_colour != nullptr && *no_colour != '\0') ||
                       (term != nullptr && std::strcmp(term, "dumb") == 0);
  return !refused && isatty(descriptor) == 1;
}

int run(int argc, char** argv) {
  // A closed pipe is told by the failed write, and so can be answered.
  std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Console console{std::cin,
                  std::cout,
                  std::cerr,
                  isatty(STDOUT_FILENO) == 1,
                  wants_colour(STDOUT_FILENO),
                  wants_colour(STDERR_FILENO),
                  isatty(STDERR_FILENO) == 1};
  const Exit exit = filtercheck::cli::run(argc, argv, console);
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "filtercheck: the results could not be written to standard output\n";
    return static_cast<int>(Exit::BadInput);
  }
  return static_cast<int>(exit);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "filtercheck: internal error, please report it: " << error.what() << '\n';
  }
  return static_cast<int>(Exit::OurBug);
}
