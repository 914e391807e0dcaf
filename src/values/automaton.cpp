#include "values/automaton.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck::values {

namespace {

// failure[k]: the longest proper border of the first k characters (Knuth, Morris and Pratt 1977).
std::vector<std::int32_t> failure_function(std::u32string_view text) {
  std::vector<std::int32_t> failure(text.size() + 1, 0);
  std::int32_t border = 0;
  for (std::size_t k = 1; k < text.size(); ++k) {
    while (border > 0 && text[k] != text[static_cast<std::size_t>(border)]) {
      border = failure[static_cast<std::size_t>(border)];
    }
    if (text[k] == text[static_cast<std::size_t>(border)]) ++border;
    failure[k + 1] = border;
  }
  return failure;
}

}  // namespace

Automaton::Automaton(std::u32string_view text, Reading reading)
    : anchored_(text.front() != U'*'), open_end_(text.back() == U'*'), reading_(reading) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(U'*', begin), text.size());
    if (end > begin) add_part(text.substr(begin, end - begin), end == text.size());
    begin = end + 1;
  }
  finish_text();
}

Automaton Automaton::containing(std::u32string_view part) {
  Automaton automaton;
  automaton.open_end_ = true;
  automaton.add_part(part, false);
  automaton.finish_text();
  return automaton;
}

// A part that is followed by another is left when it is found; the last one has a state more.
void Automaton::add_part(std::u32string_view part, bool last) {
  const auto first = static_cast<std::int32_t>(accepting_.size());
  parts_.push_back({std::u32string(part), failure_function(part), first});
  accepting_.resize(accepting_.size() + part.size() + (last ? 1 : 0), false);
  for (const char32_t c : part) {
    add_boundary(c);
    add_boundary(c + 1);
  }
}

void Automaton::finish_text() {
  if (!open_end_) accepting_.back() = true;
  accepting_.push_back(false);      // dead
  accepting_.push_back(open_end_);  // all
  if (parts_.empty()) start_ = static_cast<State>(accepting_.size()) - 1;
  finish_boundaries();
}

std::size_t Automaton::part_of(State state) const {
  const auto after = std::upper_bound(parts_.begin(), parts_.end(), state,
                                      [](State s, const Part& p) { return s < p.first_state; });
  return static_cast<std::size_t>(after - parts_.begin()) - 1;
}

Automaton::State Automaton::next_of_text(State state, char32_t c) const {
  const auto all = static_cast<State>(accepting_.size()) - 1;
  const State dead = all - 1;
  if (state >= dead) return state;
  const auto part = parts_.begin() + static_cast<std::ptrdiff_t>(part_of(state));
  const bool last = std::next(part) == parts_.end();
  const bool prefix = anchored_ && part == parts_.begin();
  const auto size = static_cast<std::int32_t>(part->text.size());
  std::int32_t found = state - part->first_state;
  const auto fits = [&] {
    return found < size && part->text[static_cast<std::size_t>(found)] == c;
  };
  if (prefix) {
    // Only the last state of a single part "x" without a star could be found == size; a literal has
    // a star, so a prefix is followed by a part or by the open end.
    if (!fits()) return dead;
  } else if (found == size && reading_ == Reading::FirstOccurrence) {
    return dead;
  } else {
    while (found > 0 && !fits()) found = part->failure[static_cast<std::size_t>(found)];
  }
  if (fits()) ++found;
  if (found < size) return part->first_state + found;
  if (!last) return std::next(part)->first_state;
  return open_end_ ? all : part->first_state + size;
}

bool Automaton::is_settled(State state) const {
  if (!steps_) return is_dead(state) || is_all(state);
  return steps_->has_end(positions_of_[static_cast<std::size_t>(state)]);
}

// A number's text has no other characters, and neither have the texts of the infinite ones.
bool Automaton::refuses_numbers() const {
  static constexpr std::u32string_view kOfNumbers = U"0123456789.E-Infity";
  return std::any_of(parts_.begin(), parts_.end(), [](const Part& part) {
    return part.text.find_first_not_of(kOfNumbers) != std::u32string::npos;
  });
}

std::int32_t Automaton::missing(State state) const {
  if (is_all(state)) return 0;
  std::int32_t missing = 0;
  for (std::size_t part = part_of(state); part < parts_.size(); ++part)
    missing += static_cast<std::int32_t>(parts_[part].text.size());
  return missing - (state - parts_[part_of(state)].first_state);
}

// Texts that are accepted after (i, k) contain the parts from i on, in order, the first of them
// perhaps begun by the last k characters. What is accepted with more parts to find is accepted with
// fewer; and with less of a part begun, if the rest of it is another beginning of the same part
// (on the chain of failures). The first part before a star is found at its place or never; and
// under first occurrence more text may spoil the last part.
bool Automaton::includes(State greater, State lesser) const {
  if (greater == lesser || is_all(greater) || is_dead(lesser)) return true;
  if (is_dead(greater) || is_all(lesser)) return false;
  if (!open_end_ && reading_ == Reading::FirstOccurrence) return false;
  const std::size_t part = part_of(greater);
  if (part != part_of(lesser)) return part > part_of(lesser);
  if (anchored_ && part == 0) return false;
  const std::int32_t less = lesser - parts_[part].first_state;
  std::int32_t found = greater - parts_[part].first_state;
  while (found > less) found = parts_[part].failure[static_cast<std::size_t>(found)];
  return found == less;
}

Automaton::Automaton(const Regex& regex, std::size_t max_steps)
    : steps_(std::in_place, regex, max_steps) {
  if (too_large()) return;
  for (const char32_t c : steps_->boundaries()) add_boundary(c);
  finish_boundaries();
  start_ = intern(steps_->beginnings(false), true);
}

void Automaton::finish_boundaries() {
  std::sort(boundaries_.begin(), boundaries_.end());
  boundaries_.erase(std::unique(boundaries_.begin(), boundaries_.end()), boundaries_.end());
  if (boundaries_.back() > 0x10FFFF) boundaries_.pop_back();
}

Automaton::State Automaton::intern(Positions positions, bool at_begin) {
  // A match stays one whatever follows: all such states are one.
  const bool matched = steps_->has_end(positions);
  if (matched) positions = {steps_->last_end()};
  const auto [entry, fresh] = known_.try_emplace({at_begin && !matched, std::move(positions)},
                                                 static_cast<State>(positions_of_.size()));
  if (!fresh) return entry->second;
  positions_of_.push_back(entry->first.second);
  accepting_.push_back(steps_->accepts(positions_of_.back(), at_begin));
  return entry->second;
}

Automaton::State Automaton::next_of_regex(State state, char32_t c) {
  const auto block =
      std::upper_bound(boundaries_.begin(), boundaries_.end(), c) - boundaries_.begin();
  const auto key = static_cast<std::uint64_t>(state) << 32 | static_cast<std::uint64_t>(block);
  if (const auto known = transitions_.find(key); known != transitions_.end()) return known->second;
  const State to =
      intern(steps_->all_after(positions_of_[static_cast<std::size_t>(state)], c), false);
  transitions_.emplace(key, to);
  return to;
}

Automaton::State Automaton::next(State state, char32_t c) {
  return steps_ ? next_of_regex(state, c) : next_of_text(state, c);
}

bool Automaton::accepts(std::u32string_view text) {
  State state = start_;
  for (const char32_t c : text) state = next(state, c);
  return accepts(state);
}

}  // namespace filtercheck::values
