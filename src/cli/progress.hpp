// A line on the terminal that tells how far long work has come.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>

namespace filtercheck::cli {

struct Done {
  std::uint64_t bytes = 0;               // that were read
  std::optional<std::uint64_t> of = {};  // all there are, if that is known
  std::chrono::duration<double> time{};
  std::size_t matches = 0;
};

// "1.5 GB of 6.0 GB, 512.0 MB/s, 17 matches, 9 s left"
std::string described(const Done& done);

class Progress {
 public:
  // `on`: whether it is asked for and `err` is a terminal.
  Progress(std::ostream& err, bool on, std::optional<std::uint64_t> all)
      : err_(err), on_(on), all_(all) {}

  // Some times a second at most.
  void update(std::uint64_t bytes, std::size_t matches);
  // Before anything else is written to the terminal.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::ostream& err_;
  bool on_;
  std::optional<std::uint64_t> all_;
  bool is_shown_ = false;
  Clock::time_point begun_at_ = Clock::now();
  Clock::time_point shown_at_ = begun_at_;
};

}  // namespace filtercheck::cli
