// Guesses first: natural texts, those of the literals, and all literal parts in a row.
//
// Then lazily: a value is searched for that passes the active tests, at first none; the tests that
// it fails become active, twice as many each time; and so on until it fails none, or there is no
// value. So noise stays out of the search, and what has become active is near to a core, which is
// made minimal by dividing (QuickXplain; Junker 2004). Texts that are forbidden are special, since
// there may be a thousand of them: one that fails another test is forbidden anyhow and never
// becomes active; the others do all at once, and are in every core.
//
// A search is complete (see product_search.hpp) for strings and for integers. For doubles the texts
// searched are more than the texts of doubles: one of up to 15 digits is always the text of a
// double, one of 16 or 17 may not be, and one of more never is. If the only texts found are no
// double's, texts are enumerated instead, which either finds one, or shows that there is none
// (which no certificate does), or ends in Unknown. That needs tests that leave no text of up to 15
// digits, such as `%\.\d{16}%`.
#include "values/value_search.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "values/alphabet.hpp"
#include "values/budget.hpp"
#include "values/number_component.hpp"
#include "values/product_search.hpp"
#include "values/scalar_tests.hpp"
#include "values/text_components.hpp"
#include "values/value_conditions.hpp"

namespace filtercheck::values {

namespace {

using Indices = ValueConditions::Indices;
using Components = std::vector<std::unique_ptr<Component>>;

struct Answer {
  ValueAnswer::Kind kind;
  Scalar value = {};
};

// A - B, in the order of A.
Indices without(const Indices& a, const Indices& b) {
  Indices rest;
  std::copy_if(a.begin(), a.end(), std::back_inserter(rest),
               [&](std::size_t i) { return std::find(b.begin(), b.end(), i) == b.end(); });
  return rest;
}

Indices joined(Indices a, const Indices& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

NumberTest number_test(const Condition& condition) {
  using Form = Condition::Form;
  const std::strong_ordering holds_if = condition.form == Form::Less ? std::strong_ordering::less
                                        : condition.form == Form::Greater
                                            ? std::strong_ordering::greater
                                            : std::strong_ordering::equal;
  return {holds_if, condition.number, condition.required};
}

// The longest texts of doubles: -2.2250738585072014E-308.
constexpr std::size_t kLongestDouble = 24;

class ValueSearch {
 public:
  ValueSearch(ValueConditions& conditions, const std::vector<std::u32string>& natural)
      : conditions_(conditions), natural_(natural) {}

  ValueAnswer run();
  std::size_t work() const { return work_; }
  // Of all tests, which no value passes together.
  std::optional<std::vector<ClosureElement>> closure();

 private:
  using Kind = ValueAnswer::Kind;

  // The search for a value that passes some of the tests.
  Answer solve(const Indices& tests);
  Answer search(const Indices& tests);
  Answer search_doubles(ProductSearch& search, const Indices& tests);
  Components components(const Indices& tests);
  std::vector<char32_t> characters(const Components& components) const;
  std::optional<Scalar> scalar_of(const std::u32string& text) const;
  bool passes(const std::u32string& text, const Indices& tests);

  // Values that may pass at once.
  std::optional<Scalar> guessed();
  std::vector<Scalar> guesses();
  std::vector<std::u32string> joined_parts() const;
  void add_guess(std::vector<Scalar>& guesses, const std::u32string& text) const;

  ValueAnswer try_candidates(const ValueConditions::Candidates& candidates);
  Indices core_of_candidates(const ValueConditions::Candidates& candidates);
  ValueAnswer refine();
  bool activate(const Scalar& value, std::size_t most);
  Indices needed_texts();
  bool is_unsatisfiable(const Indices& tests);
  void remember(const Scalar& value);
  std::optional<Indices> contained_text();
  Indices core(const Indices& kept, bool grown, const Indices& tests);

  ValueAnswer found(const Scalar& value) const;
  static ValueAnswer none(Indices core);
  ClosureElement element(const ProductSearch::Kept& kept, ProductSearch& search,
                         const Indices& regexes, const std::vector<std::size_t>& components) const;

  void exceed(const std::string& what) {
    if (exceeded_.empty()) exceeded_ = what;
  }

  ValueConditions& conditions_;
  const std::vector<std::u32string>& natural_;
  Indices all_;
  Indices active_;
  std::vector<std::vector<bool>> failed_;  // by value found so far: the tests that it fails
  std::size_t work_ = 0;
  std::size_t most_texts_ = Budget::kNumberTexts;
  std::string exceeded_;
};

// --- One search ----------------------------------------------------------------------------------

Answer ValueSearch::solve(const Indices& tests) {
  const auto candidates = conditions_.candidates(tests);
  if (!candidates) return search(tests);
  bool is_known = true;
  for (const Scalar& value : candidates->values) {
    const bool fails = std::any_of(tests.begin(), tests.end(), [&](std::size_t i) {
      return conditions_.passes(value, i) == false;
    });
    if (!fails && !value.too_long) return {Kind::Found, value};
    is_known = is_known && fails;
  }
  if (is_known) return {Kind::None};
  exceed("a number of more than " + std::to_string(Budget::kDigits) + " digits");
  return {Kind::Unknown};
}

// A condition on text and numbers, as components. Of orderings the tightest are enough.
Components ValueSearch::components(const Indices& tests) {
  using Form = Condition::Form;
  Components all;
  if (conditions_.is_number()) {
    const ValueConditions::Bounds bounds = conditions_.bounds(tests);
    std::vector<NumberTest> orderings;
    if (bounds.low) orderings.push_back(number_test(conditions_[bounds.low->test]));
    if (bounds.high) orderings.push_back(number_test(conditions_[bounds.high->test]));
    all.push_back(conditions_.shape() == ValueShape::Integer
                      ? integer_component(std::move(orderings))
                      : float_component(std::move(orderings), Exponents::WhatMatters));
  }
  std::vector<std::u32string> forbidden;
  for (const std::size_t i : tests) {
    Condition& condition = conditions_[i];
    if (condition.is_exact()) {
      for (Scalar& value : conditions_.equal_values(i)) {
        if (!value.too_long) forbidden.push_back(std::move(value.text));
      }
    } else if (condition.form == Form::Glob) {
      all.push_back(text_component(*condition.automaton, condition.required, Covering::All));
    } else if (condition.form == Form::Regex && condition.required) {
      all.push_back(required_regex_component(*condition.steps, Covering::All));
    } else if (condition.form == Form::Regex) {
      all.push_back(std::make_unique<ForbiddenRegex>(*condition.steps));
    }
  }
  if (!forbidden.empty()) all.push_back(forbidden_texts_component(forbidden));
  return all;
}

std::vector<char32_t> ValueSearch::characters(const Components& components) const {
  if (conditions_.shape() == ValueShape::Integer) {
    return {U'1', U'0', U'2', U'5', U'3', U'4', U'6', U'7', U'8', U'9', U'-'};
  }
  if (conditions_.shape() == ValueShape::Float) {
    return {U'0', U'1', U'5', U'2', U'3', U'4', U'6', U'7', U'8', U'9', U'.', U'-', U'E'};
  }
  std::vector<char32_t> starts;
  for (const auto& component : components) {
    const std::vector<char32_t> boundaries = component->boundaries();
    starts.insert(starts.end(), boundaries.begin(), boundaries.end());
  }
  std::vector<char32_t> characters;
  for (const Block block : blocks_of(std::move(starts))) {
    if (const char32_t c = readable_member(block); c != kNoCharacter) characters.push_back(c);
  }
  return characters;
}

// The value with this text, if there is one.
std::optional<Scalar> ValueSearch::scalar_of(const std::u32string& text) const {
  if (!conditions_.is_number()) return Scalar{text};
  const std::optional<Decimal> number =
      conditions_.shape() == ValueShape::Integer ? integer_with_text(text) : double_with_text(text);
  if (!number) return std::nullopt;
  return Scalar{text, *number};
}

// What is accepted passes, but that it may be the text of no double.
bool ValueSearch::passes(const std::u32string& text, const Indices& tests) {
  const std::optional<Scalar> value = scalar_of(text);
  return value && conditions_.passes_all(*value, tests);
}

Answer ValueSearch::search(const Indices& tests) {
  for (const Scalar& value : conditions_.odd_values()) {
    if (conditions_.passes_all(value, tests)) return {Kind::Found, value};
  }
  Components components = this->components(tests);
  if (components.empty()) return {Kind::Found, {}};
  std::vector<char32_t> characters = this->characters(components);
  ProductSearch search(std::move(components), std::move(characters), Budget::kValueStates,
                       Budget::kValueWork - std::min(work_, Budget::kValueWork));
  const auto outcome = search.run(ProductSearch::Order::Promising,
                                  [&](const std::u32string& text) { return passes(text, tests); });
  if (outcome != ProductSearch::Outcome::Found && search.refused())
    return search_doubles(search, tests);
  work_ += search.work();
  if (outcome == ProductSearch::Outcome::Found) return {Kind::Found, *scalar_of(search.found())};
  if (outcome == ProductSearch::Outcome::None) return {Kind::None};
  exceed("too many combined states of the conditions on one field");
  return {Kind::Unknown};
}

Answer ValueSearch::search_doubles(ProductSearch& search, const Indices& tests) {
  const auto outcome = search.enumerate(
      kLongestDouble, most_texts_, [&](const std::u32string& text) { return passes(text, tests); });
  work_ += search.work();
  if (outcome == ProductSearch::Outcome::Found) {
    return {Kind::Found, *scalar_of(search.found())};
  }
  if (outcome == ProductSearch::Outcome::None) return {Kind::None};
  exceed("more than " + std::to_string(most_texts_) + " texts of numbers of more than 15 digits");
  return {Kind::Unknown};
}

// --- Guesses -------------------------------------------------------------------------------------

void ValueSearch::add_guess(std::vector<Scalar>& guesses, const std::u32string& text) const {
  if (const auto value = scalar_of(text)) guesses.push_back(*value);
}

// All literal parts of the required texts in a row: first one that must begin the value, last one
// that must end it. Once without anything between, and once with `x`.
std::vector<std::u32string> ValueSearch::joined_parts() const {
  std::u32string begin;
  std::u32string end;
  std::vector<std::u32string> middle;
  for (const std::size_t i : all_) {
    const Condition& condition = conditions_[i];
    if (!condition.required || condition.form != Condition::Form::Glob) continue;
    const std::u32string& text = condition.text;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t star = std::min(text.find(U'*', at), text.size());
      const std::u32string part = text.substr(at, star - at);
      if (at == 0 && part.size() > begin.size()) begin = part;
      if (star == text.size() && part.size() > end.size()) end = part;
      if (at > 0 && star < text.size() && !part.empty()) middle.push_back(part);
      at = star + 1;
    }
  }
  std::vector<std::u32string> all;
  for (const char32_t* between : {U"", U"x"}) {
    std::u32string text = begin;
    for (const std::u32string& part : middle) text += (text.empty() ? U"" : between) + part;
    if (!text.empty() && !end.empty()) text += between;
    all.push_back(text + end);
  }
  return all;
}

std::vector<Scalar> ValueSearch::guesses() {
  std::vector<Scalar> guesses;
  if (conditions_.shape() == ValueShape::String) {
    for (const std::u32string& text : natural_) add_guess(guesses, text);
    for (const char32_t* text : {U"x", U"1"}) add_guess(guesses, text);
  } else {
    for (const char32_t* text : {U"1", U"0", U"5", U"10", U"100", U"-1", U"1.5", U"0.5", U"-1.5"})
      add_guess(guesses, text);
    const ValueConditions::Bounds bounds = conditions_.bounds(all_);
    if (bounds.low) {
      if (const auto next = conditions_.next_number(bounds, nullptr)) {
        for (Scalar& value : conditions_.scalars(*next)) guesses.push_back(std::move(value));
      }
    }
  }
  for (const std::u32string& text : joined_parts()) add_guess(guesses, text);
  return guesses;
}

std::optional<Scalar> ValueSearch::guessed() {
  for (Scalar& value : guesses()) {
    if (!value.too_long && conditions_.passes_all(value, all_)) return std::move(value);
  }
  return std::nullopt;
}

// --- Few candidates ------------------------------------------------------------------------------

ValueAnswer ValueSearch::try_candidates(const ValueConditions::Candidates& candidates) {
  for (const Scalar& value : candidates.values) {
    if (!value.too_long && conditions_.passes_all(value, all_)) return found(value);
  }
  if (solve(all_).kind != Kind::None) return {Kind::Unknown, {}, {}, exceeded_};
  return none(core_of_candidates(candidates));
}

// What shows that there are no others, and tests such that each candidate fails one; then the tests
// that no candidate needs are dropped.
Indices ValueSearch::core_of_candidates(const ValueConditions::Candidates& candidates) {
  std::vector<Indices> failed(candidates.values.size());
  std::vector<Indices> failing(conditions_.size());  // the candidates that fail a test
  std::vector<std::size_t> hits(failed.size(), 0);   // tests of the core that a candidate fails
  Indices core = candidates.because;
  const auto add = [&](std::size_t test) {
    core.push_back(test);
    for (const std::size_t v : failing[test]) ++hits[v];
  };
  for (std::size_t v = 0; v < failed.size(); ++v) {
    for (const std::size_t i : all_) {
      if (conditions_.passes(candidates.values[v], i) != false) continue;
      failed[v].push_back(i);
      failing[i].push_back(v);
    }
  }
  for (std::size_t v = 0; v < failed.size(); ++v) {
    if (hits[v] == 0) add(failed[v].front());
  }
  const auto bases = static_cast<std::ptrdiff_t>(candidates.because.size());
  const auto rest = std::remove_if(core.begin() + bases, core.end(), [&](std::size_t test) {
    const bool needless = std::all_of(failing[test].begin(), failing[test].end(),
                                      [&](std::size_t v) { return hits[v] > 1; });
    for (const std::size_t v : failing[test]) hits[v] -= needless ? 1 : 0;
    return needless;
  });
  core.erase(rest, core.end());
  for (const std::size_t base : candidates.because) {
    const Indices others = without(core, {base});
    if (is_unsatisfiable(others)) return this->core({}, false, others);
  }
  return core;
}

// --- Lazily --------------------------------------------------------------------------------------

ValueAnswer ValueSearch::refine() {
  const ValueConditions::Bounds bounds = conditions_.bounds(all_);
  if (bounds.low) active_.push_back(bounds.low->test);
  if (bounds.high) active_.push_back(bounds.high->test);
  for (std::size_t most = 1;; most *= 2) {
    const Answer answer = solve(active_);
    if (answer.kind == Kind::Unknown) return {Kind::Unknown, {}, {}, exceeded_};
    if (answer.kind == Kind::None) {
      Indices texts;
      std::copy_if(active_.begin(), active_.end(), std::back_inserter(texts),
                   [&](std::size_t i) { return conditions_[i].is_exact(); });
      return none(joined(texts, core(texts, !texts.empty(), without(active_, texts))));
    }
    if (!activate(answer.value, most)) {
      if (conditions_.passes_all(answer.value, all_)) return found(answer.value);
      exceed("a number of more than " + std::to_string(Budget::kDigits) + " digits is ruled out");
      return {Kind::Unknown, {}, {}, exceeded_};
    }
    remember(answer.value);
  }
}

// Makes tests active that the value fails, required ones first. False: it fails none, or none that
// a search can look at and does not yet.
bool ValueSearch::activate(const Scalar& value, std::size_t most) {
  Indices failed;
  bool is_forbidden = false;
  for (const bool required : {true, false}) {
    for (const std::size_t i : all_) {
      const Condition& condition = conditions_[i];
      if (condition.required != required || conditions_.passes(value, i) == true) continue;
      if (condition.is_exact()) {
        is_forbidden = true;
      } else if (failed.size() < most) {
        failed.push_back(i);
      }
    }
  }
  if (failed.empty() && is_forbidden) failed = needed_texts();
  const std::size_t before = active_.size();
  active_ = joined(std::move(active_), failed);
  return active_.size() > before;
}

// The forbidden texts and numbers that pass all other tests, each value once; numbers first, since
// one may be two values (zero).
Indices ValueSearch::needed_texts() {
  Indices others;
  std::copy_if(all_.begin(), all_.end(), std::back_inserter(others),
               [&](std::size_t i) { return !conditions_[i].is_exact(); });
  Indices needed;
  std::set<std::u32string> excluded;
  for (const auto form : {Condition::Form::Equal, Condition::Form::Exact}) {
    for (const std::size_t i : all_) {
      if (conditions_[i].form != form) continue;
      bool is_needed = false;
      for (const Scalar& value : conditions_.equal_values(i)) {
        if (!value.too_long && conditions_.passes_all(value, others))
          is_needed = excluded.insert(value.text).second || is_needed;
      }
      if (is_needed) needed.push_back(i);
    }
  }
  return needed;
}

bool ValueSearch::is_unsatisfiable(const Indices& tests) {
  const auto passes = [&](const std::vector<bool>& failed) {
    return std::none_of(tests.begin(), tests.end(), [&](std::size_t i) { return failed[i]; });
  };
  if (std::any_of(failed_.begin(), failed_.end(), passes)) return false;
  if (work_ >= Budget::kValueWork) return false;
  // A smaller core is not worth the texts of many doubles.
  most_texts_ = Budget::kCoreTexts;
  const Answer answer = solve(tests);
  most_texts_ = Budget::kNumberTexts;
  if (answer.kind == Kind::Found) remember(answer.value);
  return answer.kind == Kind::None;
}

void ValueSearch::remember(const Scalar& value) {
  failed_.emplace_back();
  for (std::size_t i = 0; i < conditions_.size(); ++i)
    failed_.back().push_back(conditions_.passes(value, i) != true);
}

// A required text with stars of which every member is one of a forbidden text: seen by reading the
// first as a text in which `*` is a character that only a `*` can match. Quick, and the most common
// conflict among many texts.
std::optional<Indices> ValueSearch::contained_text() {
  std::vector<std::pair<std::size_t, std::u32string>> required;
  for (const std::size_t i : all_) {
    const Condition& condition = conditions_[i];
    if (condition.form != Condition::Form::Glob || !condition.required) continue;
    required.emplace_back(i, condition.text);
    std::replace(required.back().second.begin(), required.back().second.end(), U'*', kNoCharacter);
  }
  for (const std::size_t i : all_) {
    Condition& condition = conditions_[i];
    // Under first occurrence a text before the last part may matter.
    const bool is_monotone = condition.reading == Reading::Glob || condition.text.ends_with(U'*');
    if (condition.form != Condition::Form::Glob || condition.required || !is_monotone) continue;
    for (const auto& [other, text] : required) {
      if (condition.automaton->accepts(text)) return Indices{other, i};
    }
  }
  return std::nullopt;
}

// The tests of a minimal core of `kept` and `tests` that are not among `kept`; `grown`: it is not
// known whether `kept` alone is one.
Indices ValueSearch::core(const Indices& kept, bool grown, const Indices& tests) {
  if (tests.empty() || (grown && is_unsatisfiable(kept))) return {};
  if (tests.size() == 1) return tests;
  const auto middle = tests.begin() + static_cast<std::ptrdiff_t>(tests.size() / 2);
  const Indices first(tests.begin(), middle);
  const Indices second(middle, tests.end());
  const Indices of_second = core(joined(kept, first), true, second);
  const Indices of_first = core(joined(kept, of_second), !of_second.empty(), first);
  return joined(of_first, of_second);
}

// --- Answers -------------------------------------------------------------------------------------

ValueAnswer ValueSearch::found(const Scalar& value) const {
  if (conditions_.shape() != ValueShape::Infinite) return {Kind::Found, value.text};
  return {Kind::Found, value.text.front() == U'-' ? U"-1e309" : U"1e309"};
}

ValueAnswer ValueSearch::none(Indices core) {
  std::sort(core.begin(), core.end());
  return {Kind::None, {}, std::move(core)};
}

// Searched once more, with states and covering as certificates have them.
std::optional<std::vector<ClosureElement>> ValueSearch::closure() {
  using Form = Condition::Form;
  Components all;
  std::vector<NumberTest> numbers;
  std::vector<std::u32string> forbidden;
  Indices regexes;
  std::vector<std::size_t> of_regexes;  // the components
  Indices core;
  for (std::size_t i = 0; i < conditions_.size(); ++i) {
    if (conditions_.is_impossible(i)) return std::vector<ClosureElement>();
    core.push_back(i);
  }
  if (conditions_.candidates(core)) return std::vector<ClosureElement>();
  for (const std::size_t i : core) {
    Condition& condition = conditions_[i];
    if (condition.is_ordering() || condition.form == Form::Equal) {
      numbers.push_back(number_test(condition));
    } else if (condition.form == Form::Exact) {
      forbidden.push_back(condition.text);
    } else if (condition.form == Form::Glob) {
      all.push_back(text_component(*condition.automaton, condition.required, Covering::Certified));
    } else if (condition.form == Form::Regex) {
      regexes.push_back(i);
      of_regexes.push_back(all.size());
      if (condition.required) {
        all.push_back(required_regex_component(*condition.steps, Covering::Certified));
      } else {
        all.push_back(std::make_unique<ForbiddenRegex>(*condition.steps));
      }
    }
  }
  if (!forbidden.empty()) all.push_back(forbidden_texts_component(forbidden));
  if (conditions_.shape() == ValueShape::Integer) {
    all.push_back(integer_component(std::move(numbers)));
  } else if (conditions_.shape() == ValueShape::Float) {
    all.push_back(float_component(std::move(numbers), Exponents::Certified));
  }
  std::vector<char32_t> characters = this->characters(all);
  ProductSearch search(std::move(all), std::move(characters), Budget::kClosure, Budget::kValueWork);
  const auto any = [](const std::u32string&) { return true; };
  if (search.run(ProductSearch::Order::First, any) != ProductSearch::Outcome::None)
    return std::nullopt;
  std::vector<ClosureElement> elements;
  for (const ProductSearch::Kept& kept : search.kept()) {
    // Certificates look at the empty text by itself, and at its states as those of another text.
    if (kept.word.empty() && search.accepts(kept.states, false)) return std::nullopt;
    elements.push_back(element(kept, search, regexes, of_regexes));
  }
  return elements;
}

ClosureElement ValueSearch::element(const ProductSearch::Kept& kept, ProductSearch& search,
                                    const Indices& regexes,
                                    const std::vector<std::size_t>& components) const {
  ClosureElement element{kept.word, {}};
  for (std::size_t r = 0; r < regexes.size(); ++r) {
    const Component::State state = kept.states[components[r]];
    if (conditions_[regexes[r]].required) {
      element.regexes.emplace_back(state - 1);
    } else {
      const auto& forbidden = dynamic_cast<const ForbiddenRegex&>(search.component(components[r]));
      element.regexes.emplace_back(forbidden.positions(state));
    }
  }
  return element;
}

ValueAnswer ValueSearch::run() {
  for (std::size_t i = 0; i < conditions_.size(); ++i) {
    if (conditions_.is_impossible(i)) return none({i});
    // A test that holds for no value of the shape forbids nothing.
    if (conditions_[i].form != Condition::Form::Never) all_.push_back(i);
    if (conditions_[i].steps && conditions_[i].steps->too_large()) {
      exceed("a regex has more than " + std::to_string(Budget::kRegexSteps) +
             " steps when its repetitions are written out");
      return {Kind::Unknown, {}, {}, exceeded_};
    }
  }
  if (const auto candidates = conditions_.candidates(all_)) return try_candidates(*candidates);
  if (const std::optional<Scalar> value = guessed()) return found(*value);
  if (const std::optional<Indices> pair = contained_text()) return none(core({}, false, *pair));
  return refine();
}

}  // namespace

ValueAnswer find_value(ValueShape shape, const std::vector<ValueTest>& tests,
                       const std::vector<std::u32string>& natural) {
  ValueConditions conditions(shape, tests);
  ValueSearch search(conditions, natural);
  ValueAnswer answer = search.run();
  answer.work = search.work();
  return answer;
}

std::optional<std::vector<ClosureElement>> closure_of(ValueShape shape,
                                                      const std::vector<ValueTest>& core) {
  ValueConditions conditions(shape, core);
  return ValueSearch(conditions, {}).closure();
}

}  // namespace filtercheck::values
