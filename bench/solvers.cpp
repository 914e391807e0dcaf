// Both solvers may pass their own limits on hard strings, so both run in child processes that are
// killed a little later. The one with Z3 stays for many questions, as a program that has Z3 linked
// in would, and takes the time around the calls of the library alone.

#include "solvers.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <vector>

#if FILTERCHECK_HAVE_Z3
#include <z3++.h>
#endif

extern char** environ;  // NOLINT: of POSIX

namespace filtercheck::bench {

namespace {

using Clock = std::chrono::steady_clock;

double microseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

constexpr int kGraceMs = 1000;

// What comes from `descriptor` until its end, or until a line feed where `line`. No value:
// `limit_ms` passed first.
std::optional<std::string> read_answer(int descriptor, bool line, int limit_ms) {
  const Clock::time_point end = Clock::now() + std::chrono::milliseconds(limit_ms);
  std::string out;
  std::array<char, 4096> buffer{};
  while (!(line && out.ends_with('\n'))) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    pollfd waiting{descriptor, POLLIN, 0};
    const int ready = left.count() > 0 ? poll(&waiting, 1, static_cast<int>(left.count())) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return std::nullopt;
    const ssize_t size = read(descriptor, buffer.data(), buffer.size());
    if (size <= 0) break;
    out.append(buffer.data(), static_cast<std::size_t>(size));
  }
  return out;
}

void wait_for(pid_t child) {
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
}

struct Pipe {
  int read_end = -1;
  int write_end = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    read_end = ends[0];
    write_end = ends[1];
  }
};

// What `cvc5` with these arguments says before it is killed; nothing if it cannot be started.
std::string run_cvc5(std::vector<std::string> arguments, int limit_ms) {
  arguments.insert(arguments.begin(), "cvc5");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const Pipe pipe;
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe.write_end, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, pipe.write_end, STDERR_FILENO);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, "cvc5", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(pipe.write_end);
  if (failed != 0) {
    close(pipe.read_end);
    return {};
  }
  const std::optional<std::string> output = read_answer(pipe.read_end, false, limit_ms);
  close(pipe.read_end);
  if (!output) kill(child, SIGKILL);
  wait_for(child);
  return output.value_or("");
}

// A file with this content, gone with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& content)
      : path_((std::filesystem::temp_directory_path() / "filtercheck-XXXXXX").string()) {
    const int descriptor = mkstemp(path_.data());
    if (descriptor < 0) throw std::runtime_error("no temporary file");
    close(descriptor);
    std::ofstream file(path_, std::ios::binary);
    file << content << std::flush;
    if (!file) throw std::runtime_error("the temporary file could not be written");
  }
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

#if FILTERCHECK_HAVE_Z3

// "sat 123.4", or "error " and why.
std::string z3_answer(const std::string& script, int limit_ms) {
  try {
    const Clock::time_point begin = Clock::now();
    const char* word = nullptr;
    {
      z3::context context;
      z3::solver solver(context);
      z3::params params(context);
      params.set("timeout", static_cast<unsigned>(limit_ms));
      solver.set(params);
      solver.from_string(script.c_str());
      const z3::check_result result = solver.check();
      word = result == z3::sat ? "sat" : result == z3::unsat ? "unsat" : "unknown";
    }
    return std::string(word) + " " + std::to_string(microseconds_since(begin));
  } catch (const z3::exception& e) {
    const std::string_view what = e.msg();
    const auto about = [&](const char* cause) {
      return what.find(cause) != std::string_view::npos;
    };
    const bool resources = about("memory") || about("timeout") || about("canceled");
    return (resources ? "unknown " : "error ") + std::string(what);
  }
}

// A process that answers scripts with Z3. One question is "LIMIT SCRIPT\0", one answer a line.
class Z3Process {
 public:
  ~Z3Process() { stop(); }

