// No event contradicts a verdict: the decider against the evaluator, under both readings; and the
// canonical text and the normal form of a pattern mean what it means. See tests/support/agree.hpp.
//
// The input is a supply of choices for the generator of tests/support, or, after a first byte of
// 255, the texts of two patterns on two lines, which may be any the parser takes. Bounded to 1 KiB,
// so that patterns stay of the size that people write and one input takes milliseconds.
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
#include "support/agree.hpp"
#include "support/generate.hpp"

namespace {

using namespace filtercheck;

constexpr int kEvents = 12;

// One property for each input, so that an input takes little time.
void check(const Pattern& a, const Pattern& b, support::Choices& choices) {
  const std::size_t property = choices.below(3);
  std::vector<std::string> events;
  for (int i = 0; i < kEvents; ++i) events.push_back(support::random_event(choices, {&a, &b}));
  const auto wrong =
      property == 2 ? support::misprint(a, events)
                    : support::contradiction(
                          a, b, property == 0 ? Reading::Glob : Reading::FirstOccurrence, events);
  if (!wrong) return;
  std::fprintf(stderr, "%s\n", wrong->c_str());
  std::abort();
}

bool is_decided(const Result<Pattern>& parsed) {
  return parsed.ok() && (parsed.value().kind == Kind::Json || parsed.value().kind == Kind::All);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 1024) return 0;
  std::string a;
  std::string b;
  support::Choices choices(std::span(data, size));
  if (data[0] == 255) {
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t end = std::min(text.find('\n'), text.size());
    a = text.substr(0, end);
    b = text.substr(std::min(end + 1, text.size()));
  } else {
    const bool wildcards = choices.below(4) == 0;
    a = support::random_pattern(choices, wildcards);
    b = support::random_pattern(choices, wildcards);
  }
  const Result<Pattern> left = parse(a, Limits::beyond_aws());
  const Result<Pattern> right = parse(b, Limits::beyond_aws());
  if (is_decided(left) && is_decided(right)) check(left.value(), right.value(), choices);
  return 0;
}
