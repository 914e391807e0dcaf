// Which texts a string of a line may have, as a deterministic machine that reads its characters.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "decide/formula.hpp"
#include "values/scalar_tests.hpp"

namespace filtercheck::decide {

class TextMachine {
 public:
  using State = std::int32_t;
  static constexpr State kDead = -1;

  TextMachine() = default;
  TextMachine(const TextMachine&) = delete;
  TextMachine& operator=(const TextMachine&) = delete;
  virtual ~TextMachine() = default;

  virtual State start() = 0;
  virtual State next(State state, char32_t c) = 0;
  virtual bool accepts(State state) const = 0;
  // Where the code points that it tells apart begin.
  virtual std::vector<char32_t> boundaries() const = 0;
};

class AnyText : public TextMachine {
 public:
  State start() override { return 0; }
  State next(State, char32_t) override { return 0; }
  bool accepts(State) const override { return true; }
  std::vector<char32_t> boundaries() const override { return {}; }
};

// One of some texts, or none of them.
class ListedText : public TextMachine {
 public:
  ListedText(const std::set<std::u32string>& texts, bool one_of_them);
  State start() override { return 0; }
  State next(State state, char32_t c) override;
  bool accepts(State state) const override;
  std::vector<char32_t> boundaries() const override;
  // Of the text that was read; -1: none of them.
  std::int32_t listed(State state) const { return nodes_[static_cast<std::size_t>(state)].listed; }
  State off() const { return 1; }

 private:
  struct Node {
    std::map<char32_t, State> next = {};
    std::int32_t listed = -1;
  };
  std::vector<Node> nodes_;
  bool one_of_them_;
};

// The texts of some classes of strings at a place (values/scalar_classes.hpp).
class ClassText : public TextMachine {
 public:
  // `classes`: all of the place; the allowed ones are `allowed`. `tests` must outlive this object.
  ClassText(values::ScalarTests& tests, const std::vector<values::ValueClass>& classes,
            const ClassSet& allowed);
  State start() override;
  State next(State state, char32_t c) override;
  bool accepts(State state) const override { return accepting_[static_cast<std::size_t>(state)]; }
  std::vector<char32_t> boundaries() const override;

 private:
  struct At {
    State node;
    values::States states;
    auto operator<=>(const At&) const = default;
  };
  State intern(At at);

  values::Product automata_;
  ListedText literals_;
  std::vector<std::int32_t> literal_;  // by number in the list: as ValueClass has it
  std::set<values::Outcome> allowed_;
  std::vector<At> at_;
  std::vector<bool> accepting_;
  std::map<At, State> state_of_;
};

}  // namespace filtercheck::decide
