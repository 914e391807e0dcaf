#include "cli/input_bytes.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace filtercheck::cli {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kRead = std::size_t{1} << 20;        // at once
constexpr std::size_t kLeastRoom = std::size_t{1} << 15;   // for the next read
constexpr std::size_t kUsual = kRead + 2 * kLeastRoom;     // memory
constexpr std::size_t kCompressed = std::size_t{1} << 18;  // what is read of it at once
// The most that is decompressed at once, before and after.
constexpr std::size_t kMostAtOnce = std::size_t{32} << 20;

// Whether `text` is a begin of `whole`, or the other way round.
bool agree(std::string_view text, std::string_view whole) {
  const std::size_t common = std::min(text.size(), whole.size());
  return text.substr(0, common) == whole.substr(0, common);
}

}  // namespace

InputBytes::InputBytes(RawBytes& raw, InputMemory memory) : raw_(raw), pool_(std::move(memory)) {
  // Of small files there may be thousands.
  const std::uint64_t wanted = raw.size().value_or(kRead) + 2 * kLeastRoom;
  memory_ = pool_.take(std::min<std::uint64_t>(wanted, kUsual));
  while (view().size() < kMagic && may_be_compressed(view()) && more()) {
  }
  decompressor_ = decompressor_for(view());
  if (decompressor_ != nullptr) {
    compressed_ = view();
    compressed_memory_ = std::exchange(memory_, pool_.take(kUsual));
    begin_ = end_ = 0;
    if (raw_.size() && *raw_.size() <= kMostAtOnce) read_all_compressed();
  }
  skip_mark();
}

void InputBytes::skip_mark() {
  while (view().size() < kByteOrderMark.size() && agree(view(), kByteOrderMark) && more()) {
  }
  if (view().starts_with(kByteOrderMark)) drop(kByteOrderMark.size());
}

void InputBytes::make_room(std::size_t size) {
  const std::string_view kept = view();
  auto memory = pool_.take(std::max(kept.size() + size, kUsual));
  std::memcpy(memory->bytes.get(), kept.data(), kept.size());
  end_ = kept.size();
  begin_ = 0;
  memory_ = std::move(memory);
}

bool InputBytes::more() {
  if (fault_) return false;
  // Of what is long, twice as much, so that all copies together cost no more than reading it.
  if (room().size() < kLeastRoom) make_room(std::max(kLeastRoom, view().size()));
  if (decompressor_ != nullptr) return more_decompressed();
  const std::size_t count = read_raw(room());
  end_ += count;
  return count > 0;
}

std::size_t InputBytes::read_raw(std::span<char> to) {
  const std::size_t count = raw_.read(to);
  raw_count_ += count;
  fault_ = raw_.fault();
  return count;
}

bool InputBytes::more_decompressed() {
  if (is_at_once_ && more_members()) return true;
  const std::size_t before = end_;
  while (end_ == before) {
    if (compressed_.empty() && !decompressor_->is_pending() && !read_compressed()) return false;
    end_ += decompressor_->decompress(compressed_, room());
    fault_ = decompressor_->fault();
    if (fault_) return end_ > before;
  }
  return true;
}

bool InputBytes::read_compressed() {
  if (compressed_memory_->size < kCompressed) compressed_memory_ = pool_.take(kCompressed);
  char* const bytes = compressed_memory_->bytes.get();
  const std::size_t count = read_raw({bytes, kCompressed});
  compressed_ = {bytes, count};
  if (count == 0 && !fault_ && !decompressor_->at_end_of_member()) {
    fault_ = "the ";
    *fault_ += decompressor_->name();
    *fault_ += " data is cut off";
  }
  return count > 0;
}

void InputBytes::read_all_compressed() {
  std::size_t size = compressed_.size();
  // One byte more, which is left if the file has not grown since.
  auto memory = pool_.take(size + *raw_.size() + 1);
  const std::span<char> all(memory->bytes.get(), memory->size);
  std::memcpy(all.data(), compressed_.data(), size);
  while (size < all.size()) {
    // A fault comes again, when all this has been decompressed.
    const std::size_t count = raw_.read(all.subspan(size));
    if (count == 0) break;
    size += count;
  }
  is_at_once_ = size < all.size();
  raw_count_ += size - compressed_.size();
  compressed_ = {all.data(), size};
  compressed_memory_ = std::move(memory);
}

// Nothing is lost where it fails: the rest is decompressed a stretch at a time.
bool InputBytes::more_members() {
  std::size_t size = std::max(decompressor_->size_guessed(compressed_), compressed_.size());
  while (true) {
    size = std::min(size, kMostAtOnce);
    if (room().size() < size) make_room(size);
    std::size_t count = 0;
    const auto result = decompressor_->decompress_member(compressed_, room(), count);
    end_ += count;
    if (count > 0) return true;
    const bool goes_on = result == Decompressor::AtOnce::Done ||
                         (result == Decompressor::AtOnce::Larger && size < kMostAtOnce);
    if (!goes_on) break;
    if (result == Decompressor::AtOnce::Larger) size *= 2;
  }
  is_at_once_ = false;
  return false;
}

}  // namespace filtercheck::cli
