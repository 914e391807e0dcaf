// Where an object or array of JSON ends, found 64 bytes at a time by its brackets and quotes alone;
// whether it is JSON is another question.
//
//   ContainerEnd end;
//   end.find("{\"a\":\"}")       // none: it is not there yet
//   end.find("{\"a\":\"}\"},…")  // 9
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "match/simd.hpp"

namespace filtercheck::match {

class ContainerEnd {
 public:
  explicit ContainerEnd(Simd simd = best_simd()) : simd_(simd) {}

  // The offset just behind the bracket that closes the one with which `text` begins, whichever kind
  // they are; none: it is not there. A quote behind a backslash is none, outside of strings as
  // well, where there is no JSON. Requires: `text` begins as it did the last time, and has not
  // become shorter. Cost: linear in what is new.
  std::optional<std::size_t> find(std::string_view text);

  // Between two words of a text.
  struct State {
    std::size_t depth = 0;        // of open brackets
    std::uint64_t in_string = 0;  // all bits or none
    std::uint64_t escaped = 0;    // bit 0: the next byte is
  };

 private:
  Simd simd_;
  std::size_t seen_ = 0;  // whole words
  State state_;
};

}  // namespace filtercheck::match
