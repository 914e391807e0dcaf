// Why does a pattern not match a log line? The conditions that fail, each with what the line has in
// its place.
//
//   auto pattern = parse("{ $.eventName = PutBucketAcl && $.errorCode NOT EXISTS }").value();
//   explain_miss(pattern, R"({"eventName":"DeleteBucket"})", Reading::Glob)
//       // {{{2, 28}, MissCause::Value, "\"DeleteBucket\""}}
//   explain_miss(pattern, R"({"eventName":"PutBucketAcl"})", Reading::Glob)   // {}
//
// Not for why a text is no pattern: see parse.hpp. What a pattern would have to be so that it
// matches a control's events is told by check.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/diagnostic.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck {

// What is wrong with the line in the place of a condition. The `found` of FailedCondition stands
// behind each.
enum class MissCause {
  NotAnEvent,     // the line is no JSON object, of which a JSON pattern is the whole: none
  Missing,        // the selector selects nothing, and the condition needs something: none
  Exists,         // NOT EXISTS, and it selects something: the values
  NotComparable,  // neither a string nor a number, and nothing else satisfies a comparison: it
  NotANumber,     // a text, which has no order and is not the number of a field: it
  NotFinite,      // a number beyond the doubles, which compares to no number: it
  Value,          // a value that does not satisfy the condition: it
  NoValue,        // of the values that a wildcard selects none satisfies the condition: the values
  SomeValue,      // `!=` of the values that a wildcard selects, and one is equal: that one
  TooFewFields,   // the line has fewer fields than the pattern, which is the condition: none
  Absent,         // the term or the regex is nowhere in the line: none
  Present,        // the excluded term is in the line: it, with what stands around it
};

// "not-an-event", "missing", "exists", "not-comparable", "not-a-number", "not-finite", "value",
// "no-value", "some-value", "too-few-fields", "absent" or "present".
std::string_view name_of(MissCause cause);

// How a condition that fails hangs together with the one before it in the answer.
enum class MissJoin {
  Must,  // it begins what would have to hold whatever else does
  Or,    // it begins an alternative to what stands before it
  And,   // it would have to hold in the same alternative
};

// "must", "or" or "and".
std::string_view name_of(MissJoin join);

// A condition of the pattern: a comparison or another test, a term, or the whole pattern.
struct FailedCondition {
  Span span;  // in Pattern::text
  MissCause cause = MissCause::Value;
  // As it is written in the line, in UTF-8, of many values the first ones; what is longer than
  // kFoundCharacters ends with "...".
  std::optional<std::string> found = std::nullopt;
  MissJoin join = MissJoin::Must;

  // Missing: the shortest begin of the selector that selects nothing, such as `$.a` of `$.a.b`.
  std::string selector = {};
  // Exists, NoValue, SomeValue: how many values are selected. TooFewFields: how many there are.
  std::size_t count = 0;
  // NotAnEvent: what is wrong, and at which byte of the line, counted from 0.
  std::string fault = {};
  std::size_t offset = 0;
  // A key on the way of the selector is repeated in its object, so that its last value counts.
  bool repeated_key = false;
  // The other reading of `*`, if the condition holds under it.
  std::optional<Reading> holds_by = std::nullopt;

  bool operator==(const FailedCondition&) const = default;
};

inline constexpr std::size_t kFoundCharacters = 60;

// In the order of the text. A condition is blamed if it fails and so does every formula that it is
// a part of: of a conjunction the members that fail, of a disjunction all. So nothing is blamed
// exactly if matches(pattern, line, reading), and if the blamed conditions held (and terms that are
// excluded were away) the pattern would match. Optional terms are blamed where there are no others.
// What keeps all conditions from being judged is blamed alone, as the whole pattern: a line that is
// no JSON object, and too few fields.
//
// Requires: a pattern that parse() gave. `line` may be any bytes. Cost: as of matches(), of each
// condition.
std::vector<FailedCondition> explain_miss(const Pattern& pattern, std::string_view line,
                                          Reading reading);

}  // namespace filtercheck
