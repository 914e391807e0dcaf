// Runs other programs and takes what they print.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace filtercheck::cli {

struct Finished {
  int status = 0;  // as a shell says it: of one that a signal ended, 128 and its number
  std::string out;
  std::string err;           // no more than kMostErrorBytes of it
  bool is_too_much = false;  // it printed more than was allowed, and `out` is cut
};
inline constexpr std::size_t kMostErrorBytes = std::size_t{64} << 10;

// Runs `arguments`, the first being the program's name, looked up in PATH, to its end, or until it
// has printed more than `most` bytes to standard output. `environment` has entries `NAME=value`
// that replace those of this process. No shell is involved; it reads nothing. Otherwise an error of
// errno: why it cannot be run, such as ENOENT.
std::variant<Finished, int> run_program(const std::vector<std::string>& arguments,
                                        const std::vector<std::string>& environment,
                                        std::size_t most);

// What it prints; no value: it cannot be run, prints more than `most` bytes, or ends with another
// status than 0. What it says on standard error is not shown.
std::optional<std::string> output_of(const std::vector<std::string>& arguments, std::size_t most);

}  // namespace filtercheck::cli
