// A review: all files, all filters, all findings.
#pragma once

#include "review/judge.hpp"
#include "review/report.hpp"
#include "scan/files.hpp"

namespace filtercheck::review {

// What readers find in each file, Terraform sources all together. In the order of the names.
std::vector<scan::Found> read_all(const scan::Files& files);

// Adds what is said of the files to the report.
void review(const scan::Files& files, Judge& judge, Report& report);

}  // namespace filtercheck::review
