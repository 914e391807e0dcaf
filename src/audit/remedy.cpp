#include "audit/remedy.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/words.hpp"

namespace filtercheck::audit {

namespace {

using Json = nlohmann::ordered_json;

// Of what is new. One topic serves all controls, so its subscribers confirm once.
constexpr const char* kNamespace = "CloudTrailMetrics";
constexpr const char* kTopic = "cloudtrail-alarms";

// For the reader to fill in.
constexpr const char* kBucket = "BUCKET";
constexpr const char* kGroup = "LOG-GROUP";
constexpr const char* kGroupArn = "LOG-GROUP-ARN";
constexpr const char* kRoleArn = "ROLE-ARN";
constexpr const char* kRegion = "REGION";
constexpr const char* kTopicArn = "TOPIC-ARN";
constexpr const char* kAddress = "ADDRESS";
constexpr const char* kPattern = "PATTERN";

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// `aws SERVICE OPERATION --region R OPTION VALUE…`
class Command {
 public:
  Command(const char* service, const char* operation, const std::string& region)
      : text_(std::string("aws ") + service + " " + operation + " --region " + shell_word(region)) {
  }
  Command& with(const char* option, const std::string& value) {
    text_ += std::string(" ") + option + " " + shell_word(value);
    return *this;
  }
  Command& with(const char* flag) {
    text_ += std::string(" ") + flag;
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// What a new filter publishes and a new alarm watches.
struct Metric {
  std::string metric_namespace;
  std::string name;
  std::optional<double> default_value;
  std::string unit = "None";
};

bool is_plain(const Feed& feed) {
  const Transformation& published = feed.transformation();
  double value = 0;
  const char* end = published.value.data() + published.value.size();
  const auto read = std::from_chars(published.value.data(), end, value);
  return published.dimensions.empty() && feed.filter->system_dimensions.empty() &&
         read.ec == std::errc() && read.ptr == end && value > 0;
}

std::string transformations_of(const Metric& metric) {
  Json json{{"metricName", metric.name},
            {"metricNamespace", metric.metric_namespace},
            {"metricValue", "1"}};
  if (metric.default_value) json["defaultValue"] = *metric.default_value;
  if (metric.unit != "None") json["unit"] = metric.unit;
  return dumped(Json::array({json}));
}

// `name`, or the first of `name-2`, `name-3`, … that is not taken.
template <typename IsTaken>
std::string free_name(const std::string& name, const IsTaken& is_taken) {
  std::string free = name;
  for (int number = 2; is_taken(free); ++number) free = name + "-" + std::to_string(number);
  return free;
}

// Those that are there, with one of basic or advanced ones that lets all management events through.
std::optional<std::pair<const char*, std::string>> mended_selectors(
    const EventSelectors& selectors) {
  const auto list_of = [&](const char* name) {
    const auto found = selectors.where.find(name);
    if (!found) return Json::array();
    return found->is_shallow() ? Json::parse(found->source(), nullptr, false)
                               : Json(Json::value_t::discarded);
  };
  Json basic = list_of("EventSelectors");
  Json advanced = list_of("AdvancedEventSelectors");
  if (basic.is_discarded() || advanced.is_discarded()) return std::nullopt;
  if (selectors.advanced.empty()) {
    if (basic.empty()) basic.push_back(Json::object());
    basic[0]["ReadWriteType"] = "All";
    basic[0]["IncludeManagementEvents"] = true;
    basic[0].erase("ExcludeManagementEventSources");
    return std::pair("--event-selectors", dumped(basic));
  }
  Json mended = Json::array(
      {{{"Name", "Management events"},
        {"FieldSelectors",
         Json::array({{{"Field", "eventCategory"}, {"Equals", Json::array({"Management"})}}})}}});
  for (std::size_t i = 0; i < selectors.advanced.size(); ++i) {
    const auto& fields = selectors.advanced[i].fields;
    const bool is_management = std::any_of(fields.begin(), fields.end(), [](const auto& field) {
      const auto equals = field.operators.find("Equals");
      return field.field == "eventCategory" && equals != field.operators.end() &&
             equals->second == std::vector<std::string>{"Management"};
    });
    if (!is_management) mended.push_back(advanced[i]);
  }
  return std::pair("--advanced-event-selectors", dumped(mended));
}

class Remedy {
 public:
  Remedy(const Chain& chain, const ChainParts& parts, const Asked& asked, Account& account)
      : chain_(chain), parts_(parts), asked_(asked), account_(account) {
    if (parts_.group)
      region_ = parts_.group->region;
    else if (parts_.trail != nullptr)
      region_ = parts_.trail->home_region;
  }

  std::vector<std::string> run() {
    if (parts_.trail == nullptr) {
      create_trail();
    } else {
      mend_trail();
    }
    if (!is_of_another_account()) mend_way();
    return std::move(commands_);
  }

 private:
  bool is(std::size_t step, Verdict verdict) const {
    return chain_.steps[step - 1].verdict == verdict;
  }
  void add(const Command& command) { commands_.push_back(command.text()); }
  // Into the file of the bundle that is missing.
  template <typename T>
  void fetch(const Answer<T>& answer, const Call& call) {
    const auto* none = std::get_if<NoAnswer>(&answer);
    if (none == nullptr || none->kind != NoAnswer::Kind::Missing) return;
    std::string command = "aws";
    for (const std::string& argument : arguments_of(call)) command += " " + shell_word(argument);
    commands_.push_back(command + " > " + shell_word(none->evidence.file));
  }
  bool is_of_another_account() const {
    return parts_.group && account_.id() && parts_.group->account != *account_.id();
  }

  void create_trail() {
    add(Command("cloudtrail", "create-trail", region_)
            .with("--name", "management-events")
            .with("--s3-bucket-name", kBucket)
            .with("--is-multi-region-trail")
            .with("--cloud-watch-logs-log-group-arn", kGroupArn)
            .with("--cloud-watch-logs-role-arn", kRoleArn));
    add(Command("cloudtrail", "start-logging", region_).with("--name", "management-events"));
  }

  void mend_trail() {
    const Trail& trail = *parts_.trail;
    if (is(1, Verdict::Fail)) {
      Command update("cloudtrail", "update-trail", trail.home_region);
      update.with("--name", trail.arn);
      if (!trail.is_multi_region) update.with("--is-multi-region-trail");
      if (!trail.log_group_arn)
        update.with("--cloud-watch-logs-log-group-arn", kGroupArn)
            .with("--cloud-watch-logs-role-arn", kRoleArn);
      add(update);
    }
    if (is(2, Verdict::Fail))
      add(Command("cloudtrail", "start-logging", trail.home_region).with("--name", trail.arn));
    fetch(account_.status(trail), trail_status_call(trail.home_region, trail.name, trail.arn));
    const auto& read = account_.selectors(trail);
    fetch(read, event_selectors_call(trail.home_region, trail.name, trail.arn));
    if (!is(3, Verdict::Fail)) return;
    if (const auto mended = mended_selectors(std::get<EventSelectors>(read)))
      add(Command("cloudtrail", "put-event-selectors", trail.home_region)
              .with("--trail-name", trail.arn)
              .with(mended->first, mended->second));
  }

  void mend_way() {
    if (parts_.group) {
      fetch(account_.filters(*parts_.group), metric_filters_call(region_, parts_.group->name));
      fetch(account_.alarms(region_), alarms_call(region_));
    }
    // What is not known is not to be replaced.
    if (is(4, Verdict::Undecided) || is(5, Verdict::Undecided)) return;
    choose_metric();
    if (!is(4, Verdict::Pass) || !is(5, Verdict::Pass)) add_filter();
    if (is(6, Verdict::Undecided)) return;
    bool needs_alarm = !is(6, Verdict::Pass) || !is_plain_;
    if (is(6, Verdict::Fail) && is(5, Verdict::Pass) && !is_plain_) {
      replace_transformations();
      needs_alarm = parts_.way->alarm == nullptr;
    }
    const bool has_topic = parts_.way != nullptr && !parts_.way->topic.empty();
    if (is(7, Verdict::Undecided)) return;
    if (!needs_alarm && is(7, Verdict::Fail) && has_topic) {
      const Way& way = *parts_.way;
      add(Command("cloudwatch", "enable-alarm-actions", region_)
              .with("--alarm-names", way.composite ? way.composite->name : way.alarm->name));
    }
    needs_alarm = needs_alarm || (is(7, Verdict::Fail) && !has_topic);
    const bool needs_topic = !has_topic || has_no_topic();
    if (needs_topic) add(Command("sns", "create-topic", region_).with("--name", topic_name()));
    if (needs_alarm) add_alarm();
    if (is(8, Verdict::Fail) || (needs_topic && !is(8, Verdict::Pass)))
      add(Command("sns", "subscribe", region_)
              .with("--topic-arn", topic())
              .with("--protocol", "email")
              .with("--notification-endpoint", kAddress));
    if (!has_topic) return;
    const std::string& topic = parts_.way->topic;
    const Arn arn = parse_arn(topic).value();
    fetch(account_.subscriptions(topic), subscriptions_call(arn.region, arn.resource, topic));
  }

  // The metric of the way, where it can be raised, or a new one.
  void choose_metric() {
    metric_ = {kNamespace, asked_.control, std::nullopt, "None"};
    if (parts_.way == nullptr || parts_.way->feeds.empty()) return;
    const Transformation& published = parts_.way->feeds.front().transformation();
    is_plain_ = std::all_of(parts_.way->feeds.begin(), parts_.way->feeds.end(), is_plain);
    if (!is_plain_ && !is(5, Verdict::Pass)) return;
    metric_ = {published.metric_namespace, published.metric_name, published.default_value,
               published.unit};
  }

  void add_filter() {
    const auto is_taken = [&](const std::string& name) {
      if (!parts_.group) return false;
      const auto* known = std::get_if<MetricFilters>(&account_.filters(*parts_.group));
      return known != nullptr &&
             std::any_of(known->filters.begin(), known->filters.end(),
                         [&](const MetricFilter& filter) { return filter.name == name; });
    };
    add(Command("logs", "put-metric-filter", region_)
            .with("--log-group-name", parts_.group ? parts_.group->name : kGroup)
            .with("--filter-name", free_name(asked_.control, is_taken))
            .with("--filter-pattern", asked_.pattern.empty() ? kPattern : asked_.pattern)
            .with("--metric-transformations", transformations_of(metric_)));
  }

  void replace_transformations() {
    for (const Feed& feed : parts_.way->feeds) {
      if (is_plain(feed)) continue;
      const Transformation& published = feed.transformation();
      Command put("logs", "put-metric-filter", region_);
      put.with("--log-group-name", parts_.group->name)
          .with("--filter-name", feed.filter->name)
          .with("--filter-pattern", feed.filter->pattern);
      if (!feed.filter->selection.empty())
        put.with("--field-selection-criteria", feed.filter->selection);
      add(put.with("--metric-transformations",
                   transformations_of({published.metric_namespace, published.metric_name,
                                       published.default_value, published.unit})));
    }
  }

  void add_alarm() {
    const auto is_taken = [&](const std::string& name) {
      const auto* known = std::get_if<Alarms>(&account_.alarms(region_));
      return known != nullptr && known->names.contains(name);
    };
    add(Command("cloudwatch", "put-metric-alarm", region_)
            .with("--alarm-name", free_name(asked_.control, is_taken))
            .with("--namespace", metric_.metric_namespace)
            .with("--metric-name", metric_.name)
            .with("--statistic", "Sum")
            .with("--period", "300")
            .with("--evaluation-periods", "1")
            .with("--threshold", "1")
            .with("--comparison-operator", "GreaterThanOrEqualToThreshold")
            .with("--treat-missing-data", "notBreaching")
            .with("--alarm-actions", topic()));
  }

  // Whether AWS says that the topic does not exist.
  bool has_no_topic() const {
    const auto* none = std::get_if<NoAnswer>(&account_.subscriptions(parts_.way->topic));
    return none != nullptr && is(8, Verdict::Fail);
  }
  std::string topic_name() const {
    if (parts_.way == nullptr || parts_.way->topic.empty()) return kTopic;
    return parse_arn(parts_.way->topic)->resource;
  }
  std::string topic() const {
    if (parts_.way != nullptr && !parts_.way->topic.empty()) return parts_.way->topic;
    if (!account_.id() || !account_.partition() || region_ == kRegion) return kTopicArn;
    return "arn:" + *account_.partition() + ":sns:" + region_ + ":" + *account_.id() + ":" + kTopic;
  }

  const Chain& chain_;
  const ChainParts& parts_;
  const Asked& asked_;
  Account& account_;
  std::string region_ = kRegion;
  Metric metric_;
  bool is_plain_ = true;
  std::vector<std::string> commands_;
};

}  // namespace

std::string shell_word(const std::string& text) {
  constexpr std::string_view kSafe =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:@%+=,";
  if (!text.empty() && text.find_first_not_of(kSafe) == std::string::npos) return text;
  return base::shell_quoted(text);
}

std::vector<std::string> commands_for(const Chain& chain, const ChainParts& parts,
                                      const Asked& asked, Account& account) {
  if (chain.verdict() == Verdict::Pass) return {};
  return Remedy(chain, parts, asked, account).run();
}

}  // namespace filtercheck::audit
