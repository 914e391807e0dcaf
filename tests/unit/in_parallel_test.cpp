#include "threads/in_parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

namespace filtercheck::threads {
namespace {

TEST(InParallel, MakesEachCallOnce) {
  for (const std::size_t count : {0UL, 1UL, 2UL, 1000UL}) {
    std::vector<std::atomic<int>> calls(count);
    in_parallel(count, [&](std::size_t i) { ++calls[i]; });
    for (const auto& made : calls) EXPECT_EQ(made, 1);
  }
}

TEST(InParallel, ThrowsWhatTheFirstByNumberThrew) {
  std::atomic<int> made = 0;
  try {
    in_parallel(100'000, [&](std::size_t i) {
      ++made;
      if (i == 5 || i == 6 || i == 90'000) throw std::runtime_error(std::to_string(i));
    });
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "5");
  }
  EXPECT_GE(made, 6);
}

TEST(InParallel, MayBeCalledInACall) {
  std::atomic<int> made = 0;
  in_parallel(8, [&](std::size_t) { in_parallel(8, [&](std::size_t) { ++made; }); });
  EXPECT_EQ(made, 64);
}

}  // namespace
}  // namespace filtercheck::threads
