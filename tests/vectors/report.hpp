// What a run found: one line for each failure, with both sides, and a count at the end.
#pragma once

#include <cstddef>
#include <iostream>
#include <string>

namespace filtercheck::vectors {

class Report {
 public:
  void fail(const std::string& id, const std::string& what, const std::string& expected,
            const std::string& got) {
    ++failures_;
    std::cout << "FAILED " << id << ": " << what << "\n  expected: " << expected
              << "\n  got:      " << got << "\n";
  }
  // Counts a check; prints if the sides differ.
  template <typename T>
  bool same(const std::string& id, const std::string& what, const T& expected, const T& got) {
    ++checks_;
    if (expected == got) return true;
    fail(id, what, shown(expected), shown(got));
    return false;
  }
  bool holds(const std::string& id, const std::string& what, bool condition,
             const std::string& got) {
    ++checks_;
    if (!condition) fail(id, what, "it holds", got);
    return condition;
  }

  std::size_t failures() const { return failures_; }
  std::size_t checks() const { return checks_; }
  // 0: nothing failed.
  int status() const { return failures_ == 0 ? 0 : 1; }

 private:
  static std::string shown(const std::string& text) { return text; }
  static std::string shown(bool value) { return value ? "true" : "false"; }

  std::size_t failures_ = 0;
  std::size_t checks_ = 0;
};

}  // namespace filtercheck::vectors
