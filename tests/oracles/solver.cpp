#include "oracles/solver.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <string_view>

namespace filtercheck::oracles {

namespace {

// What a solver says where it has run out of time or memory; the next answers may be missing.
bool is_about_resources(std::string_view error) {
  for (const char* const word : {"canceled", "timeout", "memory", "resource"}) {
    if (error.find(word) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

std::vector<Sat> Solver::ask(const std::string& script, std::size_t queries, int patience_ms) {
  std::vector<Sat> answers;
  if (child_ == 0) start();
  bool alive = send(script + "(reset)\n", patience_ms);
  std::string line;
  while (alive && answers.size() < queries) {
    alive = read_line(line, patience_ms);
    if (!alive) break;
    if (line == "sat") answers.push_back(Sat::Sat);
    if (line == "unsat") answers.push_back(Sat::Unsat);
    if (line == "unknown" || line == "timeout") answers.push_back(Sat::Unknown);
    if (line.starts_with("(error")) {
      if (!is_about_resources(line)) throw std::runtime_error(line + "\n" + script);
      alive = false;
    }
  }
  if (!alive) stop();
  answers.resize(queries, Sat::Unknown);
  return answers;
}

void Solver::start() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw std::runtime_error("no socket");
  }
  std::vector<char*> argv;
  for (std::string& argument : arguments_) argv.push_back(argument.data());
  argv.push_back(nullptr);
  child_ = fork();
  if (child_ < 0) throw std::runtime_error("no process");
  if (child_ == 0) {
    dup2(ends[1], STDIN_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    execvp(argv.front(), argv.data());
    _exit(127);
  }
  close(ends[1]);
  socket_ = ends[0];
  unread_.clear();
}

void Solver::stop() {
  if (child_ == 0) return;
  close(socket_);
  kill(child_, SIGKILL);
  while (waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
  }
  child_ = 0;
}

bool Solver::send(const std::string& text, int patience_ms) {
  std::string_view rest = text;
  while (!rest.empty()) {
    pollfd waiting{socket_, POLLOUT, 0};
    if (poll(&waiting, 1, patience_ms) <= 0) return false;
    const ssize_t size = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size <= 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

bool Solver::read_line(std::string& line, int patience_ms) {
  std::size_t end = unread_.find('\n');
  while (end == std::string::npos) {
    std::array<char, 4096> buffer{};
    pollfd waiting{socket_, POLLIN, 0};
    if (poll(&waiting, 1, patience_ms) <= 0) return false;
    const ssize_t size = read(socket_, buffer.data(), buffer.size());
    if (size <= 0) return false;
    unread_.append(buffer.data(), static_cast<std::size_t>(size));
    end = unread_.find('\n');
  }
  line = unread_.substr(0, end);
  unread_.erase(0, end + 1);
  return true;
}

}  // namespace filtercheck::oracles
