// That a complete suite is complete.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::support {

// Makes the suite of two JSON patterns under both readings: its events are different and match as
// they say; the conditions have on each of the lines, those of the domain, the truth values that
// they have together on some event of the suite; and it shows the relation of the patterns. What is
// wrong, for a person; no value: nothing is, or there is no suite within the budgets.
std::optional<std::string> incomplete_suite(const Pattern& a, const Pattern& b, Domain domain,
                                            const std::vector<std::string>& lines);

}  // namespace filtercheck::support
