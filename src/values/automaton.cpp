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

bool contains(const CodePointSet& set, char32_t c) {
  return std::any_of(set.begin(), set.end(),
                     [c](CodePointRange r) { return r.first <= c && c <= r.last; });
}

}  // namespace

Automaton::Automaton(std::u32string_view text, Reading reading)
    : anchored_(text.front() != U'*'), open_end_(text.back() == U'*'), reading_(reading) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(U'*', begin), text.size());
    if (end > begin) {
      const std::u32string_view part = text.substr(begin, end - begin);
      const auto first = static_cast<std::int32_t>(accepting_.size());
      const bool last = end == text.size();
      parts_.push_back({std::u32string(part), failure_function(part), first});
      // A part that is followed by another is left when it is found; the last one has a state more.
      accepting_.resize(accepting_.size() + part.size() + (last ? 1 : 0), false);
      for (const char32_t c : part) {
        add_boundary(c);
        add_boundary(c + 1);
      }
    }
    begin = end + 1;
  }
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

Automaton::Automaton(const Regex& regex, std::size_t max_steps) {
  expand(regex, max_steps);
  if (too_large_) return;
  for (const Step& step : program_) {
    for (const CodePointRange range : step.set) {
      add_boundary(range.first);
      add_boundary(range.last + 1);
    }
  }
  finish_boundaries();
  std::vector<char> seen(program_.size(), 0);
  Steps steps;
  follow(entry_, true, false, seen, steps);
  start_ = intern(std::move(steps), true);
}

void Automaton::finish_boundaries() {
  std::sort(boundaries_.begin(), boundaries_.end());
  boundaries_.erase(std::unique(boundaries_.begin(), boundaries_.end()), boundaries_.end());
  if (boundaries_.back() > 0x10FFFF) boundaries_.pop_back();
}

std::int32_t Automaton::add_step(Step step) {
  program_.push_back(std::move(step));
  return static_cast<std::int32_t>(program_.size()) - 1;
}

// Backwards from Match, so that each step knows where it leads.
void Automaton::expand(const Regex& regex, std::size_t max_steps) {
  const std::int32_t match = add_step({Step::Kind::Match});
  std::vector<std::int32_t> entries;
  for (const auto& alternative : regex.alternatives) {
    std::int32_t to = match;
    for (auto piece = alternative.rbegin(); piece != alternative.rend(); ++piece) {
      const auto atom = [&](std::int32_t after) {
        if (const auto* anchor = std::get_if<Anchor>(&piece->atom)) {
          return add_step(
              {*anchor == Anchor::Begin ? Step::Kind::Begin : Step::Kind::End, {}, after});
        }
        return add_step({Step::Kind::Set, std::get<CodePointSet>(piece->atom), after});
      };
      if (!piece->max) {
        const std::int32_t loop = add_step({Step::Kind::Split, {}, 0, to});
        const std::int32_t body = atom(loop);
        program_[static_cast<std::size_t>(loop)].to = body;
        to = loop;
      } else {
        const std::int32_t after = to;
        for (int i = piece->min; i < *piece->max && program_.size() <= max_steps; ++i) {
          const std::int32_t body = atom(to);
          to = add_step({Step::Kind::Split, {}, body, after});
        }
      }
      for (int i = 0; i < piece->min && program_.size() <= max_steps; ++i) to = atom(to);
      if (program_.size() > max_steps) {
        too_large_ = true;
        return;
      }
    }
    entries.push_back(to);
  }
  entry_ = entries.back();
  for (auto e = std::next(entries.rbegin()); e != entries.rend(); ++e) {
    entry_ = add_step({Step::Kind::Split, {}, *e, entry_});
  }
}

// The steps that wait for a character, for the end or for nothing (Match), reached without one.
void Automaton::follow(std::int32_t first, bool at_begin, bool at_end, std::vector<char>& seen,
                       Steps& out) const {
  std::vector<std::int32_t> open{first};
  while (!open.empty()) {
    const std::int32_t at = open.back();
    open.pop_back();
    if (std::exchange(seen[static_cast<std::size_t>(at)], 1)) continue;
    const Step& step = program_[static_cast<std::size_t>(at)];
    switch (step.kind) {
      case Step::Kind::Split:
        open.push_back(step.to);
        open.push_back(step.or_to);
        break;
      case Step::Kind::Begin:
        if (at_begin) open.push_back(step.to);
        break;
      case Step::Kind::End:
        if (at_end) {
          open.push_back(step.to);
        } else {
          out.push_back(at);
        }
        break;
      case Step::Kind::Set:
      case Step::Kind::Match:
        out.push_back(at);
        break;
    }
  }
}

Automaton::State Automaton::intern(Steps steps, bool at_begin) {
  const auto is_match = [this](std::int32_t s) {
    return program_[static_cast<std::size_t>(s)].kind == Step::Kind::Match;
  };
  std::sort(steps.begin(), steps.end());
  // A match stays one whatever follows: all such states are one.
  const bool matched = std::any_of(steps.begin(), steps.end(), is_match);
  if (matched) steps.assign(1, 0);
  const auto [entry, fresh] =
      known_.try_emplace({at_begin && !matched, steps}, static_cast<State>(steps_of_.size()));
  if (!fresh) return entry->second;
  bool accepting = matched;
  if (!accepting) {
    std::vector<char> seen(program_.size(), 0);
    Steps at_end;
    for (const std::int32_t s : steps) {
      if (program_[static_cast<std::size_t>(s)].kind == Step::Kind::End) {
        follow(s, at_begin, true, seen, at_end);
      }
    }
    accepting = std::any_of(at_end.begin(), at_end.end(), is_match);
  }
  accepting_.push_back(accepting);
  steps_of_.push_back(std::move(steps));
  return entry->second;
}

Automaton::State Automaton::next_of_regex(State state, char32_t c) {
  const auto block =
      std::upper_bound(boundaries_.begin(), boundaries_.end(), c) - boundaries_.begin();
  const auto key = static_cast<std::uint64_t>(state) << 32 | static_cast<std::uint64_t>(block);
  if (const auto known = transitions_.find(key); known != transitions_.end()) return known->second;
  const Steps& steps = steps_of_[static_cast<std::size_t>(state)];
  Steps reached;
  std::vector<char> seen(program_.size(), 0);
  bool matched = false;
  for (const std::int32_t s : steps) {
    const Step& step = program_[static_cast<std::size_t>(s)];
    matched = matched || step.kind == Step::Kind::Match;
    if (step.kind == Step::Kind::Set && contains(step.set, c))
      follow(step.to, false, false, seen, reached);
  }
  if (matched) {
    reached.assign(1, 0);
  } else {
    follow(entry_, false, false, seen, reached);  // a search may begin anywhere
  }
  const State to = intern(std::move(reached), false);
  transitions_.emplace(key, to);
  return to;
}

Automaton::State Automaton::next(State state, char32_t c) {
  return program_.empty() ? next_of_text(state, c) : next_of_regex(state, c);
}

bool Automaton::accepts(std::u32string_view text) {
  State state = start_;
  for (const char32_t c : text) state = next(state, c);
  return accepts(state);
}

}  // namespace filtercheck::values
