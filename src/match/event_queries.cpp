#include "match/event_queries.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>
#include <variant>

#include "ast/walk.hpp"
#include "base/overloaded.hpp"
#include "filtercheck/evaluate.hpp"

namespace filtercheck::match {

namespace {

// Longer texts are asked about each time: they hardly come again.
constexpr std::size_t kLongestSeen = 256;
// A value has few classes, or the conditions on it are made to have many.
constexpr std::size_t kMostClasses = 4096;

const Selector& selector_of(const Expression& condition) {
  return std::visit(
      [](const auto& node) -> const Selector& {
        if constexpr (requires { node.selector; }) return node.selector;
        static const Selector none;  // an And or an Or, which are no conditions
        return none;
      },
      condition.node);
}

bool is_plain(const Step& step) {
  const auto* key = std::get_if<Key>(&step);
  return key != nullptr && std::none_of(key->name.begin(), key->name.end(), [](char c) {
           return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
         });
}

// Where the steps other than plain keys begin.
std::size_t keys_in(const Selector& selector) {
  const auto end = std::find_if_not(selector.steps.begin(), selector.steps.end(), is_plain);
  return static_cast<std::size_t>(end - selector.steps.begin());
}

// The bytes of `data`, 8 at most.
std::uint64_t word_of(const char* data, std::size_t size) {
  std::uint64_t word = 0;
  std::memcpy(&word, data, size);
  return word;
}

std::size_t hash_of(const char* data, std::size_t size) {
  constexpr std::size_t kWord = 8;
  std::uint64_t hash = size;
  const auto add = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * 0x9E37'79B9'7F4A'7C15;
    hash ^= hash >> 32;
  };
  if (size < kWord) {
    add(word_of(data, size));
    return hash;
  }
  for (std::size_t at = 0; at + kWord < size; at += kWord) add(word_of(data + at, kWord));
  add(word_of(data + size - kWord, kWord));
  return hash;
}

// Whether what is between the quotes is the string.
bool is_plain_string(std::string_view text) {
  return text.starts_with('"') && text.find('\\') == std::string_view::npos;
}

}  // namespace

bool EventQueries::can_ask(const Pattern& pattern) {
  if (!pattern.expression) return false;
  bool can = true;
  ast::for_each_condition(*pattern.expression, [&can](const Expression& condition) {
    const Selector& selector = selector_of(condition);
    const std::size_t keys = keys_in(selector);
    const bool stops_at_key =
        keys < selector.steps.size() && std::holds_alternative<Key>(selector.steps[keys]);
    can = can && keys > 0 && !stops_at_key;
  });
  return can;
}

void EventQueries::add(std::uint32_t number, const Pattern& pattern, Reading reading) {
  formulas_.push_back({number, formula_of(*pattern.expression, reading)});
}

EventQueries::Formula EventQueries::formula_of(const Expression& expression, Reading reading) {
  const std::vector<Expression>* operands = ast::operands_of(expression);
  if (operands == nullptr) return condition_of(expression, selector_of(expression), reading);
  Formula formula;
  formula.kind =
      std::holds_alternative<And>(expression.node) ? Formula::Kind::And : Formula::Kind::Or;
  for (const Expression& operand : *operands) {
    formula.operands.push_back(formula_of(operand, reading));
  }
  return formula;
}

EventQueries::Formula EventQueries::condition_of(const Expression& expression,
                                                 const Selector& selector, Reading reading) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < keys_in(selector); ++i) {
    keys.push_back(std::get<Key>(selector.steps[i]).name);
  }
  Selector rest{{Key{"v"}}};
  rest.steps.insert(rest.steps.end(),
                    selector.steps.begin() + static_cast<std::ptrdiff_t>(keys.size()),
                    selector.steps.end());
  Condition condition{{}, depends_on_reading(expression) ? reading : Reading::Glob, {}};
  condition.pattern.kind = Kind::Json;
  condition.pattern.expression = expression;
  std::visit(
      [&rest](auto& node) {
        if constexpr (requires { node.selector; }) node.selector = std::move(rest);
      },
      condition.pattern.expression->node);
  condition.on_strings = StringTest::of(*condition.pattern.expression, condition.reading);

  Formula formula;
  formula.value = places_.add(keys);
  if (formula.value == conditions_.size()) conditions_.emplace_back();
  std::vector<Condition>& known = conditions_[formula.value];
  const auto same = std::find_if(known.begin(), known.end(), [&condition](const Condition& other) {
    return other.pattern == condition.pattern && other.reading == condition.reading;
  });
  formula.condition = static_cast<std::size_t>(same - known.begin());
  if (same == known.end()) known.push_back(std::move(condition));
  return formula;
}

void EventQueries::settle() {
  const std::vector<std::size_t> numbers = places_.settle();
  std::vector<std::vector<Condition>> conditions(conditions_.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    conditions[numbers[i]] = std::move(conditions_[i]);
  }
  conditions_ = std::move(conditions);
  for (const std::vector<Condition>& of_value : conditions_) {
    const bool have_tests = std::all_of(of_value.begin(), of_value.end(), [](const Condition& c) {
      return c.on_strings.has_value();
    });
    few_.push_back(of_value.size() <= kFew && have_tests);
  }
  for (Numbered& numbered : formulas_) renumber(numbered.formula, numbers);
}

