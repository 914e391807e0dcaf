// Does a pattern match every event that a control requires?
//
//   Requirement acl = event_requirement("s3.amazonaws.com", "PutBucketAcl");
//   auto put = parse("{ $.eventName = Put* }").value();
//   check(put, {acl}, {ReadingChoice::Both, Domain::CloudTrail}).verdict     // Covered
//
// Sound and complete as compare().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck {

// Every event that `events` matches must be matched.
struct Requirement {
  std::optional<std::string> event_source;  // for a requirement of one event by source and name
  std::optional<std::string> event_name;
  std::string label;  // what to call it
  Pattern events;
};
// Every event of this source and name. The texts are taken literally, `*` too.
Requirement event_requirement(std::string event_source, std::string event_name);

enum class Coverage {
  Full,     // all such events are matched
  Partial,  // some are and some are not
  None,     // none is
  Undecided,
};
enum class CheckVerdict { Covered, NotCovered, Undecided };

// "full", "partial", "none", "undecided"; "covered", "not-covered", "undecided".
std::string_view name_of(Coverage coverage);
std::string_view name_of(CheckVerdict verdict);

struct RequirementAnswer {
  Coverage coverage = Coverage::Undecided;
  std::optional<std::string> missed;  // a required event that is not matched
  std::optional<std::string> when;    // Partial: a pattern that says which are
};

// Under one reading, or under both where they agree.
struct Checked {
  CheckVerdict verdict = CheckVerdict::Undecided;
  std::vector<RequirementAnswer> requirements;  // in the order of the question
  bool exact = false;                           // covered, and no other event is matched
  std::optional<std::string> extra;             // an event that is matched and not required
};

struct CheckAnswer : Checked {
  std::vector<Caveat> caveats;
  // Where the readings of `*` differ: the answer under each.
  struct UnderReading : Checked {
    Reading reading;
  };
  std::vector<UnderReading> readings;
};

// Requires: requirements are not empty and are JSON patterns. Throws InternalError.
CheckAnswer check(const Pattern& pattern, const std::vector<Requirement>& requirements,
                  const DecideOptions& options);
// Of several patterns together, as of filters that feed one metric: an event counts as matched if
// any of them matches it. Requires: not empty. Of more than one, `when` is never said.
CheckAnswer check(const std::vector<const Pattern*>& patterns,
                  const std::vector<Requirement>& requirements, const DecideOptions& options);

// An event that is required, with all that the domain guarantees: a pattern that does not match it
// under a reading does not cover the requirement under that reading, which costs no search to see.
// No value: there is none, or none was found within the budget.
std::optional<std::string> required_event(const Requirement& requirement,
                                          const DecideOptions& options);

}  // namespace filtercheck
