#include "cli/input_memory.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck::cli {

InputMemory::InputMemory(std::size_t most) : kept_(std::make_shared<Kept>()) {
  kept_->most = most;
  kept_->pieces.reserve(most + 1);
}

std::shared_ptr<InputMemory::Piece> InputMemory::take(std::size_t size) {
  std::unique_ptr<Piece> piece;
  {
    const std::lock_guard lock(kept_->mutex);
    // Of equal ones the last, which is still in the caches.
    auto best = kept_->pieces.end();
    for (auto at = kept_->pieces.begin(); at != kept_->pieces.end(); ++at) {
      if ((*at)->capacity < size) continue;
      if (best == kept_->pieces.end() || (*at)->capacity <= (*best)->capacity) best = at;
    }
    if (best != kept_->pieces.end()) {
      piece = std::move(*best);
      kept_->pieces.erase(best);
    }
  }
  if (piece == nullptr)
    piece = std::make_unique<Piece>(Piece{std::make_unique_for_overwrite<char[]>(size), size, 0});
  piece->size = size;
  return {piece.release(),
          [kept = kept_](Piece* given) { give_back(*kept, std::unique_ptr<Piece>(given)); }};
}

// Allocates nothing.
void InputMemory::give_back(Kept& kept, std::unique_ptr<Piece> piece) {
  const std::lock_guard lock(kept.mutex);
  kept.pieces.push_back(std::move(piece));
  if (kept.pieces.size() <= kept.most) return;
  kept.pieces.erase(
      std::min_element(kept.pieces.begin(), kept.pieces.end(),
                       [](const auto& a, const auto& b) { return a->capacity < b->capacity; }));
}

}  // namespace filtercheck::cli
