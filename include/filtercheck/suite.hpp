// The finitely many events on which patterns must agree to agree everywhere.
//
//   auto a = parse("{ $.x = 1 }").value();
//   auto b = parse("{ $.x = 1 && $.x > 0 }").value();
//   auto suite = std::get<Suite>(complete_suite({&a, &b}, {}));
//   suite.events[0].event                                // {"x":1}
//   suite.events[0].matched                              // {{true, true}}
//   confirm(suite, compare(a, b, {}))                    // returns: the suite shows the same
//
// A *complete suite* of some patterns has, for every combination of truth values of their
// conditions that some event has, one event that has it. Whatever is a Boolean combination of these
// conditions says on an event what it says on the event of the suite with the same combination. So
// two such patterns that agree on the suite agree on every event, and what AWS answers to the
// events of a suite is evidence about all events, as far as AWS evaluates each condition as
// grammar/README.md says.
//
// For the events that a verdict alone needs, one or two, see compare.hpp and check.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "filtercheck/check.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck {

struct SuiteEvent {
  std::string event;                       // a log line
  std::vector<std::vector<bool>> matched;  // under each of Suite::readings, by each pattern
};

struct Suite {
  // Those that the patterns are read under: one where they mean the same under both. The events are
  // a complete suite under each of them.
  std::vector<Reading> readings;
  std::vector<SuiteEvent> events;  // not empty, all different
  std::vector<Caveat> caveats;     // what it hangs on, and what is doubtful in its events
};
// There are more events in it than were asked for.
struct SuiteTooLarge {
  std::size_t at_least;
};
// Whether some combination is that of an event was not decided, so that no suite is complete.
struct SuiteUnknown {
  std::vector<Caveat> caveats;
};
using SuiteAnswer = std::variant<Suite, SuiteTooLarge, SuiteUnknown>;

constexpr std::size_t kMostSuiteEvents = 10'000;

// A complete suite of the patterns. Over Domain::Lines it has a line that is no JSON object where
// that is a combination by itself, or one of the patterns is of Kind::All. Requires: patterns are
// not empty and outlive the call. Throws InternalError. Cost: about one decision for each event
// and each pair of values that exclude each other; within a stated budget (src/values/budget.hpp).
SuiteAnswer complete_suite(const std::vector<const Pattern*>& patterns,
                           const DecideOptions& options,
                           std::size_t most_events = kMostSuiteEvents);

// Throws InternalError unless the suite of two patterns, in their order, shows the relation that
// was answered, no more and no less. Requires: the answer is not Undecided.
void confirm(const Suite& suite, const CompareAnswer& answer);
// The same for the suite of a pattern and of the patterns of the requirements, in this order.
// Requires: the answer is Covered.
void confirm(const Suite& suite, const CheckAnswer& answer);

}  // namespace filtercheck
