// Allocations and system calls that fail when they are told to: malloc() and its kin, read(),
// write() and what else the program asks of the system stand in this program before those of the C
// library.
#pragma once

#include <cstdint>

namespace filtercheck::faults {

// Open: to write.
enum class Call { None, Read, Write, OpenToRead, Open, Sync, Close, Rename };

// What goes wrong. As it is made: nothing.
struct Plan {
  // The allocation that fails, counted from 1, alone or with all that follow. 0: none.
  std::uint64_t allocation = 0;
  bool all_that_follow = false;

  // The call that is tampered with, counted from 1 among those on descriptors from `least` to
  // `most`.
  Call call = Call::None;
  std::uint64_t number = 0;
  int least = 0;
  int most = 1 << 20;
  // How: this errno; or this signal arrives before it; or, if both are 0, it finds the end.
  int error = 0;
  int signal = 0;

  std::uint64_t bytes = 0;  // the most that one read() or write() handles; 0: all
};

struct Counts {
  std::uint64_t allocations = 0;  // since arm()
  std::int64_t live = 0;          // blocks, of all time
  std::uint64_t calls = 0;        // of the plan's kind, since arm()
  std::uint64_t faults = 0;       // since arm()
};

// From now on, in this process and its children.
void arm(const Plan& plan);
void disarm();
// What happened so far, in all of them.
Counts counts();
void set_counts(const Counts& counts);

// Whether malloc() fails, too, or operator new alone: under the sanitizers malloc() is theirs.
bool fails_malloc();

}  // namespace filtercheck::faults
