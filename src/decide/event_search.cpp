#include "decide/event_search.hpp"

#include <optional>
#include <utility>

#include "base/codes.hpp"

namespace filtercheck::decide {

EventSearch::EventSearch(const std::vector<const Pattern*>& patterns,
                         const std::vector<Reading>& readings, const std::vector<Fact>& facts) {
  for (const Pattern* pattern : patterns) {
    if (!pattern->expression) continue;
    for (const Reading reading : readings) {
      auto& tree = trees_[{pattern, reading}];
      if (!tree) tree = std::make_unique<Space::Tree>(space_->add(*pattern->expression, reading));
    }
  }
  name_places(facts, *space_);
  too_many_places_ = !space_->close();
  for (const Fact& fact : facts) facts_.push_back(clause_of(fact, *space_));
}

Solution EventSearch::solve(const Query& query) {
  if (!by_classes_) by_classes_ = std::make_unique<ClassSearch>(*space_);
  Solution found = by_classes_->solve(query);
  if (found.kind != Solution::Kind::Unknown) return found;
  if (!by_clauses_) by_clauses_ = std::make_unique<ClauseSearch>(*space_);
  return by_clauses_->solve(query);
}

EventSearch::Answer EventSearch::find(std::span<const Goal> goals) {
  if (too_many_places_) {
    return {Answer::Kind::Unknown,
            {},
            {},
            {{codes::kBudget,
              {"over " + std::to_string(values::Budget::kPlaces) + " places, or one over " +
               std::to_string(values::Budget::kDepth) + " steps deep"}}}};
  }
  Query query;
  for (const Goal& goal : goals) {
    if (goal.pattern->expression) {
      query.goals.push_back({trees_.at({goal.pattern, goal.reading}).get(), goal.negated});
    } else if (goal.negated) {
      return {Answer::Kind::None};
    }
  }
  for (const auto& fact : facts_) {
    if (fact) query.facts.push_back(*fact);
  }
  query.small = true;
  Solution found = solve(query);
  if (found.kind == Solution::Kind::Found) {
    Answer answer{Answer::Kind::Event, event_of(*space_, found.values)};
    if (!found.doubtful.empty()) {
      answer.caveats = {{codes::kFloatText, {found.doubtful.front()}}};
    }
    return answer;
  }
  if (found.kind == Solution::Kind::Unknown) return unknown(found);
  query.small = false;
  if (found.for_size) found = solve(query);
  if (found.kind == Solution::Kind::Unknown) return unknown(found);
  if (found.kind == Solution::Kind::Found) {
    Answer answer{Answer::Kind::Unknown};
    answer.caveats = {{codes::kEventSize,
                       {"over " + std::to_string(values::Budget::kElements) + " elements or " +
                        std::to_string(values::Budget::kDigits) + " digits"}}};
    return answer;
  }
  // Which facts the answer hangs on: those that cannot be dropped one after the other.
  Answer none{Answer::Kind::None};
  std::vector<Space::Clause> kept;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    if (!facts_[i]) continue;
    query.facts = kept;
    for (std::size_t j = i + 1; j < facts_.size(); ++j) {
      if (facts_[j]) query.facts.push_back(*facts_[j]);
    }
    found = solve(query);
    if (found.kind == Solution::Kind::Unknown) return unknown(found);
    if (found.kind == Solution::Kind::None) continue;
    kept.push_back(*facts_[i]);
    none.facts.push_back(i);
  }
  return none;
}

EventSearch::Answer EventSearch::unknown(const Solution& solution) {
  return {Answer::Kind::Unknown, {}, {}, {{codes::kBudget, {solution.exceeded}}}};
}

}  // namespace filtercheck::decide
