// Of a log group and a control: the nearest way from its filters to a subscriber, steps 4 to 8.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/account.hpp"
#include "audit/alarms.hpp"
#include "audit/coverage.hpp"
#include "audit/report.hpp"

namespace filtercheck::audit {

inline constexpr std::size_t kFirstOfWay = 4;
inline constexpr std::size_t kWaySteps = kSteps - kFirstOfWay + 1;

struct Way {
  std::vector<Feed> feeds;                    // of the filters that cover, or come nearest
  const MetricAlarm* alarm = nullptr;         // that watches their metric
  const CompositeAlarm* composite = nullptr;  // whose action it is, if not the alarm's own
  std::string topic;                          // an ARN; empty: none
  std::vector<std::string> missed;            // of the control, by the filters
  std::array<Step, kWaySteps> steps;

  Step& step(std::size_t number) { return steps.at(number - kFirstOfWay); }
  const Step& step(std::size_t number) const { return steps.at(number - kFirstOfWay); }
};

class Ways {
 public:
  Ways(Account& account, const std::vector<Asked>& asked, Coverage& coverage)
      : account_(account), asked_(asked), coverage_(coverage) {}

  // The nearest. Found once; valid as long as this object. Throws InternalError.
  const Way& of(const LogGroup& group, std::size_t question);

 private:
  // Filters of a log group, and an alarm that watches a metric of each.
  struct Candidate {
    std::vector<Feed> feeds;
    std::vector<Coverage::PatternId> patterns;  // of the feeds
    const MetricAlarm* alarm = nullptr;         // null: none is known to watch their metric
  };
  // What is known of a log group, whatever the control.
  struct Group {
    const MetricFilters* filters = nullptr;
    const Answer<Alarms>* alarms = nullptr;
    std::map<std::string, std::vector<Feed>> by_metric;
    std::vector<Candidate> candidates;
  };
  // Of a candidate: those of its filters that a way may begin with, and what is known of them.
  struct Start {
    const Candidate* candidate = nullptr;
    std::vector<Feed> feeds;
    Verdict verdict = Verdict::Fail;
    Coverage::Relation relation;
    const Covering* covering = nullptr;
    std::string why;  // Undecided
  };

  Way find(const LogGroup& where, std::size_t question);
  const Group& group_of(const LogGroup& where, const MetricFilters& filters);
  void add_candidates(Group& group);
  void add_starts(const Candidate& candidate, std::size_t question, std::vector<Start>& starts);
  std::optional<Start> start_of(const Candidate& candidate, const std::vector<std::size_t>& chosen,
                                std::size_t question);
  Way way_from(const Start& start, const Group& group, std::size_t question);
  Step covering_step(const Start& start, const Group& group, std::size_t question) const;
  Step alarm_step(const Way& way, const Group& group) const;

  Account& account_;
  const std::vector<Asked>& asked_;
  Coverage& coverage_;
  std::map<std::string, Group> groups_;
  std::map<std::pair<std::string, std::size_t>, Way> ways_;
};

// Judges steps 7 and 8 of a way whose alarm is known (actions.cpp).
void judge_actions(Way& way, const Alarms& alarms, Account& account);

Step step_of(const NoAnswer& none);

}  // namespace filtercheck::audit
