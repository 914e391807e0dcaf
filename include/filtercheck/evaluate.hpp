// Does a pattern match a log line? The reference: naive on purpose, and the judge of everything
// that decides faster or over all events at once.
//
//   matches(parse("{ $.a = 1 }").value(), R"({"a":1.0})", Reading::Glob)   // true
//   matches(parse("{ $.a = 1 }").value(), "not JSON", Reading::Glob)       // false
//   matches(parse("ERROR -retry").value(), "ERROR: disk full", Reading::Glob)   // true
//   extract(parse("[level = E*, rest]").value(), "ERROR disk full", Reading::Glob)
//       // {{"$level", "ERROR"}, {"$rest", "disk full"}}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck {

// Whether `pattern` matches `line`, the whole message of one log event (rules 3 to 6).
// `line` may be any bytes. What is not one JSON object in valid UTF-8 is matched by no condition of
// a JSON pattern; for the other kinds a byte that is not UTF-8 counts as one U+FFFD. Cost: O(|line|
// * |pattern|) for text and regex conditions and for terms, O(|line| + |pattern|) otherwise; no
// recursion on the line.
bool matches(const Pattern& pattern, std::string_view line, Reading reading);

// What a space-delimited pattern makes of a line, in the order of the line: `$name` for a field
// with a name; `$1`, `$2` ..., the position among all that is extracted, for a field without one
// and for every token that `...` or `[]` takes (rule 6.2).
struct ExtractedField {
  std::string name;
  std::string value;  // UTF-8
  bool operator==(const ExtractedField&) const = default;
};

// No value: the pattern does not match. Requires: pattern.kind is Space.
std::optional<std::vector<ExtractedField>> extract(const Pattern& pattern, std::string_view line,
                                                   Reading reading);

// Whether the readings can differ on some line: they do on every text literal with a `*` that does
// not end with one, since glob alone matches the text with its last part said twice. (Terms hold no
// wildcard.)
bool depends_on_reading(const Expression& expression);
bool depends_on_reading(const Pattern& pattern);

}  // namespace filtercheck
