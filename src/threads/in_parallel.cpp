#include "threads/in_parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <utility>

#include "threads/beside.hpp"

namespace filtercheck::threads {

namespace {

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

}  // namespace

void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work) {
  if (count == 0) return;
  Calls calls(count, work);
  beside(
      std::min(processors(), count) - 1, [&] { calls.make(); }, [&](std::size_t) { calls.make(); });
  calls.end();
}

}  // namespace filtercheck::threads
