// What is blamed for a line that does not match is what fails of the pattern, no more and no less,
// and it is told in a line each. See tests/support/explained.hpp.
//
// The input is a drawing (tests/support/drawn.hpp) of a pattern, bounded to 4 KiB since the
// reference recurses on the nesting of a line.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "cli/explain_miss.hpp"
#include "filtercheck/explain_miss.hpp"
#include "support/drawn.hpp"
#include "support/explained.hpp"

namespace {

using namespace filtercheck;

// Of any kind, or of JSON and sometimes with wildcards.
std::string random_explained(support::Choices& choices) {
  return choices.below(2) == 0 ? support::random_any_pattern(choices)
                               : support::random_json_pattern(choices);
}

// The text has a line for the event and one for each condition; the JSON is valid UTF-8 or mended.
std::optional<std::string> mistold(const Pattern& pattern, const std::string& line) {
  const auto missed = explain_miss(pattern, line, Reading::Glob);
  const std::string text = cli::explained(pattern, line, missed);
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  const bool whole =
      report::dumped(cli::missed_json(pattern, missed)).find('\n') == std::string::npos;
  if (lines == missed.size() + 1 && whole) return std::nullopt;
  return "explained on " + std::to_string(lines) + " lines:\n" + text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  auto drawn = support::draw({data, size}, 1, random_explained);
  if (!drawn) return 0;
  const Pattern& pattern = drawn->patterns[0];
  const auto lines = drawn->perturbed_lines(12);
  support::expect_nothing(support::misexplained(pattern, lines));
  for (const std::string& line : lines) support::expect_nothing(mistold(pattern, line));
  return 0;
}
