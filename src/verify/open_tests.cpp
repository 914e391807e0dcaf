#include "verify/open_tests.hpp"

#include <algorithm>

#include "base/unicode.hpp"
#include "verify/java_double.hpp"
#include "verify/words.hpp"

namespace filtercheck::verify {

namespace {

// Whether the value passes; no value if that hangs on a text that is not there.
std::optional<bool> passes(const Value& value, const OpenTest& test, Work& work) {
  const bool is_finite = value.shape == Shape::Integer || value.shape == Shape::Float;
  work.spend(1 + (value.text ? value.text->size() : 0));
  switch (test.kind) {
    case OpenTest::Kind::Less:
      return is_finite && value.number < test.number;
    case OpenTest::Kind::Greater:
      return is_finite && value.number > test.number;
    case OpenTest::Kind::Number:
      if (value.shape != Shape::String) return is_finite && value.number == test.number;
      [[fallthrough]];
    case OpenTest::Kind::Text:
      if (!value.text) return std::nullopt;
      return test.text->matches(*value.text);
    case OpenTest::Kind::Regex:
      if (!value.text) return std::nullopt;
      return test.regex->matches(*value.text, work);
  }
  return std::nullopt;
}

}  // namespace

OpenTest open_test(const Variable& variable, bool required, Reading reading, Work& work) {
  OpenTest test;
  test.required = required;
  const Literal& literal = variable.test.literal;
  if (const auto* text = std::get_if<Text>(&literal)) {
    test.literal = base::decode_utf8(text->value);
  } else if (const auto* regex = std::get_if<Regex>(&literal)) {
    test.kind = OpenTest::Kind::Regex;
    test.regex.emplace(*regex, work);
  } else {
    const std::string& source = std::get<Number>(literal).source;
    test.kind = variable.kind == VariableKind::Less      ? OpenTest::Kind::Less
                : variable.kind == VariableKind::Greater ? OpenTest::Kind::Greater
                                                         : OpenTest::Kind::Number;
    test.literal = widened(source);
    test.number = read_decimal(source);
  }
  if (test.kind != OpenTest::Kind::Regex) test.text.emplace(test.literal, reading);
  work.spend(1 + test.literal.size());
  return test;
}

Value integer_value(const Decimal& integer) {
  const std::optional<std::string> text = integer_text(integer);
  if (!text) return {Shape::Integer, std::nullopt, integer};
  return {Shape::Integer, widened(*text), integer};
}

Value float_value(double value) {
  return {Shape::Float, widened(java_text(value)), shortest_decimal(value)};
}

Value text_value(Shape shape, std::u32string text) { return {shape, std::move(text), {}}; }

bool is_refuted(const Value& value, const std::vector<OpenTest>& tests, Work& work) {
  return std::any_of(tests.begin(), tests.end(), [&](const OpenTest& test) {
    const std::optional<bool> passed = passes(value, test, work);
    return passed && *passed != test.required;
  });
}

std::u32string widened(const std::string& ascii) { return {ascii.begin(), ascii.end()}; }

std::string shown(const Value& value) {
  if (!value.text) return "an integer of more than " + std::to_string(kMostDigits) + " digits";
  return in_quotes(value.text->substr(0, 200));
}

}  // namespace filtercheck::verify
