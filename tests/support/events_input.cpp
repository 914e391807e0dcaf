#include "support/events_input.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstddef>
#include <istream>
#include <sstream>
#include <streambuf>
#include <string_view>
#include <tuple>
#include <vector>

#include "cli/decompress.hpp"
#include "cli/input.hpp"
#include "support/read_events.hpp"

namespace filtercheck::support {

namespace {

// Hands out a few bytes at a time, as a pipe does.
class Trickle : public std::streambuf {
 public:
  Trickle(const std::string& text, std::size_t part) : text_(text), part_(part) {}

 protected:
  int_type underflow() override {
    if (at_ == text_.size()) return traits_type::eof();
    const std::size_t size = std::min(part_, text_.size() - at_);
    part_bytes_ = text_.substr(at_, size);
    at_ += size;
    setg(part_bytes_.data(), part_bytes_.data(), part_bytes_.data() + size);
    return traits_type::to_int_type(part_bytes_.front());
  }

 private:
  const std::string& text_;
  const std::size_t part_;
  std::size_t at_ = 0;
  std::string part_bytes_;
};

struct Read {
  std::vector<std::tuple<std::string, std::size_t, std::size_t>> events;  // text, line, number
  std::string fault;
  bool operator==(const Read&) const = default;
};

Read read(std::istream& in, std::size_t limit) {
  Read out;
  const auto error = read_events(in, {limit}, [&out](const Event& event) {
    out.events.emplace_back(event.text, event.line, event.number);
    return true;
  });
  if (error) out.fault = cli::described("in", *error);
  return out;
}

std::string gzipped(const std::string& text) {
  constexpr int kGzip = 16 + MAX_WBITS;
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string copy = text;
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd_compressed(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 1));
  return out;
}

std::optional<std::string> misread_events(const std::string& input, std::size_t limit) {
  const auto wrong = [&input](const std::string& what) { return what + "\n" + input; };
  std::istringstream whole(input);
  const Read expected = read(whole, limit);
  std::size_t number = 0;
  std::size_t last = 1;
  for (const auto& [text, line, counted] : expected.events) {
    if (text.size() > limit) return wrong("an event longer than the limit");
    if (counted != ++number || line < last) return wrong("events out of order");
    last = line;
  }
  for (const std::size_t part : {std::size_t{1}, std::size_t{7}}) {
    Trickle trickle(input, part);
    std::istream parts(&trickle);
    if (read(parts, limit) != expected) return wrong("other events in parts");
  }
  // What is compressed twice is decompressed once.
  if (cli::decompressor_for(input) != nullptr) return std::nullopt;
  for (const auto& compressed : {gzipped(input), zstd_compressed(input)}) {
    std::istringstream in(compressed);
    if (read(in, limit) != expected) return wrong("other events from compressed bytes");
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> misread_events(const std::string& input) {
  for (const std::size_t limit : {std::size_t{40}, std::size_t{1} << 20}) {
    if (auto wrong = misread_events(input, limit)) return wrong;
  }
  return std::nullopt;
}

}  // namespace filtercheck::support
