#include "audit/way.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "audit/words.hpp"

namespace filtercheck::audit {

namespace {

// Of ways that break at the same place, so many are followed to their end.
constexpr std::size_t kMostFollowed = 64;

std::string metric_of(const Transformation& transformation) {
  return in_ticks(transformation.metric_name) + " of " + in_ticks(transformation.metric_namespace);
}

std::vector<std::string> names_of(const std::vector<Feed>& feeds) {
  std::vector<std::string> names;
  for (const Feed& feed : feeds) names.push_back(feed.filter->name);
  return names;
}

bool is_certain(const MetricFilter& filter) {
  return !filter.sees_transformed && filter.selection.empty();
}

Verdict verdict_of(const Way& way) {
  Verdict verdict = Verdict::Pass;
  for (const Step& step : way.steps) {
    if (step.verdict == Verdict::Fail) return Verdict::Fail;
    if (step.verdict != Verdict::Pass) verdict = Verdict::Undecided;
  }
  return verdict;
}

// Less is nearer.
auto distance(const Way& way) {
  std::size_t passed = 0;
  while (passed < kWaySteps && way.steps[passed].verdict == Verdict::Pass) ++passed;
  return std::tuple(rank_of(verdict_of(way)), kWaySteps - passed, way.missed.size());
}

}  // namespace

Step step_of(const NoAnswer& none) {
  Step step;
  step.verdict = Verdict::Undecided;
  step.message = none.why;
  step.evidence = {none.evidence};
  return step;
}

const Way& Ways::of(const LogGroup& group, std::size_t question) {
  const auto key = std::pair(group.account + "/" + group.region + "/" + group.name, question);
  const auto known = ways_.find(key);
  if (known != ways_.end()) return known->second;
  return ways_.emplace(key, find(group, question)).first->second;
}

Way Ways::find(const LogGroup& where, std::size_t question) {
  Way none;
  Step& step = none.step(4);
  if (account_.id() && where.account != *account_.id()) {
    step.verdict = Verdict::Undecided;
    step.message = "the log group is of account " + where.account +
                   ": what watches it can be told there alone";
    return none;
  }
  const auto& read = account_.filters(where);
  if (const auto* why = std::get_if<NoAnswer>(&read)) {
    step = step_of(*why);
    // An answer of AWS, not a lack of one; but another account may have the group.
    if (why->code == "ResourceNotFoundException" && account_.id()) {
      step.verdict = Verdict::Fail;
      step.message = "there is no log group " + in_ticks(where.name) + " in " + where.region;
    }
    return none;
  }
  const auto& filters = std::get<MetricFilters>(read);
  if (filters.filters.empty()) {
    step.verdict = filters.is_truncated ? Verdict::Undecided : Verdict::Fail;
    step.message = filters.is_truncated
                       ? "the list of its filters is not whole: a nextToken is left"
                       : "the log group has no metric filter";
    step.evidence = {filters.where.evidence("/metricFilters")};
    return none;
  }
  const Group& group = group_of(where, filters);
  std::vector<Start> starts;
  for (const Candidate& candidate : group.candidates) add_starts(candidate, question, starts);
  std::stable_sort(starts.begin(), starts.end(), [](const Start& a, const Start& b) {
    return std::pair(rank_of(a.verdict), b.relation) < std::pair(rank_of(b.verdict), a.relation);
  });
  std::optional<Way> best;
  std::size_t followed = 0;
  for (const Start& start : starts) {
    // What does not cover breaks before whatever does.
    const bool is_idle = starts.front().verdict != Verdict::Fail || followed >= kMostFollowed;
    if (best && start.verdict == Verdict::Fail && is_idle) break;
    ++followed;
    Way way = way_from(start, group, question);
    if (!best || distance(way) < distance(*best)) best = std::move(way);
    if (verdict_of(*best) == Verdict::Pass) break;
  }
  if (!best) best = way_from({}, group, question);
  return *std::move(best);
}

// ---- What a log group has -----------------------------------------------------------------------

const Ways::Group& Ways::group_of(const LogGroup& where, const MetricFilters& filters) {
  Group& group = groups_[where.region + "/" + where.name];
  if (group.filters != nullptr) return group;
  group.filters = &filters;
  group.alarms = &account_.alarms(where.region);
  for (const MetricFilter& filter : filters.filters)
    for (std::size_t i = 0; i < filter.transformations.size(); ++i) {
      const Transformation& published = filter.transformations[i];
      group.by_metric[metric_key(published.metric_namespace, published.metric_name)].push_back(
          {&filter, i});
    }
  add_candidates(group);
  return group;
}

void Ways::add_candidates(Group& group) {
  const auto* alarms = std::get_if<Alarms>(group.alarms);
  std::map<std::size_t, std::vector<Feed>> watched;  // by alarm
  std::vector<const std::vector<Feed>*> unwatched;
  for (const auto& [metric, feeds] : group.by_metric) {
    if (alarms == nullptr || !alarms->by_metric.contains(metric)) {
      unwatched.push_back(&feeds);
      continue;
    }
    for (const std::size_t alarm : alarms->by_metric.at(metric))
      watched[alarm].insert(watched[alarm].end(), feeds.begin(), feeds.end());
  }
  for (auto& [alarm, feeds] : watched) {
    std::sort(feeds.begin(), feeds.end(), [](const Feed& a, const Feed& b) {
      return std::pair(a.filter, a.index) < std::pair(b.filter, b.index);  // in one list
    });
    group.candidates.push_back({std::move(feeds), {}, &alarms->metric[alarm]});
  }
  for (const auto* feeds : unwatched) group.candidates.push_back({*feeds, {}, nullptr});
  for (Candidate& candidate : group.candidates)
    for (const Feed& feed : candidate.feeds)
      candidate.patterns.push_back(coverage_.id_of(feed.filter->pattern));
}

// ---- Step 5 -------------------------------------------------------------------------------------

// No value: the chosen filters have nothing to do with the control.
std::optional<Ways::Start> Ways::start_of(const Candidate& candidate,
                                          const std::vector<std::size_t>& chosen,
                                          std::size_t question) {
  Start start{&candidate, {}, Verdict::Fail, {}, nullptr, ""};
  std::vector<Coverage::PatternId> patterns;
  std::vector<Coverage::PatternId> certain;
  for (const std::size_t i : chosen) {
    const MetricFilter& filter = *candidate.feeds[i].filter;
    start.feeds.push_back(candidate.feeds[i]);
    patterns.push_back(candidate.patterns[i]);
    if (is_certain(filter)) {
      certain.push_back(candidate.patterns[i]);
    } else {
      start.why = "filter " + in_ticks(filter.name) +
                  (filter.sees_transformed
                       ? " sees the transformed events, whose fields may differ"
                       : " sees only what its fieldSelectionCriteria selects: " + filter.selection);
    }
  }
  start.relation = coverage_.relation(question, patterns);
  if (start.relation.is_none()) return std::nullopt;
  const auto covers = [&](const std::vector<Coverage::PatternId>& those) {
    if (those.empty() || !coverage_.may_cover(question, those)) return Verdict::Fail;
    start.covering = &coverage_.decide(question, those);
    if (start.covering->verdict == CheckVerdict::Covered) return Verdict::Pass;
    if (start.covering->verdict == CheckVerdict::NotCovered) return Verdict::Fail;
    if (start.why.empty()) start.why = start.covering->why;
    return Verdict::Undecided;
  };
  start.verdict = covers(certain);
  if (start.verdict == Verdict::Pass || certain.size() == patterns.size()) return start;
  // The pattern of a filter that sees transformed events may mean anything.
  const bool sees_transformed =
      std::any_of(start.feeds.begin(), start.feeds.end(),
                  [](const Feed& feed) { return feed.filter->sees_transformed; });
  if (sees_transformed || covers(patterns) != Verdict::Fail) start.verdict = Verdict::Undecided;
  return start;
}

void Ways::add_starts(const Candidate& candidate, std::size_t question,
                      std::vector<Start>& starts) {
  std::vector<std::size_t> all;
  std::vector<std::size_t> related;
  bool passes = false;
  for (std::size_t i = 0; i < candidate.feeds.size(); ++i) {
    all.push_back(i);
    auto start = start_of(candidate, {i}, question);
    if (!start) continue;
    related.push_back(i);
    passes = passes || start->verdict == Verdict::Pass;
    // What does not cover alone is shown together with the others.
    if (start->verdict != Verdict::Fail) starts.push_back(*std::move(start));
  }
  if (passes || related.empty()) return;
  Start together = start_of(candidate, related, question).value();
  // What seems to have nothing to do with the control may still match what the others miss.
  if (together.verdict == Verdict::Fail && all.size() > related.size()) {
    auto start = start_of(candidate, all, question);
    if (start && start->verdict != Verdict::Fail) together = *std::move(start);
  }
  starts.push_back(std::move(together));
}

Way Ways::way_from(const Start& start, const Group& group, std::size_t question) {
  Way way;
  way.feeds = start.feeds;
  Step& filters = way.step(4);
  filters.verdict = Verdict::Pass;
  filters.message = "the log group has " + counted(group.filters->filters.size(), "metric filter");
  filters.evidence = {group.filters->where.evidence("/metricFilters/0/logGroupName")};
  Start decided = start;
  if (decided.verdict == Verdict::Fail && !decided.feeds.empty()) {
    std::vector<Coverage::PatternId> patterns;
    for (const Feed& feed : decided.feeds)
      patterns.push_back(coverage_.id_of(feed.filter->pattern));
    decided.covering = &coverage_.decide(question, patterns);
    way.missed = decided.covering->missed;
  }
  way.step(5) = covering_step(decided, group, question);
  if (way.feeds.empty()) return way;
  way.alarm = start.candidate->alarm;
  way.step(6) = alarm_step(way, group);
  if (way.alarm != nullptr) judge_actions(way, std::get<Alarms>(*group.alarms), account_);
  return way;
}

Step Ways::covering_step(const Start& start, const Group& group, std::size_t question) const {
  const std::string& control = asked_[question].control;
  Step step;
  step.verdict = start.verdict;
  for (const Feed& feed : start.feeds) {
    const Value& where = feed.filter->where;
    step.evidence.push_back(where.evidence("/filterPattern"));
    if (!feed.filter->selection.empty())
      step.evidence.push_back(where.evidence("/fieldSelectionCriteria"));
    if (feed.filter->sees_transformed)
      step.evidence.push_back(where.evidence("/applyOnTransformedLogs"));
  }
  const std::string who = (start.feeds.size() == 1 ? "filter " : "filters ") +
                          listed(names_of(start.feeds)) +
                          (start.feeds.size() == 1 ? "" : " together");
  const std::string verb = start.feeds.size() == 1 ? " covers " : " cover ";
  if (start.verdict == Verdict::Pass) {
    step.message = who + verb + control;
    step.notes = start.covering->notes;
  } else if (start.verdict == Verdict::Undecided) {
    step.message = "whether " + who + verb + control + " is undecided: " + start.why;
  } else if (start.feeds.empty()) {
    step.message = "of " + counted(group.filters->filters.size(), "metric filter") +
                   " none has to do with " + control;
    step.evidence.push_back(group.filters->where.evidence("/metricFilters"));
  } else {
    const std::size_t required = asked_[question].requirements.size();
    const std::size_t missed = start.covering->missed.size();
    step.message = who + (start.feeds.size() == 1 ? " misses " : " miss ");
    step.message += missed == required ? "all " + std::to_string(required)
                                       : std::to_string(missed) + " of " + std::to_string(required);
    step.message += ": " + listed(start.covering->missed);
    if (!start.covering->why.empty()) step.notes.push_back(start.covering->why);
  }
  if (step.verdict == Verdict::Fail && group.filters->is_truncated) {
    step.verdict = Verdict::Undecided;
    step.message += "; the list of filters is not whole: a nextToken is left";
    step.evidence.push_back(group.filters->where.evidence("/nextToken"));
  }
  return step;
}

// ---- Step 6 -------------------------------------------------------------------------------------

Step Ways::alarm_step(const Way& way, const Group& group) const {
  if (const auto* none = std::get_if<NoAnswer>(group.alarms)) return step_of(*none);
  const auto& alarms = std::get<Alarms>(*group.alarms);
  if (way.alarm != nullptr) {
    const DefaultOf default_of = [&](const WatchedMetric& metric) -> std::optional<double> {
      const auto feeds =
          group.by_metric.find(metric_key(metric.metric_namespace, metric.metric_name));
      if (feeds == group.by_metric.end()) return std::nullopt;
      std::optional<double> found;
      for (const Feed& feed : feeds->second) {
        const auto& value = feed.transformation().default_value;
        if (!value) continue;
        const bool is_sum = found && (*found != 0 || *value != 0);
        found = is_sum ? std::numeric_limits<double>::quiet_NaN() : *value;
      }
      return found;
    };
    return judge_alarm(*way.alarm, way.feeds, default_of, account_.id());
  }
  const Transformation& published = way.feeds.front().transformation();
  Step step;
  step.verdict = Verdict::Fail;
  step.message = "no alarm watches the metric " + metric_of(published);
  step.evidence = {way.feeds.front().evidence("/metricNamespace"),
                   way.feeds.front().evidence("/metricName")};
  const auto near = alarms.by_name.find(lower_case(published.metric_name));
  if (near != alarms.by_name.end()) {
    const MetricAlarm& alarm = alarms.metric[near->second.front()];
    step.message += "; alarm " + in_ticks(alarm.name) + " watches one of the same name";
    step.evidence.push_back(alarm.where.evidence(alarm.is_math ? "/Metrics" : "/Namespace"));
    if (!alarm.is_math) step.evidence.push_back(alarm.where.evidence("/MetricName"));
  } else {
    step.evidence.push_back(alarms.where.evidence("/MetricAlarms"));
  }
  if (alarms.is_truncated) {
    step.verdict = Verdict::Undecided;
    step.message += "; the list of alarms is not whole: a NextToken is left";
    step.evidence.push_back(alarms.where.evidence("/NextToken"));
  } else if (!alarms.opaque.empty()) {
    const MetricAlarm& alarm = alarms.metric[alarms.opaque.front()];
    step.verdict = Verdict::Undecided;
    step.message += "; alarm " + in_ticks(alarm.name) + " is on a query that is not judged";
    step.evidence.push_back(
        alarm.where.evidence(alarm.is_promql ? "/EvaluationCriteria" : "/Metrics"));
  }
  return step;
}

}  // namespace filtercheck::audit
