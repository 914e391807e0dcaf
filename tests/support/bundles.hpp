// What must hold of an audit of any bundle, for fuzz/bundle.cpp. A bundle is written as one text: a
// line `@ NAME` begins each file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "audit/bundle.hpp"

namespace filtercheck::support {

// What stands before the first such line is of no file.
audit::Files bundle_of(std::string_view text);

// Each function answers what is wrong, for a person; no value: nothing is.

// An audit of one control says what it was judged by, and each such value is in its file, where it
// says; every chain has a verdict that its steps give; and every format can be read again.
std::optional<std::string> badly_audited(const audit::Files& files);

// Of a control that does not pass no file makes it pass by being cut off: not the status or the
// selectors of a trail, the filters of a log group, nor the subscriptions of a topic. (Trails and
// alarms also tell which account it is; another one may have a chain.)
std::optional<std::string> passes_by_a_cut(const audit::Files& files);

// All calls that the answers lead to have their files in the folders of their regions, and no
// argument is an option that is not meant.
std::optional<std::string> badly_planned(const audit::Files& files);

}  // namespace filtercheck::support