  // No value: no answer in time, or the process died.
  std::optional<std::string> ask(const std::string& script, int limit_ms) {
    if (child_ <= 0) start();
    send_all(socket_, std::to_string(limit_ms) + " " + script + '\0');
    std::optional<std::string> answer = read_answer(socket_, true, limit_ms + kGraceMs);
    if (answer && !answer->empty()) return answer;
    stop();
    return std::nullopt;
  }

 private:
  void start() {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
      throw std::runtime_error("no socket");
    }
    child_ = fork();
    if (child_ < 0) throw std::runtime_error("no process");
    if (child_ == 0) {
      close(ends[0]);
      serve(ends[1]);
      _exit(0);
    }
    close(ends[1]);
    socket_ = ends[0];
  }

  void stop() {
    if (child_ <= 0) return;
    close(socket_);
    kill(child_, SIGKILL);
    wait_for(child_);
    child_ = 0;
  }

  // In the child, until the parent closes its end. The first use of Z3 costs more than others, and
  // is nobody's question.
  static void serve(int socket) {
    z3::set_param("memory_max_size", "2000");
    z3_answer("(declare-const s String) (assert (str.in_re s re.all))", 1000);
    std::string question;
    std::array<char, 65536> buffer{};
    while (true) {
      const ssize_t size = read(socket, buffer.data(), buffer.size());
      if (size <= 0) return;
      question.append(buffer.data(), static_cast<std::size_t>(size));
      if (!question.ends_with('\0')) continue;
      question.pop_back();
      const std::size_t space = question.find(' ');
      std::string answer = z3_answer(question.substr(space + 1), std::stoi(question));
      std::replace(answer.begin(), answer.end(), '\n', ' ');
      send_all(socket, answer + "\n");
      question.clear();
    }
  }

  static void send_all(int socket, std::string_view text) {
    while (!text.empty()) {
      const ssize_t size = send(socket, text.data(), text.size(), MSG_NOSIGNAL);
      if (size <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(size));
    }
  }

  pid_t child_ = 0;
  int socket_ = -1;
};

#endif

Sat sat_of(std::string_view output) {
  if (output.starts_with("sat")) return Sat::Sat;
  if (output.starts_with("unsat")) return Sat::Unsat;
  return Sat::Unknown;
}

}  // namespace

bool have_cvc5() {
  static const bool have = run_cvc5({"--version"}, 10'000).starts_with("This is cvc5");
  return have;
}

double start_cvc5() {
  const Clock::time_point begin = Clock::now();
  run_cvc5({"--version"}, 10'000);
  return microseconds_since(begin);
}

Solved solve_cvc5(const std::string& script, int limit_ms) {
  const TemporaryFile file(script);
  const Clock::time_point begin = Clock::now();
  const std::string output = run_cvc5(
      {"--lang=smt2", "--strings-exp", "--tlimit=" + std::to_string(limit_ms), file.path()},
      limit_ms + kGraceMs);
  const Solved solved{sat_of(output), microseconds_since(begin)};
  if (output.starts_with("(error")) throw std::runtime_error("cvc5: " + output + script);
  return solved;
}

#if FILTERCHECK_HAVE_Z3

bool have_z3() { return true; }

std::string z3_version() {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned build = 0;
  unsigned revision = 0;
  Z3_get_version(&major, &minor, &build, &revision);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(build);
}

Solved solve_z3(const std::string& script, int limit_ms) {
  static Z3Process process;
  const Clock::time_point begin = Clock::now();
  const std::optional<std::string> answer = process.ask(script, limit_ms);
  const double passed = microseconds_since(begin);
  if (!answer) return {Sat::Unknown, passed};
  if (answer->starts_with("error")) throw std::runtime_error("Z3: " + *answer + script);
  const Sat sat = sat_of(*answer);
  if (sat == Sat::Unknown) return {sat, passed};
  return {sat, std::strtod(answer->c_str() + answer->find(' '), nullptr)};
}

#else

bool have_z3() { return false; }
std::string z3_version() { return {}; }
Solved solve_z3(const std::string&, int) { return {}; }

#endif

}  // namespace filtercheck::bench
