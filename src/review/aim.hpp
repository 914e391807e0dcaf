// Which controls a filter is plainly meant for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/check.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::review {

// Whether the pattern says one of the events by name, or one of the conditions of the required
// patterns.
bool names_some(const Pattern& pattern, const std::vector<Requirement>& requirements);

// Of a control, with what check() says: whether the pattern names some of what is required and
// matches at least half of it, in full or in part.
bool aims_at(const Pattern& pattern, const std::vector<Requirement>& requirements,
             const CheckAnswer& answer);

// Whether a control that is known prescribes it, spelt in any way.
bool is_prescribed(const Pattern& pattern);

// "root-account-usage" of "root-account-usage-cis-1.2": what versions of a control have in common.
std::string_view family_of(std::string_view control);

}  // namespace filtercheck::review
