#include "cli/raw_bytes.hpp"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <vector>

namespace filtercheck::cli {

std::size_t lines_in(std::string_view text) {
  std::size_t lines = 0;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    ++lines;
  return lines;
}

void RawBytes::fail(int error) { fault_ = std::generic_category().message(error); }

// ---- Files and pipes ----------------------------------------------------------------------------

FileBytes::FileBytes(int descriptor, Owns owns) : descriptor_(descriptor), owns_(owns) {
  struct stat what {};
  if (fstat(descriptor, &what) != 0 || !S_ISREG(what.st_mode)) return;
  // Whoever opened it may have read a part.
  begin_ = std::max<off_t>(lseek(descriptor, 0, SEEK_CUR), 0);
  size_ = static_cast<std::uint64_t>(std::max<off_t>(what.st_size - begin_, 0));
}

FileBytes::~FileBytes() {
  if (owns_ == Owns::Yes) close(descriptor_);
}

std::size_t FileBytes::read(std::span<char> to) {
  while (!fault()) {
    const ssize_t count = ::read(descriptor_, to.data(), to.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      // Whoever shares the descriptor made it so; it is for us to wait.
      pollfd ready{descriptor_, POLLIN, 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
  return 0;
}

std::size_t FileBytes::count_lines(std::uint64_t count) const {
  std::vector<char> part(std::size_t{1} << 20);
  std::size_t lines = 0;
  for (std::uint64_t at = 0; at < count;) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(part.size(), count - at));
    const ssize_t size = pread(descriptor_, part.data(), wanted, begin_ + static_cast<off_t>(at));
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    lines += lines_in({part.data(), static_cast<std::size_t>(size)});
    at += static_cast<std::uint64_t>(size);
  }
  return lines;
}

// ---- Streams ------------------------------------------------------------------------------------

std::size_t StreamBytes::read(std::span<char> to) {
  if (fault()) return 0;
  errno = 0;
  // peek() waits and turns a failed read into bad(); after it the stream's own buffer says how much
  // can be taken without waiting again.
  std::streamsize size = 0;
  if (in_.peek() != std::istream::traits_type::eof()) {
    const auto most = static_cast<std::streamsize>(to.size());
    in_.read(to.data(), std::clamp<std::streamsize>(in_.rdbuf()->in_avail(), 1, most));
    size = in_.gcount();
  }
  if (size == 0 && in_.bad()) fail(errno != 0 ? errno : EIO);
  return static_cast<std::size_t>(size);
}

}  // namespace filtercheck::cli
