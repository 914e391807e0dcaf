// Metric math, as far as it says what one event makes of a metric: arithmetic, comparisons, `IF`,
// `FILL` and the functions that fold a list. Anything else is Unknown, as is what the documentation
// leaves open: how an expression comes out where one of its metrics has data and another has none.
//
//   metric_math("m1 + FILL(m2, 0)", lookup)   // with m1 = 1 and no data for m2: 1
//
// Source: the CloudWatch user guide, "Using math expressions with CloudWatch metrics".
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace filtercheck::audit {

struct NoData {};  // there is no point at that time
struct Unknown {
  std::string why;          // a line
  bool is_missing = false;  // since something else has no data
};
using Point = std::variant<double, NoData, Unknown>;

// What the metric or expression with this id is.
using Lookup = std::function<Point(std::string_view id)>;

// `metrics`: the ids that METRICS() stands for. Requires nothing of the text; nesting is bounded.
Point metric_math(std::string_view expression, const std::vector<std::string>& metrics,
                  const Lookup& lookup);

}  // namespace filtercheck::audit
