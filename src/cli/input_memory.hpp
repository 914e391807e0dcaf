// Memory for what is read, used again while it is in the processor's caches: what the system gives
// has to be cleared by it first, which costs a third of decompressing into it.
//
//   InputMemory memory(2);
//   auto piece = memory.take(size);   // goes back when nobody shares it any more
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace filtercheck::cli {

// A handle: copies are of the same memory. For several inputs and from any thread.
class InputMemory {
 public:
  struct Piece {
    std::unique_ptr<char[]> bytes;  // of any content
    std::size_t capacity;
    std::size_t size;  // that was asked for
  };

  // So many pieces that are not in use are kept, the largest there were.
  explicit InputMemory(std::size_t most);

  std::shared_ptr<Piece> take(std::size_t size);

 private:
  struct Kept {
    std::mutex mutex;
    std::size_t most = 0;
    std::vector<std::unique_ptr<Piece>> pieces;  // has room for one more than `most`
  };
  static void give_back(Kept& kept, std::unique_ptr<Piece> piece);

  std::shared_ptr<Kept> kept_;
};

}  // namespace filtercheck::cli
