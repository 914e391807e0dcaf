#include "audit/plan.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

namespace filtercheck::audit {

namespace {

template <typename T>
bool is_missing(const Answer<T>& answer) {
  const auto* none = std::get_if<NoAnswer>(&answer);
  return none != nullptr && none->kind == NoAnswer::Kind::Missing;
}

// An argument of a program ends at a NUL, and no name in AWS has a control character.
bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0x7f;
  });
}

class Plan {
 public:
  explicit Plan(Account& account) : account_(account) {}

  std::vector<Call> run(const std::vector<std::string>& regions) {
    for (const std::string& region : regions) add(trails_call(region));
    for (const Trail& trail : account_.trails()) add_trail(trail);
    for (const Trail& trail : account_.trails()) add_group(trail);
    return std::move(calls_);
  }

 private:
  void add(Call call) {
    if (!is_region(call.region)) return;
    for (const std::string& parameter : call.parameters)
      if (!is_name(parameter)) return;
    if (known_.insert(arguments_of(call)).second) calls_.push_back(std::move(call));
  }

  // Names are unique among what an account has in a region.
  void add_named(Call call) {
    if (!account_.id() || parse_arn(call.arn)->account != *account_.id()) call.name = call.arn;
    add(std::move(call));
  }

  void add_trail(const Trail& trail) {
    add_named(trail_status_call(trail.home_region, trail.name, trail.arn));
    add_named(event_selectors_call(trail.home_region, trail.name, trail.arn));
  }

  void add_group(const Trail& trail) {
    const auto group = trail.log_group_arn ? parse_log_group(*trail.log_group_arn) : std::nullopt;
    if (!group || !is_region(group->region)) return;
    if (account_.id() && group->account != *account_.id()) return;
    add(alarms_call(group->region));
    const auto& alarms = account_.alarms(group->region);
    // Where only trails of an organisation are seen, the alarms tell of which account they are.
    if (!account_.id() && is_missing(alarms)) return;
    add(metric_filters_call(group->region, group->name));
    const auto* filters = std::get_if<MetricFilters>(&account_.filters(*group));
    if (filters != nullptr && std::holds_alternative<Alarms>(alarms))
      add_topics(*filters, std::get<Alarms>(alarms));
  }

  // Those of alarms that watch a metric of the filters, and those of composite alarms, any of which
  // may fire with one of these.
  void add_topics(const MetricFilters& filters, const Alarms& alarms) {
    std::set<std::size_t> watching;
    for (const MetricFilter& filter : filters.filters)
      for (const Transformation& published : filter.transformations) {
        const auto found =
            alarms.by_metric.find(metric_key(published.metric_namespace, published.metric_name));
        if (found != alarms.by_metric.end())
          watching.insert(found->second.begin(), found->second.end());
      }
    for (const std::size_t index : watching) add_topics(alarms.metric[index].actions);
    for (const CompositeAlarm& composite : alarms.composite) add_topics(composite.actions);
  }

  void add_topics(const std::vector<std::string>& actions) {
    for (const std::string& action : actions) {
      const auto arn = parse_arn(action);
      if (arn && arn->service == "sns")
        add_named(subscriptions_call(arn->region, arn->resource, action));
    }
  }

  Account& account_;
  std::vector<Call> calls_;
  std::set<std::vector<std::string>> known_;
};

}  // namespace

std::vector<Call> needed_calls(Account& account, const std::vector<std::string>& regions) {
  return Plan(account).run(regions);
}

}  // namespace filtercheck::audit
