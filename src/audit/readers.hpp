// From what a call printed to values. Each throws BadDocument where it is not what the call prints.
#pragma once

#include <string>
#include <vector>

#include "audit/account.hpp"

namespace filtercheck::audit {

// Of `region`, whose call it was.
std::vector<Trail> read_trails(const Document& document, const std::string& region);
TrailStatus read_status(const Document& document);
// Of `trail`, an ARN.
EventSelectors read_selectors(const Document& document, const std::string& trail);
// Of the log group of that name.
MetricFilters read_filters(const Document& document, const std::string& log_group);
// Of an account, where it is known.
Alarms read_alarms(const Document& document, const std::string& region,
                   const std::optional<std::string>& account);
// Of `topic`, an ARN.
Subscriptions read_subscriptions(const Document& document, const std::string& topic);

}  // namespace filtercheck::audit
