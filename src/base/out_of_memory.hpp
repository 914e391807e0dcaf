// How a program of ours ends where there is no memory, or none for its stack: at once, with one
// line on standard error and status 2.
//
// Nothing is unwound: libraries that we use allocate in destructors (nlohmann-json does), where a
// failure would abort the process; and what recurses deeply may not have the stack to return. So no
// code of a program has to be ready for std::bad_alloc. The library throws it, and must not use
// this.
#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <new>
#include <string_view>

namespace filtercheck::base {

// What the end needs to know; set before memory is asked for.
struct Ending {
  std::string_view program;
  void (*before)() = nullptr;    // writes what was answered so far; asks for no memory; any thread
  std::atomic_flag is_near;      // a thread has come to it
  std::uintptr_t stack_top = 0;  // where it begins, of the main thread
  std::uintptr_t stack_bottom = 0;  // where it must end
  struct sigaction usual {};        // what an access that is not allowed leads to elsewhere
};
inline Ending ending;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

[[noreturn]] inline void end_short_of(std::string_view what) {
  constexpr int kBadInput = 2;
  while (ending.is_near.test_and_set()) pause();  // one thread tells of it
  if (ending.before != nullptr) ending.before();
  std::array<char, 100> line;
  std::size_t size = 0;
  for (const std::string_view part : {ending.program, std::string_view(": "), what}) {
    size += part.copy(line.data() + size, line.size() - 1 - size);
  }
  line[size++] = '\n';
  // If it fails, there is nobody to tell.
  [[maybe_unused]] const auto written = write(STDERR_FILENO, line.data(), size);
  _exit(kBadInput);
}

[[noreturn]] inline void end_out_of_memory() { end_short_of("out of memory"); }

// An access that is not allowed. In the range of the stack that means that it could not grow;
// elsewhere it is a bug, and happens once more on return, with what is usual.
inline void end_out_of_stack(int signal, siginfo_t* fault, void*) {
  const auto at = reinterpret_cast<std::uintptr_t>(fault->si_addr);
  if (at < ending.stack_bottom || at > ending.stack_top) {
    sigaction(signal, &ending.usual, nullptr);
    return;
  }
  end_short_of("out of memory for the stack");
}

// To be called at the start, before static objects are made that need memory.
inline void end_where_memory_ends(std::string_view program) {
  ending.program = program;
  std::set_new_handler(end_out_of_memory);
}

// To be called by main(), on the stack that may be too small.
inline void end_where_the_stack_ends() {
  static std::array<char, std::size_t{1} << 16> handler_stack;
  constexpr std::uintptr_t kMost = std::uintptr_t{1} << 30;  // if there is no limit
  constexpr std::uintptr_t kGuard = std::uintptr_t{1} << 17;
  rlimit limit{};
  getrlimit(RLIMIT_STACK, &limit);
  ending.stack_top = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  ending.stack_bottom =
      ending.stack_top - (limit.rlim_cur < kMost ? std::uintptr_t{limit.rlim_cur} : kMost) - kGuard;
  stack_t stack{};
  stack.ss_sp = handler_stack.data();
  stack.ss_size = handler_stack.size();
  struct sigaction action {};
  action.sa_sigaction = end_out_of_stack;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigaltstack(&stack, nullptr);
  sigaction(SIGSEGV, &action, &ending.usual);
}

}  // namespace filtercheck::base
