// What is tried, each on its own.
#pragma once

#include <cstdint>
#include <string>

namespace filtercheck::faults {

// Of the allocations of a run, or its system calls of a kind, each fails in turn, or about this
// many, evenly apart.
constexpr std::uint64_t kEvery = 0;

// The programs where an allocation fails, alone or with all that follow it.
int fail_programs(std::uint64_t allocations);
// The library where an allocation fails: std::bad_alloc, nothing lost, the next answer right.
int fail_library(std::uint64_t allocations);
// The programs where a system call fails, is interrupted by a signal or does less than it was asked
// for.
int fail_calls(std::uint64_t calls);
// The programs where the process lacks a descriptor, room, stack or memory, and with inputs and
// outputs that are no ordinary files. `program` is the path of filtercheck, for what must hold from
// its very start.
int fail_surroundings(const std::string& program);

}  // namespace filtercheck::faults
