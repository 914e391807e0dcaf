#include "audit/composite.hpp"

#include <array>
#include <utility>

namespace filtercheck::audit {

namespace {

using Truth = std::optional<bool>;

constexpr int kDepth = 64;

Truth conjunction(Truth a, Truth b) {
  if (a == false || b == false) return false;
  if (a == true && b == true) return true;
  return std::nullopt;
}
Truth negation(Truth a) {
  if (!a) return a;
  return !*a;
}

class Rule {
 public:
  Rule(std::string_view text, const StateOf& state_of) : text_(text), state_of_(state_of) {}

  Truth run() {
    const Truth truth = disjunction(0);
    skip();
    return failed_ || at_ != text_.size() ? std::nullopt : truth;
  }

 private:
  void skip() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string::npos)
      ++at_;
  }
  bool take(char c) {
    skip();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    skip();
    if (text_.substr(at_, word.size()) != word) return false;
    const std::size_t end = at_ + word.size();
    const bool goes_on =
        end < text_.size() && std::string_view(" \t\r\n()").find(text_[end]) == std::string::npos;
    if (goes_on) return false;
    at_ = end;
    return true;
  }
  Truth fail() {
    failed_ = true;
    return std::nullopt;
  }

  Truth disjunction(int depth) {
    Truth truth = negation(conjunctions(depth));
    while (!failed_ && take_word("OR")) truth = conjunction(truth, negation(conjunctions(depth)));
    return negation(truth);
  }
  Truth conjunctions(int depth) {
    Truth truth = condition(depth);
    while (!failed_ && take_word("AND")) truth = conjunction(truth, condition(depth));
    return truth;
  }

  Truth condition(int depth) {
    if (depth > kDepth) return fail();
    if (take_word("NOT")) return negation(condition(depth + 1));
    if (take('(')) {
      const Truth truth = disjunction(depth + 1);
      return take(')') ? truth : fail();
    }
    if (take_word("TRUE")) return true;
    if (take_word("FALSE")) return false;
    static constexpr std::array<std::pair<std::string_view, AlarmState>, 3> kStates{
        {{"ALARM", AlarmState::Alarm},
         {"OK", AlarmState::Ok},
         {"INSUFFICIENT_DATA", AlarmState::InsufficientData}}};
    for (const auto& [word, state] : kStates) {
      if (!take_word(word)) continue;
      const auto name = take('(') ? this->name() : std::nullopt;
      return name && take(')') ? state_of_(state, *name) : fail();
    }
    return fail();
  }

  std::optional<std::string> name() {
    skip();
    const bool is_quoted = take('"');
    const std::size_t end = text_.find_first_of(is_quoted ? "\"" : ")", at_);
    if (end == std::string_view::npos) return std::nullopt;
    std::string name(text_.substr(at_, end - at_));
    at_ = is_quoted ? end + 1 : end;
    if (!is_quoted) name.resize(name.find_last_not_of(" \t\r\n") + 1);
    return name;
  }

  std::string_view text_;
  const StateOf& state_of_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<bool> rule_holds(std::string_view rule, const StateOf& state_of) {
  return Rule(rule, state_of).run();
}

std::vector<std::string> alarms_of(std::string_view rule) {
  std::vector<std::string> names;
  const StateOf note = [&](AlarmState, const std::string& name) {
    names.push_back(name);
    return std::optional<bool>();
  };
  (void)rule_holds(rule, note);
  return names;
}

}  // namespace filtercheck::audit
