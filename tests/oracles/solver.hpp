// An SMT solver as a process that is asked one script after the other.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

namespace filtercheck::oracles {

enum class Sat { Sat, Unsat, Unknown };

class Solver {
 public:
  // Starts as `arguments.front()`; it must take scripts from standard input.
  explicit Solver(std::vector<std::string> arguments) : arguments_(std::move(arguments)) {}
  ~Solver() { stop(); }
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  // The answers to the (check-sat) of `script`, of which there are `queries`. Unknown from the
  // first one on that takes longer than `patience_ms`; the process is then another one. Throws
  // std::runtime_error if it refuses the script or cannot be started.
  std::vector<Sat> ask(const std::string& script, std::size_t queries, int patience_ms);

 private:
  void start();
  void stop();
  bool send(const std::string& text, int patience_ms);
  // A line without its end; false: none in time.
  bool read_line(std::string& line, int patience_ms);

  std::vector<std::string> arguments_;
  pid_t child_ = 0;
  int socket_ = -1;
  std::string unread_;
};

}  // namespace filtercheck::oracles
