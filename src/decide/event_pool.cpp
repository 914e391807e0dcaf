#include "decide/event_pool.hpp"

#include <algorithm>
#include <utility>

#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::decide {

EventPool::Outline EventPool::outline_of(const Pattern& pattern) {
  if (pattern.expression) return outline_of(*pattern.expression);
  if (pattern.kind == Kind::All) return {};
  return {Outline::Join::Condition, number_of(pattern), {}};
}

EventPool::Outline EventPool::outline_of(const Expression& expression) {
  const auto joined = [this](Outline::Join join, const std::vector<Expression>& operands) {
    Outline outline{join, 0, {}};
    for (const Expression& operand : operands) outline.parts.push_back(outline_of(operand));
    return outline;
  };
  if (const auto* all = std::get_if<And>(&expression.node)) {
    return joined(Outline::Join::All, all->operands);
  }
  if (const auto* any = std::get_if<Or>(&expression.node)) {
    return joined(Outline::Join::Any, any->operands);
  }
  Pattern condition;
  condition.kind = Kind::Json;
  condition.expression = expression;
  return {Outline::Join::Condition, number_of(std::move(condition)), {}};
}

std::size_t EventPool::number_of(Pattern condition) {
  const auto [known, is_new] = numbers_.emplace(format(condition), conditions_.size());
  if (!is_new) return known->second;
  const bool depends = depends_on_reading(condition);
  conditions_.push_back({std::move(condition), std::vector<Bits>(depends ? readings_.size() : 1)});
  for (std::size_t event = 0; event < events_.size(); ++event) evaluate(conditions_.back(), event);
  return known->second;
}

bool EventPool::add(const std::string& event) {
  if (known_.contains(event)) return false;
  known_.insert(events_.emplace_back(event));
  for (Condition& condition : conditions_) evaluate(condition, events_.size() - 1);
  return true;
}

void EventPool::evaluate(Condition& condition, std::size_t event) const {
  for (std::size_t i = 0; i < condition.matched.size(); ++i) {
    if (matches(condition.pattern, events_[event], readings_[i])) condition.matched[i].set(event);
  }
}

const Bits& EventPool::matched(std::size_t condition, std::size_t reading) const {
  const std::vector<Bits>& matched = conditions_[condition].matched;
  return matched[std::min(reading, matched.size() - 1)];
}

std::vector<Bits> EventPool::matched(const Outline& outline) const {
  std::vector<Bits> all;
  for (std::size_t i = 0; i < readings_.size(); ++i) all.push_back(matched(outline, i));
  return all;
}

Bits EventPool::matched(const Outline& outline, std::size_t reading) const {
  if (outline.join == Outline::Join::Condition) return matched(outline.condition, reading);
  const bool is_all = outline.join == Outline::Join::All;
  Bits joined = is_all ? Bits::below(events_.size()) : Bits{};
  for (const Outline& part : outline.parts) {
    const Bits here = matched(part, reading);
    is_all ? joined &= here : joined |= here;
  }
  return joined;
}

bool EventPool::is_match(const Outline& outline, std::size_t reading, std::size_t event) const {
  const auto is = [&](const Outline& part) { return is_match(part, reading, event); };
  switch (outline.join) {
    case Outline::Join::Condition:
      return matched(outline.condition, reading).test(event);
    case Outline::Join::All:
      return std::all_of(outline.parts.begin(), outline.parts.end(), is);
    case Outline::Join::Any:
      return std::any_of(outline.parts.begin(), outline.parts.end(), is);
  }
  return false;
}

}  // namespace filtercheck::decide
