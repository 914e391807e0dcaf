#include "cli/input_lines.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck::cli {

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;  // the most bytes of lines that are a block

}  // namespace

LineReader::LineReader(InputBytes& bytes, const RawBytes& raw, const InputLimits& limits)
    : bytes_(bytes),
      raw_(raw),
      limits_(limits),
      // What cannot be read again has to be counted while it is there.
      counts_(limits.counts_lines || !raw.size() || bytes.is_compressed()) {}

bool LineReader::next(Block& block) {
  block = {};
  if (is_over_) return false;
  const std::size_t size = size_of_lines();
  std::string_view lines = bytes_.view().substr(0, size);
  if (lines.size() > limits_.event) lines = lines.substr(0, size_of_short(lines));
  block.line = block.number = line_;
  if (is_over_ && size == 0) {
    add_rest(block);
  } else {
    add(lines, block);
    if (lines.size() < size) fail(too_long(), block);
  }
  return !block.text.empty() || block.fault;
}

std::size_t LineReader::size_of_lines() {
  std::size_t seen = 0;
  while (true) {
    const std::string_view view = bytes_.view();
    // The last end of a line within a block, or else the first one.
    std::size_t end = view.substr(0, kBlock).rfind('\n');
    if (end == std::string_view::npos || end < seen)
      end = view.find('\n', std::max(seen, std::min(view.size(), kBlock)));
    if (end != std::string_view::npos) return end + 1;
    seen = view.size();
    if (view.size() > limits_.event || !bytes_.more()) {
      is_over_ = true;
      return 0;
    }
  }
}

std::size_t LineReader::size_of_short(std::string_view lines) const {
  std::size_t size = 0;
  while (size < lines.size()) {
    const std::size_t end = lines.find('\n', size);
    if (end - size > limits_.event) break;
    size = end + 1;
  }
  return size;
}

void LineReader::add(std::string_view text, Block& block) {
  block.text = text;
  block.memory = bytes_.memory();
  if (counts_) line_ += lines_in(text);
  bytes_.drop(text.size());
}

void LineReader::add_rest(Block& block) {
  const std::string_view rest = bytes_.view();
  if (rest.size() > limits_.event) {
    fail(too_long(), block);
  } else if (bytes_.fault()) {
    fail(*bytes_.fault(), block);
  } else {
    add(rest, block);
  }
}

std::string LineReader::too_long() const {
  return "the line is longer than " + std::to_string(limits_.event) + " bytes";
}

void LineReader::fail(std::string message, Block& block) {
  const std::size_t line = counts_ ? line_ : raw_.count_lines(bytes_.dropped()) + 1;
  block.fault = InputError{line, std::move(message)};
  is_over_ = true;
}

}  // namespace filtercheck::cli
