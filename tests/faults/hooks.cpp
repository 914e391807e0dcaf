#include "faults/hooks.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstddef>
#include <cstdlib>
#include <new>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define FILTERCHECK_ADDRESS_SANITIZER
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define FILTERCHECK_ADDRESS_SANITIZER
#endif

namespace filtercheck::faults {

namespace {

bool armed = false;
Plan the_plan;

// In memory that a child process shares with its parent. Several threads count.
struct Counters {
  std::atomic<std::uint64_t> allocations;
  std::atomic<std::int64_t> live;
  std::atomic<std::uint64_t> calls;
  std::atomic<std::uint64_t> faults;
};
Counters before_sharing;
Counters* shared = nullptr;

Counters& counters() {
  if (shared != nullptr) return *shared;
  void* const page =
      mmap(nullptr, sizeof(Counters), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return before_sharing;
  shared = new (page) Counters();
  shared->live = before_sharing.live.load();
  return *shared;
}

bool fails_now() {
  if (!armed) return false;
  const std::uint64_t number = ++counters().allocations;
  const bool fails =
      the_plan.allocation != 0 &&
      (number == the_plan.allocation || (the_plan.all_that_follow && number > the_plan.allocation));
  if (fails) ++counters().faults;
  return fails;
}

void* counted(void* block) {
  if (block != nullptr) ++counters().live;
  return block;
}

// Whether this call is the one to tamper with.
bool is_chosen(Call call, int descriptor) {
  if (!armed || call != the_plan.call) return false;
  if (descriptor < the_plan.least || descriptor > the_plan.most) return false;
  if (++counters().calls != the_plan.number) return false;
  ++counters().faults;
  return true;
}

// True: the call is to fail, with errno as it is.
bool fails_now(Call call, int descriptor) {
  if (!is_chosen(call, descriptor)) return false;
  if (the_plan.signal != 0) raise(the_plan.signal);
  errno = the_plan.error;
  return the_plan.error != 0;
}

std::size_t most_bytes(std::size_t asked) {
  return !armed || the_plan.bytes == 0 ? asked : std::min<std::size_t>(asked, the_plan.bytes);
}

}  // namespace

void arm(const Plan& plan) {
  the_plan = plan;
  set_counts({0, counts().live, 0, 0});
  armed = true;
}

void disarm() { armed = false; }

Counts counts() {
  const Counters& now = counters();
  return {now.allocations, now.live, now.calls, now.faults};
}

void set_counts(const Counts& counts) {
  counters().allocations = counts.allocations;
  counters().live = counts.live;
  counters().calls = counts.calls;
  counters().faults = counts.faults;
}

bool fails_malloc() {
#ifdef FILTERCHECK_ADDRESS_SANITIZER
  return false;
#else
  return true;
#endif
}

}  // namespace filtercheck::faults

// ---- Memory -------------------------------------------------------------------------------------

using filtercheck::faults::counted;
using filtercheck::faults::counters;
using filtercheck::faults::fails_now;

#ifdef FILTERCHECK_ADDRESS_SANITIZER

void* operator new(std::size_t size) {
  while (true) {
    void* const block = fails_now() ? nullptr : counted(std::malloc(size == 0 ? 1 : size));
    if (block != nullptr) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}
void operator delete(void* block) noexcept {
  if (block != nullptr) --counters().live;
  std::free(block);
}
void operator delete(void* block, std::size_t) noexcept { operator delete(block); }

#else

extern "C" {

void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* block);

static void* no_memory() {
  errno = ENOMEM;
  return nullptr;
}

void* malloc(std::size_t size) noexcept {
  return fails_now() ? no_memory() : counted(__libc_malloc(size));
}
void* calloc(std::size_t count, std::size_t size) noexcept {
  return fails_now() ? no_memory() : counted(__libc_calloc(count, size));
}
void* realloc(void* block, std::size_t size) noexcept {
  if (fails_now()) return no_memory();
  if (block != nullptr) --counters().live;
  return counted(__libc_realloc(block, size));
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return fails_now() ? no_memory() : counted(__libc_memalign(alignment, size));
}
int posix_memalign(void** block, std::size_t alignment, std::size_t size) noexcept {
  *block = aligned_alloc(alignment, size);
  return *block == nullptr ? ENOMEM : 0;
}
void free(void* block) noexcept {
  if (block != nullptr) --counters().live;
  __libc_free(block);
}
}

#endif

// ---- System calls -------------------------------------------------------------------------------

using filtercheck::faults::Call;
using filtercheck::faults::most_bytes;

extern "C" {

ssize_t read(int descriptor, void* to, std::size_t size) {
  const std::uint64_t before = counters().faults;
  if (fails_now(Call::Read, descriptor)) return -1;
  if (counters().faults > before && filtercheck::faults::the_plan.signal == 0) return 0;
  return syscall(SYS_read, descriptor, to, most_bytes(size));
}

ssize_t write(int descriptor, const void* from, std::size_t size) {
  if (fails_now(Call::Write, descriptor)) return -1;
  return syscall(SYS_write, descriptor, from, most_bytes(size));
}

int open(const char* name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  const bool reads = (flags & O_ACCMODE) == O_RDONLY;
  if (fails_now(reads ? Call::OpenToRead : Call::Open, 0)) return -1;
  return static_cast<int>(syscall(SYS_openat, AT_FDCWD, name, flags, mode));
}

// Nobody cuts the power here, and it would take long.
int fsync(int descriptor) { return fails_now(Call::Sync, descriptor) ? -1 : 0; }

int close(int descriptor) {
  const bool fails = fails_now(Call::Close, descriptor);
  const int fault = errno;
  const int status = static_cast<int>(syscall(SYS_close, descriptor));  // closed in any case
  errno = fault;
  return fails ? -1 : status;
}

int rename(const char* from, const char* to) noexcept {
  if (fails_now(Call::Rename, 0)) return -1;
  return static_cast<int>(syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned flags) noexcept {
  if (fails_now(Call::Rename, 0)) return -1;
  return static_cast<int>(syscall(SYS_renameat2, from_folder, from, to_folder, to, flags));
}
}
