// Inputs searched by several threads at once, and what was found handed over in their order.
//
// Whichever thread is free takes the first input that may be read on: it reads a block, lets others
// read the next one, and searches it. So small inputs are read side by side, and of a large one a
// block is decompressed while others are searched. How much is held is bounded, whatever the
// inputs.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/input.hpp"
#include "cli/match_blocks.hpp"

namespace filtercheck::cli {

class MatchFiles {
 public:
  // What the calling thread does with them.
  class Receiver {
   public:
    virtual ~Receiver() = default;
    // Of an input some more; perhaps more than the options want. False: no more of it is wanted.
    virtual bool receive(const std::string& file, Selection& selection) = 0;
    // There is no more of it. False: no more of any is wanted.
    virtual bool end(const std::string& file) = 0;
    // Before input may be waited for, and now and then meanwhile.
    virtual void wait(std::uint64_t bytes_read) = 0;
  };

  // "-" is the standard input. All must outlive this.
  MatchFiles(const std::vector<std::string>& files, MatchPlan& plan, Console& console);

  // Searches on as many threads as the plan's options say. Throws what a thread threw.
  void search(Receiver& receiver);

 private:
  // What a block had.
  struct Slot {
    bool is_ready = false;
    Selection selection;
    std::exception_ptr thrown;
  };
  // An input that has been begun.
  struct File {
    std::string name;
    bool is_busy = false;  // a thread reads it
    bool has_ended = false;
    std::size_t wanted;  // events, from here on
    std::uint64_t bytes_read = 0;
    std::unique_ptr<RawBytes> raw;
    std::unique_ptr<EventReader> reader;
    std::deque<Slot> slots;  // in its order
  };

  void work();
  void receive_all(Receiver& receiver, bool has_helpers);
  // A selection, and what a large block has beside it. False: no more is wanted, or can be had.
  bool receive(Receiver& receiver, const std::string& file, Selection selection);
  // The input to read on; null: none may be. With the lock.
  File* next();
  // Reads a block of it and searches that.
  void advance(File& file, BlockSearch& search);
  std::optional<InputError> open(File& file);
  bool read(File& file, Block& block);
  void fill(Slot& slot, File& file, BlockSearch& search);
  bool is_limited() const { return plan_.options().max_count.has_value(); }

  const std::vector<std::string>& names_;
  MatchPlan& plan_;
  Console& console_;
  BlockSearch own_search_;
  InputMemory memory_;
  std::atomic<std::uint64_t> bytes_read_ = 0;

  std::mutex mutex_;  // of what follows, but the reader and slots of a busy input
  std::condition_variable changed_;
  std::size_t begun_ = 0;   // of names_
  std::deque<File> files_;  // the first one is being received
  std::size_t held_ = 0;    // slots
  bool is_over_ = false;
};

}  // namespace filtercheck::cli
