#include "values/scalar_tests.hpp"

#include <algorithm>

namespace filtercheck::values {

std::int32_t ScalarTests::literal_of(const std::u32string& text) const {
  const auto literal = literals.find(text);
  return literal == literals.end() ? -1 : literal->second;
}

std::int32_t ScalarTests::cell_of(const Decimal& value) const {
  const auto cut =
      std::lower_bound(cuts.begin(), cuts.end(), value,
                       [](const Decimal& a, const Decimal& b) { return compare(a, b) < 0; });
  const bool at_cut = cut != cuts.end() && *cut == value;
  return 2 * static_cast<std::int32_t>(cut - cuts.begin()) + (at_cut ? 1 : 0);
}

std::vector<bool> ScalarTests::accepted(std::u32string_view text) {
  std::vector<bool> answers;
  for (Automaton& automaton : automata) answers.push_back(automaton.accepts(text));
  return answers;
}

Product ScalarTests::product() {
  Product all;
  for (Automaton& automaton : automata) all.push_back(&automaton);
  return all;
}

States start_of(const Product& automata) {
  States states;
  for (const Automaton* automaton : automata) states.push_back(automaton->start());
  return states;
}

States next_of(const Product& automata, const States& from, char32_t c, Budget& budget) {
  States to(from.size());
  std::size_t cost = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    to[i] = automata[i]->next(from[i], c);
    cost += automata[i]->cost_of_move();
  }
  budget.spend(cost);
  return to;
}

std::vector<bool> accepted_by(const Product& automata, const States& states) {
  std::vector<bool> accepted(states.size());
  for (std::size_t i = 0; i < states.size(); ++i) accepted[i] = automata[i]->accepts(states[i]);
  return accepted;
}

}  // namespace filtercheck::values
