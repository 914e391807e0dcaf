#include "cli/explain_miss.hpp"

#include <algorithm>
#include <cstddef>

#include "base/unicode.hpp"
#include "base/words.hpp"
#include "report/text.hpp"

namespace filtercheck::cli {

namespace {

using report::Json;

constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kConditionWidth = 60;

std::string_view text_of(const Pattern& pattern, const FailedCondition& failure) {
  return std::string_view(pattern.text)
      .substr(failure.span.begin, failure.span.end - failure.span.begin);
}

// Of what a wildcard selects: "none of its 3 values: " or "its one value is ".
std::string of_values(const char* which, std::size_t count, const char* link) {
  if (count == 1) return "its one value is ";
  return which + (" of its " + std::to_string(count)) + " values" + link;
}

// Without what FailedCondition says of every cause.
std::string cause_of(const Pattern& pattern, const FailedCondition& failure) {
  std::string found = failure.found.value_or("");
  if (pattern.kind == Kind::Space) found = base::in_ticks(found);
  switch (failure.cause) {
    case MissCause::NotAnEvent:
      return "the line is no JSON object: " + failure.fault + " at byte " +
             std::to_string(failure.offset);
    case MissCause::Missing:
      return "there is no " + failure.selector;
    case MissCause::Exists:
      return failure.count == 1 ? "it exists: " + found
                                : std::to_string(failure.count) + " exist: " + found;
    case MissCause::NotComparable:
      return "it is " + found + ", neither a string nor a number";
    case MissCause::NotANumber:
      return "it is " + found + ", not a number";
    case MissCause::NotFinite:
      return "it is " + found + ", beyond all doubles";
    case MissCause::Value:
      return "it is " + found;
    case MissCause::NoValue:
      return of_values("none", failure.count, ": ") + found;
    case MissCause::SomeValue:
      return of_values("one", failure.count, " is ") + found;
    case MissCause::TooFewFields:
      return "the line has " + base::counted(failure.count, "field") + " of the " +
             std::to_string(pattern.fields->fields.size()) + " that it needs";
    case MissCause::Absent:
      return "it is nowhere in the line";
    case MissCause::Present:
      return "it is in the line: " + found;
  }
  return {};
}

std::string_view lead(MissJoin join) {
  switch (join) {
    case MissJoin::Must:
      return "  fails: ";
    case MissJoin::Or:
      return "     or: ";
    case MissJoin::And:
      return "    and: ";
  }
  return {};
}

}  // namespace

std::string why(const Pattern& pattern, const FailedCondition& failure) {
  std::string text = cause_of(pattern, failure);
  if (failure.repeated_key) text += " (of equal keys the last counts)";
  if (failure.holds_by) {
    text += " (it holds by the reading " + std::string(name_of(*failure.holds_by)) + ")";
  }
  return text;
}

std::string explained(const Pattern& pattern, std::string_view line,
                      const std::vector<FailedCondition>& missed) {
  std::vector<std::string> conditions;
  std::size_t width = 0;
  for (const FailedCondition& failure : missed) {
    conditions.push_back(report::shortened(text_of(pattern, failure), kConditionWidth));
    width = std::max(width, base::count_code_points(conditions.back()));
  }
  std::string out = report::shortened(line, kLineWidth) + "\n";
  for (std::size_t i = 0; i < missed.size(); ++i) {
    out += lead(missed[i].join);
    out += conditions[i];
    out.append(width - base::count_code_points(conditions[i]) + 4, ' ');
    out += report::printable(why(pattern, missed[i]));
    out += "\n";
  }
  return out;
}

Json missed_json(const Pattern& pattern, const std::vector<FailedCondition>& missed) {
  Json list = Json::array();
  for (const FailedCondition& failure : missed) {
    list.push_back({{"condition", std::string(text_of(pattern, failure))},
                    {"begin", failure.span.begin},
                    {"end", failure.span.end},
                    {"found", failure.found ? Json(*failure.found) : Json(nullptr)},
                    {"cause", std::string(name_of(failure.cause))},
                    {"join", std::string(name_of(failure.join))},
                    {"why", why(pattern, failure)}});
  }
  return list;
}

}  // namespace filtercheck::cli
