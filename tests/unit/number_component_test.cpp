// The machines that read texts of numbers, state by state against those of the verifier, which are
// written apart from them: the same texts are accepted, and certified states are equal where the
// verifier's are.
#include "values/number_component.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "verify/decimal.hpp"
#include "verify/number_texts.hpp"

namespace filtercheck::values {
namespace {

struct Question {
  char order;  // < = >
  std::string number;
  bool required = true;
};

std::strong_ordering ordering_of(char c) {
  return c == '<'   ? std::strong_ordering::less
         : c == '=' ? std::strong_ordering::equal
                    : std::strong_ordering::greater;
}

class Machines {
 public:
  enum class Kind { Integer, Matters, Certified };

  Machines(Kind kind, const std::vector<Question>& questions)
      : kind_(kind), texts_(verify_kind(), numbers(kind, questions)) {
    std::vector<NumberTest> tests;
    for (const Question& question : questions) {
      tests.push_back(
          {ordering_of(question.order), read_decimal(question.number), question.required});
    }
    tests_ = tests;
    component_ =
        kind == Kind::Integer
            ? integer_component(std::move(tests))
            : float_component(std::move(tests), kind == Kind::Certified ? Exponents::Certified
                                                                        : Exponents::WhatMatters);
  }

  // All pairs of states that a text leads to which begins so, up to a number of them.
  void check(const std::string& beginning, std::size_t most) {
    std::vector<Component::State> first = component_->start();
    verify::NumberState verified = texts_.start();
    for (const char c : beginning) {
      ASSERT_EQ(first.size(), 1U) << beginning;
      first = component_->next(first.front(), static_cast<char32_t>(c));
      verified = texts_.next(std::move(verified), static_cast<char32_t>(c));
    }
    ASSERT_EQ(first.size(), 1U) << beginning;
    visit(first.front(), verified, beginning, 0);
    for (std::size_t at = 0; at < visits_.size(); ++at) {
      if (visits_.size() > most) return;
      // `visits_` grows.
      const Visit from = visits_[at];
      for (const char c : std::string("0123456789.E-/:+e")) {
        const std::string text = from.text + c;
        const std::vector<Component::State> next =
            component_->next(from.state, static_cast<char32_t>(c));
        const verify::NumberState after = texts_.next(from.verified, static_cast<char32_t>(c));
        ASSERT_EQ(next.empty(), texts_.is_dead(after)) << text;
        if (next.empty()) continue;
        ASSERT_EQ(next.size(), 1U) << text;
        visit(next.front(), after, text, at);
      }
    }
    // All were looked at, so it is known what is missing.
    measure();
  }

  std::size_t accepted() const { return accepted_; }
  std::size_t states() const { return key_of_.size(); }

 private:
  struct Visit {
    Component::State state;
    verify::NumberState verified;
    std::string text;
    bool accepts;
  };

  verify::NumberKind verify_kind() const {
    return kind_ == Kind::Integer ? verify::NumberKind::Integer : verify::NumberKind::Float;
  }
  static std::vector<verify::Decimal> numbers(Kind kind, const std::vector<Question>& questions) {
    std::vector<verify::Decimal> all;
    for (const Question& question : questions) all.push_back(verify::read_decimal(question.number));
    // With none the verifier takes any exponent.
    if (kind == Kind::Matters && questions.empty()) all.emplace_back();
    return all;
  }

  bool accepted_by_verifier(const verify::NumberState& state) const {
    if (!texts_.accepts(state)) return false;
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      if ((texts_.order(state, i) == tests_[i].holds_if) != tests_[i].required) return false;
    }
    return true;
  }

  void visit(Component::State state, const verify::NumberState& verified, const std::string& text,
             std::size_t from) {
    const std::string key = verified.key();
    const auto [entry, fresh] = number_of_.try_emplace({state, key}, visits_.size());
    if (visits_.size() > from) edges_.emplace_back(from, entry->second);
    if (!fresh) return;
    const bool accepts = component_->accepts(state, false);
    EXPECT_EQ(accepts, accepted_by_verifier(verified)) << text;
    accepted_ += accepts ? 1 : 0;
    const auto [of_state, fresh_state] = key_of_.try_emplace(state, key);
    if (kind_ != Kind::Matters) {
      EXPECT_EQ(of_state->second, key) << text;
      EXPECT_EQ(state_of_.try_emplace(key, state).first->second, state) << text;
    }
    visits_.push_back({state, verified, text, accepts});
  }

