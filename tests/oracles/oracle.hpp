// What the oracles have in common: each draws cases from a seed, asks filtercheck and a program of
// another making, and prints one line; where they differ it prints a vector and ends with status 1.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "support/generate.hpp"

namespace filtercheck::oracles {

// Arguments: [COUNT] [SEED] [--seconds N]. The same cases in the same order for the same seed; with
// --seconds they end earlier.
struct Arguments {
  std::size_t count = 0;
  std::uint32_t seed = 1;
  std::optional<int> seconds;
};

// No value: the arguments are none of these, and standard error says so.
std::optional<Arguments> read_arguments(const std::string& program,
                                        const std::vector<std::string_view>& given,
                                        std::size_t default_count);

// One case after the other, each from bytes of its own, so that it does not hang on those before.
class Draws {
 public:
  explicit Draws(const Arguments& arguments)
      : seed_(arguments.seed), begin_(Clock::now()), seconds_(arguments.seconds) {}

  // The time is up.
  bool late() const { return seconds_ && Clock::now() - begin_ >= std::chrono::seconds(*seconds_); }
  // Valid until the next call.
  support::Choices next();
  // "SEED-CASE", of the last call.
  std::string name() const { return std::to_string(seed_) + "-" + std::to_string(case_); }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kBytes = 512;

  std::uint32_t seed_;
  std::uint32_t case_ = 0;
  Clock::time_point begin_;
  std::optional<int> seconds_;
  std::vector<std::uint8_t> bytes_;
};

// What came of the cases.
struct Tally {
  std::size_t agreed = 0;
  std::size_t disagreed = 0;
  std::map<std::string, std::size_t> others;  // by what became of them: "timed out"
};

// "z3: 1000 pairs, seed 1: 5998 agreed, 0 disagreed, 2 timed out"; the exit status: 1 where
// something disagreed, or nothing agreed.
int report(const std::string& what, const Tally& tally);

// A case for tests/vectors/, as one line of JSON, to be looked at and named.
std::string match_vector(const std::string& id, const std::string& pattern,
                         const std::string& event, bool matches);
std::string compare_vector(const std::string& id, const std::string& a, const std::string& b,
                           std::string_view relation, std::string_view domain);

// Valid beyond AWS's limits. Requires such a text.
Pattern parsed(const std::string& text);

}  // namespace filtercheck::oracles
