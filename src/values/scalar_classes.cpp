#include "values/scalar_classes.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "base/unicode.hpp"
#include "values/number_search.hpp"
#include "values/string_search.hpp"

namespace filtercheck::values {

namespace {

std::u32string automaton_key(std::u32string_view text, Reading reading) {
  return (reading == Reading::Glob ? U"g" : U"f") + std::u32string(text);
}

}  // namespace

ScalarClasses::Added ScalarClasses::add(const Literal& literal, Reading reading) {
  const auto text_added = [this](std::u32string text) {
    if (const auto integer = integer_with_text(text)) {
      tests_.cuts.push_back(*integer);
    } else if (const auto value = double_with_text(text)) {
      tests_.cuts.push_back(*value);
    }
    const auto [entry, fresh] = tests_.literals.try_emplace(
        std::move(text), static_cast<std::int32_t>(tests_.literals.size()));
    return Added{entry->second, -1};
  };
  const auto automaton_added = [this](std::u32string key, auto make) {
    const auto [entry, fresh] = automaton_of_.try_emplace(std::move(key), tests_.automata.size());
    if (fresh) tests_.automata.push_back(make());
    return Added{-1, static_cast<std::int32_t>(entry->second)};
  };
  if (const auto* text = std::get_if<Text>(&literal)) {
    std::u32string points = base::decode_utf8(text->value);
    if (points.find(U'*') == std::u32string::npos) return text_added(std::move(points));
    return automaton_added(automaton_key(points, reading),
                           [&] { return Automaton(points, reading); });
  }
  if (const auto* number = std::get_if<Number>(&literal)) {
    tests_.cuts.push_back(read_decimal(number->source));
    return text_added(widened(number->source));
  }
  const Regex& regex = std::get<Regex>(literal);
  return automaton_added(U"%" + widened(regex.source),
                         [&] { return Automaton(regex, Budget::kRegexSteps); });
}

std::vector<ValueClass> ScalarClasses::classes(const std::vector<std::u32string>& natural,
                                               Budget& budget, std::vector<ValueClass> given) {
  for (const Automaton& automaton : tests_.automata) {
    if (!automaton.too_large()) continue;
    budget.exceed("a regex has more than " + std::to_string(Budget::kRegexSteps) +
                  " steps when its repetitions are written out");
    return {};
  }
  std::sort(tests_.cuts.begin(), tests_.cuts.end(),
            [](const Decimal& a, const Decimal& b) { return compare(a, b) < 0; });
  tests_.cuts.erase(std::unique(tests_.cuts.begin(), tests_.cuts.end()), tests_.cuts.end());
  std::vector<ValueClass> all = string_classes(tests_, natural, budget, std::move(given));
  if (!budget.ok()) return all;
  std::vector<ValueClass> numbers = number_classes(tests_, budget);
  std::move(numbers.begin(), numbers.end(), std::back_inserter(all));
  return all;
}

ScalarClasses::Test ScalarClasses::test(Operator op, const Literal& literal, Added added) const {
  Test test{op, added.literal, added.automaton};
  if (const auto* number = std::get_if<Number>(&literal)) {
    test.cell = tests_.cell_of(read_decimal(number->source));
  }
  return test;
}

bool ScalarClasses::holds(const Test& test, const ValueClass& value) {
  const bool numeric = test.cell >= 0 && value.shape != Shape::String;
  // Every comparison of a number that is not finite with a number is false, `!=` too.
  if (numeric && value.cell < 0) return false;
  const bool equal = test.automaton >= 0 ? value.accepted[static_cast<std::size_t>(test.automaton)]
                     : numeric           ? value.cell == test.cell
                                         : value.literal == test.literal;
  switch (test.op) {
    case Operator::Equal:
      return equal;
    case Operator::NotEqual:
      return !equal;
    case Operator::Less:
      return numeric && value.cell < test.cell;
    case Operator::LessEqual:
      return numeric && value.cell <= test.cell;
    case Operator::Greater:
      return numeric && value.cell > test.cell;
    case Operator::GreaterEqual:
      return numeric && value.cell >= test.cell;
  }
  return false;
}

}  // namespace filtercheck::values
