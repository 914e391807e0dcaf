// What the decisions have in common: over which events, under which reading, and the error that a
// decision may end in.
#pragma once

#include <stdexcept>
#include <string>

#include "filtercheck/pattern.hpp"

namespace filtercheck {

// Under which readings of `*` a question is answered. Both: under each, and the answer is the
// common one or `undecided`.
enum class ReadingChoice { Both, Glob, FirstOccurrence };

// Over which events.
enum class Domain {
  Lines,       // all log lines, JSON or not
  Json,        // all lines that are one JSON object
  CloudTrail,  // those with what the CloudTrail record reference guarantees of management events
};

struct DecideOptions {
  ReadingChoice reading = ReadingChoice::Both;
  Domain domain = Domain::Lines;
};

// The decider contradicted the evaluator: a bug in this library. Nothing that was found before it
// may be shown. Thrown by compare() and check().
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace filtercheck
