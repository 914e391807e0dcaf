#include "audit/chain.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "audit/remedy.hpp"
#include "audit/selectors.hpp"

namespace filtercheck::audit {

namespace {

Step trail_step(const Trail& trail, const std::optional<LogGroup>& group) {
  Step step;
  step.verdict = Verdict::Fail;
  step.evidence = {trail.where.evidence("/IsMultiRegionTrail"),
                   trail.where.evidence("/CloudWatchLogsLogGroupArn")};
  if (!trail.is_multi_region) {
    step.message = "the trail is of one region";
    if (!trail.log_group_arn) step.message += " and names no log group";
  } else if (!trail.log_group_arn) {
    step.message = "the trail names no log group";
  } else if (!group) {
    step.verdict = Verdict::Undecided;
    step.message = "what the trail names is not the ARN of a log group: " + *trail.log_group_arn;
  } else {
    step.verdict = Verdict::Pass;
    step.message = "a multi-region trail to log group `" + group->name + "`";
  }
  if (trail.is_organization) step.notes.emplace_back("it is the trail of an organisation");
  return step;
}

// Of a trail of another account: who can answer.
void name_owner(Step& step, const Trail& trail, const Account& account) {
  const std::string owner = parse_arn(trail.arn)->account;
  if (step.verdict != Verdict::Undecided || !account.id() || owner == *account.id()) return;
  step.notes.push_back("the trail is of account " + owner + ", where this can be told");
}

}  // namespace

bool is_nearer(const Chain& a, const Chain& b) {
  const auto distance = [](const Chain& chain) {
    return std::pair(rank_of(chain.verdict()), kSteps + 1 - chain.broken().value_or(kSteps + 1));
  };
  return distance(a) < distance(b);
}

Step Chains::logging_step(const Trail& trail) {
  const auto& read = account_.status(trail);
  if (const auto* none = std::get_if<NoAnswer>(&read)) return step_of(*none);
  const auto& status = std::get<TrailStatus>(read);
  Step step;
  step.evidence = {status.where.evidence("/IsLogging")};
  if (!status.is_logging) {
    step.verdict = Verdict::Fail;
    step.message = "the trail is not logging";
  } else if (status.delivery_error) {
    // Whether an error goes away with the next delivery that succeeds is not documented.
    step.verdict = Verdict::Undecided;
    step.message = "the trail is logging, and its last delivery to CloudWatch Logs failed: " +
                   *status.delivery_error;
    step.evidence.push_back(status.where.evidence("/LatestCloudWatchLogsDeliveryError"));
  } else {
    step.verdict = Verdict::Pass;
    step.message = "the trail is logging";
  }
  return step;
}

Step Chains::selectors_step(const Trail& trail, std::size_t question) {
  const auto& read = account_.selectors(trail);
  if (const auto* none = std::get_if<NoAnswer>(&read)) return step_of(*none);
  return judge_selectors(std::get<EventSelectors>(read), trail, question, coverage_);
}

Chain Chains::of(const Trail& trail, std::size_t question) {
  Chain chain;
  chain.trail = trail.arn;
  const auto group = trail.log_group_arn ? parse_log_group(*trail.log_group_arn) : std::nullopt;
  chain.steps[0] = trail_step(trail, group);
  chain.steps[1] = logging_step(trail);
  chain.steps[2] = selectors_step(trail, question);
  name_owner(chain.steps[1], trail, account_);
  name_owner(chain.steps[2], trail, account_);
  const Way* way = nullptr;
  if (group) {
    chain.log_group = group->name;
    way = &ways_.of(*group, question);
    for (std::size_t step = kFirstOfWay; step <= kSteps; ++step)
      chain.steps[step - 1] = way->step(step);
    // Where the group itself says that it cannot be read, the trail has named it.
    Step& filters = chain.steps[kFirstOfWay - 1];
    if (filters.evidence.empty())
      filters.evidence = {trail.where.evidence("/CloudWatchLogsLogGroupArn")};
    for (const Feed& feed : way->feeds) chain.filters.push_back(feed.filter->name);
    if (way->alarm != nullptr) chain.alarm = way->alarm->name;
    if (!way->topic.empty()) chain.topic = way->topic;
  }
  chain.commands = commands_for(chain, {&trail, group, way}, asked_[question], account_);
  return chain;
}

Chain Chains::without_trail(std::size_t question) const {
  Chain chain;
  Step& step = chain.steps[0];
  step.verdict = Verdict::Fail;
  step.message = "the account has no trail";
  for (const Value& list : account_.trail_lists())
    step.evidence.push_back(list.evidence("/trailList"));
  chain.commands = commands_for(chain, {}, asked_[question], account_);
  return chain;
}

}  // namespace filtercheck::audit
