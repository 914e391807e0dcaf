#include "values/product_search.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <utility>

namespace filtercheck::values {

namespace {

// Covering is looked for among so many combinations, the latest, and more if they have few states.
// What is not found only costs time.
constexpr std::size_t kCompared = 32;
constexpr std::size_t kComparedStates = 400;
// From so many components on, the first text is better than a short one.
constexpr std::size_t kMany = 6;

std::size_t hash_of(const Component::State* states, std::size_t size) {
  std::uint64_t hash = size;
  for (std::size_t i = 0; i < size; ++i) {
    hash ^= static_cast<std::uint32_t>(states[i]);
    hash *= 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29;
  }
  return hash;
}

}  // namespace

std::size_t ProductSearch::Hash::operator()(const States& states) const {
  return hash_of(states.data(), states.size());
}

bool ProductSearch::Waiting::operator<(const Waiting& other) const {
  if (rank != other.rank) return rank > other.rank;
  if (missing != other.missing) return missing > other.missing;
  return visit > other.visit;
}

ProductSearch::ProductSearch(std::vector<std::unique_ptr<Component>> components,
                             std::vector<char32_t> characters, std::size_t max_states,
                             std::size_t max_work)
    : characters_(std::move(characters)),
      max_states_(max_states),
      max_work_(max_work),
      known_(64, -1) {
  for (auto& component : components) {
    (component->is_ordered() ? ordered_ : fixed_).push_back(machines_.size());
    machines_.push_back({std::move(component)});
  }
}

// --- What follows --------------------------------------------------------------------------------

const ProductSearch::Machine::Span& ProductSearch::successors(Machine& machine, State state,
                                                              std::size_t character) {
  const std::size_t at = static_cast<std::size_t>(state) * characters_.size() + character;
  if (at >= machine.spans.size())
    machine.spans.resize(std::max(at + characters_.size(), 2 * machine.spans.size()));
  Machine::Span& span = machine.spans[at];
  if (span.count < 0) {
    const States next = machine.component->next(state, characters_[character]);
    span = {machine.states.size(), static_cast<std::int32_t>(next.size()),
            next.empty() ? 0 : next.front()};
    machine.states.insert(machine.states.end(), next.begin(), next.end());
    work_ += next.size();
  }
  return span;
}

void ProductSearch::following(const States& from, std::size_t character, States& out) {
  out.resize(from.size());
  spans_.resize(from.size());
  work_ += from.size();
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < from.size(); ++i) {
    spans_[i] = successors(machines_[i], from[i], character);
    out[i] = spans_[i].first;
    combinations *= static_cast<std::size_t>(spans_[i].count);
    if (combinations == 0) break;
  }
  if (combinations == 1) return;
  out.clear();
  out.reserve(combinations * from.size());
  for (std::size_t n = 0; n < combinations; ++n) {
    std::size_t rest = n;
    for (std::size_t i = 0; i < from.size(); ++i) {
      const auto count = static_cast<std::size_t>(spans_[i].count);
      out.push_back(machines_[i].states[spans_[i].begin + rest % count]);
      rest /= count;
    }
  }
}

ProductSearch::States ProductSearch::beginnings() {
  std::vector<States> starts;
  std::size_t combinations = 1;
  for (Machine& machine : machines_) {
    starts.push_back(machine.component->start());
    combinations *= starts.back().size();
  }
  States out;
  for (std::size_t n = 0; n < combinations; ++n) {
    std::size_t rest = n;
    for (const States& start : starts) {
      out.push_back(start[rest % start.size()]);
      rest /= start.size();
    }
  }
  return out;
}

bool ProductSearch::accepts(const States& states, bool text_is_empty) const {
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (!machines_[i].component->accepts(states[i], text_is_empty)) return false;
  }
  return true;
}

std::int32_t ProductSearch::missing(Machine& machine, State state) {
  const auto at = static_cast<std::size_t>(state);
  if (at >= machine.missing.size())
    machine.missing.resize(std::max(at + 1, 2 * machine.missing.size()), -1);
  std::int32_t& missing = machine.missing[at];
  if (missing < 0) missing = machine.component->missing(state);
  return missing;
}

