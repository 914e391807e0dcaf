// The bytes of an input, decompressed, with as much of a view ahead as is asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cli/decompress.hpp"
#include "cli/input_memory.hpp"
#include "cli/raw_bytes.hpp"

namespace filtercheck::cli {

class InputBytes {
 public:
  // Looks at the first bytes, which may wait for them.
  explicit InputBytes(RawBytes& raw, InputMemory memory = InputMemory(1));

  // What has been read and not been dropped; valid until more() or drop(), or as long as memory()
  // of that time is kept.
  std::string_view view() const { return {memory_->bytes.get() + begin_, end_ - begin_}; }
  std::shared_ptr<const void> memory() const { return memory_; }
  // Appends at least one byte to view(). False: there is no more, or a fault.
  bool more();
  // Requires: count <= view().size().
  void drop(std::size_t count) {
    begin_ += count;
    dropped_ += count;
  }

  // How much was read, before decompression, and how much was dropped, after it.
  std::uint64_t raw_count() const { return raw_count_; }
  std::uint64_t dropped() const { return dropped_; }
  bool is_compressed() const { return decompressor_ != nullptr; }
  // Why there is no more, unless the input is at its end.
  const std::optional<std::string>& fault() const { return fault_; }

 private:
  void skip_mark();
  std::span<char> room() { return {memory_->bytes.get() + end_, memory_->size - end_}; }
  // In other memory, with the view in it.
  void make_room(std::size_t size);
  std::size_t read_raw(std::span<char> to);
  bool more_decompressed();
  bool read_compressed();
  void read_all_compressed();
  bool more_members();

  RawBytes& raw_;
  std::uint64_t raw_count_ = 0;
  std::uint64_t dropped_ = 0;
  std::unique_ptr<Decompressor> decompressor_;
  std::shared_ptr<InputMemory::Piece> compressed_memory_;
  std::string_view compressed_;  // of it, not decompressed yet
  bool is_at_once_ = false;      // it is all there is, and whole members are decompressed
  InputMemory pool_;
  // What has been written there stays where it is and what it is, so others may read it meanwhile.
  std::shared_ptr<InputMemory::Piece> memory_;
  std::size_t begin_ = 0;  // of the view in it
  std::size_t end_ = 0;
  std::optional<std::string> fault_;
};

}  // namespace filtercheck::cli
