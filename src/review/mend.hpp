// Mends findings in the files themselves.
#pragma once

#include <cstddef>
#include <vector>

#include "review/judge.hpp"
#include "review/patched.hpp"
#include "review/report.hpp"
#include "review/settle.hpp"
#include "scan/files.hpp"

namespace filtercheck::review {

struct Mended {
  std::vector<Patched> files;  // that have changed, in the order of their names
  std::vector<Finding> made;   // what was mended, each where it stood when it was
  std::size_t left = 0;        // findings that have edits and are still there
  Report report;               // of the files as they are then
};

// `before`: what review() and settle() say of the files.
//
// Makes the edits of the findings that count, then reads and judges the files once more as they
// would be written. A filter must then mean what it did (lints.hpp: over which events) or, if an
// edit that changes what it matches was made, cover a control that it is plainly meant for and did
// not cover before; and it must cover all that it covered. What does not pass is not made. Throws
// InternalError, also where a reader then finds other filters.
Mended mend(const scan::Files& files, Judge& judge, const Settings& settings, const Report& before);

}  // namespace filtercheck::review
