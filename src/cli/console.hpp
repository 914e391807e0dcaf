// Where a command reads and writes, and how it ends.
#pragma once

#include <cstddef>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

namespace filtercheck::cli {

// What the exit status says, for every command.
enum class Exit {
  Holds = 0,      // covered, equivalent, matched, clean
  Refuted = 1,    // with a witness or a finding
  BadInput = 2,   // bad usage or input
  Undecided = 3,  // hangs on undocumented behaviour of AWS, or a stated budget ran out
  OurBug = 70,
};

enum class Format { Text, Json };

// The streams of the process, or of a test.
struct Console {
  std::istream& in;
  std::ostream& out;  // results
  std::ostream& err;  // diagnostics about the input
  bool out_is_terminal = false;
  bool out_colour = false;
  bool err_colour = false;
  bool err_is_terminal = false;
  int in_descriptor = -1;        // of `in`, of which nothing has been read; -1: it has none
  std::size_t out_columns = 80;  // of the terminal, if it is one
};

enum class Colour { Bold, Red, Green, Yellow };

// `text` with the escape codes of a colour, if `on`.
std::string coloured(std::string_view text, Colour colour, bool on);

}  // namespace filtercheck::cli
