#include "verify/text_states.hpp"

#include <algorithm>

namespace filtercheck::verify {

namespace {

std::vector<std::u32string> parts_of(const std::u32string& literal) {
  std::vector<std::u32string> parts(1);
  for (const char32_t c : literal) {
    if (c == U'*') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::vector<std::uint32_t> borders_of(const std::u32string& part) {
  std::vector<std::uint32_t> borders(part.size() + 1, 0);
  for (std::size_t k = 1; k < part.size(); ++k) {
    std::uint32_t border = borders[k];
    while (border > 0 && part[border] != part[k]) border = borders[border];
    borders[k + 1] = part[border] == part[k] ? border + 1 : 0;
  }
  return borders;
}

}  // namespace

TextStates::TextStates(const std::u32string& literal, Reading reading)
    : parts_(parts_of(literal)), reading_(reading) {
  for (const std::u32string& part : parts_) borders_.push_back(borders_of(part));
}

// A part that has been found makes way for the next one; behind a last star anything goes.
TextStates::State TextStates::settled(State state) const {
  while (state.part + 1 < parts_.size() && state.matched == parts_[state.part].size()) {
    state = {state.part + 1, 0};
  }
  if (has_star() && state.part + 1 == parts_.size() && parts_.back().empty()) return kAll;
  return state;
}

TextStates::State TextStates::next(State state, char32_t c) const {
  if (state == kDead || state == kAll) return state;
  const std::u32string& part = parts_[state.part];
  std::uint32_t matched = state.matched;
  if (state.part == 0) {
    return matched < part.size() && part[matched] == c ? settled({0, matched + 1}) : kDead;
  }
  const std::vector<std::uint32_t>& borders = borders_[state.part];
  if (matched == part.size()) {  // the last part: others have been settled
    if (reading_ == Reading::FirstOccurrence) return kDead;
    matched = borders[matched];
  }
  while (matched > 0 && part[matched] != c) matched = borders[matched];
  if (part[matched] == c) ++matched;
  return settled({state.part, matched});
}

bool TextStates::accepts(State state) const {
  if (state == kAll) return true;
  return state.part + 1 == parts_.size() && state.matched == parts_.back().size();
}

bool TextStates::matches(const std::u32string& text) const {
  State state = start();
  for (const char32_t c : text) state = next(state, c);
  return accepts(state);
}

}  // namespace filtercheck::verify
