#include "support/drawn.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/unicode.hpp"
#include "filtercheck/parse.hpp"
#include "support/mutate.hpp"

namespace filtercheck::support {

namespace {

constexpr std::uint8_t kTexts = 255;

bool is_line(const std::string& line) {
  return !line.empty() && !base::find_invalid_utf8(line).has_value();
}

std::vector<const Pattern*> pointers(const std::vector<Pattern>& patterns) {
  std::vector<const Pattern*> list;
  for (const Pattern& pattern : patterns) list.push_back(&pattern);
  return list;
}

// A text of at most `longest` bytes: a few are tried, and then one that is short enough.
std::string generated(Drawn& drawn, std::string (*generate)(Choices&), std::size_t longest) {
  constexpr int kTries = 5;
  for (int i = 0; i < kTries; ++i) {
    const bool near = !drawn.patterns.empty() && drawn.choices.below(2) == 0;
    std::string text =
        near ? random_variant(drawn.choices, drawn.patterns.back()) : generate(drawn.choices);
    if (text.size() <= longest) return text;
  }
  return "{ $.a = 1 }";
}

}  // namespace

std::vector<std::string> Drawn::lines(std::size_t others) {
  std::vector<std::string> lines;
  std::copy_if(given.begin(), given.end(), std::back_inserter(lines), is_line);
  for (std::size_t i = 0; i < others; ++i) {
    lines.push_back(random_any_line(choices, pointers(patterns)));
  }
  return lines;
}

std::vector<std::string> Drawn::raw_lines(std::size_t others) {
  std::vector<std::string> lines = given;
  for (std::size_t i = 0; i < others; ++i) {
    lines.push_back(patterns.front().expression ? random_near_event(choices, pointers(patterns))
                                                : random_line(choices, pointers(patterns)));
  }
  return lines;
}

std::vector<std::string> Drawn::perturbed_lines(std::size_t others) {
  std::vector<std::string> lines = raw_lines(others);
  for (std::size_t i = given.size(); i < lines.size(); ++i) {
    lines[i] = random_perturbed(choices, lines[i], lines[i / 2]);
  }
  return lines;
}

Reading Drawn::reading() {
  return choices.below(2) == 0 ? Reading::Glob : Reading::FirstOccurrence;
}

Domain Drawn::domain() {
  if (choices.below(3) != 0) return Domain::Lines;
  return choices.below(2) == 0 ? Domain::Json : Domain::CloudTrail;
}

std::optional<Drawn> draw(std::span<const std::uint8_t> bytes, std::size_t patterns,
                          std::string (*generate)(Choices&), std::size_t longest) {
  if (bytes.empty()) return std::nullopt;
  Drawn drawn{{}, Choices(bytes), {}};
  std::vector<std::string> texts;
  if (bytes.front() == kTexts) {
    texts = lines_of({reinterpret_cast<const char*>(bytes.data()) + 1, bytes.size() - 1});
    if (texts.size() < patterns) return std::nullopt;
  }
  for (std::size_t i = 0; i < patterns; ++i) {
    const std::string text = !texts.empty() ? texts[i] : generated(drawn, generate, longest);
    Result<Pattern> parsed = parse(text, Limits::beyond_aws());
    if (!parsed.ok()) return std::nullopt;
    drawn.patterns.push_back(std::move(parsed).value());
  }
  for (std::size_t i = patterns; i < texts.size(); ++i) drawn.given.push_back(texts[i]);
  return drawn;
}

std::string draw_text(std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) return {};
  if (bytes.front() == kTexts)
    return {reinterpret_cast<const char*>(bytes.data()) + 1, bytes.size() - 1};
  Choices choices(bytes);
  std::string text = random_any_pattern(choices);
  for (std::size_t times = choices.below(4); times > 1; --times) text = mutated(choices, text);
  return text;
}

std::string random_json_pattern(Choices& choices) {
  const bool wildcards = choices.below(4) == 0;
  return random_pattern(choices, wildcards);
}

void expect_nothing(const std::optional<std::string>& wrong) {
  if (!wrong) return;
  std::fprintf(stderr, "%s\n", wrong->c_str());
  std::abort();
}

}  // namespace filtercheck::support
