// Patterns of terms, of fields and of one regex: what is printed means the same, extract agrees
// with matches, and a second evaluator agrees with the first. See
// tests/support/line_properties.hpp.
//
// The input is a supply of choices for the generator of tests/support, or, after a first byte of
// 255, the text of a pattern and lines, which may be any bytes. Bounded to 4 KiB.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/parse.hpp"
#include "support/generate.hpp"
#include "support/line_properties.hpp"

namespace {

using namespace filtercheck;

constexpr int kLines = 8;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 4096) return 0;
  std::vector<std::string> lines;
  support::Choices choices(std::span(data, size));
  if (data[0] == 255) {
    lines = support::lines_of({reinterpret_cast<const char*>(data) + 1, size - 1});
  } else {
    lines = {support::random_line_pattern(choices)};
  }
  const Result<Pattern> parsed = parse(lines.front(), Limits::beyond_aws());
  if (!parsed.ok() || !is_about_lines(parsed.value().kind)) return 0;
  const Pattern& pattern = parsed.value();
  for (int i = 0; data[0] != 255 && i < kLines; ++i) {
    lines.push_back(support::random_line(choices, {&pattern}));
  }
  if (const auto wrong = support::misread(pattern, lines)) {
    std::fprintf(stderr, "%s\n", wrong->c_str());
    std::abort();
  }
  return 0;
}
