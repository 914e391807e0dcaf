// Whom an alarm tells. It does so itself, or a composite alarm does that goes to ALARM with it.
//
// Of other alarms it is assumed that they are quiet when the event comes: that they are not in
// ALARM, while OK and INSUFFICIENT_DATA are both possible.
#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "audit/composite.hpp"
#include "audit/way.hpp"
#include "audit/words.hpp"

namespace filtercheck::audit {

namespace {

// What carries actions.
struct Carrier {
  const CompositeAlarm* composite = nullptr;  // null: the metric alarm itself
  bool is_certain = true;                     // false: whether it fires is not known
};

// Actions of an alarm, by kind.
struct Targets {
  std::vector<std::string> topics;
  std::vector<std::string> others;  // "lambda", …
};

Targets targets_of(const std::vector<std::string>& actions) {
  Targets targets;
  for (const std::string& action : actions) {
    const auto arn = parse_arn(action);
    if (arn && arn->service == "sns") {
      targets.topics.push_back(action);
    } else {
      targets.others.push_back(action);
    }
  }
  return targets;
}

std::optional<bool> holds(const CompositeAlarm& composite, const std::set<std::string>& firing) {
  return rule_holds(composite.rule,
                    [&](AlarmState state, const std::string& name) -> std::optional<bool> {
                      if (state == AlarmState::Alarm) return firing.contains(name);
                      if (firing.contains(name)) return false;
                      return std::nullopt;
                    });
}

// The composite alarms that go to ALARM with the metric alarm, directly or by others.
std::vector<Carrier> composites_with(const MetricAlarm& alarm, const Alarms& alarms) {
  std::vector<Carrier> carriers;
  std::set<std::string> firing{alarm.name};
  std::vector<std::string> open{alarm.name};
  if (!alarm.arn.empty()) {
    firing.insert(alarm.arn);
    open.push_back(alarm.arn);
  }
  std::set<std::size_t> seen;
  while (!open.empty()) {
    const std::string member = std::move(open.back());
    open.pop_back();
    const auto found = alarms.by_member.find(member);
    if (found == alarms.by_member.end()) continue;
    for (const std::size_t index : found->second) {
      const CompositeAlarm& composite = alarms.composite[index];
      const auto with = holds(composite, firing);
      // One that is in ALARM all the time says nothing when the event comes.
      const auto without = holds(composite, {});
      if (with == false || without == true || seen.contains(index)) continue;
      seen.insert(index);
      const bool is_certain = with == true && without == false;
      carriers.push_back({&composite, is_certain});
      if (!is_certain) continue;
      for (const std::string& name : {composite.name, composite.arn})
        if (!name.empty() && firing.insert(name).second) open.push_back(name);
    }
  }
  std::erase_if(carriers, [&](const Carrier& carrier) {
    return firing.contains(carrier.composite->suppressor);
  });
  return carriers;
}

Step topic_step(const std::string& topic, Account& account) {
  const auto& read = account.subscriptions(topic);
  if (const auto* none = std::get_if<NoAnswer>(&read)) {
    Step step = step_of(*none);
    const std::string owner = parse_arn(topic)->account;
    if (none->code == "NotFound" || none->code == "NotFoundException") {
      step.verdict = Verdict::Fail;
      step.message = "there is no topic " + in_ticks(topic);
    } else if (account.id() && owner != *account.id()) {
      step.message += "; the topic is of account " + owner;
    }
    return step;
  }
  const auto& subscriptions = std::get<Subscriptions>(read);
  Step step;
  for (const auto& [arn, where] : subscriptions.arns) {
    if (!arn.starts_with("arn:aws")) continue;
    step.verdict = Verdict::Pass;
    step.message = "the topic has a confirmed subscription";
    step.evidence = {where.evidence("/SubscriptionArn")};
    return step;
  }
  step.verdict = subscriptions.is_truncated ? Verdict::Undecided : Verdict::Fail;
  if (subscriptions.arns.empty()) {
    step.message = "the topic has no subscription";
    step.evidence = {subscriptions.where.evidence("/Subscriptions")};
  } else {
    step.message = "the topic has no confirmed subscription, but " +
                   counted(subscriptions.arns.size(), "other");
    for (const auto& [arn, where] : subscriptions.arns) {
      if (step.evidence.size() < 8) step.evidence.push_back(where.evidence("/SubscriptionArn"));
    }
  }
  if (subscriptions.is_truncated) {
    step.message += "; the list of subscriptions is not whole: a NextToken is left";
    step.evidence.push_back(subscriptions.where.evidence("/NextToken"));
  }
  return step;
}

// Steps 7 and 8 by one carrier.
struct Told {
  Step action;
  Step subscriber;
  const CompositeAlarm* composite = nullptr;
  std::string topic;
};

auto distance(const Told& told) {
  const int action = rank_of(told.action.verdict);
  const int subscriber = rank_of(told.subscriber.verdict);
  return std::tuple(std::max(action, subscriber), action, subscriber);
}

std::vector<std::string> services_of(const std::vector<std::string>& actions) {
  std::set<std::string> services;
  for (const std::string& action : actions) {
    const auto arn = parse_arn(action);
    services.insert(arn ? arn->service : action);
  }
  return {services.begin(), services.end()};
}

Told tell(const MetricAlarm& alarm, const Carrier& carrier, Account& account) {
  const CompositeAlarm* composite = carrier.composite;
  const bool is_enabled = composite ? composite->actions_enabled : alarm.actions_enabled;
  const Targets targets = targets_of(composite ? composite->actions : alarm.actions);
  const Value& where = composite ? composite->where : alarm.where;
  const std::string who = (composite ? "composite alarm " : "alarm ") +
                          in_ticks(composite ? composite->name : alarm.name);
  Told told;
  told.composite = composite;
  Step& step = told.action;
  step.verdict = Verdict::Fail;
  step.evidence = {where.evidence("/ActionsEnabled"), where.evidence("/AlarmActions")};
  if (!targets.others.empty())
    step.notes.push_back("other actions: " + listed(services_of(targets.others)));
  for (const std::string& topic : targets.topics) {
    Step subscriber = topic_step(topic, account);
    if (!told.topic.empty() && rank_of(subscriber.verdict) >= rank_of(told.subscriber.verdict))
      continue;
    told.topic = topic;
    told.subscriber = std::move(subscriber);
  }
  if (targets.topics.empty()) {
    step.message = who + " tells no topic when it goes to ALARM";
  } else if (!is_enabled) {
    step.message = "the actions of " + who + " are disabled";
  } else if (!carrier.is_certain) {
    step.verdict = Verdict::Undecided;
    step.message = "whether " + who + " goes to ALARM with " + in_ticks(alarm.name) +
                   " hangs on other alarms, or its rule is not understood";
    step.evidence.push_back(where.evidence("/AlarmRule"));
  } else {
    step.verdict = Verdict::Pass;
    step.message = who + " tells " + in_ticks(parse_arn(told.topic)->resource);
    if (composite) {
      step.message += " when " + in_ticks(alarm.name) + " goes to ALARM";
      step.evidence.push_back(where.evidence("/AlarmRule"));
      if (!composite->suppressor.empty())
        step.notes.push_back("its actions are suppressed while " + in_ticks(composite->suppressor) +
                             " is in ALARM");
    }
  }
  return told;
}

}  // namespace

void judge_actions(Way& way, const Alarms& alarms, Account& account) {
  Told best = tell(*way.alarm, {}, account);
  if (distance(best) > std::tuple(0, 0, 0)) {
    for (const Carrier& carrier : composites_with(*way.alarm, alarms)) {
      Told told = tell(*way.alarm, carrier, account);
      if (distance(told) < distance(best)) best = std::move(told);
    }
  }
  if (best.action.verdict == Verdict::Fail && alarms.composite.empty() &&
      !account.has_asked_for_composites())
    best.action.notes.emplace_back(
        "no composite alarm is listed, which describe-alarms does only with --alarm-types");
  way.composite = best.composite;
  way.topic = std::move(best.topic);
  way.step(7) = std::move(best.action);
  way.step(8) = std::move(best.subscriber);
}

}  // namespace filtercheck::audit
