// A stream buffer that writes whole lines: whatever ends the process, what it has written ends with
// a line, save that a pipe may take a part of a line that is longer than PIPE_BUF.
#pragma once

#include <array>
#include <cstddef>
#include <ios>
#include <mutex>
#include <streambuf>
#include <string_view>

namespace filtercheck::cli {

// Not for reading. Allocates nothing, so it serves where memory is short. One thread writes; any
// may end it early.
class LineBuffer : public std::streambuf {
 public:
  // When lines are written, unless the stream is flushed before.
  enum class When { Full, AtLineEnd };

  LineBuffer(int descriptor, When when) : descriptor_(descriptor), when_(when) {}

  // Writes all lines that are whole, and drops what is left. For an end in the middle of the work.
  void end_early();

  // Of the first write that failed, as errno says it; 0: none has. Nothing is written after it.
  int fault() const { return fault_; }

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

 private:
  bool append(std::string_view text);
  // Writes the first `size` bytes, in pieces that a pipe takes as a whole.
  bool write_front(std::size_t size);
  bool write_piece(std::string_view piece);
  std::size_t whole_lines() const;  // their bytes
  std::string_view held() const { return {held_.data(), size_}; }

  // Of what follows. Recursive, since the writing thread may come to its end while it has it.
  std::recursive_mutex mutex_;
  int descriptor_;
  When when_;
  int fault_ = 0;
  std::size_t size_ = 0;
  std::array<char, std::size_t{1} << 16> held_;
};

}  // namespace filtercheck::cli
