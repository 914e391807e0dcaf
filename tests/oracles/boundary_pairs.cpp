#include "oracles/boundary_pairs.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace filtercheck::oracles {

namespace {

using support::Choices;

// Where each list goes on is near.
constexpr std::array<std::string_view, 6> kSelectors{"$.a",       "$.a[0]",   "$.a[1]",
                                                     "$.a[1][0]", "$.a[0].b", "$.a.b"};
constexpr std::array<std::string_view, 6> kOrders{"<", "<=", "=", ">=", ">", "!="};
// Where the way in which a double is written changes: 1e-3, 1e7, and beyond what is exact.
constexpr std::array<std::string_view, 16> kNumbers{
    "0",       "1",        "1.0",      "0.001",           "0.00099",  "0.0001",
    "9999999", "1e7",      "10000001", "12345678",        "99999999", "100000001",
    "1.5e7",   "15000000", "2.5e9",    "9007199254740993"};
constexpr std::array<std::string_view, 10> kTexts{
    "1.0E7", "1E7", "*E7", "12345678", "1.2345678E7", "9.9*", "1.0E-*", "1*", "*.0", "1"};
constexpr std::array<std::string_view, 3> kShapes{" IS NULL", " NOT EXISTS", " = *"};

// One or two further on.
template <std::size_t N>
std::size_t near(Choices& choices, const std::array<std::string_view, N>&, std::size_t at) {
  return (at + 1 + choices.below(2)) % N;
}

struct Condition {
  std::size_t selector;
  bool is_shape;
  std::size_t shape;
  std::size_t order;
  bool is_number;
  std::size_t value;

  std::string text() const {
    std::string text(kSelectors[selector]);
    if (is_shape) return text += kShapes[shape];
    text += ' ';
    if (!is_number) {
      text += kOrders[order] == "!=" ? "!= \"" : "= \"";
      text += kTexts[value % kTexts.size()];
      return text += '"';
    }
    text += kOrders[order];
    text += ' ';
    return text += kNumbers[value];
  }
};

Condition draw(Choices& choices) {
  return {choices.below(kSelectors.size()), choices.below(5) == 0, choices.below(kShapes.size()),
          choices.below(kOrders.size()),    choices.below(3) != 0, choices.below(kNumbers.size())};
}

void change(Choices& choices, Condition& condition) {
  switch (choices.below(4)) {
    case 0:
      condition.selector = near(choices, kSelectors, condition.selector);
      break;
    case 1:
      condition.order = near(choices, kOrders, condition.order);
      condition.shape = near(choices, kShapes, condition.shape);
      break;
    case 2:
      condition.value = near(choices, kNumbers, condition.value);
      condition.shape = near(choices, kShapes, condition.shape);
      break;
    default:
      condition.is_number = !condition.is_number;
      condition.is_shape = false;
  }
}

std::string joined(const std::vector<Condition>& conditions, std::string_view by) {
  std::string text = "{ ";
  for (const Condition& condition : conditions) {
    if (text.size() > 2) text += by;
    text += condition.text();
  }
  return text += " }";
}

}  // namespace

std::pair<std::string, std::string> boundary_pair(Choices& choices) {
  std::vector<Condition> conditions;
  for (std::size_t left = 1 + choices.below(3); left > 0; --left)
    conditions.push_back(draw(choices));
  // They meet on one place, or on which of some places are there.
  const std::size_t meet = choices.below(3);
  for (Condition& condition : conditions) {
    if (meet == 0) condition.selector = conditions.front().selector;
    if (meet == 1) condition.is_shape = true;
  }
  const std::string_view by = choices.below(4) == 0 ? " || " : " && ";
  std::string a = joined(conditions, by);
  change(choices, conditions[choices.below(conditions.size())]);
  return {std::move(a), joined(conditions, by)};
}

}  // namespace filtercheck::oracles
