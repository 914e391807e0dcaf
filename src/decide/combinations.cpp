#include "decide/combinations.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "decide/question.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "values/budget.hpp"

namespace filtercheck::decide {

namespace {

// What is exponential is mostly seen in so many conditions, by much smaller questions.
constexpr std::size_t kProbe = 16;

// A run of conditions: [begin, end).
using Stretch = std::pair<std::size_t, std::size_t>;

std::size_t middle_of(const Stretch& stretch) {
  return stretch.first + (stretch.second - stretch.first) / 2;
}

// Each stretch that halving the whole comes to, with the pattern that any of its conditions holds.
class Stretches {
 public:
  explicit Stretches(const std::vector<const Pattern*>& conditions) : conditions_(conditions) {
    add({0, conditions.size()});
  }

  const Pattern& any_of(const Stretch& stretch) const { return *any_of_.at(stretch); }

  std::vector<const Pattern*> all() const {
    std::vector<const Pattern*> list;
    for (const auto& [stretch, pattern] : any_of_) list.push_back(pattern);
    return list;
  }

 private:
  void add(const Stretch& stretch) {
    const auto [begin, end] = stretch;
    if (end - begin == 1) {
      any_of_[stretch] = conditions_[begin];
      return;
    }
    Or any;
    for (std::size_t i = begin; i < end; ++i) any.operands.push_back(*conditions_[i]->expression);
    Pattern pattern;
    pattern.kind = Kind::Json;
    pattern.expression = Expression{std::move(any), {}};
    pattern.text = format(pattern);
    made_.push_back(std::move(pattern));
    any_of_[stretch] = &made_.back();
    add({begin, middle_of(stretch)});
    add({middle_of(stretch), end});
  }

  const std::vector<const Pattern*>& conditions_;
  std::deque<Pattern> made_;
  std::map<Stretch, const Pattern*> any_of_;
};

class Combiner {
 public:
  Combiner(const std::vector<const Pattern*>& conditions, Reading reading, Domain domain,
           std::size_t most, Steps& steps)
      : conditions_(conditions),
        reading_(reading),
        most_(most),
        steps_(steps),
        stretches_(conditions),
        question_(stretches_.all(),
                  {reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence,
                   domain}) {}

  CombinationsAnswer run() {
    std::optional<Row> first = ask({goal(0, true)});
    if (!first && !stopped_) first = ask({goal(0, false)});
    Combinations all;
    if (first) {
      count(1);
      settle(std::move(*first), {0, conditions_.size()}, all.rows);
    }
    if (stopped_) return *stopped_;
    all.caveats = question_.caveats();
    return all;
  }

 private:
  Goal goal(std::size_t condition, bool holds) const {
    return {conditions_[condition], reading_, !holds};
  }
  // What the conditions before `end` say of the row.
  std::vector<Goal> settled(const Row& row, std::size_t end) const {
    std::vector<Goal> goals;
    for (std::size_t i = 0; i < end; ++i) goals.push_back(goal(i, row.holds[i]));
    return goals;
  }

  // A row that meets the goals; no value: there is none, or the search has stopped.
  std::optional<Row> ask(const std::vector<Goal>& goals) {
    if (!steps_.take(goals.size() + conditions_.size())) {
      stopped_ = UnknownCombinations{{Steps::exceeded()}};
      return std::nullopt;
    }
    Question::Answer answer = question_.find(goals);
    if (answer.found == Question::Found::Unknown)
      stopped_ = UnknownCombinations{question_.caveats()};
    if (answer.found != Question::Found::Event) return std::nullopt;
    std::vector<bool> holds = outcomes(conditions_, answer.event, reading_);
    return Row{std::move(answer.event), std::move(holds)};
  }

  void count(std::size_t more) {
    found_ += more;
    if (found_ > most_) stopped_ = TooManyCombinations{found_};
  }

  // Appends to `out` every row that agrees with `row` before the stretch, with the stretch settled.
  void settle(Row row, const Stretch& stretch, std::vector<Row>& out) {
    if (stopped_) return;
    const auto [begin, end] = stretch;
    if (end - begin == 1) {
      std::optional<Row> other = opposite(row, begin);
      out.push_back(std::move(row));
      if (!other) return;
      out.push_back(std::move(*other));
      count(1);
      return;
    }
    if (stays_false(row, stretch)) {
      out.push_back(std::move(row));
      return;
    }
    std::vector<Row> half_settled;
    settle(std::move(row), {begin, middle_of(stretch)}, half_settled);
    for (Row& one : half_settled) settle(std::move(one), {middle_of(stretch), end}, out);
  }

  // Whether all conditions of the stretch are false of every row that agrees with this one before.
  bool stays_false(const Row& row, const Stretch& stretch) {
    for (std::size_t i = stretch.first; i < stretch.second; ++i) {
      if (row.holds[i]) return false;
    }
    std::vector<Goal> goals = settled(row, stretch.first);
    goals.push_back({&stretches_.any_of(stretch), reading_, false});
    std::optional<Row> other = ask(goals);
    if (stopped_) return false;
    if (!other) return true;
    spare_ = std::move(other);  // it differs from the row on one of these conditions
    return false;
  }

  // A row that agrees with this one before the condition, and differs on it.
  std::optional<Row> opposite(const Row& row, std::size_t condition) {
    const auto end = row.holds.begin() + static_cast<std::ptrdiff_t>(condition);
    if (spare_ && std::equal(row.holds.begin(), end, spare_->holds.begin()) &&
        spare_->holds[condition] != row.holds[condition]) {
      return std::exchange(spare_, std::nullopt);
    }
    std::vector<Goal> goals = settled(row, condition);
    goals.push_back(goal(condition, !row.holds[condition]));
    return ask(goals);
  }

  const std::vector<const Pattern*>& conditions_;
  Reading reading_;
  std::size_t most_;
  Steps& steps_;
  Stretches stretches_;
  Question question_;
  std::size_t found_ = 0;
  std::optional<Row> spare_;  // found, and not used yet
  std::optional<CombinationsAnswer> stopped_;
};

}  // namespace

bool Steps::take(std::size_t steps) {
  taken_ += steps;
  return taken_ <= values::Budget::kSuiteSteps;
}

Caveat Steps::exceeded() {
  return {codes::kBudget,
          {"a complete suite takes over " + std::to_string(values::Budget::kSuiteSteps) +
           " conditions to be looked at"}};
}

std::vector<bool> outcomes(const std::vector<const Pattern*>& conditions, const std::string& line,
                           Reading reading) {
  std::vector<bool> all;
  all.reserve(conditions.size());
  for (const Pattern* condition : conditions) all.push_back(matches(*condition, line, reading));
  return all;
}

CombinationsAnswer combinations(const std::vector<const Pattern*>& conditions, Reading reading,
                                Domain domain, std::size_t most, Steps& steps) {
  if (conditions.size() > kProbe) {
    const std::vector<const Pattern*> first(conditions.begin(), conditions.begin() + kProbe);
    auto few = Combiner(first, reading, domain, most, steps).run();
    if (std::holds_alternative<TooManyCombinations>(few)) return few;
  }
  return Combiner(conditions, reading, domain, most, steps).run();
}

}  // namespace filtercheck::decide
