// The reference evaluator: grammar/README.md as a program, written a second time to judge the first
// (filtercheck/evaluate.hpp). Shares the tree of a pattern with it and no other code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/evaluate.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::support {

// As matches(). Recurses on the nesting of the line and of the pattern.
bool reference_matches(const Pattern& pattern, std::string_view line, Reading reading);

// As extract(). Requires: the pattern is of kind Space.
std::optional<std::vector<ExtractedField>> reference_extract(const Pattern& pattern,
                                                             std::string_view line,
                                                             Reading reading);

// The evaluator and the reference disagree on whether one of the lines matches, under one of the
// readings. For a person; no value: they agree.
std::optional<std::string> misjudged(const Pattern& pattern, const std::vector<std::string>& lines);

// The same for what is extracted, which is something where the pattern matches. Requires: it is of
// kind Space.
std::optional<std::string> misextracted(const Pattern& pattern,
                                        const std::vector<std::string>& lines);

}  // namespace filtercheck::support
