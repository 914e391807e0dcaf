// No bytes make the checker of certificates crash, and none are believed without a claim.
//
// Any bytes, mostly JSON that is close to a certificate. Bounded to 64 KiB and to a million steps,
// so that one input takes milliseconds.
#include "verify/verify.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using filtercheck::verify::Verified;
  if (size > 65'536) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Verified verified = filtercheck::verify::verify(text, 1'000'000);
  if (verified.holds() != verified.why().empty() || (verified.holds() && verified.claims.empty())) {
    std::fprintf(stderr, "a verdict that contradicts itself\n");
    std::abort();
  }
  return 0;
}
