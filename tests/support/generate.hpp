// Patterns and events made of random bytes, for fuzz targets and randomised tests.
//
// Both draw from one small world of fields and values, so that patterns and events meet often, and
// an event is made from the literals of the patterns, perturbed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::support {

// A supply of choices. When the bytes are used up every choice is 0, so generation ends.
class Choices {
 public:
  explicit Choices(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  // A number below `n`, which is between 1 and 256.
  std::size_t below(std::size_t n);
  bool done() const { return at_ >= bytes_.size(); }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

// What Choices are made of where nothing searches for them: so many bytes of a seeded generator.
std::vector<std::uint8_t> random_bytes(std::mt19937& random, std::size_t count);

// The text of a JSON pattern that is valid beyond AWS's limits. With `wildcards` some selectors
// have one.
std::string random_pattern(Choices& choices, bool wildcards);

// The texts of a pattern of terms, of fields and of one regex, valid beyond AWS's limits; and of
// one of these kinds.
std::string random_terms(Choices& choices);
std::string random_fields(Choices& choices);
std::string random_regex(Choices& choices);
std::string random_line_pattern(Choices& choices);

// A log line made of what `patterns`, of any kinds, look for: their terms, the literals of their
// fields and the characters of their regexes, some of them changed, in quotes or brackets, or
// joined; and now and then bytes that are not UTF-8.
std::string random_line(Choices& choices, const std::vector<const Pattern*>& patterns);

// A text cut at its line feeds; at least one line.
std::vector<std::string> lines_of(std::string_view text);

// Of any kind, one in three of JSON without wildcards.
std::string random_any_pattern(Choices& choices);

// A regex that pins the whole line: `line`, perhaps with a character changed or left out, or `zz`.
std::string random_pinning_regex(Choices& choices, const std::string& line);

// One log event of whatever kind suits the patterns: random_line, random_event or
// random_near_event, without line breaks, not empty and in UTF-8.
std::string random_any_line(Choices& choices, const std::vector<const Pattern*>& patterns);

// A log line, nearly always a JSON object, with the fields of random_pattern and values near the
// literals of `patterns`.
std::string random_event(Choices& choices, const std::vector<const Pattern*>& patterns);

// A JSON object with values at the places that the conditions of `patterns` look at, whatever their
// selectors are.
std::string random_near_event(Choices& choices, const std::vector<const Pattern*>& patterns);

// The line with none, one or two changes: an escape, a part left out or put in, cut short, or the
// members of `other` joined to it; now and then bytes that are not UTF-8.
std::string random_perturbed(Choices& choices, std::string line, const std::string& other);

// The text of a pattern that is nearly `pattern`, valid beyond AWS's limits: a part is dropped,
// said twice, replaced, or joined with another. Often it means the same.
std::string random_variant(Choices& choices, const Pattern& pattern);

// A member of the language of the regex, or nearly one. ASCII.
std::string random_member(Choices& choices, const Regex& regex);

}  // namespace filtercheck::support
