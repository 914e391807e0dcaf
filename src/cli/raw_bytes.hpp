// The bytes of an input as they come: of a file or a pipe, or of a stream.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace filtercheck::cli {

// How many of the bytes are LF. Cost: of a look at them, if lines are not short.
std::size_t lines_in(std::string_view text);

class RawBytes {
 public:
  RawBytes() = default;
  virtual ~RawBytes() = default;
  RawBytes(const RawBytes&) = delete;
  RawBytes& operator=(const RawBytes&) = delete;

  // Reads what is there, at least one byte unless this is the end or a fault, and at most as much
  // as there is room for. Requires: there is room.
  virtual std::size_t read(std::span<char> to) = 0;
  // Why there is no more, unless the input is at its end.
  const std::optional<std::string>& fault() const { return fault_; }

  // How much there is to read, of a file that lies on a disk; others may have to be waited for.
  virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
  // How many of the first `count` bytes that were to be read are LF. Requires: size(). What cannot
  // be read again has none.
  virtual std::size_t count_lines(std::uint64_t /*count*/) const { return 0; }

 protected:
  void fail(int error);  // with errno

 private:
  std::optional<std::string> fault_;
};

class FileBytes : public RawBytes {
 public:
  enum class Owns { No, Yes };
  // Requires: the descriptor is open for reading. `owns`: whether it is closed in the end.
  FileBytes(int descriptor, Owns owns);
  ~FileBytes() override;

  std::size_t read(std::span<char> to) override;
  std::optional<std::uint64_t> size() const override { return size_; }
  std::size_t count_lines(std::uint64_t count) const override;

 private:
  int descriptor_;
  Owns owns_;
  off_t begin_ = 0;
  std::optional<std::uint64_t> size_;
};

class StreamBytes : public RawBytes {
 public:
  explicit StreamBytes(std::istream& in) : in_(in) {}
  std::size_t read(std::span<char> to) override;

 private:
  std::istream& in_;
};

}  // namespace filtercheck::cli
