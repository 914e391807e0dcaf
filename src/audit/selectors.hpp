// Which of the events that a control asks for the event selectors of a trail let through.
//
// A trail logs the union of its selectors. Basic ones say whether management events are among it,
// reads, writes or both, and may leave out sources. Advanced ones of the category Management may
// ask for `readOnly` and for sources (API reference of CloudTrail, AdvancedFieldSelector: for
// trails no other field); a condition that is not understood lets nothing through for sure.
#pragma once

#include <string>

#include "audit/account.hpp"
#include "audit/coverage.hpp"
#include "audit/report.hpp"

namespace filtercheck::audit {

// Step 3. Passes if reads and writes of all sources that the control, the `question`-th, asks for
// are logged: the benchmark asks for both, whatever the control's own events are.
Step judge_selectors(const EventSelectors& selectors, const Trail& trail, std::size_t question,
                     Coverage& coverage);

}  // namespace filtercheck::audit
