// What a bundle tells of an account: trails, filters, alarms and subscriptions as plain values,
// each with its place in the bundle. Nothing is judged here.
//
// What a file says is taken whole or not at all: a file of another account or resource, one that
// is cut off, or one with a value of the wrong type is no answer.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

#include "audit/bundle.hpp"
#include "audit/document.hpp"

namespace filtercheck::audit {

// arn:partition:service:region:account:resource
struct Arn {
  std::string partition, service, region, account, resource;
};
std::optional<Arn> parse_arn(std::string_view text);

// A log group as a trail names it.
struct LogGroup {
  std::string partition, region, account, name;
};
// Of `arn:…:log-group:NAME`, with or without `:*` at its end.
std::optional<LogGroup> parse_log_group(std::string_view arn);

struct Trail {
  std::string arn;
  std::string name;
  std::string home_region;
  bool is_multi_region = false;
  bool is_organization = false;
  bool has_custom_selectors = false;
  std::optional<std::string> log_group_arn;
  Value where;
};

struct TrailStatus {
  bool is_logging = false;
  std::optional<std::string> delivery_error;  // of the last delivery to CloudWatch Logs
  Value where;
};

struct BasicSelector {
  std::string read_write_type;
  bool includes_management = false;
  std::vector<std::string> excluded_sources;
  Value where;
};
struct FieldSelector {
  std::string field;
  // "Equals", "NotStartsWith", …, with its values; those that are not empty.
  std::map<std::string, std::vector<std::string>> operators;
};
struct AdvancedSelector {
  std::vector<FieldSelector> fields;
  Value where;
};
struct EventSelectors {
  std::vector<BasicSelector> basic;
  std::vector<AdvancedSelector> advanced;
  Value where;
};

struct Transformation {
  std::string metric_namespace;
  std::string metric_name;
  std::string value;  // a number or a selector, as the filter has it
  std::optional<double> default_value;
  std::vector<std::string> dimensions;  // their names
  std::string unit;                     // "None" where none is given
};
struct MetricFilter {
  std::string name;
  std::string pattern;
  std::vector<Transformation> transformations;
  bool sees_transformed = false;
  std::string selection;  // fieldSelectionCriteria; empty: none
  std::vector<std::string> system_dimensions;
  Value where;
};
struct MetricFilters {
  std::vector<MetricFilter> filters;
  bool is_truncated = false;
  Value where;
};

struct Dimension {
  std::string name, value;
};
struct WatchedMetric {
  std::string metric_namespace;
  std::string metric_name;
  std::vector<Dimension> dimensions;
  std::string stat;
  double period = 0;  // seconds
  std::string unit;   // empty: any
};
struct MetricQuery {
  std::string id;
  std::optional<WatchedMetric> metric;
  std::string expression;  // without a metric
  bool returns_data = true;
  std::string account;  // empty: that of the alarm
};
struct MetricAlarm {
  std::string name;
  std::string arn;
  bool actions_enabled = false;
  std::vector<std::string> actions;  // AlarmActions
  // An alarm on one metric has one query, and `is_math` false.
  std::vector<MetricQuery> queries;
  bool is_math = false;
  bool is_promql = false;
  bool has_band = false;  // ThresholdMetricId: of anomaly detection
  std::string comparison;
  std::optional<double> threshold;
  double evaluation_periods = 1;
  double datapoints_to_alarm = 1;
  std::string missing_data = "missing";
  Value where;
};
struct CompositeAlarm {
  std::string name;
  std::string arn;
  std::string rule;
  bool actions_enabled = false;
  std::vector<std::string> actions;
  std::string suppressor;  // the alarm that suppresses its actions; empty: none
  Value where;
};
struct Alarms {
  std::vector<MetricAlarm> metric = {};
  std::vector<CompositeAlarm> composite = {};
  bool is_truncated = false;
  Value where;
  // Into `metric`: by namespace and name of each metric that they watch, and by its lower-case name
  // alone.
  std::unordered_map<std::string, std::vector<std::size_t>> by_metric = {};
  std::unordered_map<std::string, std::vector<std::size_t>> by_name = {};
  std::unordered_set<std::string> names = {};  // of all of them
  // Those whose metrics are in a query language.
  std::vector<std::size_t> opaque = {};
  // Into `composite`: by each name or ARN that a rule names.
  std::unordered_map<std::string, std::vector<std::size_t>> by_member = {};
};
// The key of Alarms::by_metric.
std::string metric_key(std::string_view metric_namespace, std::string_view metric_name);

struct Subscriptions {
  std::vector<std::pair<std::string, Value>> arns;  // SubscriptionArn, and the subscription
  bool is_truncated = false;
  Value where;
};

template <typename T>
using Answer = std::variant<T, NoAnswer>;

class Account {
 public:
  explicit Account(Bundle bundle);

  const std::optional<std::string>& id() const { return id_; }
  const std::optional<std::string>& partition() const { return partition_; }
  // The AWS CLI that wrote the bundle, where the manifest says it.
  const std::optional<std::string>& cli_version() const { return cli_version_; }
  // Whether the manifest says that composite alarms were asked for, which is not the default.
  bool has_asked_for_composites() const { return has_asked_for_composites_; }

  // By ARN, each once, however many regions show it.
  const std::vector<Trail>& trails() const { return trails_; }
  // The lists of trails that were read, and those that are of no use.
  const std::vector<Value>& trail_lists() const { return trail_lists_; }
  const std::vector<NoAnswer>& unread_trail_lists() const { return unread_trail_lists_; }

  // Each call is read once; the answers are valid as long as the account.
  const Answer<TrailStatus>& status(const Trail& trail);
  const Answer<EventSelectors>& selectors(const Trail& trail);
  const Answer<MetricFilters>& filters(const LogGroup& group);
  const Answer<Alarms>& alarms(const std::string& region);
  const Answer<Subscriptions>& subscriptions(const std::string& topic_arn);

  std::vector<Fault> faults() const { return bundle_.faults(); }

 private:
  void read_manifest();
  void read_trails();
  void find_id();

  Bundle bundle_;
  std::optional<std::string> id_, partition_, cli_version_;
  bool has_asked_for_composites_ = false;
  std::vector<Trail> trails_;
  std::vector<Value> trail_lists_;
  std::vector<NoAnswer> unread_trail_lists_;
  std::map<std::string, Answer<TrailStatus>> statuses_;
  std::map<std::string, Answer<EventSelectors>> selectors_;
  std::map<std::string, Answer<MetricFilters>> filters_;
  std::map<std::string, Answer<Alarms>> alarms_;
  std::map<std::string, Answer<Subscriptions>> subscriptions_;
};

}  // namespace filtercheck::audit
