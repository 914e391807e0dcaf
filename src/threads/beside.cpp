#include "threads/beside.hpp"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace filtercheck::threads {

namespace {

constexpr std::size_t kStack = std::size_t{8} << 20;

// Started when it is made, joined when it goes.
class Threads {
 public:
  Threads(std::size_t most, const std::function<void()>& work) : work_(work) {
    threads_.reserve(most);
    pthread_attr_t attributes;
    if (most == 0 || pthread_attr_init(&attributes) != 0) return;
    const bool has_stack = pthread_attr_setstacksize(&attributes, kStack) == 0;
    pthread_t thread{};
    while (has_stack && threads_.size() < most &&
           pthread_create(&thread, &attributes, run, this) == 0)
      threads_.push_back(thread);
    pthread_attr_destroy(&attributes);
  }
  ~Threads() {
    for (const pthread_t thread : threads_) pthread_join(thread, nullptr);
  }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  std::size_t count() const { return threads_.size(); }

 private:
  static void* run(void* self) {
    static_cast<const Threads*>(self)->work_();
    return nullptr;
  }

  const std::function<void()>& work_;
  std::vector<pthread_t> threads_;
};

}  // namespace

std::size_t processors() {
#if defined(__linux__)
  // The standard library counts those of the machine.
  cpu_set_t ours;
  if (sched_getaffinity(0, sizeof ours, &ours) == 0)
    return static_cast<std::size_t>(std::max(CPU_COUNT(&ours), 1));
#endif
  return std::max(std::thread::hardware_concurrency(), 1U);
}

void beside(std::size_t most, const std::function<void()>& work,
            const std::function<void(std::size_t)>& own) {
  const Threads threads(most, work);
  own(threads.count());
}

}  // namespace filtercheck::threads
