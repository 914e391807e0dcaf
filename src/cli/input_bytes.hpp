// The bytes of an input, decompressed, with as much of a view ahead as is asked for.
#pragma once

#define ZLIB_CONST  // zlib does not write to its input
#include <zlib.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace filtercheck::cli {

// What comes out of a stream, as it comes: never waits for more than is there.
class RawBytes {
 public:
  explicit RawBytes(std::istream& in) : in_(in) {}

  // The next bytes, valid until the next call. Empty: the end, or a fault.
  std::string_view next();

  std::uint64_t count() const { return count_; }
  const std::optional<std::string>& fault() const { return fault_; }

 private:
  std::istream& in_;
  std::array<char, std::size_t{1} << 16> chunk_{};
  std::uint64_t count_ = 0;
  std::optional<std::string> fault_;
};

// The members of a gzip file, one after the other, as gzip(1) reads them: zeros may follow the
// last.
class Inflater {
 public:
  Inflater();
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Appends to `out` what some of `in` decompresses to, and drops that much of `in`. Requires: no
  // fault so far.
  void inflate(std::string_view& in, std::string& out);
  // Whether there is more to come without further input.
  bool is_pending() const { return pending_; }
  // Whether the input may end here.
  bool at_end_of_member() const { return at_end_; }
  const std::optional<std::string>& fault() const { return fault_; }

 private:
  void skip_padding(std::string_view& in);
  void start_member();

  z_stream stream_{};
  bool pending_ = false;
  bool at_end_ = false;
  bool padded_ = false;  // a zero has followed a member
  std::optional<std::string> fault_;
};

class InputBytes {
 public:
  // Looks at the first bytes, which may wait for them.
  explicit InputBytes(std::istream& in);

  // What has been read and not been dropped; valid until more() or drop().
  std::string_view view() const { return std::string_view(buffer_).substr(begin_); }
  // Appends at least one byte to view(). False: there is no more, or a fault.
  bool more();
  // Requires: count <= view().size().
  void drop(std::size_t count) { begin_ += count; }

  std::uint64_t raw_count() const { return raw_.count(); }
  // Why there is no more, unless the input is at its end.
  const std::optional<std::string>& fault() const { return fault_; }

 private:
  void skip_mark();
  bool more_inflated();

  RawBytes raw_;
  std::string head_;             // what was read to tell gzip from other bytes, if it is gzip
  std::string_view compressed_;  // of head_ or a raw chunk, not inflated yet
  std::optional<Inflater> inflater_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::optional<std::string> fault_;
};

}  // namespace filtercheck::cli
