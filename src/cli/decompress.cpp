#define ZLIB_CONST  // zlib does not write to its input
#include "cli/decompress.hpp"

#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

namespace filtercheck::cli {

namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b";
constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";

// As gzip(1) reads them: zeros may follow the last member.
class Gunzip : public Decompressor {
 public:
  Gunzip() {
    constexpr int kGzipOnly = 16;  // added to the window bits: see inflateInit2 in zlib.h
    if (inflateInit2(&stream_, MAX_WBITS + kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~Gunzip() override { inflateEnd(&stream_); }

  std::size_t decompress(std::string_view& in, std::span<char> out) override {
    if (at_end_) {
      skip_padding(in);
      if (in.empty() || fault()) return 0;
      inflateReset(&stream_);
    }
    at_begin_ = false;
    constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
    const std::string_view taken = in.substr(0, kMost);
    stream_.next_in = reinterpret_cast<const Bytef*>(taken.data());
    stream_.avail_in = static_cast<uInt>(taken.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    const auto room = static_cast<uInt>(std::min(out.size(), kMost));
    stream_.avail_out = room;
    const int status = ::inflate(&stream_, Z_NO_FLUSH);
    in.remove_prefix(taken.size() - stream_.avail_in);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    at_end_ = status == Z_STREAM_END;
    pending_ = !at_end_ && stream_.avail_out == 0;
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
      fail(std::string("the gzip data is damaged") +
           (stream_.msg == nullptr ? "" : std::string(": ") + stream_.msg));
    return room - stream_.avail_out;
  }
  AtOnce decompress_member(std::string_view& in, std::span<char> out, std::size_t& size) override {
    if (at_end_) skip_padding(in);
    if (in.empty() || fault() || !(at_begin_ || at_end_)) return AtOnce::No;
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (decompressor == nullptr) throw std::bad_alloc();
    std::size_t taken = 0;
    std::size_t given = 0;
    const libdeflate_result result = libdeflate_gzip_decompress_ex(
        decompressor.get(), in.data(), in.size(), out.data(), out.size(), &taken, &given);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) return AtOnce::Larger;
    // Whatever is wrong, the other way tells after what is right.
    if (result != LIBDEFLATE_SUCCESS) return AtOnce::No;
    in.remove_prefix(taken);
    size = given;
    at_end_ = true;
    return AtOnce::Done;
  }
  std::size_t size_guessed(std::string_view in) const override {
    constexpr std::size_t kBytes = 4;  // at its end, by RFC 1952
    std::size_t size = 0;
    if (in.size() < kBytes) return size;
    for (std::size_t i = 0; i < kBytes; ++i)
      size |= std::size_t{static_cast<unsigned char>(in[in.size() - kBytes + i])} << (8 * i);
    return size;
  }
  bool is_pending() const override { return pending_; }
  bool at_end_of_member() const override { return at_end_; }
  std::string_view name() const override { return "gzip"; }

 private:
  void skip_padding(std::string_view& in) {
    const std::size_t zeros = std::min(in.find_first_not_of('\0'), in.size());
    padded_ = padded_ || zeros > 0;
    in.remove_prefix(zeros);
    const bool is_member = in.empty() || (!padded_ && in.front() == kGzipMagic.front());
    if (!is_member) fail("something follows the end of the gzip data");
  }

  z_stream stream_{};
  bool at_begin_ = true;
  bool pending_ = false;
  bool at_end_ = false;
  bool padded_ = false;  // a zero has followed a member
};

class Unzstd : public Decompressor {
 public:
  Unzstd() : stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
  }
  ~Unzstd() override { ZSTD_freeDStream(stream_); }

  std::size_t decompress(std::string_view& in, std::span<char> out) override {
    // One block at most, and nothing behind it: a call that fails does not tell what it has written
    // before, and what comes before a fault is not to depend on how much was read at once.
    constexpr std::size_t kBlockHeader = 3;  // by RFC 8878, counted in what is wanted next
    const std::size_t wanted = wanted_ > kBlockHeader ? wanted_ - kBlockHeader : wanted_;
    ZSTD_inBuffer input{in.data(), pending_ ? 0 : std::min(in.size(), wanted), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    const std::size_t status = ZSTD_decompressStream(stream_, &output, &input);
    in.remove_prefix(input.pos);
    if (ZSTD_isError(status) != 0U) {
      if (ZSTD_getErrorCode(status) == ZSTD_error_memory_allocation) throw std::bad_alloc();
      fail(std::string("the zstd data is damaged: ") + ZSTD_getErrorName(status));
    }
    at_end_ = status == 0;
    wanted_ = at_end_ ? kFirst : status;
    pending_ = !at_end_ && output.pos == output.size;
    return output.pos;
  }
  bool is_pending() const override { return pending_; }
  bool at_end_of_member() const override { return at_end_; }
  std::string_view name() const override { return "zstd"; }

 private:
  static constexpr std::size_t kFirst = 1;  // to learn what a frame wants

  ZSTD_DStream* stream_;
  std::size_t wanted_ = kFirst;
  bool pending_ = false;
  bool at_end_ = false;
};

}  // namespace

Decompressor::AtOnce Decompressor::decompress_member(std::string_view& /*in*/,
                                                     std::span<char> /*out*/,
                                                     std::size_t& /*size*/) {
  return AtOnce::No;
}

std::size_t Decompressor::size_guessed(std::string_view /*in*/) const { return 0; }

std::unique_ptr<Decompressor> decompressor_for(std::string_view begin) {
  if (begin.starts_with(kGzipMagic)) return std::make_unique<Gunzip>();
  if (begin.starts_with(kZstdMagic)) return std::make_unique<Unzstd>();
  return nullptr;
}

bool may_be_compressed(std::string_view begin) {
  return kGzipMagic.starts_with(begin) || kZstdMagic.starts_with(begin);
}

}  // namespace filtercheck::cli
