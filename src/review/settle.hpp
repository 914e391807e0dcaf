// Which findings count: severities as the user wants them, comments that say that a finding is
// meant, and findings that were there before.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "review/report.hpp"
#include "scan/files.hpp"

namespace filtercheck::review {

struct Settings {
  // By code; no value: the finding is not made at all.
  std::map<std::string, std::optional<Severity>, std::less<>> severities;
  std::set<std::string> baseline;  // fingerprints
  bool judges_comments = true;     // false: heeds them and says nothing of them
};

// Moves findings that do not count to `report.suppressed`, drops those that are off, and adds what
// is wrong with the comments: without a reason, with a code that is none, or about nothing.
void settle(const scan::Files& files, const Settings& settings, Report& report);

// A baseline as a file: {"schema":1,"fingerprints":["…"]}, sorted.
std::string baseline_of(const Report& report);
// The fingerprints of such a file, or what is wrong with it.
std::variant<std::set<std::string>, std::string> read_baseline(std::string_view text);

}  // namespace filtercheck::review