  // No more is said to be missing than is.
  void measure() {
    std::vector<std::int32_t> distance(visits_.size(), -1);
    std::vector<std::vector<std::size_t>> before(visits_.size());
    for (const auto& [from, to] : edges_) before[to].push_back(from);
    std::deque<std::size_t> open;
    for (std::size_t i = 0; i < visits_.size(); ++i) {
      if (!visits_[i].accepts) continue;
      distance[i] = 0;
      open.push_back(i);
    }
    while (!open.empty()) {
      const std::size_t at = open.front();
      open.pop_front();
      const std::int32_t missing = component_->missing(visits_[at].state);
      EXPECT_LE(missing, distance[at]) << visits_[at].text;
      EXPECT_GE(missing, 0) << visits_[at].text;
      for (const std::size_t i : before[at]) {
        if (distance[i] >= 0) continue;
        distance[i] = distance[at] + 1;
        open.push_back(i);
      }
    }
  }

  Kind kind_;
  verify::NumberTexts texts_;
  std::vector<NumberTest> tests_;
  std::unique_ptr<Component> component_;
  std::vector<Visit> visits_;
  std::map<std::pair<Component::State, std::string>, std::size_t> number_of_;
  std::vector<std::pair<std::size_t, std::size_t>> edges_;
  std::map<Component::State, std::string> key_of_;
  std::map<std::string, Component::State> state_of_;
  std::size_t accepted_ = 0;
};

using Kind = Machines::Kind;

const std::vector<std::vector<Question>>& questions() {
  static const std::vector<std::vector<Question>> all{
      {},
      {{'<', "5"}},
      {{'=', "5"}},
      {{'>', "5"}},
      {{'>', "5", false}},
      {{'=', "-5"}},
      {{'<', "-52"}},
      {{'>', "-52.5"}},
      {{'=', "0"}},
      {{'<', "0"}},
      {{'>', "0", false}},
      {{'>', "1234"}},
      {{'<', "-1230"}, {'=', "-1250", false}},
      {{'>', "12.5"}, {'<', "13"}},
      {{'>', "0.5"}, {'<', "2"}},
      {{'>', "-0.025"}},
      {{'<', "0.025"}, {'>', "-0.0125"}},
      {{'=', "10.5"}},
      {{'=', "100"}, {'>', "-3"}},
      {{'>', "0"}, {'<', "9"}, {'=', "7", false}},
      {{'=', "1.5e7"}},
      {{'>', "9.5e99"}},
      {{'<', "1.25e-30"}, {'>', "0"}},
      {{'<', "-2e300"}},
      {{'>', "1e2147483647"}},
      {{'<', "1e-2147483648"}},
      {{'=', "1e308"}},
      {{'=', "1e-324"}, {'=', "1e7", false}},
      {{'<', "-1e-4"}, {'>', "-1e7", false}},
      {{'=', "1234", false}},
      {{'=', "1.5e10"}},
      {{'=', "1.5e100"}},
      {{'=', "-2e20"}, {'=', "-2e200"}},
      {{'=', "9.5e-10"}, {'=', "9.5e-100"}},
  };
  return all;
}

TEST(ValuesNumberComponent, Integers) {
  std::size_t accepted = 0;
  for (const auto& asked : questions()) {
    Machines machines(Kind::Integer, asked);
    machines.check("", 2'000);
    accepted += machines.accepted();
  }
  EXPECT_GT(accepted, 30U);
}

class ValuesFloatComponent : public testing::TestWithParam<std::size_t> {};

TEST_P(ValuesFloatComponent, WhatMatters) {
  Machines machines(Kind::Matters, questions()[GetParam()]);
  machines.check("", 3'000);
}

TEST_P(ValuesFloatComponent, Certified) {
  Machines machines(Kind::Certified, questions()[GetParam()]);
  machines.check("", 3'000);
}

TEST_P(ValuesFloatComponent, Exponents) {
  for (const Kind kind : {Kind::Matters, Kind::Certified}) {
    for (const char* const beginning : {"1.5E", "-2.0E", "9.5E"}) {
      Machines machines(kind, questions()[GetParam()]);
      machines.check(beginning, 3'000);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Of, ValuesFloatComponent,
                         testing::Range(std::size_t{0}, questions().size()));

}  // namespace
}  // namespace filtercheck::values
