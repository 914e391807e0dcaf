#include "values/text_components.hpp"

#include <algorithm>
#include <utility>

namespace filtercheck::values {

namespace {

using State = Component::State;

// Where each of some characters begins and ends.
template <typename Characters>
std::vector<char32_t> around(const Characters& characters) {
  std::vector<char32_t> all;
  for (const char32_t c : characters) {
    all.push_back(c);
    all.push_back(c + 1);
  }
  return all;
}

class TextComponent : public Component {
 public:
  TextComponent(Automaton& automaton, bool required, Covering covering)
      : automaton_(automaton), required_(required), covering_(covering) {}

  std::vector<State> start() override { return alive(automaton_.start()); }
  std::vector<State> next(State state, char32_t c) override {
    return alive(automaton_.next(state, c));
  }
  bool accepts(State state, bool) const override { return automaton_.accepts(state) == required_; }
  std::int32_t missing(State state) const override {
    if (required_) return automaton_.missing(state);
    return automaton_.accepts(state) ? 1 : 0;
  }
  std::vector<char32_t> boundaries() const override { return automaton_.boundaries(); }
  bool is_ordered() const override { return covering_ == Covering::All; }
  bool covers(State greater, State lesser) const override {
    if (!is_ordered()) return greater == lesser;
    return required_ ? automaton_.includes(greater, lesser) : automaton_.includes(lesser, greater);
  }

 private:
  std::vector<State> alive(State state) const {
    if (required_ ? automaton_.is_dead(state) : automaton_.is_all(state)) return {};
    return {state};
  }

  Automaton& automaton_;
  bool required_;
  Covering covering_;
};

class RequiredRegex : public Component {
 public:
  RequiredRegex(const RegexSteps& steps, Covering covering)
      : steps_(steps),
        may_begin_late_(covering == Covering::Certified || !steps.beginnings(true).empty()) {}

  std::vector<State> start() override { return not_begun(false); }
  std::vector<State> next(State state, char32_t c) override {
    if (state == 0) return not_begun(true);
    std::vector<State> states;
    steps_.after(state - 1, c, states);
    for (State& s : states) ++s;
    return states;
  }
  bool accepts(State state, bool text_is_empty) const override {
    return state != 0 && steps_.accepts(state - 1, text_is_empty);
  }
  std::int32_t missing(State state) const override {
    // One more before it has begun: of two ways that lack the same, the one on its way comes first.
    return state == 0 ? steps_.missing() + 1 : steps_.missing(state - 1);
  }
  std::vector<char32_t> boundaries() const override { return steps_.boundaries(); }

 private:
  std::vector<State> not_begun(bool begun) const {
    std::vector<State> states;
    if (may_begin_late_) states.push_back(0);
    for (const RegexSteps::Position p : steps_.beginnings(begun)) states.push_back(p + 1);
    return states;
  }

  const RegexSteps& steps_;
  bool may_begin_late_;  // not with `^` alone; certificates do not know that
};

class RequiredText : public Component {
 public:
  explicit RequiredText(std::u32string text) : text_(std::move(text)) {}

  std::vector<State> start() override { return {0}; }
  std::vector<State> next(State state, char32_t c) override {
    const auto at = static_cast<std::size_t>(state);
    if (at == text_.size() || text_[at] != c) return {};
    return {state + 1};
  }
  bool accepts(State state, bool) const override { return missing(state) == 0; }
  std::int32_t missing(State state) const override {
    return static_cast<std::int32_t>(text_.size()) - state;
  }
  std::vector<char32_t> boundaries() const override { return around(text_); }

 private:
  std::u32string text_;
};

// A trie. Outside of it nothing is forbidden any more.
class ForbiddenTexts : public Component {
 public:
  explicit ForbiddenTexts(const std::vector<std::u32string>& texts) : nodes_(2) {
    for (const std::u32string& text : texts) {
      State at = kRoot;
      for (const char32_t c : text) {
        const auto fresh = static_cast<State>(nodes_.size());
        const auto [entry, added] = nodes_[static_cast<std::size_t>(at)].next.try_emplace(c, fresh);
        at = entry->second;
        if (added) nodes_.emplace_back();
        if (added) characters_.push_back(c);
      }
      nodes_[static_cast<std::size_t>(at)].forbidden = true;
    }
  }

  std::vector<State> start() override { return {kRoot}; }
  std::vector<State> next(State state, char32_t c) override {
    const auto& next = nodes_[static_cast<std::size_t>(state)].next;
    const auto entry = next.find(c);
    return {entry == next.end() ? kOff : entry->second};
  }
  bool accepts(State state, bool) const override {
    return !nodes_[static_cast<std::size_t>(state)].forbidden;
  }
  std::int32_t missing(State state) const override { return accepts(state, false) ? 0 : 1; }
  std::vector<char32_t> boundaries() const override { return around(characters_); }

 private:
  static constexpr State kOff = 0;
  static constexpr State kRoot = 1;
  struct Node {
    std::map<char32_t, State> next = {};
    bool forbidden = false;
  };
  std::vector<Node> nodes_;
  std::vector<char32_t> characters_;
};

}  // namespace

std::unique_ptr<Component> text_component(Automaton& automaton, bool required, Covering covering) {
  return std::make_unique<TextComponent>(automaton, required, covering);
}

std::unique_ptr<Component> required_regex_component(const RegexSteps& steps, Covering covering) {
  return std::make_unique<RequiredRegex>(steps, covering);
}

std::unique_ptr<Component> required_text_component(std::u32string text) {
  return std::make_unique<RequiredText>(std::move(text));
}

std::unique_ptr<Component> forbidden_texts_component(const std::vector<std::u32string>& texts) {
  return std::make_unique<ForbiddenTexts>(texts);
}

std::vector<State> ForbiddenRegex::known(Positions positions) {
  if (steps_.has_end(positions)) return {};
  const auto [entry, fresh] =
      state_of_.try_emplace(std::move(positions), static_cast<State>(sets_.size()));
  if (fresh) sets_.push_back(entry->first);
  return {entry->second};
}

std::vector<State> ForbiddenRegex::start() { return known(steps_.beginnings(false)); }

std::vector<State> ForbiddenRegex::next(State state, char32_t c) {
  return known(steps_.all_after(positions(state), c));
}

bool ForbiddenRegex::accepts(State state, bool text_is_empty) const {
  return !steps_.accepts(positions(state), text_is_empty);
}

std::int32_t ForbiddenRegex::missing(State state) const { return accepts(state, false) ? 0 : 1; }

bool ForbiddenRegex::covers(State greater, State lesser) const {
  const Positions& few = positions(greater);
  const Positions& many = positions(lesser);
  return std::includes(many.begin(), many.end(), few.begin(), few.end());
}

}  // namespace filtercheck::values
