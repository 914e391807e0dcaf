// What a change to filters does: which filter became which, and how the events they match are
// related.
#pragma once

#include <string>
#include <vector>

#include "filtercheck/verdict.hpp"
#include "review/report.hpp"
#include "scan/found.hpp"

namespace filtercheck::review {

struct Side {
  std::vector<scan::Found> found;
  std::string folder;  // what the names of its files begin with, and pairing does not look at
};

// Filters are paired by file and address, then by address, then by name and log group, then by
// pattern; so one that was moved or renamed is the same. Those whose pattern is as it was are left
// out. In the order of `after`, then what was removed. Throws InternalError.
std::vector<ChangedFilter> changes_of(const Side& before, const Side& after,
                                      const DecideOptions& options);

// Adds the changes to the report, and a finding for each.
void review_changes(const Side& before, const Side& after, const DecideOptions& options,
                    Report& report);

// Where it stands: after the change or, of a filter that was removed, before it.
const scan::Filter& shown(const ChangedFilter& changed);
// What a reviewer is told of it.
Finding finding_of(const ChangedFilter& changed);

}  // namespace filtercheck::review
