// No line contradicts what is said of two patterns of any kinds, over any domain: see judge_lines
// in tests/support/agree.hpp.
//
// The input is a supply of choices for the generator of tests/support, or, after a first byte of
// 255, the texts of two patterns on two lines, and then lines. Bounded to 1 KiB, so that patterns
// stay of the size that people write and one input takes milliseconds.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/unicode.hpp"
#include "filtercheck/parse.hpp"
#include "support/agree.hpp"
#include "support/generate.hpp"

namespace {

using namespace filtercheck;

constexpr int kLines = 12;
// Generated texts of more bytes are left alone: pairs of them may take seconds. A regex that pins a
// line may be four times as long.
constexpr std::size_t kLongest = 60;

void check(const Pattern& a, const Pattern& b, support::Choices& choices,
           const std::vector<std::string>& lines) {
  const Reading reading = choices.below(2) == 0 ? Reading::Glob : Reading::FirstOccurrence;
  const Domain domain = choices.below(3) != 0   ? Domain::Lines
                        : choices.below(2) == 0 ? Domain::Json
                                                : Domain::CloudTrail;
  const auto judged = support::judge_lines(a, b, reading, domain, lines);
  if (!judged.wrong) return;
  std::fprintf(stderr, "%s\n  domain: %d\n", judged.wrong->c_str(), static_cast<int>(domain));
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 1024) return 0;
  support::Choices choices(std::span(data, size));
  std::vector<std::string> lines;
  if (data[0] == 255) {
    lines = support::lines_of({reinterpret_cast<const char*>(data) + 1, size - 1});
    lines.resize(std::max<std::size_t>(lines.size(), 2));
  } else {
    std::string a = support::random_any_pattern(choices);
    const Result<Pattern> parsed = parse(a, Limits::beyond_aws());
    std::string b;
    if (!parsed.ok() || a.size() > kLongest) return 0;
    if (choices.below(3) == 0) {
      // Where few lines are left, a wrong "there is none" shows.
      const std::string line = support::random_any_line(choices, {&parsed.value()});
      if (line.size() > kLongest) return 0;
      b = support::random_pinning_regex(choices, line);
      lines = {std::move(a), std::move(b), line};
    } else {
      b = support::random_any_pattern(choices);
      if (b.size() > kLongest) return 0;
      lines = {std::move(a), std::move(b)};
    }
  }
  const Result<Pattern> a = parse(lines[0], Limits::beyond_aws());
  const Result<Pattern> b = parse(lines[1], Limits::beyond_aws());
  if (!a.ok() || !b.ok()) return 0;
  lines.erase(lines.begin(), lines.begin() + 2);
  std::erase_if(lines, [](const std::string& line) {
    return line.empty() || base::find_invalid_utf8(line).has_value();
  });
  for (int i = 0; data[0] != 255 && i < kLines; ++i)
    lines.push_back(support::random_any_line(choices, {&a.value(), &b.value()}));
  check(a.value(), b.value(), choices, lines);
  return 0;
}
