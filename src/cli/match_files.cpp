#include "cli/match_files.hpp"

#include <chrono>
#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>
#include <variant>

#include "threads/beside.hpp"

namespace filtercheck::cli {

namespace {

constexpr std::chrono::milliseconds kPause{200};
// For each thread: blocks that are held, and inputs that are open.
constexpr std::size_t kSlots = 8;
constexpr std::size_t kOpen = 4;
constexpr std::size_t kKept = 2;  // pieces of memory that are not in use
constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

}  // namespace

MatchFiles::MatchFiles(const std::vector<std::string>& files, MatchPlan& plan, Console& console)
    : names_(files),
      plan_(plan),
      console_(console),
      own_search_(plan),
      memory_(kKept * plan.options().threads) {}

void MatchFiles::search(Receiver& receiver) {
  const std::size_t threads = plan_.options().threads;
  // With others to do the work, the calling thread receives what they find.
  threads::beside(
      threads > 1 ? threads : 0, [&] { work(); },
      [&](std::size_t helpers) {
        // However it ends, the others must not go on.
        const std::unique_ptr<MatchFiles, void (*)(MatchFiles*)> stop(this, [](MatchFiles* self) {
          const std::lock_guard lock(self->mutex_);
          self->is_over_ = true;
          self->changed_.notify_all();
        });
        receive_all(receiver, helpers > 0);
      });
}

// ---- What each thread does ----------------------------------------------------------------------

void MatchFiles::work() {
  BlockSearch search(plan_);
  while (true) {
    File* file = nullptr;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return is_over_ || (file = next()) != nullptr; });
      if (is_over_) return;
      file->is_busy = true;
    }
    advance(*file, search);
  }
}

MatchFiles::File* MatchFiles::next() {
  const std::size_t threads = plan_.options().threads;
  // What is received now may always be gone on with, as far as it has not run ahead.
  for (File& file : files_) {
    const bool has_room =
        &file == &files_.front() ? file.slots.size() < kSlots * threads : held_ < kSlots * threads;
    if (!file.is_busy && !file.has_ended && has_room) return &file;
  }
  if (begun_ == names_.size() || files_.size() >= kOpen * threads || held_ >= kSlots * threads)
    return nullptr;
  File& file = files_.emplace_back();
  file.name = names_[begun_++];
  file.wanted = plan_.options().max_count.value_or(kAll);
  return &file;
}

void MatchFiles::advance(File& file, BlockSearch& search) {
  Slot* slot = nullptr;
  {
    const std::lock_guard lock(mutex_);
    slot = &file.slots.emplace_back();
    ++held_;
  }
  try {
    fill(*slot, file, search);
  } catch (...) {
    slot->thrown = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  slot->is_ready = true;
  changed_.notify_all();
}

void MatchFiles::fill(Slot& slot, File& file, BlockSearch& search) {
  Block block;
  bool is_more = false;
  // Whatever is thrown, the input is left to others.
  const auto let_go = [&](bool has_ended) {
    const std::lock_guard lock(mutex_);
    file.is_busy = false;
    file.has_ended = file.has_ended || has_ended;
    changed_.notify_all();
  };
  try {
    is_more = read(file, block);
  } catch (...) {
    let_go(true);
    throw;
  }
  const bool has_ended = !is_more || block.fault.has_value();
  // Only what comes before tells how many more are wanted.
  if (!is_limited()) let_go(has_ended);
  if (is_more) slot.selection = search.search(std::move(block), 0, file.wanted);
  if (!is_limited()) return;
  file.wanted -= slot.selection.selected;
  let_go(has_ended || file.wanted == 0);
}

bool MatchFiles::read(File& file, Block& block) {
  if (file.reader == nullptr) {
    if (auto error = open(file)) {
      block.fault = std::move(error);
      return true;
    }
    InputLimits limits;
    limits.counts_lines = plan_.options().format == Format::Json;
    file.reader = std::make_unique<EventReader>(*file.raw, limits, memory_);
  }
  const bool is_more = file.reader->next(block);
  bytes_read_ +=
      file.reader->bytes_read() - std::exchange(file.bytes_read, file.reader->bytes_read());
  if (!is_more) file.reader = nullptr;
  return is_more;
}

std::optional<InputError> MatchFiles::open(File& file) {
  std::error_code ignored;
  if (file.name != "-" && std::filesystem::is_directory(file.name, ignored))
    return InputError{0, "is a folder; --recursive reads the files in it"};
  if (file.name != "-") {
    auto opened = open_input(file.name);
    if (auto* error = std::get_if<InputError>(&opened)) return std::move(*error);
    file.raw = std::get<std::unique_ptr<FileBytes>>(std::move(opened));
  } else if (console_.in_descriptor >= 0) {
    file.raw = std::make_unique<FileBytes>(console_.in_descriptor, FileBytes::Owns::No);
  } else {
    file.raw = std::make_unique<StreamBytes>(console_.in);
  }
  return std::nullopt;
}

// ---- What the calling thread does ---------------------------------------------------------------

void MatchFiles::receive_all(Receiver& receiver, bool has_helpers) {
  while (true) {
    std::unique_lock lock(mutex_);
    if (files_.empty() && next() == nullptr) return;
    File& file = files_.front();
    const auto is_ready = [&] { return !file.slots.empty() && file.slots.front().is_ready; };
    const auto is_at_end = [&] { return file.has_ended && !file.is_busy && file.slots.empty(); };
    while (!is_ready() && !is_at_end()) {
      lock.unlock();
      receiver.wait(bytes_read_);
      if (!has_helpers) {
        file.is_busy = true;
        advance(file, own_search_);
      }
      lock.lock();
      if (has_helpers) changed_.wait_for(lock, kPause, [&] { return is_ready() || is_at_end(); });
    }
    if (is_at_end()) {
      const std::string name = std::move(file.name);
      files_.pop_front();
      changed_.notify_all();
      lock.unlock();
      if (!receiver.end(name)) return;
      continue;
    }
    Slot slot = std::move(file.slots.front());
    file.slots.pop_front();
    --held_;
    changed_.notify_all();
    lock.unlock();
    if (slot.thrown) std::rethrow_exception(slot.thrown);
    if (receive(receiver, file.name, std::move(slot.selection))) continue;
    lock.lock();
    file.has_ended = true;
    const auto is_left = [&] {
      bool is = !file.is_busy;
      for (const Slot& one : file.slots) is = is && one.is_ready;
      return is;
    };
    while (!is_left()) changed_.wait(lock);
    held_ -= file.slots.size();
    file.slots.clear();
  }
}

bool MatchFiles::receive(Receiver& receiver, const std::string& file, Selection selection) {
  while (true) {
    const bool goes_on = receiver.receive(file, selection);
    if (!goes_on || !selection.rest) return goes_on && !selection.fault;
    const std::size_t begin = *selection.rest;
    selection = own_search_.search(std::move(selection.block), begin, kAll);
  }
}

}  // namespace filtercheck::cli
