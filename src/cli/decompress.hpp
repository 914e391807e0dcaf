// Formats of compressed data, a stretch at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace filtercheck::cli {

// Members, or frames, one after the other.
class Decompressor {
 public:
  Decompressor() = default;
  virtual ~Decompressor() = default;
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;

  // Writes to `out` some of what `in` decompresses to, drops that much of `in`, and returns how
  // much it wrote. Requires: there is room, and no fault so far.
  virtual std::size_t decompress(std::string_view& in, std::span<char> out) = 0;
  // The same of a whole member, which begins here and of which `in` has all there is, where that is
  // faster. Not unless Done is anything written or dropped, save what may be between members.
  enum class AtOnce { Done, Larger, No };
  virtual AtOnce decompress_member(std::string_view& in, std::span<char> out, std::size_t& size);
  // A guess how much the last member of `in` decompresses to.
  virtual std::size_t size_guessed(std::string_view in) const;
  // Whether there is more to come without further input.
  virtual bool is_pending() const = 0;
  // Whether the input may end here.
  virtual bool at_end_of_member() const = 0;
  // Of the input: lower case, no full stop.
  const std::optional<std::string>& fault() const { return fault_; }
  // "gzip", "zstd"
  virtual std::string_view name() const = 0;

 protected:
  void fail(std::string fault) { fault_ = std::move(fault); }

 private:
  std::optional<std::string> fault_;
};

// How many bytes tell the format.
constexpr std::size_t kMagic = 4;
// The format that data with this begin is in; none: they are not compressed in one that we know.
std::unique_ptr<Decompressor> decompressor_for(std::string_view begin);
// Whether more bytes could make it the begin of such data.
bool may_be_compressed(std::string_view begin);

}  // namespace filtercheck::cli
