// Which of many numbered cases a run takes: `INDEX/COUNT` is each COUNT-th, from the INDEX-th on.
// So "0/1" is all of them, "0/23" is a sample, and "0/2" and "1/2" share the work of two processes.
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>
#include <system_error>

namespace filtercheck::exhaustive {

struct Part {
  std::size_t index = 0;
  std::size_t count = 1;

  bool takes(std::size_t number) const { return number % count == index; }
};

// No value: `text` names no part.
inline std::optional<Part> part_of(std::string_view text) {
  Part part;
  const char* const end = text.data() + text.size();
  const auto index = std::from_chars(text.data(), end, part.index);
  if (index.ec != std::errc() || index.ptr == end || *index.ptr != '/') return std::nullopt;
  const auto count = std::from_chars(index.ptr + 1, end, part.count);
  if (count.ec != std::errc() || count.ptr != end || part.index >= part.count) return std::nullopt;
  return part;
}

}  // namespace filtercheck::exhaustive
