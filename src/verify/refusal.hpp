// Why a certificate is not believed. Thrown inside this folder, and caught in verify.cpp alone:
// most functions here have nothing to return, they either find that a line follows or say why not.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace filtercheck::verify {

// It is no certificate: not JSON, a wrong type, an index that names nothing.
struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A line of it does not follow by the rules.
struct NotProved : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What the checking of one certificate may cost, in steps of a few nanoseconds.
class Work {
 public:
  explicit Work(std::uint64_t limit) : left_(limit) {}
  void spend(std::uint64_t steps) {
    if (steps > left_) throw NotProved("checking it takes more steps than are allowed");
    left_ -= steps;
  }

 private:
  std::uint64_t left_;
};

}  // namespace filtercheck::verify