std::uint64_t ProductSearch::accepting(const State* states) {
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < machines_.size() && i < 64; ++i) {
    Machine& machine = machines_[i];
    const auto at = static_cast<std::size_t>(states[i]);
    if (at >= machine.accepts.size())
      machine.accepts.resize(std::max(at + 1, 2 * machine.accepts.size()), -1);
    std::int8_t& accepts = machine.accepts[at];
    if (accepts < 0) accepts = machine.component->accepts(states[i], false) ? 1 : 0;
    all |= static_cast<std::uint64_t>(accepts) << i;
  }
  return all;
}

// --- What is kept --------------------------------------------------------------------------------

const ProductSearch::State* ProductSearch::at(std::int32_t visit) const {
  return states_.data() + static_cast<std::size_t>(visit) * machines_.size();
}

ProductSearch::States ProductSearch::states_of(std::int32_t visit) const {
  return {at(visit), at(visit) + machines_.size()};
}

std::u32string ProductSearch::word_of(std::int32_t visit) const {
  std::u32string word;
  for (std::int32_t v = visit; visits_[static_cast<std::size_t>(v)].parent >= 0;
       v = visits_[static_cast<std::size_t>(v)].parent) {
    word.push_back(visits_[static_cast<std::size_t>(v)].by);
  }
  std::reverse(word.begin(), word.end());
  return word;
}

// If not, the next visit must be to these states.
bool ProductSearch::is_known(const State* states, std::uint64_t accepting) {
  const std::size_t size = machines_.size();
  if (known_.size() < 2 * (visits_.size() + 1)) {
    const std::vector<std::int32_t> old = std::exchange(known_, {});
    known_.assign(2 * old.size(), -1);
    for (const std::int32_t visit : old) {
      if (visit < 0) continue;
      std::size_t slot = hash_of(at(visit), size) & (known_.size() - 1);
      while (known_[slot] >= 0) slot = (slot + 1) & (known_.size() - 1);
      known_[slot] = visit;
    }
  }
  std::size_t slot = hash_of(states, size) & (known_.size() - 1);
  for (; known_[slot] >= 0; slot = (slot + 1) & (known_.size() - 1)) {
    if (std::equal(states, states + size, at(known_[slot]))) return true;
  }
  if (is_covered(states, accepting)) return true;
  known_[slot] = static_cast<std::int32_t>(visits_.size());
  return false;
}

// True if another combination covers it; otherwise marks those that it covers. What covers much is
// looked at first.
bool ProductSearch::is_covered(const State* states, std::uint64_t accepting) {
  if (ordered_.empty()) return false;
  key_.clear();
  for (const std::size_t i : fixed_) key_.push_back(states[i]);
  for (const std::size_t i : ordered_)
    key_.push_back(machines_[i].component->order_class(states[i]));
  std::vector<std::int32_t>& alike = alike_[key_];
  const auto accepting_at = [this](std::int32_t visit) {
    return visits_[static_cast<std::size_t>(visit)].accepting;
  };
  const auto covers = [&](const State* greater, const State* lesser) {
    return std::all_of(ordered_.begin(), ordered_.end(), [&](std::size_t i) {
      ++work_;
      return greater[i] == lesser[i] || machines_[i].component->covers(greater[i], lesser[i]);
    });
  };
  const auto compared = static_cast<std::ptrdiff_t>(kCompared + kComparedStates / ordered_.size());
  const auto first = alike.end() - std::min(compared, alike.end() - alike.begin());
  for (auto visit = alike.end(); visit != first;) {
    --visit;
    ++work_;
    if ((accepting & ~accepting_at(*visit)) != 0 || !covers(at(*visit), states)) continue;
    std::rotate(visit, visit + 1, alike.end());
    return true;
  }
  const auto end = std::remove_if(first, alike.end(), [&](std::int32_t visit) {
    ++work_;
    const bool covered = (accepting_at(visit) & ~accepting) == 0 && covers(states, at(visit));
    if (covered) visits_[static_cast<std::size_t>(visit)].covered = true;
    return covered;
  });
  alike.erase(end, alike.end());
  alike.push_back(static_cast<std::int32_t>(visits_.size()));
  return false;
}

