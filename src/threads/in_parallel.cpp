#include "threads/in_parallel.hpp"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace filtercheck::threads {

namespace {

constexpr std::size_t kStack = std::size_t{8} << 20;

// What several threads share.
class Calls {
 public:
  Calls(std::size_t count, const std::function<void(std::size_t)>& work)
      : count_(count), work_(work) {}

  // Makes calls until none is left.
  void make() noexcept {
    for (std::size_t i = next_++; i < count_; i = next_++) {
      try {
        work_(i);
      } catch (...) {
        note(i, std::current_exception());
      }
    }
  }

  // After the last one.
  void end() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  void note(std::size_t call, std::exception_ptr thrown) noexcept {
    const std::lock_guard lock(mutex_);
    next_ = count_;
    if (call > thrower_) return;
    thrower_ = call;
    thrown_ = std::move(thrown);
  }

  const std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::size_t thrower_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr thrown_;
};

void* make_calls(void* calls) {
  static_cast<Calls*>(calls)->make();
  return nullptr;
}

}  // namespace

std::size_t processors() { return std::max(std::thread::hardware_concurrency(), 1U); }

void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work) {
  Calls calls(count, work);
  std::vector<pthread_t> threads;
  pthread_attr_t attributes;
  const std::size_t wanted = std::min(processors(), count);
  threads.reserve(wanted);
  if (wanted > 1 && pthread_attr_init(&attributes) == 0) {
    const bool has_stack = pthread_attr_setstacksize(&attributes, kStack) == 0;
    pthread_t thread{};
    while (has_stack && threads.size() + 1 < wanted &&
           pthread_create(&thread, &attributes, make_calls, &calls) == 0)
      threads.push_back(thread);
    pthread_attr_destroy(&attributes);
  }
  calls.make();
  for (const pthread_t thread : threads) pthread_join(thread, nullptr);
  calls.end();
}

}  // namespace filtercheck::threads
