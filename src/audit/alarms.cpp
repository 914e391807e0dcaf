#include "audit/alarms.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "audit/metric_math.hpp"
#include "audit/words.hpp"

namespace filtercheck::audit {

namespace {

constexpr int kReferences = 20;  // of expressions to expressions

// ---- Points of one period -----------------------------------------------------------------------

// What the statistic of a period may be.
struct Range {
  double low = 0;
  double high = 0;
};
using Points = std::variant<Range, NoData, Unknown>;

Range range_of(double a, double b) { return {std::min(a, b), std::max(a, b)}; }

// How many minutes of a period may have the default value beside the event.
double other_minutes(double period) { return std::max(0.0, std::ceil(period / 60) - 1); }

// A period with one event of this value.
Points with_event(const std::string& stat, double value, std::optional<double> quiet,
                  double period) {
  const double others = quiet ? other_minutes(period) : 0;
  const double other = quiet.value_or(value);
  if (stat == "Sum") return range_of(value, value + others * other);
  if (stat == "SampleCount") return Range{1, 1 + others};
  if (others == 0) {
    const bool is_of_one = stat == "Maximum" || stat == "Minimum" || stat == "Average" ||
                           (stat.size() > 1 && stat[0] == 'p');
    if (is_of_one) return Range{value, value};
  }
  if (stat == "Maximum") return range_of(value, std::max(value, other));
  if (stat == "Minimum") return range_of(value, std::min(value, other));
  if (stat == "Average") return range_of(value, (value + others * other) / (others + 1));
  return Unknown{"the statistic `" + stat + "` is not judged"};
}

Points without_event(const std::string& stat, std::optional<double> quiet, double period) {
  if (!quiet) return NoData{};
  const double minutes = other_minutes(period) + 1;
  if (stat == "Sum") return range_of(*quiet, *quiet * minutes);
  if (stat == "SampleCount") return Range{1, minutes};
  return Range{*quiet, *quiet};  // every point is
}

Point point_of(const Points& points) {
  if (const auto* range = std::get_if<Range>(&points)) {
    if (range->low == range->high) return range->low;
    return Unknown{"its metrics may have several values then"};
  }
  if (const auto* unknown = std::get_if<Unknown>(&points)) return *unknown;
  return NoData{};
}

Points points_of(const Point& point) {
  if (const auto* number = std::get_if<double>(&point)) return Range{*number, *number};
  if (const auto* unknown = std::get_if<Unknown>(&point)) return *unknown;
  return NoData{};
}

// ---- The threshold ------------------------------------------------------------------------------

enum class Breach { Always, Sometimes, Never };

std::optional<Breach> breach(const Range& range, const std::string& comparison, double threshold) {
  const auto breaches = [&](double value) -> std::optional<bool> {
    if (comparison == "GreaterThanThreshold") return value > threshold;
    if (comparison == "GreaterThanOrEqualToThreshold") return value >= threshold;
    if (comparison == "LessThanThreshold") return value < threshold;
    if (comparison == "LessThanOrEqualToThreshold") return value <= threshold;
    return std::nullopt;
  };
  const auto low = breaches(range.low);
  const auto high = breaches(range.high);
  if (!low || !high) return std::nullopt;
  if (*low == *high) return *low ? Breach::Always : Breach::Never;
  return Breach::Sometimes;
}

std::string sign_of(const std::string& comparison) {
  if (comparison == "GreaterThanThreshold") return ">";
  if (comparison == "GreaterThanOrEqualToThreshold") return ">=";
  return comparison == "LessThanThreshold" ? "<" : "<=";
}

std::string shown(double number) {
  std::array<char, 32> buffer;
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  return {buffer.data(), written.ptr};
}

std::string shown(const Range& range) {
  if (range.low == range.high) return shown(range.low);
  return shown(range.low) + " to " + shown(range.high);
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const char* begin = text.data();
  const char* end = begin + text.size();
  if (begin != end && *begin == '+') ++begin;
  const auto read = std::from_chars(begin, end, value);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

// ---- One alarm, one feed ------------------------------------------------------------------------

class Judge {
 public:
  Judge(const MetricAlarm& alarm, const Feed& feed, const DefaultOf& default_of,
        const std::optional<std::string>& account)
      : alarm_(alarm), feed_(feed), default_of_(default_of), account_(account) {}

  Step judge() {
    const MetricQuery* watching = find_query();
    if (watching == nullptr) return undecided("it does not watch the metric of the filter");
    if (auto step = judge_identity(*watching)) return *std::move(step);
    const Transformation& published = feed_.transformation();
    const auto value = number_of(published.value);
    if (!value)
      return undecided("the filter publishes " + in_ticks(published.value) +
                           " of the event, which may be any number or none",
                       {feed_.evidence("/metricValue")});
    value_ = *value;
    const MetricQuery* returned = find_returned();
    if (returned == nullptr) return undecided("not one of its metrics is the one that it returns");
    if (alarm_.has_band)
      return undecided("its threshold is a band of anomaly detection",
                       {alarm_.where.evidence("/ThresholdMetricId")});
    if (!alarm_.threshold)
      return undecided("it has no threshold", {alarm_.where.evidence("/Threshold")});
    return judge_threshold(*returned);
  }

 private:
  Step step(Verdict verdict, std::string message, std::vector<Evidence> evidence) const {
    Step step;
    step.verdict = verdict;
    step.message = "alarm " + in_ticks(alarm_.name) + ": " + std::move(message);
    step.notes = notes_;
    step.evidence = std::move(evidence);
    return step;
  }
  Step fail(std::string message, std::vector<Evidence> evidence) const {
    return step(Verdict::Fail, std::move(message), std::move(evidence));
  }
  Step undecided(std::string message, std::vector<Evidence> evidence = {}) const {
    if (evidence.empty()) evidence.push_back(alarm_.where.evidence("/AlarmName"));
    return step(Verdict::Undecided, std::move(message), std::move(evidence));
  }

  bool is_of_feed(const MetricQuery& query) const {
    const Transformation& published = feed_.transformation();
    return query.metric && query.metric->metric_namespace == published.metric_namespace &&
           query.metric->metric_name == published.metric_name;
  }
  // The one that can see the feed, if there is one.
  const MetricQuery* find_query() const {
    const MetricQuery* found = nullptr;
    for (const MetricQuery& query : alarm_.queries) {
      if (!is_of_feed(query)) continue;
      if (found == nullptr ||
          (!found->metric->dimensions.empty() && query.metric->dimensions.empty()))
        found = &query;
    }
    return found;
  }
  const MetricQuery* find_returned() const {
    const MetricQuery* found = nullptr;
    for (const MetricQuery& query : alarm_.queries) {
      if (!query.returns_data) continue;
      if (found != nullptr) return nullptr;
      found = &query;
    }
    return found;
  }

  std::vector<Evidence> dimension_evidence() const {
    return {feed_.evidence("/dimensions"),
            alarm_.where.evidence(alarm_.is_math ? "/Metrics" : "/Dimensions")};
  }

  // Whether the alarm's metric is the one that the filter publishes. No value: it is.
  std::optional<Step> judge_identity(const MetricQuery& query) const {
    const Transformation& published = feed_.transformation();
    if (!query.account.empty() && account_ && query.account != *account_)
      return fail("it watches the metric of account " + query.account,
                  {alarm_.where.evidence("/Metrics")});
    std::set<std::string> watched;
    std::string shown_dimensions;
    for (const Dimension& dimension : query.metric->dimensions) {
      watched.insert(dimension.name);
      if (!shown_dimensions.empty()) shown_dimensions += ", ";
      shown_dimensions += dimension.name + "=" + dimension.value;
    }
    const std::set<std::string> names(published.dimensions.begin(), published.dimensions.end());
    if (watched != names) {
      if (watched.empty())
        return fail("it watches the metric without dimensions, and the filter publishes it with " +
                        in_ticks(*names.begin()) + ", so it never has data",
                    dimension_evidence());
      return fail("it watches the metric with " + in_ticks(shown_dimensions) +
                      ", which the filter does not publish",
                  dimension_evidence());
    }
    if (!watched.empty())
      return fail("it watches the metric with " + in_ticks(shown_dimensions) +
                      " alone, and events with other values raise other metrics",
                  dimension_evidence());
    if (!feed_.filter->system_dimensions.empty())
      return undecided("the filter adds the dimension " +
                           in_ticks(feed_.filter->system_dimensions.front()) +
                           ", and whether the metric is there without it is not documented",
                       {feed_.filter->where.evidence("/emitSystemFieldDimensions")});
    if (!query.metric->unit.empty() && query.metric->unit != published.unit)
      return fail("it watches the unit " + in_ticks(query.metric->unit) +
                      ", and the filter publishes " + in_ticks(published.unit),
                  {feed_.evidence("/unit"), alarm_.where.evidence("/Unit")});
    return std::nullopt;
  }

  Points points(const MetricQuery& query, bool has_event, int depth) const {
    if (query.metric) {
      const WatchedMetric& metric = *query.metric;
      if (!(metric.period > 0)) return Unknown{"its period is no number of seconds"};
      const auto quiet = default_of_(metric);
      if (quiet && std::isnan(*quiet)) return Unknown{"several filters publish default values"};
      if (has_event && is_of_feed(query))
        return with_event(metric.stat, value_, quiet, metric.period);
      return without_event(metric.stat, quiet, metric.period);
    }
    if (depth > kReferences) return Unknown{"its expressions refer to each other"};
    std::vector<std::string> ids;
    for (const MetricQuery& one : alarm_.queries)
      if (one.metric) ids.push_back(one.id);
    return points_of(metric_math(query.expression, ids, [&](std::string_view id) -> Point {
      for (const MetricQuery& one : alarm_.queries)
        if (one.id == id) return point_of(points(one, has_event, depth + 1));
      return Unknown{"its expression names " + in_ticks(std::string(id)) + ", which is not there"};
    }));
  }

  std::vector<Evidence> threshold_evidence() const {
    std::vector<Evidence> evidence{feed_.evidence("/metricValue")};
    if (feed_.transformation().default_value) evidence.push_back(feed_.evidence("/defaultValue"));
    if (alarm_.is_math) {
      evidence.push_back(alarm_.where.evidence("/Metrics"));
    } else {
      const bool is_extended = alarm_.where.evidence("/Statistic").value == "null";
      evidence.push_back(alarm_.where.evidence(is_extended ? "/ExtendedStatistic" : "/Statistic"));
      evidence.push_back(alarm_.where.evidence("/Period"));
    }
    evidence.push_back(alarm_.where.evidence("/ComparisonOperator"));
    evidence.push_back(alarm_.where.evidence("/Threshold"));
    return evidence;
  }

  Step judge_threshold(const MetricQuery& returned) {
    const double threshold = *alarm_.threshold;
    const Points raised = points(returned, true, 0);
    const Points quiet = points(returned, false, 0);
    std::vector<Evidence> evidence = threshold_evidence();
    if (const auto* unknown = std::get_if<Unknown>(&raised))
      return undecided("whether one event fires it is not known: " + unknown->why,
                       std::move(evidence));
    if (std::holds_alternative<NoData>(raised))
      return undecided(
          "whether one event fires it is not known: its expression has metrics without data then",
          std::move(evidence));
    const Range& range = std::get<Range>(raised);
    const auto raised_breach = breach(range, alarm_.comparison, threshold);
    if (!raised_breach)
      return undecided("the comparison " + in_ticks(alarm_.comparison) + " is not judged",
                       std::move(evidence));
    const std::string what = (returned.metric ? returned.metric->stat : "its expression") + " is " +
                             shown(range) + ", the threshold is " + sign_of(alarm_.comparison) +
                             " " + shown(threshold);
    if (*raised_breach == Breach::Never)
      return fail("one event does not fire it: " + what, std::move(evidence));
    if (*raised_breach == Breach::Sometimes)
      return fail(
          "one event does not fire it where other minutes of the period have the default "
          "value: " +
              what,
          std::move(evidence));
    return judge_quiet(quiet, what, std::move(evidence));
  }

  // One event breaches the threshold. Is it quiet before, and is one period enough?
  Step judge_quiet(const Points& quiet, const std::string& what, std::vector<Evidence> evidence) {
    if (const auto* unknown = std::get_if<Unknown>(&quiet))
      return undecided("whether it is quiet before an event is not known: " + unknown->why,
                       std::move(evidence));
    const bool has_data = std::holds_alternative<Range>(quiet);
    const auto missing = [&] { return alarm_.where.evidence("/TreatMissingData"); };
    if (has_data) {
      const Range& range = std::get<Range>(quiet);
      const Breach breaches = *breach(range, alarm_.comparison, *alarm_.threshold);
      if (breaches == Breach::Always)
        return fail("it is in ALARM without any event, by the default value: " + shown(range),
                    std::move(evidence));
      if (breaches == Breach::Sometimes)
        return undecided(
            "it may be in ALARM without any event, by the default value: " + shown(range),
            std::move(evidence));
      if (alarm_.missing_data == "breaching")
        notes_.emplace_back(
            "missing data count as breaching: it is in ALARM while the log group is silent");
    } else if (alarm_.missing_data == "breaching") {
      evidence.push_back(missing());
      return fail("it is in ALARM before any event, since missing data count as breaching",
                  std::move(evidence));
    }
    if (alarm_.datapoints_to_alarm > 1) {
      evidence.push_back(alarm_.where.evidence("/EvaluationPeriods"));
      evidence.push_back(alarm_.where.evidence("/DatapointsToAlarm"));
      evidence.push_back(missing());
      const std::string many = "it asks for " + shown(alarm_.datapoints_to_alarm) +
                               " breaching periods, and one event makes one";
      const bool fills = !has_data && alarm_.missing_data == "missing";
      // The user guide shows alarms that fire all the same where everything else is missing, as
      // premature ones.
      return fills ? undecided(many + "; whether missing data fill the others is not certain",
                               std::move(evidence))
                   : fail(many, std::move(evidence));
    }
    if (!has_data && alarm_.missing_data == "ignore")
      notes_.emplace_back("missing data are ignored: it stays in ALARM after the first event");
    return step(Verdict::Pass, "one event fires it: " + what, std::move(evidence));
  }

  const MetricAlarm& alarm_;
  const Feed& feed_;
  const DefaultOf& default_of_;
  const std::optional<std::string>& account_;
  double value_ = 0;
  std::vector<std::string> notes_;
};

}  // namespace

Step judge_alarm(const MetricAlarm& alarm, const std::vector<Feed>& feeds,
                 const DefaultOf& default_of, const std::optional<std::string>& account) {
  std::optional<Step> worst;
  for (const Feed& feed : feeds) {
    Step step = Judge(alarm, feed, default_of, account).judge();
    if (!worst || rank_of(step.verdict) > rank_of(worst->verdict)) worst = std::move(step);
  }
  return *worst;
}

}  // namespace filtercheck::audit
