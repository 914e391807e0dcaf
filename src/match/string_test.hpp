// A condition on a value, asked of values that are strings: what the evaluator says, faster. Most
// values are, and those that differ from event to event are nearly all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::match {

// Of a condition whose selector is that of the value, and perhaps more.
class StringTest {
 public:
  // No value: it is not known how to ask (a regex).
  static std::optional<StringTest> of(const Expression& condition, Reading reading);

  // `text`: of a JSON string, in UTF-8. Cost: O(|text|) for a text with at most one `*`.
  bool holds(std::string_view text) const;

 private:
  // What the value has to be: a text, or one with each `*` between two segments.
  std::vector<std::string> segments_;
  bool first_occurrence_ = false;
  bool negated_ = false;
};

}  // namespace filtercheck::match
