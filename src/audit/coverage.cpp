// Most filters of an account have nothing to do with most controls. One required event, which a
// pattern either matches or not, shows that without a search: what does not match it does not cover
// the control. Only what may cover is decided.
#include "audit/coverage.hpp"

#include <algorithm>
#include <utility>

#include "eval/event.hpp"
#include "filtercheck/evaluate.hpp"

namespace filtercheck::audit {

namespace {

std::string name_of(const Requirement& requirement) {
  return requirement.event_name.value_or(requirement.label);
}

}  // namespace

Coverage::Coverage(const std::vector<Asked>& asked, const DecideOptions& options)
    : asked_(asked), options_(options) {
  for (const Asked& one : asked_) {
    auto& events = events_.emplace_back();
    for (const Requirement& requirement : one.requirements) events.push_back(event_of(requirement));
  }
}

// Controls share some of their events.
const Coverage::Event* Coverage::event_of(const Requirement& requirement) {
  auto line = required_event(requirement, options_);
  if (!line) return nullptr;
  const auto known = known_events_.find(*line);
  if (known != known_events_.end()) return known->second.get();
  // The text stands where the map has it.
  const auto place = known_events_.emplace(*std::move(line), nullptr).first;
  auto read = eval::read_event(place->first);
  place->second = std::make_unique<const Event>(std::get<eval::JsonDocument>(std::move(read)));
  return place->second.get();
}

bool Coverage::matches_under_any(const Parsed& parsed, const Event& event) {
  const Expression& expression = *parsed.pattern.value().expression;
  return eval::holds(event, expression, Reading::Glob) ||
         (parsed.depends_on_reading && eval::holds(event, expression, Reading::FirstOccurrence));
}

Coverage::PatternId Coverage::id_of(const std::string& pattern) {
  const auto [known, is_new] = ids_.emplace(pattern, patterns_.size());
  if (is_new) {
    auto parsed = parse(pattern);
    const bool depends = parsed.ok() && depends_on_reading(parsed.value());
    patterns_.push_back(
        {pattern, std::move(parsed), depends, std::vector<std::vector<Hit>>(asked_.size())});
  }
  return known->second;
}

const std::vector<Coverage::Hit>& Coverage::hits(std::size_t question, PatternId id) {
  Parsed& parsed = patterns_[id];
  std::vector<Hit>& hits = parsed.hits[question];
  if (!hits.empty()) return hits;
  for (std::size_t i = 0; i < events_[question].size(); ++i) {
    const Event* event = events_[question][i];
    const auto& name = asked_[question].requirements[i].event_name;
    Hit hit{parsed.pattern.ok(), name && parsed.text.find(*name) != std::string::npos};
    // An event is a member of the domain as JSON patterns see it; how a record is spelt is a
    // question of its own, which check() answers for the other kinds.
    if (hit.matched && event != nullptr && parsed.pattern.value().kind == Kind::Json)
      hit.matched = matches_under_any(parsed, *event);
    hits.push_back(hit);
  }
  return hits;
}

Coverage::Relation Coverage::relation(std::size_t question,
                                      const std::vector<PatternId>& patterns) {
  std::vector<Hit> together(asked_[question].requirements.size());
  for (const PatternId id : patterns) {
    const std::vector<Hit>& hits = this->hits(question, id);
    for (std::size_t i = 0; i < hits.size(); ++i) {
      together[i].matched = together[i].matched || hits[i].matched;
      together[i].named = together[i].named || hits[i].named;
    }
  }
  Relation relation;
  for (const Hit& hit : together) {
    relation.matched += hit.matched ? 1 : 0;
    relation.named += hit.named ? 1 : 0;
  }
  return relation;
}

const Covering& Coverage::decide(std::size_t question, std::vector<PatternId> patterns) {
  std::sort(patterns.begin(), patterns.end());
  patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
  auto key = std::pair(question, std::move(patterns));
  const auto known = decided_.find(key);
  if (known != decided_.end()) return known->second;
  Covering covering = decide_anew(question, key.second);
  return decided_.emplace(std::move(key), std::move(covering)).first->second;
}

Covering Coverage::decide_anew(std::size_t question, const std::vector<PatternId>& ids) {
  const std::vector<Requirement>& requirements = asked_[question].requirements;
  Covering covering;
  std::vector<const Pattern*> patterns;
  for (const PatternId id : ids) {
    const Result<Pattern>& parsed = patterns_[id].pattern;
    if (parsed.ok()) {
      patterns.push_back(&parsed.value());
    } else {
      covering.why = "AWS rejects the pattern: " + message(parsed.diagnostics().front());
    }
  }
  if (patterns.empty()) {
    covering.verdict = CheckVerdict::NotCovered;
    for (const Requirement& requirement : requirements)
      covering.missed.push_back(name_of(requirement));
    return covering;
  }
  const CheckAnswer answer = check(patterns, requirements, options_);
  covering.verdict = answer.verdict;
  if (answer.verdict == CheckVerdict::Undecided) {
    covering.why = answer.caveats.empty() ? "the decision needs more than its budget"
                                          : message(answer.caveats.front());
  }
  if (answer.verdict == CheckVerdict::Covered)
    for (const Caveat& caveat : answer.caveats) covering.notes.push_back(message(caveat));
  if (answer.verdict != CheckVerdict::NotCovered) return covering;
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    const filtercheck::Coverage coverage = answer.requirements[i].coverage;
    if (coverage == filtercheck::Coverage::None) {
      covering.missed.push_back(name_of(requirements[i]));
    } else if (coverage == filtercheck::Coverage::Partial) {
      covering.missed.push_back(name_of(requirements[i]) + " (in part)");
    }
  }
  return covering;
}

}  // namespace filtercheck::audit
