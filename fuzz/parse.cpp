// The canonical text of a pattern is the same pattern, and its own canonical text.
//
// Any bytes. Bounded to 8 KiB: past AWS's 1,024 characters nothing new happens but length.
#include "filtercheck/parse.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

using namespace filtercheck;

void require(bool holds, const char* what, std::string_view text) {
  if (holds) return;
  std::fprintf(stderr, "%s\n  %.*s\n", what, static_cast<int>(text.size()), text.data());
  std::abort();
}

void check_format(const Pattern& pattern, std::string_view text) {
  const std::string canonical = format(pattern);
  const Result<Pattern> again = parse(canonical, Limits::beyond_aws());
  require(again.ok(), "the canonical text is refused", text);
  require(again.value() == pattern, "the canonical text is another pattern", text);
  require(format(again.value()) == canonical, "formatting twice changes the text", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 8192) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Limits& limits : {Limits::aws(), Limits::beyond_aws()}) {
    const Result<Pattern> parsed = parse(text, limits);
    if (parsed.ok()) check_format(parsed.value(), text);
  }
  return 0;
}
