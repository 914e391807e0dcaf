// Log events are the same however an input arrives: at once, in parts, or compressed. See
// tests/support/events_input.hpp.
//
// Any bytes: lines, JSON documents with events in them, gzip, zstd. Bounded to 16 KiB.
#include <cstddef>
#include <cstdint>

#include "support/drawn.hpp"
#include "support/events_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 16384) return 0;
  expect_nothing(misread_events({reinterpret_cast<const char*>(data), size}));
  return 0;
}
