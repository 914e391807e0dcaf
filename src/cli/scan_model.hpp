// What `scan` finds in files, and what it says about it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "filtercheck/check.hpp"
#include "filtercheck/diagnostic.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::cli {

// In a file. Both count from 1; columns count characters.
struct FilePlace {
  std::size_t line = 1;
  std::size_t column = 1;
};
struct FileSpan {
  FilePlace begin;
  FilePlace end;  // just behind the last character
};

// A string of a JSON file: where it stands between its quotes, and as it is written there.
struct WrittenText {
  FilePlace begin;
  std::string source;
};
// Where the bytes `span` of the decoded string stand.
FileSpan place_of(const WrittenText& text, Span span);

struct FoundFilter {
  std::string container;  // "aws-cli"
  std::string address;
  std::optional<std::string> log_group;
  std::string pattern;
  WrittenText written;            // the pattern
  bool sees_transformed = false;  // not the events themselves
  bool sees_some = false;         // not every event of the log group
};

struct FoundFilters {
  std::vector<FoundFilter> filters;
  FileSpan list;                    // where it begins
  bool is_truncated = false;        // the list says that it goes on elsewhere
  std::vector<std::string> faults;  // filters that cannot be read, a line each
};

// A requirement that a filter does not cover.
struct Miss {
  std::string name;        // of the event, or the label of the requirement
  bool is_partly = false;  // some such events are matched
};

struct ControlResult {
  CheckVerdict verdict = CheckVerdict::Undecided;
  std::size_t required = 0;  // requirements of the control
  std::vector<Miss> missed;  // of them
  std::string why;           // Undecided
};
// NotCovered: what is missed, such as "2 of 9: PutBucketAcl, PutBucketCors (in part)" or "all 9".
std::string misses_of(const ControlResult& result);

struct JudgedFilter {
  std::string file;
  FoundFilter found;
  std::vector<Diagnostic> diagnostics;  // not empty: AWS rejects the pattern
  std::optional<Kind> kind;             // of a valid pattern
  bool is_about_records = false;        // compares `$.eventName` or `$.eventSource`
  std::vector<Caveat> caveats;
  std::vector<ControlResult> results;  // for each control
};

enum class Severity { Error, Warning };

struct Finding {
  Code code;
  Severity severity = Severity::Error;
  std::string file;
  FileSpan span;
  std::string message;
  std::optional<std::string> fix;  // what to do about it
};

struct Unreadable {
  std::string file;
  std::string message;
};

struct ScanReport {
  std::vector<JudgedFilter> filters;
  std::vector<Finding> findings;
  std::vector<Unreadable> unreadable;
  std::vector<Caveat> caveats;
  std::size_t files = 0;  // that were read
};

}  // namespace filtercheck::cli
