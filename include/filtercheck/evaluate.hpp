// Does a pattern match a log line? The reference: naive on purpose, and the judge of everything
// that decides faster or over all events at once.
//
//   matches(parse("{ $.a = 1 }").value(), R"({"a":1.0})", Reading::Glob)   // true
//   matches(parse("{ $.a = 1 }").value(), "not JSON", Reading::Glob)       // false
#pragma once

#include <string_view>

#include "filtercheck/pattern.hpp"

namespace filtercheck {

// Whether `pattern` matches `line`, the whole message of one log event (rule 3).
// Requires: pattern.kind is All or Json. `line` may be any bytes; what is not one JSON object in
// valid UTF-8 is matched by no condition. Cost: O(|line| * |pattern|) for text and regex
// conditions, O(|line| + |pattern|) otherwise; no recursion on the line.
bool matches(const Pattern& pattern, std::string_view line, Reading reading);

// Whether patterns of this kind can be evaluated, and so be printed, normalised and decided: All
// and Json. The others are recognised but not parsed yet.
bool can_evaluate(Kind kind);

// Whether the readings can differ on some line: they do on every text with a `*` that does not end
// with one, since glob alone matches the text with its last part said twice.
bool depends_on_reading(const Expression& expression);

}  // namespace filtercheck
