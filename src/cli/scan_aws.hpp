// Reads what `aws logs describe-metric-filters` prints.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "cli/scan_model.hpp"

namespace filtercheck::cli {

// The filters, or why the text is no such output. Requires nothing of `text`: any bytes.
std::variant<FoundFilters, std::string> read_metric_filters(std::string_view text);

}  // namespace filtercheck::cli
