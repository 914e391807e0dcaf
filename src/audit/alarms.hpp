// Does one matching event take an alarm from quiet to ALARM?
//
// A metric filter publishes its value for each event that matches and, in a minute whose events do
// not match, its default value, if it has one (CloudWatch Logs user guide, "Creating metrics from
// log events using filters"). So there are two cases to compare: the points of a period with one
// event in it, among minutes of others, and those of a period without. The alarm fires if the
// first surely breaches the threshold in as many periods as are asked for, and the second does
// not: an alarm that is in ALARM before the event says nothing when it comes.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/account.hpp"
#include "audit/report.hpp"

namespace filtercheck::audit {

// What a filter publishes.
struct Feed {
  const MetricFilter* filter;
  std::size_t index;  // of the transformation
  const Transformation& transformation() const { return filter->transformations[index]; }
  Evidence evidence(const std::string& member) const {
    return filter->where.evidence("/metricTransformations/" + std::to_string(index) + member);
  }
};

// The default value of a metric that filters of the log group publish; not a number where it is not
// known, since several do.
using DefaultOf = std::function<std::optional<double>(const WatchedMetric&)>;

// Step 6, for an alarm that watches a metric of each of the feeds: each must make it fire.
Step judge_alarm(const MetricAlarm& alarm, const std::vector<Feed>& feeds,
                 const DefaultOf& default_of, const std::optional<std::string>& account);

}  // namespace filtercheck::audit
