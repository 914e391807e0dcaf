#include "cli/input_bytes.hpp"

#include <algorithm>
#include <cerrno>
#include <new>
#include <system_error>

namespace filtercheck::cli {

namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int kGzipOnly = 16;  // added to the window bits: see inflateInit2 in zlib.h

// Whether `text` is a begin of `whole`, or the other way round.
bool agree(std::string_view text, std::string_view whole) {
  const std::size_t common = std::min(text.size(), whole.size());
  return text.substr(0, common) == whole.substr(0, common);
}

}  // namespace

std::string_view RawBytes::next() {
  errno = 0;
  // peek() waits, flushes the tied stream and turns a failed read into bad(); after it the stream's
  // own buffer says how much can be taken without waiting again.
  std::streamsize size = 0;
  if (in_.peek() != std::istream::traits_type::eof()) {
    const auto most = static_cast<std::streamsize>(chunk_.size());
    in_.read(chunk_.data(), std::clamp<std::streamsize>(in_.rdbuf()->in_avail(), 1, most));
    size = in_.gcount();
  }
  if (size == 0 && in_.bad()) fault_ = std::generic_category().message(errno != 0 ? errno : EIO);
  count_ += static_cast<std::uint64_t>(size);
  return {chunk_.data(), static_cast<std::size_t>(size)};
}

Inflater::Inflater() {
  if (inflateInit2(&stream_, MAX_WBITS + kGzipOnly) != Z_OK) throw std::bad_alloc();
}

Inflater::~Inflater() { inflateEnd(&stream_); }

void Inflater::inflate(std::string_view& in, std::string& out) {
  if (at_end_) {
    skip_padding(in);
    if (in.empty() || fault_) return;
    start_member();
  }
  std::array<char, std::size_t{1} << 16> chunk;
  stream_.next_in = reinterpret_cast<const Bytef*>(in.data());
  stream_.avail_in = static_cast<uInt>(in.size());
  stream_.next_out = reinterpret_cast<Bytef*>(chunk.data());
  stream_.avail_out = static_cast<uInt>(chunk.size());
  const int status = ::inflate(&stream_, Z_NO_FLUSH);
  out.append(chunk.data(), chunk.size() - stream_.avail_out);
  in.remove_prefix(in.size() - stream_.avail_in);
  if (status == Z_MEM_ERROR) throw std::bad_alloc();
  at_end_ = status == Z_STREAM_END;
  pending_ = !at_end_ && stream_.avail_out == 0;
  if (status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR) return;
  fault_ = "the gzip data is damaged";
  if (stream_.msg == nullptr) return;
  *fault_ += ": ";
  *fault_ += stream_.msg;
}

void Inflater::skip_padding(std::string_view& in) {
  const std::size_t zeros = std::min(in.find_first_not_of('\0'), in.size());
  padded_ = padded_ || zeros > 0;
  in.remove_prefix(zeros);
  const bool is_member = in.empty() || (!padded_ && in.front() == kGzipMagic.front());
  if (!is_member) fault_ = "something follows the end of the gzip data";
}

void Inflater::start_member() {
  inflateReset(&stream_);
  at_end_ = false;
}

InputBytes::InputBytes(std::istream& in) : raw_(in) {
  while (view().size() < kGzipMagic.size() && agree(view(), kGzipMagic) && more()) {
  }
  if (view().starts_with(kGzipMagic)) {
    inflater_.emplace();
    head_.swap(buffer_);
    compressed_ = head_;
  }
  skip_mark();
}

void InputBytes::skip_mark() {
  while (view().size() < kByteOrderMark.size() && agree(view(), kByteOrderMark) && more()) {
  }
  if (view().starts_with(kByteOrderMark)) drop(kByteOrderMark.size());
}

bool InputBytes::more() {
  if (fault_) return false;
  // Whoever reads on has dropped most of what is in front, so this is cheap.
  if (begin_ > buffer_.size() / 2) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  if (inflater_) return more_inflated();
  const std::string_view chunk = raw_.next();
  buffer_ += chunk;
  fault_ = raw_.fault();
  return !chunk.empty();
}

bool InputBytes::more_inflated() {
  const std::size_t before = buffer_.size();
  while (buffer_.size() == before) {
    if (compressed_.empty() && !inflater_->is_pending()) {
      compressed_ = raw_.next();
      fault_ = raw_.fault();
      if (fault_) return false;
      if (compressed_.empty()) {
        if (!inflater_->at_end_of_member()) fault_ = "the gzip data is cut off";
        return false;
      }
    }
    inflater_->inflate(compressed_, buffer_);
    fault_ = inflater_->fault();
    if (fault_) return buffer_.size() > before;
  }
  return true;
}

}  // namespace filtercheck::cli
