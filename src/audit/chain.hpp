// The chain from a trail to a subscriber, judged in eight steps:
//
//   1  the trail is multi-region and names a log group
//   2  it is logging, and its last delivery to CloudWatch Logs did not fail
//   3  its event selectors let through all management events that the control asks for
//   4  the log group has metric filters, and they can be read: it is of this account
//   5  one of them covers the control, or several do that feed one alarm; what sees only some
//      events (fieldSelectionCriteria) or other ones (applyOnTransformedLogs) is not known to
//   6  an alarm watches its metric, namespace and name, dimensions and unit, and one event fires it
//   7  the alarm, or a composite alarm that fires with it, has its actions enabled and names a
//   topic 8  the topic has a confirmed subscription
//
// Every step that can be judged is, also behind one that fails, so that a reader sees all that is
// broken; NotReached are those whose object does not exist or is not known. Where a log group has
// several ways from a filter to a subscriber, the chain shows the nearest: the one that breaks
// last (way.hpp).
#pragma once

#include <cstddef>
#include <vector>

#include "audit/account.hpp"
#include "audit/coverage.hpp"
#include "audit/report.hpp"
#include "audit/way.hpp"

namespace filtercheck::audit {

class Chains {
 public:
  Chains(Account& account, const std::vector<Asked>& asked, Coverage& coverage)
      : account_(account), asked_(asked), coverage_(coverage), ways_(account, asked, coverage) {}

  // The nearest chain of the trail, for the `question`-th control. Throws InternalError.
  Chain of(const Trail& trail, std::size_t question);
  // Where there is no trail.
  Chain without_trail(std::size_t question) const;

 private:
  Step logging_step(const Trail& trail);
  Step selectors_step(const Trail& trail, std::size_t question);

  Account& account_;
  const std::vector<Asked>& asked_;
  Coverage& coverage_;
  Ways ways_;
};

// Less is nearer to passing: by verdict, then by the step that breaks.
bool is_nearer(const Chain& a, const Chain& b);

}  // namespace filtercheck::audit
