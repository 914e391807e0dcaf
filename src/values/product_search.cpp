#include "values/product_search.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck::values {

namespace {

// Covering is looked for among so many combinations, the latest. Fewer found is only slower.
constexpr std::ptrdiff_t kCompared = 400;
// From so many components on, the first text is better than a short one.
constexpr std::size_t kMany = 6;

}  // namespace

std::size_t ProductSearch::Hash::operator()(const States& states) const {
  std::uint64_t hash = states.size();
  for (const State s : states) {
    hash ^= static_cast<std::uint32_t>(s);
    hash *= 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29;
  }
  return hash;
}

bool ProductSearch::Waiting::operator<(const Waiting& other) const {
  if (rank != other.rank) return rank > other.rank;
  if (missing != other.missing) return missing > other.missing;
  return visit > other.visit;
}

ProductSearch::ProductSearch(std::vector<std::unique_ptr<Component>> components,
                             std::vector<char32_t> characters, std::size_t max_states)
    : components_(std::move(components)),
      characters_(std::move(characters)),
      max_states_(max_states),
      successors_(components_.size()),
      has_successors_(components_.size()) {
  for (std::size_t i = 0; i < components_.size(); ++i)
    (components_[i]->is_ordered() ? ordered_ : fixed_).push_back(i);
}

const ProductSearch::States& ProductSearch::successors(std::size_t component, State state,
                                                       std::size_t character) {
  std::vector<States>& all = successors_[component];
  std::vector<char>& has = has_successors_[component];
  const std::size_t at = static_cast<std::size_t>(state) * characters_.size() + character;
  if (at >= all.size()) {
    const std::size_t size = std::max(at + characters_.size(), 2 * all.size());
    all.resize(size);
    has.resize(size, 0);
  }
  if (!std::exchange(has[at], 1))
    all[at] = components_[component]->next(state, characters_[character]);
  return all[at];
}

std::vector<ProductSearch::States> ProductSearch::combinations(
    const std::vector<const States*>& choices) const {
  std::vector<States> all(1);
  all.front().reserve(choices.size());
  for (const States* choice : choices) {
    if (choice->size() == 1) {
      for (States& states : all) states.push_back(choice->front());
      continue;
    }
    std::vector<States> longer;
    for (const States& states : all) {
      for (const State state : *choice) {
        longer.push_back(states);
        longer.back().push_back(state);
      }
    }
    all = std::move(longer);
  }
  return all;
}

std::vector<ProductSearch::States> ProductSearch::following(const States& from,
                                                            std::size_t character) {
  std::vector<const States*> choices(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    choices[i] = &successors(i, from[i], character);
    if (choices[i]->empty()) return {};
  }
  return combinations(choices);
}

std::vector<ProductSearch::States> ProductSearch::beginnings() {
  std::vector<States> starts;
  for (const auto& component : components_) starts.push_back(component->start());
  std::vector<const States*> choices;
  for (const States& start : starts) choices.push_back(&start);
  return combinations(choices);
}

bool ProductSearch::accepts(const States& states, bool text_is_empty) const {
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (!components_[i]->accepts(states[i], text_is_empty)) return false;
  }
  return true;
}

std::int64_t ProductSearch::missing(const States& states) const {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < states.size(); ++i) sum += components_[i]->missing(states[i]);
  return sum;
}

ProductSearch::States ProductSearch::states_of(std::int32_t visit) const {
  const auto size = static_cast<std::ptrdiff_t>(components_.size());
  const auto begin = states_.begin() + visit * size;
  return {begin, begin + size};
}

std::u32string ProductSearch::word_of(std::int32_t visit) const {
  std::u32string word;
  for (std::int32_t at = visit; visits_[static_cast<std::size_t>(at)].parent >= 0;
       at = visits_[static_cast<std::size_t>(at)].parent) {
    word.push_back(visits_[static_cast<std::size_t>(at)].by);
  }
  std::reverse(word.begin(), word.end());
  return word;
}