void ProductSearch::add(const State* states, std::int32_t parent, char32_t by,
                        std::uint64_t accepting) {
  const auto visit = static_cast<std::int32_t>(visits_.size());
  const std::int32_t length = parent < 0 ? 0 : visits_[static_cast<std::size_t>(parent)].length + 1;
  visits_.push_back({parent, by, length, false, accepting});
  states_.insert(states_.end(), states, states + machines_.size());
  Waiting waiting{length, 0, visit};
  if (order_ == Order::Promising) {
    for (std::size_t i = 0; i < machines_.size(); ++i)
      waiting.missing += missing(machines_[i], states[i]);
    waiting.rank += waiting.missing * (machines_.size() > kMany ? 4 : 1);
  }
  queue_.push_back(waiting);
  std::push_heap(queue_.begin(), queue_.end());
}

// --- The searches --------------------------------------------------------------------------------

bool ProductSearch::check(std::int32_t visit,
                          const std::function<bool(const std::u32string&)>& wanted) {
  const Visit& last = visits_[static_cast<std::size_t>(visit)];
  const std::size_t size = std::min<std::size_t>(machines_.size(), 64);
  if (last.length > 0 && static_cast<std::size_t>(std::popcount(last.accepting)) < size)
    return false;
  if (!accepts(states_of(visit), last.length == 0)) return false;
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
  const std::size_t size = machines_.size();
  // The empty text is looked at by itself and covers nothing, since `^` and `$` may treat it
  // otherwise than a text with the same states.
  const States starts = beginnings();
  for (std::size_t i = 0; i < starts.size(); i += size) {
    add(&starts[i], -1, 0, 0);
    if (check(static_cast<std::int32_t>(visits_.size()) - 1, wanted)) return Outcome::Found;
  }
  States next;
  while (!queue_.empty()) {
    std::pop_heap(queue_.begin(), queue_.end());
    const std::int32_t visit = queue_.back().visit;
    queue_.pop_back();
    if (visits_[static_cast<std::size_t>(visit)].covered) continue;
    const States from = states_of(visit);
    for (std::size_t c = 0; c < characters_.size(); ++c) {
      following(from, c, next);
      for (std::size_t i = 0; i < next.size(); i += size) {
        if (visits_.size() >= max_states_ || work_ >= max_work_) return Outcome::Exceeded;
        const std::uint64_t accepting = this->accepting(&next[i]);
        if (is_known(&next[i], accepting)) continue;
        add(&next[i], visit, characters_[c], accepting);
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
  const auto size = static_cast<std::ptrdiff_t>(machines_.size());
  std::vector<Open> open;
  const auto add_all = [&](const States& states, const std::u32string& word) {
    for (auto begin = states.begin(); begin != states.end(); begin += size) {
      bool may_end = true;
      for (std::size_t i = 0; i < machines_.size(); ++i) {
        const auto lacks =
            static_cast<std::size_t>(missing(machines_[i], begin[static_cast<std::ptrdiff_t>(i)]));
        may_end = may_end && word.size() + lacks <= max_length;
      }
      if (may_end) open.push_back({States(begin, begin + size), word});
    }
  };
  add_all(beginnings(), {});
  States next;
  for (std::size_t texts = 0; !open.empty(); ++texts) {
    if (texts == max_texts || work_ >= max_work_) return Outcome::Exceeded;
    const Open from = std::move(open.back());
    open.pop_back();
    if (accepts(from.states, from.word.empty()) && wanted(from.word)) {
      found_ = from.word;
      return Outcome::Found;
    }
    for (std::size_t c = characters_.size(); c-- > 0;) {
      following(from.states, c, next);
      add_all(next, from.word + characters_[c]);
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
