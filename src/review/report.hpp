// What a review says: each filter with the verdict of each control, and the findings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "controls/controls.hpp"
#include "filtercheck/check.hpp"
#include "filtercheck/diagnostic.hpp"
#include "review/lints.hpp"
#include "scan/found.hpp"

namespace filtercheck::review {

// A requirement that a filter does not cover.
struct Miss {
  std::string name;        // of the event, or the label of the requirement
  bool is_partly = false;  // some such events are matched
};

struct ControlResult {
  std::string control;  // its id
  CheckVerdict verdict = CheckVerdict::Undecided;
  std::size_t required = 0;    // requirements of the control
  std::vector<Miss> missed;    // of them
  std::string why;             // Undecided
  bool is_meant = false;       // the filter is plainly meant for it
  bool is_asked = true;        // false: of all controls, one that it is not meant for
  bool hangs_on_star = false;  // the verdict is another one under each reading of `*`
};
// NotCovered: what is missed, such as "2 of 9: PutBucketAcl, PutBucketCors (in part)" or "all 9".
std::string misses_of(const ControlResult& result);

struct JudgedFilter {
  scan::Filter found;
  std::vector<Diagnostic> diagnostics;  // not empty: AWS rejects the pattern
  std::vector<Caveat> caveats;          // of the answers; those of the pattern are findings
  std::vector<ControlResult> results;   // of all controls in question, in their order
};
// Where its pattern begins, behind the quote; of one that is unresolved, where its expression does.
scan::Written begin_of(const scan::Filter& filter);
// Where a part of the pattern stands; the whole, where that cannot be told.
scan::Written written(const scan::Filter& filter, Span span);
scan::Written whole_pattern(const scan::Filter& filter);
scan::FilePlace place_of(const scan::Filter& filter);

// What to write in place of a part of a file: already as the file spells it.
struct Edit {
  scan::Written where;
  std::string text;
};

struct Finding {
  Code code;
  Severity severity = Severity::Error;
  scan::Written where;
  std::string address;  // of the filter; may be empty
  std::string message;
  std::optional<std::string> fix;  // what to do about it
  std::vector<Edit> edits;         // that do it; none: a person must
  bool changes_meaning = false;    // the edits do
  // The name that it keeps when lines move: of its code, its file, its filter and what stands
  // there; of equal ones the later have a number. Empty until give_fingerprints().
  std::string fingerprint = {};
};
// With the texts of its code.
Finding make_finding(Severity severity, const Caveat& what, scan::Written where,
                     std::string address = {});
// Of a lint of the filter's pattern.
Finding finding_of(const Lint& lint, const scan::Filter& filter);
// To those that have none.
void give_fingerprints(std::vector<Finding>& findings);

// A finding that does not count.
struct Suppressed {
  Finding finding;
  std::optional<std::string> reason;  // of a comment in the file; no value: the baseline has it
};

// By file, then by place.
bool stands_before(const scan::Written& a, const scan::Written& b);

struct Unreadable {
  std::string file;
  std::string message;
};

enum class Change : std::uint8_t {
  Narrowed,   // it matches fewer events
  Widened,    // more
  Replaced,   // some fewer and some more
  Rewritten,  // the same, by another pattern
  Added,
  Removed,
  Rejected,  // AWS rejects what it became
  Undecided,
};
// "narrowed", "widened", …
std::string_view name_of(Change change);

// What became of a filter (changes.hpp).
struct ChangedFilter {
  Change change = Change::Undecided;
  std::optional<scan::Filter> before;
  std::optional<scan::Filter> after;
  std::optional<std::string> lost;    // an event that was matched and no longer is
  std::optional<std::string> gained;  // one that was not and now is
  std::string why;                    // Undecided, Rejected
  std::vector<Lint> stars = {};       // Undecided: literals of `after` that it hangs on
};

struct Report {
  std::vector<JudgedFilter> filters;
  std::vector<Finding> findings;       // by file, then by place
  std::vector<Suppressed> suppressed;  // that would be there
  bool is_comparison = false;          // of changes, and of nothing else
  std::vector<ChangedFilter> changes;
  std::vector<Unreadable> unreadable;
  std::vector<Caveat> caveats;
  std::size_t files = 0;             // that were read
  std::set<std::string> recognised;  // the names of those in which something was found
};

}  // namespace filtercheck::review
