#include "cli/line_buffer.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

namespace filtercheck::cli {

void LineBuffer::end_early() {
  const std::lock_guard lock(mutex_);
  write_front(whole_lines());
  size_ = 0;
}

LineBuffer::int_type LineBuffer::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  const char byte = traits_type::to_char_type(c);
  return append({&byte, 1}) ? c : traits_type::eof();
}

std::streamsize LineBuffer::xsputn(const char* text, std::streamsize size) {
  return append({text, static_cast<std::size_t>(size)}) ? size : 0;
}

int LineBuffer::sync() {
  const std::lock_guard lock(mutex_);
  return write_front(size_) ? 0 : -1;
}

bool LineBuffer::append(std::string_view text) {
  const std::lock_guard lock(mutex_);
  while (!text.empty() && fault_ == 0) {
    const std::size_t part = std::min(text.size(), held_.size() - size_);
    std::memcpy(held_.data() + size_, text.data(), part);
    size_ += part;
    text.remove_prefix(part);
    if (text.empty()) break;
    const std::size_t lines = whole_lines();
    write_front(lines > 0 ? lines : size_);  // a line may be longer than this buffer
  }
  if (when_ == When::AtLineEnd) write_front(whole_lines());
  return fault_ == 0;
}

bool LineBuffer::write_front(std::size_t size) {
  std::string_view rest = held().substr(0, size);
  while (!rest.empty() && fault_ == 0) {
    // As many lines as fit, else one line.
    std::size_t end = rest.size();
    if (end > PIPE_BUF) {
      const std::size_t last = rest.rfind('\n', PIPE_BUF - 1);
      end = last != std::string_view::npos ? last + 1 : std::min(rest.find('\n'), end - 1) + 1;
    }
    if (!write_piece(rest.substr(0, end))) return false;
    rest.remove_prefix(end);
  }
  std::memmove(held_.data(), held_.data() + size, size_ - size);
  size_ -= size;
  return fault_ == 0;
}

bool LineBuffer::write_piece(std::string_view piece) {
  while (!piece.empty()) {
    const ssize_t written = ::write(descriptor_, piece.data(), piece.size());
    if (written >= 0) {
      piece.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      // Whoever shares the descriptor made it so; it is for us to wait.
      pollfd ready{descriptor_, POLLOUT, 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      fault_ = errno;
      return false;
    }
  }
  return true;
}

std::size_t LineBuffer::whole_lines() const {
  const std::size_t last = held().rfind('\n');
  return last == std::string_view::npos ? 0 : last + 1;
}

}  // namespace filtercheck::cli
