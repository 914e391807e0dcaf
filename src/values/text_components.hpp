// The conditions on a text as components of a search. Each can say two things of covering: as much
// as is true (for a decision), or what a certificate may use (`Covering::Certified`).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "values/automaton.hpp"
#include "values/product_search.hpp"
#include "values/regex_steps.hpp"

namespace filtercheck::values {

enum class Covering { All, Certified };

// A text literal with `*`, which must accept or must not. `automaton` must outlive the component.
std::unique_ptr<Component> text_component(Automaton& automaton, bool required, Covering covering);

// A required regex, in one position: state 0 is "not begun", p + 1 is position p.
std::unique_ptr<Component> required_regex_component(const RegexSteps& steps, Covering covering);

// A forbidden regex, in a set of positions.
class ForbiddenRegex : public Component {
 public:
  explicit ForbiddenRegex(const RegexSteps& steps) : steps_(steps) {}
  std::vector<State> start() override;
  std::vector<State> next(State state, char32_t c) override;
  bool accepts(State state, bool text_is_empty) const override;
  std::int32_t missing(State state) const override;
  std::vector<char32_t> boundaries() const override { return steps_.boundaries(); }
  bool is_ordered() const override { return true; }
  bool covers(State greater, State lesser) const override;

  using Positions = std::vector<RegexSteps::Position>;
  const Positions& positions(State state) const { return sets_[static_cast<std::size_t>(state)]; }

 private:
  std::vector<State> known(Positions positions);

  const RegexSteps& steps_;
  std::vector<Positions> sets_;
  std::map<Positions, State> state_of_;
};

// A text that the text must be.
std::unique_ptr<Component> required_text_component(std::u32string text);

// Texts that the text must not be.
std::unique_ptr<Component> forbidden_texts_component(const std::vector<std::u32string>& texts);

}  // namespace filtercheck::values
