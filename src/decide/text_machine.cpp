#include "decide/text_machine.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck::decide {

namespace {

using State = TextMachine::State;

std::set<std::u32string> texts_of(const values::ScalarTests& tests) {
  std::set<std::u32string> texts;
  for (const auto& [text, index] : tests.literals) texts.insert(text);
  return texts;
}

}  // namespace

ListedText::ListedText(const std::set<std::u32string>& texts, bool one_of_them)
    : nodes_(2), one_of_them_(one_of_them) {
  std::int32_t number = 0;
  for (const std::u32string& text : texts) {
    State at = start();
    for (const char32_t c : text) {
      const auto fresh = static_cast<State>(nodes_.size());
      const auto [entry, added] = nodes_[static_cast<std::size_t>(at)].next.try_emplace(c, fresh);
      at = entry->second;
      if (added) nodes_.emplace_back();
    }
    nodes_[static_cast<std::size_t>(at)].listed = number++;
  }
}

State ListedText::next(State state, char32_t c) {
  const auto& next = nodes_[static_cast<std::size_t>(state)].next;
  const auto entry = next.find(c);
  if (entry != next.end()) return entry->second;
  return one_of_them_ ? kDead : off();
}

bool ListedText::accepts(State state) const { return (listed(state) >= 0) == one_of_them_; }

std::vector<char32_t> ListedText::boundaries() const {
  std::vector<char32_t> all;
  for (const Node& node : nodes_) {
    for (const auto& [c, next] : node.next) {
      all.push_back(c);
      all.push_back(c + 1);
    }
  }
  return all;
}

ClassText::ClassText(values::ScalarTests& tests, const std::vector<values::ValueClass>& classes,
                     const ClassSet& allowed)
    : automata_(tests.product()), literals_(texts_of(tests), false) {
  for (const auto& [text, index] : tests.literals) literal_.push_back(index);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].shape == values::Shape::String && allowed.contains(i))
      allowed_.insert(values::Collector::outcome(classes[i]));
  }
}

State ClassText::intern(At at) {
  const auto [entry, fresh] = state_of_.try_emplace(std::move(at), static_cast<State>(at_.size()));
  if (fresh) {
    at_.push_back(entry->first);
    const std::int32_t listed = literals_.listed(at_.back().node);
    const std::int32_t literal = listed < 0 ? -1 : literal_[static_cast<std::size_t>(listed)];
    accepting_.push_back(
        allowed_.contains({literal, values::accepted_by(automata_, at_.back().states), -1}));
  }
  return entry->second;
}

State ClassText::start() { return intern({literals_.start(), values::start_of(automata_)}); }

State ClassText::next(State state, char32_t c) {
  At at = at_[static_cast<std::size_t>(state)];
  at.node = literals_.next(at.node, c);
  for (std::size_t i = 0; i < automata_.size(); ++i)
    at.states[i] = automata_[i]->next(at.states[i], c);
  return intern(std::move(at));
}

std::vector<char32_t> ClassText::boundaries() const {
  std::vector<char32_t> all = literals_.boundaries();
  for (const values::Automaton* automaton : automata_) {
    all.insert(all.end(), automaton->boundaries().begin(), automaton->boundaries().end());
  }
  return all;
}

}  // namespace filtercheck::decide
