// A scope: a set of small patterns with what each matches of a small world, so that the relation of
// any two of them is known without deciding anything.
//
// A world need not hold all lines, only one for each combination of outcomes that the patterns have
// on some line: `distinct_events` keeps one of each. Whether the lines it was made of show every
// combination is argued where a scope is made; where they do, the scope is exact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/compare.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::exhaustive {

// A set of events of a world: bit i of word i / 64.
using EventSet = std::vector<std::uint64_t>;

struct Known {
  Pattern pattern;
  EventSet glob;
  EventSet first;  // under the reading FirstOccurrence
  bool depends_on_reading = false;

  const EventSet& under(Reading reading) const { return reading == Reading::Glob ? glob : first; }
};

struct Scope {
  bool exact = false;  // no two patterns differ but on an event of the world
  std::size_t events = 0;
  std::vector<Known> patterns;
};

// Whether there is an event that a alone, b alone, and both match; and what follows.
struct Shown {
  bool only_a = false;
  bool only_b = false;
  bool both = false;
};
Shown shown_by(const EventSet& a, const EventSet& b);
Relation relation_of(const Shown& shown);

// The names of all scopes, and one of them, which takes seconds to make. Requires: `name` is one.
const std::vector<std::string_view>& scope_names();
Scope make_scope(std::string_view name);

// ---- For those who make scopes ------------------------------------------------------------------

// What the pattern matches, as the evaluator says. Requires: `text` is valid.
Known known(const std::string& text, const std::vector<std::string>& events);

// The first of all events on which each pattern, under each reading, does the same.
std::vector<std::string> distinct_events(const std::vector<std::string>& patterns,
                                         const std::vector<std::string>& events);

// All words of up to `length` characters, by length; the empty one first.
std::vector<std::string> all_words(std::string_view alphabet, std::size_t length);

// Made by json_scopes.cpp and line_scopes.cpp.
struct NamedScope {
  std::string_view name;
  Scope (*make)();
};
const std::vector<NamedScope>& json_scopes();
const std::vector<NamedScope>& line_scopes();

}  // namespace filtercheck::exhaustive
