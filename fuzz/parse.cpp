// The canonical text of a pattern is the same pattern, and its own canonical text.
//
// The input is a drawing of one text (tests/support/drawn.hpp), which may be any bytes. Bounded to
// 8 KiB: past AWS's 1,024 characters nothing new happens but length.
#include "filtercheck/parse.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "support/drawn.hpp"

namespace {

using namespace filtercheck;

std::optional<std::string> changed_by_printing(const Pattern& pattern) {
  const std::string canonical = format(pattern);
  const Result<Pattern> again = parse(canonical, Limits::beyond_aws());
  const auto wrong = [&](const std::string& what) {
    return what + "\n  pattern: " + pattern.text + "\n  printed: " + canonical;
  };
  if (!again.ok()) return wrong("the canonical text is refused");
  if (!(again.value() == pattern)) return wrong("the canonical text is another pattern");
  if (format(again.value()) != canonical) return wrong("formatting twice changes the text");
  return std::nullopt;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 8192) return 0;
  const std::string text = support::draw_text({data, size});
  for (const Limits& limits : {Limits::aws(), Limits::beyond_aws()}) {
    const Result<Pattern> parsed = parse(text, limits);
    if (parsed.ok()) support::expect_nothing(changed_by_printing(parsed.value()));
  }
  return 0;
}
