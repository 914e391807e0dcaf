#include "cli/subprocess.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <utility>

namespace filtercheck::cli {

namespace {

// Both ends of a pipe, closed with it.
class Pipe {
 public:
  Pipe() { fault_ = pipe2(ends_.data(), O_CLOEXEC) == 0 ? 0 : errno; }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int fault() const { return fault_; }
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_end(std::size_t end) {
    if (ends_.at(end) >= 0) close(std::exchange(ends_.at(end), -1));
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  int fault_ = 0;
};

// How the process begins. To say it takes memory, which may not be there.
class Start {
 public:
  Start(const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    // This process ignores some signals, which would be inherited.
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGXFSZ);
    for (const int fault :
         {posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0),
          posix_spawn_file_actions_adddup2(&actions_, out.write_end(), STDOUT_FILENO),
          posix_spawn_file_actions_adddup2(&actions_, err.write_end(), STDERR_FILENO),
          posix_spawnattr_setsigdefault(&attributes_, &usual),
          posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF)})
      if (fault != 0) fault_ = fault;
  }
  ~Start() {
    posix_spawnattr_destroy(&attributes_);
    posix_spawn_file_actions_destroy(&actions_);
  }
  Start(const Start&) = delete;
  Start& operator=(const Start&) = delete;

  int fault() const { return fault_; }
  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_ = {};
  posix_spawnattr_t attributes_ = {};
  int fault_ = 0;
};

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_with(const std::vector<std::string>& replaced) {
  std::vector<std::string> environment = replaced;
  for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
    const std::string_view entry(*at);
    const std::string_view name = entry.substr(0, entry.find('='));
    const bool is_replaced =
        std::any_of(replaced.begin(), replaced.end(), [&](const std::string& other) {
          return std::string_view(other).substr(0, other.find('=')) == name;
        });
    if (!is_replaced) environment.emplace_back(entry);
  }
  return environment;
}

// Takes what both pipes hold until both are closed, or `out` has more than `most` bytes. An error
// of errno, or 0.
int read_both(const Pipe& out_pipe, const Pipe& err_pipe, std::size_t most, Finished& finished) {
  std::array<pollfd, 2> ends{{{out_pipe.read_end(), POLLIN, 0}, {err_pipe.read_end(), POLLIN, 0}}};
  std::array<char, 65536> buffer;
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    if (poll(ends.data(), ends.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends.at(i).fd < 0 || ends.at(i).revents == 0) continue;
      const ssize_t count = read(ends.at(i).fd, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return errno;
      if (count == 0) {
        ends.at(i).fd = -1;
        continue;
      }
      std::string& text = i == 0 ? finished.out : finished.err;
      const std::size_t room = (i == 0 ? most : kMostErrorBytes) - text.size();
      text.append(buffer.data(), std::min(static_cast<std::size_t>(count), room));
      finished.is_too_much = i == 0 && static_cast<std::size_t>(count) > room;
      if (finished.is_too_much) return 0;
    }
  }
  return 0;
}

}  // namespace

std::variant<Finished, int> run_program(const std::vector<std::string>& arguments,
                                        const std::vector<std::string>& environment,
                                        std::size_t most) {
  std::vector<std::string> words = arguments;
  std::vector<std::string> entries = environment_with(environment);
  Pipe out;
  Pipe err;
  if (out.fault() != 0 || err.fault() != 0) return std::max(out.fault(), err.fault());
  pid_t child = 0;
  const Start start(out, err);
  if (start.fault() != 0) return start.fault();
  const int unstarted =
      posix_spawnp(&child, words.front().c_str(), start.actions(), start.attributes(),
                   pointers_to(words).data(), pointers_to(entries).data());
  if (unstarted != 0) return unstarted;
  out.close_end(1);
  err.close_end(1);
  Finished finished;
  const int unread = read_both(out, err, most, finished);
  out.close_end(0);  // what goes on printing ends by that
  err.close_end(0);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (unread != 0) return unread;
  finished.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return finished;
}

std::optional<std::string> output_of(const std::vector<std::string>& arguments, std::size_t most) {
  auto run = run_program(arguments, {}, most);
  auto* finished = std::get_if<Finished>(&run);
  if (finished == nullptr || finished->status != 0 || finished->is_too_much) return std::nullopt;
  return std::move(finished->out);
}

}  // namespace filtercheck::cli
