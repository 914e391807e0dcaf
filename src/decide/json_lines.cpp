#include "decide/json_lines.hpp"

#include <algorithm>

namespace filtercheck::decide {

JsonLines::JsonLines(JsonGrammar& grammar, LineAtoms::Components components)
    : grammar_(grammar), components_(std::move(components)) {
  std::vector<char32_t> boundaries;
  for (const auto& component : components_) {
    const std::vector<char32_t> more = component->boundaries();
    boundaries.insert(boundaries.end(), more.begin(), more.end());
  }
  grammar_.set_characters(std::move(boundaries));
}

std::size_t JsonLines::Hash::operator()(const Key& key) const {
  std::uint64_t hash = static_cast<std::uint32_t>(key.entry);
  for (const std::int32_t part : {key.control, key.states}) {
    hash = (hash ^ static_cast<std::uint32_t>(part)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29;
  }
  return hash;
}

JsonLines::StatesId JsonLines::intern(const States& states) {
  const auto [entry, fresh] =
      known_states_.try_emplace(states, static_cast<StatesId>(states_.size()));
  if (fresh) {
    states_.push_back(states);
    after_.resize(after_.size() + grammar_.characters().size());
  }
  return entry->second;
}

// All combinations of what each machine may do.
JsonLines::Followers JsonLines::after(StatesId id, std::uint32_t character) {
  const std::size_t at = static_cast<std::size_t>(id) * grammar_.characters().size() + character;
  if (after_[at].count >= 0) return after_[at];
  std::vector<States> all{{}};
  for (std::size_t i = 0; i < components_.size() && !all.empty(); ++i) {
    const values::Component::State from = states_[static_cast<std::size_t>(id)][i];
    const States next = components_[i]->next(from, grammar_.characters()[character]);
    if (next.size() == 1) {
      for (States& one : all) one.push_back(next.front());
      continue;
    }
    std::vector<States> longer;
    for (const States& one : all) {
      for (const values::Component::State state : next) {
        longer.push_back(one);
        longer.back().push_back(state);
      }
    }
    all = std::move(longer);
  }
  const Followers found{static_cast<std::int32_t>(followers_.size()),
                        static_cast<std::int32_t>(all.size())};
  for (const States& one : all) followers_.push_back(intern(one));
  after_[at] = found;
  return found;
}

JsonLines::Id JsonLines::entry(Control control, StatesId states) {
  const auto [known, fresh] =
      known_entries_.try_emplace({control, states}, static_cast<Id>(entries_.size()));
  if (fresh) {
    entries_.emplace_back();
    reach({known->second, control, states, 0});
  }
  return known->second;
}

void JsonLines::reach(const Step& step) {
  const auto [known, fresh] = known_steps_.try_emplace({step.entry, step.control, step.states},
                                                       static_cast<Id>(steps_.size()));
  if (fresh) {
    steps_.push_back(step);
  } else {
    Step& before = steps_[static_cast<std::size_t>(known->second)];
    if (before.done || before.cost <= step.cost) return;
    before = step;
  }
  queue_.push({step.cost, known->second});
}

void JsonLines::advance(Id id) {
  const Step step = steps_[static_cast<std::size_t>(id)];
  // A copy: moves of other controls are made meanwhile.
  const std::vector<JsonGrammar::Move> moves = grammar_.moves(step.control);
  for (const JsonGrammar::Move& move : moves) {
    if (move.kind == JsonGrammar::Move::Kind::Read) {
      const char32_t c = grammar_.characters()[move.what];
      const Followers next = after(step.states, move.what);
      for (std::int32_t i = next.begin; i < next.begin + next.count; ++i) {
        const StatesId states = followers_[static_cast<std::size_t>(i)];
        reach({step.entry, move.to, states, step.cost + move.cost, false, id, c});
      }
      continue;
    }
    const Id called = entry(static_cast<Control>(move.what), step.states);
    Entry& callee = entries_[static_cast<std::size_t>(called)];
    callee.callers.push_back({id, move.to, move.cost});
    // By index: what is reached may add to the ends.
    // NOLINTNEXTLINE(modernize-loop-convert)
    for (std::size_t i = 0; i < entries_[static_cast<std::size_t>(called)].ends.size(); ++i) {
      const Id end = entries_[static_cast<std::size_t>(called)].ends[i];
      const Step& last = steps_[static_cast<std::size_t>(end)];
      reach(
          {step.entry, move.to, last.states, step.cost + move.cost + last.cost, false, id, 0, end});
    }
  }
}

// What was called ends here: whoever called it goes on.
void JsonLines::finish(Id id) {
  const Step last = steps_[static_cast<std::size_t>(id)];
  entries_[static_cast<std::size_t>(last.entry)].ends.push_back(id);
  const std::vector<Entry::Caller> callers = entries_[static_cast<std::size_t>(last.entry)].callers;
  for (const Entry::Caller& caller : callers) {
    const Step& from = steps_[static_cast<std::size_t>(caller.step)];
    reach({from.entry, caller.to, last.states, from.cost + caller.cost + last.cost, false,
           caller.step, 0, id});
  }
}

bool JsonLines::accepts(StatesId id) const {
  const States& states = states_[static_cast<std::size_t>(id)];
  for (std::size_t i = 0; i < components_.size(); ++i) {
    if (!components_[i]->accepts(states[i], false)) return false;
  }
  return true;
}

JsonLines::Outcome JsonLines::find(std::size_t max_steps) {
  std::vector<States> starts{{}};
  for (const auto& component : components_) {
    std::vector<States> longer;
    for (const States& one : starts) {
      for (const values::Component::State state : component->start()) {
        longer.push_back(one);
        longer.back().push_back(state);
      }
    }
    starts = std::move(longer);
  }
  std::vector<Id> lines;
  for (const States& start : starts) lines.push_back(entry(grammar_.start(), intern(start)));
  while (!queue_.empty()) {
    const Id id = queue_.top().step;
    queue_.pop();
    Step& step = steps_[static_cast<std::size_t>(id)];
    if (step.done) continue;
    step.done = true;
    if (steps_.size() > max_steps) return Outcome::Exceeded;
    if (grammar_.is_final(step.control)) {
      const bool is_line = std::find(lines.begin(), lines.end(), step.entry) != lines.end();
      if (is_line && accepts(step.states)) {
        found_ = id;
        return Outcome::Found;
      }
      finish(id);
    }
    advance(id);
  }
  return Outcome::None;
}

std::u32string JsonLines::line() const {
  std::u32string out;
  spell(found_, out);
  return out;
}

// Behind what led there. Calls lie as deep in one another as values do in the line.
void JsonLines::spell(Id last, std::u32string& out) const {
  // From the end: what is still to be written, steps of one entry each.
  std::vector<Id> open{last};
  std::u32string reversed;
  while (!open.empty()) {
    const Id id = open.back();
    open.pop_back();
    const Step& step = steps_[static_cast<std::size_t>(id)];
    if (step.before == kNone) continue;
    open.push_back(step.before);
    if (step.callee != kNone) {
      open.push_back(step.callee);
    } else {
      reversed.push_back(step.by);
    }
  }
  out.assign(reversed.rbegin(), reversed.rend());
}

}  // namespace filtercheck::decide