void EventQueries::renumber(Formula& formula, const std::vector<std::size_t>& numbers) {
  if (formula.kind == Formula::Kind::Condition) formula.value = numbers[formula.value];
  for (Formula& operand : formula.operands) renumber(operand, numbers);
}

EventJudge::EventJudge(const EventQueries& queries)
    : queries_(queries), classes_(queries.conditions_.size()) {
  for (std::size_t value = 0; value < classes_.size(); ++value) {
    classes_[value].truths = {truths_of(value, {})};
  }
  current_.resize(classes_.size());
}

// `text`: of the value; without data where there is none.
std::vector<bool> EventJudge::truths_of(std::size_t value, std::string_view text) const {
  const bool is_string = is_plain_string(text);
  std::string event;  // made where it is needed
  const auto event_with_text = [&event, text]() -> const std::string& {
    if (event.empty()) {
      event = "{";
      if (text.data() != nullptr) event += "\"v\":";
      event += text;
      event += '}';
    }
    return event;
  };
  std::vector<bool> truths;
  for (const EventQueries::Condition& condition : queries_.conditions_[value]) {
    truths.push_back(is_string && condition.on_strings
                         ? condition.on_strings->holds(text.substr(1, text.size() - 2))
                         : matches(condition.pattern, event_with_text(), condition.reading));
  }
  return truths;
}

std::span<const std::uint32_t> EventJudge::matching(const std::vector<std::string_view>& values) {
  if (values.empty()) return {};
  bool is_as_before = true;
  for (std::size_t value = 0; value < values.size(); ++value) {
    const ClassId id = values[value].data() == nullptr ? 0 : class_of(value, values[value]);
    is_as_before = is_as_before && current_[value] == id;
    current_[value] = id;
  }
  if (is_as_before && last_ != nullptr) return last_->queries;
  const std::size_t hash =
      hash_of(reinterpret_cast<const char*>(current_.data()), current_.size() * sizeof(ClassId));
  if (remembered_.empty()) remembered_.resize(kSlots);
  Remembered& remembered = remembered_[hash % kSlots];
  if (remembered.classes != current_) {
    remembered.queries.clear();
    for (const EventQueries::Numbered& query : queries_.formulas_) {
      if (holds(query.formula)) remembered.queries.push_back(query.number);
    }
    remembered.classes = current_;
  }
  last_ = &remembered;
  return remembered.queries;
}

EventJudge::ClassId EventJudge::class_of(std::size_t value, std::string_view text) {
  if (queries_.few_[value] && is_plain_string(text)) return class_by_tests(value, text);
  if (text.size() > kLongestSeen) return new_class_of(value, text);
  if (classes_[value].seen.empty()) classes_[value].seen.resize(kSlots);
  const std::size_t slot = hash_of(text.data(), text.size()) % kSlots;
  if (const Seen& seen = classes_[value].seen[slot]; seen.text == text) return seen.id;
  const ClassId id = new_class_of(value, text);
  classes_[value].seen.resize(kSlots);
  classes_[value].seen[slot] = {std::string(text), id};
  return id;
}

// Where conditions are few, to ask each is faster than to look the text up.
EventJudge::ClassId EventJudge::class_by_tests(std::size_t value, std::string_view text) {
  const std::string_view string = text.substr(1, text.size() - 2);
  std::size_t bits = 0;
  for (const EventQueries::Condition& condition : queries_.conditions_[value]) {
    bits = 2 * bits + (condition.on_strings->holds(string) ? 1 : 0);
  }
  const std::vector<ClassId>& known = classes_[value].by_tests;
  if (!known.empty() && known[bits] != kNone) return known[bits];
  const ClassId id = new_class_of(value, text);
  classes_[value].by_tests.resize(std::size_t{1} << EventQueries::kFew, kNone);
  classes_[value].by_tests[bits] = id;
  return id;
}

EventJudge::ClassId EventJudge::new_class_of(std::size_t value, std::string_view text) {
  std::vector<bool> truths = truths_of(value, text);
  std::vector<std::vector<bool>>& known = classes_[value].truths;
  const auto same = std::find(known.begin(), known.end(), truths);
  if (same != known.end()) return static_cast<ClassId>(same - known.begin());
  if (known.size() == kMostClasses) forget(value);
  known.push_back(std::move(truths));
  return static_cast<ClassId>(known.size() - 1);
}

void EventJudge::forget(std::size_t value) {
  classes_[value].truths.resize(1);
  classes_[value].seen.clear();
  classes_[value].by_tests.clear();
  remembered_.clear();
  last_ = nullptr;
}

bool EventJudge::holds(const EventQueries::Formula& formula) const {
  const auto holds_too = [this](const EventQueries::Formula& operand) { return holds(operand); };
  switch (formula.kind) {
    case EventQueries::Formula::Kind::Condition:
      return classes_[formula.value].truths[current_[formula.value]][formula.condition];
    case EventQueries::Formula::Kind::And:
      return std::all_of(formula.operands.begin(), formula.operands.end(), holds_too);
    case EventQueries::Formula::Kind::Or:
      return std::any_of(formula.operands.begin(), formula.operands.end(), holds_too);
  }
  return false;
}

}  // namespace filtercheck::match
