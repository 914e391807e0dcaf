// The audit of any bundle says what it judged by, and what it could not read makes nothing pass;
// what it asks AWS for stays in the bundle. See tests/support/bundles.hpp.
//
// Bounded to 16 KiB, since patterns are checked: a bundle of a trail has 3 KiB.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "support/bundles.hpp"
#include "support/drawn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace filtercheck::support;
  if (size > 16384) return 0;
  const auto files = bundle_of({reinterpret_cast<const char*>(data), size});
  expect_nothing(badly_audited(files));
  expect_nothing(passes_by_a_cut(files));
  expect_nothing(badly_planned(files));
  return 0;
}
