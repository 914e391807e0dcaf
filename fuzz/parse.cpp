// parse accepts or explains, and parse(format(p)) == p.
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

void check_diagnostics(const std::vector<Diagnostic>& diagnostics, std::string_view text) {
  require(!diagnostics.empty(), "refused without a reason", text);
  std::size_t last = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    require(find_code(diagnostic.code).has_value(), "an unknown code", text);
    require(diagnostic.code != "syntax", "refused without a better reason", text);
    require(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= text.size(),
            "a span outside of the text", text);
    require(diagnostic.span.begin >= last, "diagnostics out of order", text);
    require(!message(diagnostic).empty(), "no message", text);
    last = diagnostic.span.begin;
  }
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
    if (!parsed.ok()) {
      check_diagnostics(parsed.diagnostics(), text);
    } else {
      check_format(parsed.value(), text);
    }
  }
  return 0;
}
