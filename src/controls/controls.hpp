// What a compliance control asks of a filter pattern, as data: the controls this program knows and
// those that users write themselves.
//
// Nothing here looks into a pattern: for that see filtercheck/parse.hpp; whether a pattern covers a
// control is decided elsewhere. Both kinds of control have one file format, described in
// data/README.md.
//
//   find_builtin_control("s3-bucket-policy-changes")->requirements.size()   // 9
//   read_control(R"({"schema":1,"id":"mine"})")   // errors: {"`requirements` is missing; ..."}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace filtercheck {

// Where a control stands in a benchmark.
struct Framework {
  std::string name;
  std::optional<std::string> version;  // no value: the framework has no versions
  std::string id;
  bool operator==(const Framework&) const = default;
};

// Every event with this `eventSource` and this `eventName` must be matched, whatever else it
// contains. Both are literal: a `*` never occurs in them.
struct EventRequirement {
  std::string event_source;
  std::string event_name;
  bool operator==(const EventRequirement&) const = default;
};

// Every event that `pattern` matches must be matched.
struct PatternRequirement {
  std::string label;    // a few words; where the file has none, the pattern on one line
  std::string pattern;  // as the file has it: not known to be valid
  bool operator==(const PatternRequirement&) const = default;
};

using ControlRequirement = std::variant<EventRequirement, PatternRequirement>;

// Every string is valid UTF-8 and, patterns apart, one line without control characters.
struct Control {
  std::string id;       // [a-z0-9][a-z0-9._-]*, at most 100 characters
  std::string title;    // a few words; the id where the file has none
  std::string summary;  // one sentence; may be empty
  std::vector<Framework> frameworks;
  std::string pattern;  // as the newest of the frameworks spells it; empty: none is prescribed
  std::string source;   // where the facts come from; may be empty
  std::vector<ControlRequirement>
      requirements;  // never empty; in the order of the prescribed pattern
  bool operator==(const Control&) const = default;
};

// The default control first, then by id. Valid for the life of the program, as is what
// find_builtin_control answers; the first call reads every control. Safe to call from any thread.
const std::vector<Control>& builtin_controls();

// By the exact id; null: there is no such control. Reads that control alone, when first asked for
// it. The control equals the one in builtin_controls() and is not the same object.
const Control* find_builtin_control(std::string_view id);

// The control, or what is wrong with its file: never empty, one line each, in the style of a
// diagnostic's message and naming the JSON member it is about.
using ControlFile = std::variant<Control, std::vector<std::string>>;

// Reads a control file. Requires nothing of `json_text`: any bytes; more than 1 MiB, deep nesting
// and duplicate members are errors. All faults that can be found at once are reported, up to a
// limit. Cost: O(n log n).
ControlFile read_control(std::string_view json_text);

}  // namespace filtercheck
