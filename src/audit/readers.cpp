// Members and types: the output shapes of the AWS CLI. What AWS always prints is required, so that
// a file that was cut by hand, or is of another call, is refused rather than judged.
#include "audit/readers.hpp"

#include <utility>

#include "audit/composite.hpp"
#include "audit/words.hpp"

namespace filtercheck::audit {

namespace {

// The list that the call prints; without it the file is of another call.
std::vector<Value> list_of(const Document& document, std::string_view name, const char* command) {
  if (!document.root().find(name))
    throw BadDocument("has no `" + std::string(name) + "`: not what `aws " + command + "` prints");
  return document.root().elements(name);
}

Arn arn_of(const Value& value, std::string_view name) {
  const std::string text = value.required_text(name);
  auto arn = parse_arn(text);
  if (!arn)
    throw BadDocument("`" + value.pointer() + "/" + std::string(name) + "` is no ARN: " + text);
  return *std::move(arn);
}

bool has_token(const Value& root, std::string_view name) {
  return !root.text(name).value_or("").empty();
}

}  // namespace

// ---- cloudtrail ---------------------------------------------------------------------------------

std::vector<Trail> read_trails(const Document& document, const std::string& region) {
  std::vector<Trail> trails;
  for (const Value& value : list_of(document, "trailList", "cloudtrail describe-trails")) {
    const Arn arn = arn_of(value, "TrailARN");
    Trail trail{value.required_text("TrailARN"),
                value.required_text("Name"),
                value.text("HomeRegion").value_or(arn.region.empty() ? region : arn.region),
                value.required_boolean("IsMultiRegionTrail"),
                value.boolean("IsOrganizationTrail").value_or(false),
                value.boolean("HasCustomEventSelectors").value_or(false),
                value.text("CloudWatchLogsLogGroupArn"),
                value};
    if (trail.log_group_arn && trail.log_group_arn->empty()) trail.log_group_arn.reset();
    trails.push_back(std::move(trail));
  }
  return trails;
}

TrailStatus read_status(const Document& document) {
  const Value root = document.root();
  std::optional<std::string> error = root.text("LatestCloudWatchLogsDeliveryError");
  if (error && error->empty()) error.reset();
  return {root.required_boolean("IsLogging"), std::move(error), root};
}

EventSelectors read_selectors(const Document& document, const std::string& trail) {
  EventSelectors selectors{{}, {}, document.root()};
  const std::string of = document.root().required_text("TrailARN");
  if (of != trail) throw BadDocument("is of another trail: " + of + ", not " + trail);
  for (const Value& value : document.root().elements("EventSelectors"))
    selectors.basic.push_back({value.text("ReadWriteType").value_or("All"),
                               value.boolean("IncludeManagementEvents").value_or(true),
                               value.texts("ExcludeManagementEventSources"), value});
  for (const Value& value : document.root().elements("AdvancedEventSelectors")) {
    AdvancedSelector selector{{}, value};
    for (const Value& field : value.elements("FieldSelectors")) {
      FieldSelector read{field.required_text("Field"), {}};
      for (const Value::Member& member : field.members()) {
        if (member.name == "Field") continue;
        std::vector<std::string> values = field.texts(member.name);
        if (!values.empty()) read.operators.emplace(member.name, std::move(values));
      }
      selector.fields.push_back(std::move(read));
    }
    selectors.advanced.push_back(std::move(selector));
  }
  return selectors;
}

// ---- logs ---------------------------------------------------------------------------------------

namespace {

Transformation read_transformation(const Value& value) {
  Transformation transformation{value.required_text("metricNamespace"),
                                value.required_text("metricName"),
                                value.required_text("metricValue"),
                                value.number("defaultValue"),
                                {},
                                value.text("unit").value_or("None")};
  if (const auto dimensions = value.find("dimensions"))
    for (const Value::Member& member : dimensions->members())
      transformation.dimensions.push_back(member.name);
  return transformation;
}

}  // namespace

MetricFilters read_filters(const Document& document, const std::string& log_group) {
  const Value root = document.root();
  MetricFilters filters{{}, has_token(root, "nextToken"), root};
  for (const Value& value : list_of(document, "metricFilters", "logs describe-metric-filters")) {
    // Of a list of all groups, those of this one; AWS names the group of each.
    const std::string of = value.text("logGroupName").value_or(log_group);
    if (of != log_group)
      throw BadDocument("is of another log group: `" + value.pointer() + "/logGroupName` is `" +
                        of + "`, not `" + log_group + "`");
    MetricFilter filter{value.required_text("filterName"),
                        value.text("filterPattern").value_or(""),
                        {},
                        value.boolean("applyOnTransformedLogs").value_or(false),
                        value.text("fieldSelectionCriteria").value_or(""),
                        value.texts("emitSystemFieldDimensions"),
                        value};
    for (const Value& transformation : value.elements("metricTransformations"))
      filter.transformations.push_back(read_transformation(transformation));
    filters.filters.push_back(std::move(filter));
  }
  return filters;
}

// ---- cloudwatch ---------------------------------------------------------------------------------

namespace {

std::vector<Dimension> read_dimensions(const Value& value) {
  std::vector<Dimension> dimensions;
  for (const Value& one : value.elements("Dimensions"))
    dimensions.push_back({one.required_text("Name"), one.required_text("Value")});
  return dimensions;
}

MetricQuery read_query(const Value& value) {
  MetricQuery query;
  query.id = value.required_text("Id");
  query.returns_data = value.boolean("ReturnData").value_or(true);
  query.account = value.text("AccountId").value_or("");
  query.expression = value.text("Expression").value_or("");
  if (const auto stat = value.find("MetricStat")) {
    const auto metric = stat->find("Metric");
    if (!metric) throw BadDocument("`" + stat->pointer() + "/Metric` is missing");
    query.metric = WatchedMetric{metric->text("Namespace").value_or(""),
                                 metric->text("MetricName").value_or(""),
                                 read_dimensions(*metric),
                                 stat->required_text("Stat"),
                                 stat->required_number("Period"),
                                 stat->text("Unit").value_or("")};
  }
  return query;
}

MetricQuery read_plain_metric(const Value& value) {
  const auto stat = value.text("Statistic");
  MetricQuery query;
  query.metric = WatchedMetric{value.text("Namespace").value_or(""),
                               value.required_text("MetricName"),
                               read_dimensions(value),
                               stat ? *stat : value.required_text("ExtendedStatistic"),
                               value.required_number("Period"),
                               value.text("Unit").value_or("")};
  return query;
}

MetricAlarm read_metric_alarm(const Value& value) {
  MetricAlarm alarm{.name = value.required_text("AlarmName"),
                    .arn = value.text("AlarmArn").value_or(""),
                    .actions_enabled = value.required_boolean("ActionsEnabled"),
                    .actions = value.texts("AlarmActions"),
                    .queries = {},
                    .comparison = value.text("ComparisonOperator").value_or(""),
                    .threshold = value.number("Threshold"),
                    .where = value};
  alarm.evaluation_periods = value.number("EvaluationPeriods").value_or(1);
  alarm.datapoints_to_alarm = value.number("DatapointsToAlarm").value_or(alarm.evaluation_periods);
  alarm.missing_data = value.text("TreatMissingData").value_or("missing");
  alarm.has_band = value.find("ThresholdMetricId").has_value();
  for (const Value& query : value.elements("Metrics")) alarm.queries.push_back(read_query(query));
  alarm.is_math = !alarm.queries.empty();
  if (value.find("MetricName")) alarm.queries.push_back(read_plain_metric(value));
  alarm.is_promql = alarm.queries.empty();
  return alarm;
}

// SQL over metrics, or a search for them: which metrics it reads, the text does not tell us.
bool is_query_language(const std::string& expression) {
  const std::string lower = lower_case(expression);
  const std::size_t begin = lower.find_first_not_of(" \t\r\n(");
  return begin != std::string::npos &&
         (lower.compare(begin, 6, "select") == 0 || lower.find("search(") != std::string::npos);
}

void index(Alarms& alarms, std::size_t position) {
  const MetricAlarm& alarm = alarms.metric[position];
  bool is_opaque = alarm.is_promql;
  const auto add = [&](std::vector<std::size_t>& list) {
    if (list.empty() || list.back() != position) list.push_back(position);
  };
  for (const MetricQuery& query : alarm.queries) {
    if (query.metric) {
      add(alarms.by_metric[metric_key(query.metric->metric_namespace, query.metric->metric_name)]);
      add(alarms.by_name[lower_case(query.metric->metric_name)]);
    } else {
      is_opaque = is_opaque || is_query_language(query.expression);
    }
  }
  if (is_opaque) alarms.opaque.push_back(position);
}

}  // namespace

Alarms read_alarms(const Document& document, const std::string& region,
                   const std::optional<std::string>& account) {
  const Value root = document.root();
  Alarms alarms{.is_truncated = has_token(root, "NextToken"), .where = root};
  const auto check_home = [&](const Value& value) {
    if (!value.find("AlarmArn")) return;
    const Arn arn = arn_of(value, "AlarmArn");
    if (account && arn.account != *account)
      throw BadDocument("is of another account: `" + value.pointer() + "/AlarmArn` is of " +
                        arn.account + ", the account is " + *account);
    if (arn.region != region)
      throw BadDocument("is of another region: `" + value.pointer() + "/AlarmArn` is of " +
                        arn.region);
  };
  for (const Value& value : list_of(document, "MetricAlarms", "cloudwatch describe-alarms")) {
    check_home(value);
    alarms.metric.push_back(read_metric_alarm(value));
    alarms.names.insert(alarms.metric.back().name);
    index(alarms, alarms.metric.size() - 1);
  }
  for (const Value& value : root.elements("CompositeAlarms")) {
    check_home(value);
    alarms.composite.push_back(
        {value.required_text("AlarmName"), value.text("AlarmArn").value_or(""),
         value.required_text("AlarmRule"), value.required_boolean("ActionsEnabled"),
         value.texts("AlarmActions"), value.text("ActionsSuppressor").value_or(""), value});
    alarms.names.insert(alarms.composite.back().name);
    for (const std::string& member : alarms_of(alarms.composite.back().rule))
      alarms.by_member[member].push_back(alarms.composite.size() - 1);
  }
  return alarms;
}

// ---- sns ----------------------------------------------------------------------------------------

Subscriptions read_subscriptions(const Document& document, const std::string& topic) {
  const Value root = document.root();
  Subscriptions subscriptions{{}, has_token(root, "NextToken"), root};
  for (const Value& value : list_of(document, "Subscriptions", "sns list-subscriptions-by-topic")) {
    const std::string of = value.text("TopicArn").value_or(topic);
    if (of != topic) throw BadDocument("is of another topic: " + of + ", not " + topic);
    subscriptions.arns.emplace_back(value.required_text("SubscriptionArn"), value);
  }
  return subscriptions;
}

}  // namespace filtercheck::audit
