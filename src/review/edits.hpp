// How a rewrite of a pattern is written into its file.
#pragma once

#include <optional>
#include <vector>

#include "review/lints.hpp"
#include "review/report.hpp"
#include "scan/text.hpp"

namespace filtercheck::review {

// The edit that puts the rewrite into the file, in the file's own quoting; no value: the part is
// put together from several places, or its quoting cannot hold the text.
std::optional<Edit> edit_of(const scan::Text& pattern, const Rewrite& rewrite);

// All of the rewrites of the filter's pattern as edits, or none; none, too, where nobody wrote the
// file, such as in a plan.
std::vector<Edit> edits_of(const scan::Filter& filter, const std::vector<Rewrite>& rewrites);

}  // namespace filtercheck::review
