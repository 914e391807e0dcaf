// Why a line is not matched, as `match --explain-miss` prints it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/explain_miss.hpp"
#include "filtercheck/pattern.hpp"
#include "report/json.hpp"

namespace filtercheck::cli {

// One line, lower case, no full stop: what the line has in the place of the condition. Of the bytes
// that the line has; see report::printable.
std::string why(const Pattern& pattern, const FailedCondition& failure);

//   {"eventName":"DeleteBucket","awsRegion":"eu-west-1"}
//     fails: $.eventName = PutBucketAcl       it is "DeleteBucket"
//        or: $.eventName = PutBucketPolicy    it is "DeleteBucket"
// Fit for a terminal; each line ends with a line feed, and what is long is cut.
std::string explained(const Pattern& pattern, std::string_view line,
                      const std::vector<FailedCondition>& missed);

// [{"condition":"$.eventName = PutBucketAcl","begin":2,"end":28,"found":"\"DeleteBucket\"",
//   "cause":"value","join":"must","why":"it is \"DeleteBucket\""}]
// `found` is null where nothing is found.
report::Json missed_json(const Pattern& pattern, const std::vector<FailedCondition>& missed);

}  // namespace filtercheck::cli
