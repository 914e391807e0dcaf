// Lines, each of which is an event, a block at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/input.hpp"
#include "cli/input_bytes.hpp"

namespace filtercheck::cli {

class LineReader {
 public:
  // `raw`: what `bytes` reads.
  LineReader(InputBytes& bytes, const RawBytes& raw, const InputLimits& limits);

  // As EventReader::next().
  bool next(Block& block);

 private:
  // Of whole lines in view, not many more than a block. 0: there are none, and no more to come.
  std::size_t size_of_lines();
  // Of those lines in front that are no longer than they may be.
  std::size_t size_of_short(std::string_view lines) const;
  void add(std::string_view text, Block& block);
  // A last line without an end; where a fault ended the input, it is half a line, and no event.
  void add_rest(Block& block);
  std::string too_long() const;
  void fail(std::string message, Block& block);

  InputBytes& bytes_;
  const RawBytes& raw_;
  const InputLimits& limits_;
  const bool counts_;
  std::size_t line_ = 1;
  bool is_over_ = false;
};

}  // namespace filtercheck::cli