// False if another combination covers it; marks those that it covers. The empty text is looked at
// by itself, since `^` and `$` may treat it otherwise than a text with the same states.
bool ProductSearch::is_new(const States& states, bool at_start) {
  if (at_start) return true;
  if (!known_.insert(states).second) return false;
  States key;
  for (const std::size_t i : fixed_) key.push_back(states[i]);
  std::vector<std::int32_t>& alike = alike_[key];
  const std::size_t size = components_.size();
  const auto covers = [&](const State* greater, const State* lesser) {
    return std::all_of(ordered_.begin(), ordered_.end(), [&](std::size_t i) {
      return greater[i] == lesser[i] || components_[i]->covers(greater[i], lesser[i]);
    });
  };
  const auto first = alike.end() - std::min(kCompared, alike.end() - alike.begin());
  const auto at = [&](std::int32_t visit) {
    return states_.data() + static_cast<std::size_t>(visit) * size;
  };
  if (std::any_of(first, alike.end(),
                  [&](std::int32_t visit) { return covers(at(visit), states.data()); })) {
    return false;
  }
  const auto end = std::remove_if(first, alike.end(), [&](std::int32_t visit) {
    const bool covered = covers(states.data(), at(visit));
    if (covered) visits_[static_cast<std::size_t>(visit)].covered = true;
    return covered;
  });
  alike.erase(end, alike.end());
  alike.push_back(static_cast<std::int32_t>(visits_.size()));
  return true;
}

void ProductSearch::add(const States& states, std::int32_t parent, char32_t by) {
  const auto visit = static_cast<std::int32_t>(visits_.size());
  const std::int32_t length = parent < 0 ? 0 : visits_[static_cast<std::size_t>(parent)].length + 1;
  visits_.push_back({parent, by, length, false});
  states_.insert(states_.end(), states.begin(), states.end());
  Waiting waiting{length, 0, visit};
  if (order_ == Order::Promising) {
    waiting.missing = missing(states);
    waiting.rank += waiting.missing * (components_.size() > kMany ? 4 : 1);
  }
  queue_.push_back(waiting);
  std::push_heap(queue_.begin(), queue_.end());
}

bool ProductSearch::check(std::int32_t visit,
                          const std::function<bool(const std::u32string&)>& wanted) {
  if (!accepts(states_of(visit), visits_[static_cast<std::size_t>(visit)].length == 0))
    return false;
  std::u32string word = word_of(visit);
  if (!wanted(word)) {
    refused_ = true;
    return false;
  }
  found_ = std::move(word);
  return true;
}

ProductSearch::Outcome ProductSearch::run(
    Order order, const std::function<bool(const std::u32string&)>& wanted) {
  order_ = order;
  for (const States& states : beginnings()) {
    if (!is_new(states, true)) continue;
    add(states, -1, 0);
    if (check(static_cast<std::int32_t>(visits_.size()) - 1, wanted)) return Outcome::Found;
  }
  while (!queue_.empty()) {
    std::pop_heap(queue_.begin(), queue_.end());
    const std::int32_t at = queue_.back().visit;
    queue_.pop_back();
    if (visits_[static_cast<std::size_t>(at)].covered) continue;
    const States from = states_of(at);
    for (std::size_t c = 0; c < characters_.size(); ++c) {
      for (const States& states : following(from, c)) {
        if (!is_new(states, false)) continue;
        if (visits_.size() >= max_states_) return Outcome::Exceeded;
        add(states, at, characters_[c]);
        if (check(static_cast<std::int32_t>(visits_.size()) - 1, wanted)) return Outcome::Found;
      }
    }
  }
  return Outcome::None;
}

ProductSearch::Outcome ProductSearch::enumerate(
    std::size_t max_length, std::size_t max_texts,
    const std::function<bool(const std::u32string&)>& wanted) {
  struct Open {
    States states;
    std::u32string word;
  };
  std::vector<Open> open;
  for (States& states : beginnings()) open.push_back({std::move(states), {}});
  const auto may_end = [&](const Open& at) {
    for (std::size_t i = 0; i < at.states.size(); ++i) {
      const auto missing = static_cast<std::size_t>(components_[i]->missing(at.states[i]));
      if (at.word.size() + missing > max_length) return false;
    }
    return true;
  };
  for (; !open.empty(); ++enumerated_) {
    if (enumerated_ == max_texts) return Outcome::Exceeded;
    const Open at = std::move(open.back());
    open.pop_back();
    if (accepts(at.states, at.word.empty()) && wanted(at.word)) {
      found_ = at.word;
      return Outcome::Found;
    }
    for (std::size_t c = characters_.size(); c-- > 0;) {
      for (States& states : following(at.states, c)) {
        Open next{std::move(states), at.word + characters_[c]};
        if (may_end(next)) open.push_back(std::move(next));
      }
    }
  }
  return Outcome::None;
}

std::vector<ProductSearch::Kept> ProductSearch::kept() const {
  std::vector<Kept> all;
  for (std::size_t i = 0; i < visits_.size(); ++i) {
    const auto visit = static_cast<std::int32_t>(i);
    if (!visits_[i].covered) all.push_back({word_of(visit), states_of(visit)});
  }
  return all;
}

}  // namespace filtercheck::values
