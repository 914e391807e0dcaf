// What a pattern lacks to cover what is required.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/check.hpp"
#include "filtercheck/pattern.hpp"
#include "review/rewrites.hpp"

namespace filtercheck::review {

struct Completion {
  std::vector<Rewrite> rewrites;  // in the order of the text
  std::string what;               // such as "add `|| ($.eventName = PutBucketAcl)`"
};

// Rewrites after which the pattern matches what it did and all that is required, which check() then
// says. A condition is left out where that comes to the same as adding what is required. Or else
// missed events are added beside those of their kind, spelt like them, where that is enough, or at
// the end. No value: the pattern is not JSON, or AWS would not take one that long. `answer` is what
// check() says of the pattern. Throws InternalError.
std::optional<Completion> completion_of(const Pattern& pattern,
                                        const std::vector<Requirement>& requirements,
                                        const CheckAnswer& answer, const DecideOptions& options);

}  // namespace filtercheck::review
