// What a fuzz target makes of its bytes: patterns, log lines made for them, and choices.
//
//   std::optional<Drawn> drawn = draw(bytes, 2, random_any_pattern);   // two patterns
//   drawn->lines(12)                                                   // lines on which they
//   differ
//
// The bytes are a supply of choices for the generators; or, after a first byte of 255, the texts of
// the patterns and then lines, each ended by a line feed. Either way generators never run out: when
// the bytes are used up every choice is 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"
#include "support/generate.hpp"

namespace filtercheck::support {

struct Drawn {
  std::vector<Pattern> patterns;
  Choices choices;
  std::vector<std::string> given;  // lines of the input

  // The lines that were given and as many others as are wanted, made of what the patterns look for.
  // The former are log events: not empty and in UTF-8; the latter are any bytes.
  std::vector<std::string> lines(std::size_t others);
  std::vector<std::string> raw_lines(std::size_t others);
  // The same with most of them perturbed.
  std::vector<std::string> perturbed_lines(std::size_t others);
  Reading reading();
  Domain domain();
};

// No value: there are no bytes, or a text of theirs is no pattern. A pattern that follows another
// is as often as not a variant of it. Generated texts have at most `longest` bytes.
std::optional<Drawn> draw(std::span<const std::uint8_t> bytes, std::size_t patterns,
                          std::string (*generate)(Choices&), std::size_t longest = 1024);

// A text that is nearly a pattern of any kind, or is one: the bytes after a first one of 255, or
// what they choose, a few tokens of it changed as often as not.
std::string draw_text(std::span<const std::uint8_t> bytes);

// A JSON pattern, one in four with wildcards.
std::string random_json_pattern(Choices& choices);

// Ends the program with what is wrong, if something is: how a fuzz target fails.
void expect_nothing(const std::optional<std::string>& wrong);

}  // namespace filtercheck::support
