#include "decide/event_search.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/codes.hpp"
#include "base/unicode.hpp"
#include "decide/natural.hpp"
#include "filtercheck/parse.hpp"

namespace filtercheck::decide {

namespace {

template <typename... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <typename... F>
Overloaded(F...) -> Overloaded<F...>;

bool is_array(const ValueClass& value) {
  return value.shape == Shape::Array || value.shape == Shape::ArrayWithNull;
}

bool is_scalar(const ValueClass& value) {
  return value.shape == Shape::String || value.shape == Shape::Number;
}

bool is_wildcard_condition(const Expression& expression) {
  return std::visit(
      Overloaded{[](const And&) { return false; }, [](const Or&) { return false; },
                 [](const auto& condition) { return has_wildcard(condition.selector); }},
      expression.node);
}

// How natural a class is in a witness: absence first, then texts, of which those of the patterns in
// their order, then simple values, then what needs explaining.
std::size_t rank_of(const ValueClass& value) {
  constexpr std::size_t kGroup = 1'000'000;
  switch (value.shape) {
    case Shape::Missing:
      return 0;
    case Shape::String:
      // Digits are meant as a number more often than as text.
      if (value.literal >= 0 &&
          value.text.find_first_not_of(U"0123456789+-.eE") == std::u32string::npos) {
        return 4 * kGroup;
      }
      if (value.literal >= 0) return kGroup + static_cast<std::size_t>(value.literal);
      return 2 * kGroup + std::min<std::size_t>(value.text.size(), kGroup - 1) +
             (value.text.empty() ? 100 : 0);
    case Shape::Number: {
      if (value.doubtful_text || value.cell < 0) return 9 * kGroup;
      const bool plain = value.text.find_first_of(U".E") == std::u32string::npos;
      return (plain ? 3 : 6) * kGroup + std::min<std::size_t>(value.text.size(), kGroup - 1);
    }
    case Shape::True:
    case Shape::False:
      return 4 * kGroup;
    case Shape::Null:
      return 5 * kGroup;
    case Shape::Object:
      return 7 * kGroup;
    case Shape::Array:
      return 8 * kGroup + static_cast<std::size_t>(value.elements);
    case Shape::ArrayWithNull:
      return 8 * kGroup + kGroup / 2 + static_cast<std::size_t>(value.elements);
  }
  return 0;
}

}  // namespace

// --- Places --------------------------------------------------------------------------------------

EventSearch::EventSearch(const std::vector<const Pattern*>& patterns,
                         const std::vector<Reading>& readings, const std::vector<Fact>& facts) {
  places_.emplace_back();
  for (const Pattern* pattern : patterns) {
    if (pattern->expression) declare(*pattern->expression, readings);
  }
  // A witness shows the source and the name of the event first.
  for (const char* const first : {"eventName", "eventSource"}) {
    std::vector<std::int32_t>& members = places_.front().members;
    std::stable_partition(members.begin(), members.end(), [&](std::int32_t at) {
      return place(at).selector.steps.back() == Step(Key{first});
    });
  }
  for (const Fact& fact : facts) {
    if (const std::int32_t at = place_of(fact.selector); at != kNone) place(at).selected = true;
  }
  make_variables();
  for (const Fact& fact : facts) {
    const std::int32_t at = place_of(fact.selector);
    facts_.push_back(at == kNone ? Formulas::kAlways
                                 : atom(place(at).variable, [&](const ValueClass& value) {
                                     return std::find(fact.shapes.begin(), fact.shapes.end(),
                                                      value.shape) != fact.shapes.end();
                                   }));
  }
}

std::int32_t EventSearch::child(std::int32_t parent, const Step& step) const {
  const bool key = std::holds_alternative<Key>(step);
  for (const std::int32_t at : key ? place(parent).members : place(parent).elements) {
    if (place(at).selector.steps.back() == step) return at;
  }
  return kNone;
}

std::int32_t EventSearch::make_child(std::int32_t parent, const Step& step) {
  if (const std::int32_t known = child(parent, step); known != kNone) return known;
  const bool key = std::holds_alternative<Key>(step);
  const auto at = static_cast<std::int32_t>(places_.size());
  Place fresh;
  fresh.selector = place(parent).selector;
  fresh.selector.steps.push_back(step);
  fresh.parent = parent;
  places_.push_back(std::move(fresh));
  std::vector<std::int32_t>& siblings = key ? place(parent).members : place(parent).elements;
  siblings.push_back(at);
  if (!key) {
    std::sort(siblings.begin(), siblings.end(), [this](std::int32_t a, std::int32_t b) {
      return std::get<Index>(place(a).selector.steps.back()).value <
             std::get<Index>(place(b).selector.steps.back()).value;
    });
  }
  return at;
}

std::int32_t EventSearch::place_of(const Selector& selector) const {
  std::int32_t at = 0;
  for (const Step& step : selector.steps) {
    at = child(at, step);
    if (at == kNone) return kNone;
  }
  return at;
}

EventSearch::Place& EventSearch::make_place(const Selector& selector) {
  std::int32_t at = 0;
  for (const Step& step : selector.steps) at = make_child(at, step);
  return place(at);
}

void EventSearch::declare(const Expression& expression, std::span<const Reading> readings) {
  if (is_wildcard_condition(expression)) return;
  std::visit(Overloaded{
                 [&](const Comparison& comparison) {
                   Place& at = make_place(comparison.selector);
                   at.selected = true;
                   for (const Reading reading : readings)
                     at.scalars.add(comparison.literal, reading);
                 },
                 [&](const Is& is) {
                   Place& at = make_place(is.selector);
                   at.selected = true;
                   at.null_tested = at.null_tested || is.constant == Constant::Null;
                 },
                 [&](const NotExists& absent) { make_place(absent.selector).selected = true; },
                 [&](const auto& junction) {
                   for (const Expression& operand : junction.operands) declare(operand, readings);
                 },
             },
             expression.node);
}

// --- Variables, and what holds of every event ---------------------------------------------------

// A place needs a variable if a condition or fact looks at it, or if elements are involved. Another
// place is an object where something below it is present, and left out where nothing is.
void EventSearch::make_variables() {
  for (std::size_t i = 1; i < places_.size(); ++i) {
    const auto at = static_cast<std::int32_t>(i);
    const bool is_element = std::holds_alternative<Index>(place(at).selector.steps.back());
    if (place(at).selected || is_element || !place(at).elements.empty()) make_variable(at);
  }
  for (std::size_t i = 1; i < places_.size(); ++i) {
    const auto at = static_cast<std::int32_t>(i);
    if (place(at).variable == kNone) continue;
    constrain(at);
    if (!place(at).elements.empty()) constrain_elements(at);
  }
}

std::vector<std::int32_t> EventSearch::indices_of(std::int32_t at) const {
  std::vector<std::int32_t> indices;
  for (const std::int32_t element : place(at).elements) {
    indices.push_back(std::get<Index>(place(element).selector.steps.back()).value);
  }
  return indices;
}

void EventSearch::make_variable(std::int32_t at) {
  Variable fresh{at, {}, {}};
  for (const Shape shape :
       {Shape::Missing, Shape::Null, Shape::True, Shape::False, Shape::Object}) {
    fresh.classes.push_back({shape});
  }
  const std::vector<std::int32_t> indices = indices_of(at);
  for (std::size_t present = 0; present <= indices.size(); ++present) {
    ValueClass array{Shape::Array};
    array.elements = static_cast<std::int32_t>(present);
    array.too_large = present > 0 && indices[present - 1] >= Budget::kElements;
    // With the element 0 named and absent an array is empty.
    const bool room_for_null = present > 0 || indices.empty() || indices.front() > 0;
    fresh.classes.push_back(array);
    if (!place(at).null_tested || !room_for_null) continue;
    array.shape = Shape::ArrayWithNull;
    fresh.classes.push_back(array);
  }
  Budget budget;
  std::vector<ValueClass> scalars =
      place(at).scalars.classes(natural_texts(place(at).selector), budget);
  if (!budget.ok()) {
    place(at).too_many = budget.exceeded;
    scalars = {{Shape::String, U"x"}, {Shape::Number, U"1"}};
  }
  std::move(scalars.begin(), scalars.end(), std::back_inserter(fresh.classes));
  for (const ValueClass& value : fresh.classes) fresh.ranks.push_back(rank_of(value));
  place(at).variable = static_cast<Formulas::Variable>(variables_.size());
  const auto is_large = [](const ValueClass& value) { return value.too_large; };
  const bool large = std::any_of(fresh.classes.begin(), fresh.classes.end(), is_large);
  variables_.push_back(std::move(fresh));
  if (large) {
    small_ = formulas_.all_of(
        {small_, atom(place(at).variable, [&](const ValueClass& v) { return !v.too_large; })});
  }
}

template <typename Test>
Formulas::Id EventSearch::atom(Formulas::Variable v, Test test) {
  const std::vector<ValueClass>& classes = variable(v).classes;
  ClassSet set(classes.size());
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (test(classes[i])) set.insert(i);
  }
  return formulas_.atom(v, set);
}

// (1): a member that is present has an object above it. Places without a variable in between are
// objects wherever they matter.
void EventSearch::constrain(std::int32_t at) {
  std::int32_t above = place(at).parent;
  std::int32_t step = at;
  while (above != kNone && place(above).variable == kNone) {
    step = above;
    above = place(above).parent;
  }
  if (above == kNone || !std::holds_alternative<Key>(place(step).selector.steps.back())) return;
  const auto is_missing = [](const ValueClass& v) { return v.shape == Shape::Missing; };
  const auto is_object = [](const ValueClass& v) { return v.shape == Shape::Object; };
  structure_.push_back(formulas_.any_of(
      {atom(place(at).variable, is_missing), atom(place(above).variable, is_object)}));
}

// (2) and (3).
void EventSearch::constrain_elements(std::int32_t at) {
  const Formulas::Variable array = place(at).variable;
  const std::vector<std::int32_t> indices = indices_of(at);
  const auto is_missing = [](const ValueClass& v) { return v.shape == Shape::Missing; };
  const auto is_null = [](const ValueClass& v) { return v.shape == Shape::Null; };
  std::vector<Formulas::Id> nulls;
  for (std::size_t n = 0; n < indices.size(); ++n) {
    const Formulas::Variable element = place(place(at).elements[n]).variable;
    const auto rank = static_cast<std::int32_t>(n) + 1;
    const auto holds_it = [rank](const ValueClass& v) { return is_array(v) && v.elements >= rank; };
    const Formulas::Id missing = atom(element, is_missing);
    const Formulas::Id present = atom(element, [&](const ValueClass& v) { return !is_missing(v); });
    structure_.push_back(formulas_.any_of({missing, atom(array, holds_it)}));
    structure_.push_back(formulas_.any_of(
        {present, atom(array, [&](const ValueClass& v) { return !holds_it(v); })}));
    nulls.push_back(atom(element, is_null));
    if (!place(at).null_tested) continue;
    structure_.push_back(formulas_.any_of({
        atom(array,
             [&](const ValueClass& v) { return v.shape != Shape::Array || v.elements < rank; }),
        atom(element, [&](const ValueClass& v) { return !is_null(v); }),
    }));
    // No room for another element: the next named index follows at once. With all named ones
    // present there is always room behind them.
    const bool full = n + 1 < indices.size() && indices[n + 1] == rank;
    if (!full) continue;
    std::vector<Formulas::Id> some_null = nulls;
    some_null.push_back(atom(array, [&](const ValueClass& v) {
      return v.shape != Shape::ArrayWithNull || v.elements != rank;
    }));
    structure_.push_back(formulas_.any_of(std::move(some_null)));
  }
}

// --- Conditions (rule 3.3, without wildcards) ----------------------------------------------------

Formulas::Id EventSearch::compile_unknown(const Expression& condition, Reading reading) {
  const auto holds = [](const ValueClass& value) { return value.shape == Shape::True; };
  const auto fails = [](const ValueClass& value) { return value.shape == Shape::Missing; };
  const std::pair<Expression, Reading> unknown{condition, reading};
  const auto known = std::find(unknowns_.begin(), unknowns_.end(), unknown);
  const auto index = static_cast<std::size_t>(known - unknowns_.begin());
  if (known == unknowns_.end()) {
    unknowns_.push_back(unknown);
    unknown_variables_.push_back(static_cast<Formulas::Variable>(variables_.size()));
    variables_.push_back({kNone, {{Shape::Missing}, {Shape::True}}, {0, 1}});
    why_unknown_ = reason_of(condition);
    // Of a comparison this much is known: it is false of all but strings and numbers.
    const auto* comparison = std::get_if<Comparison>(&condition.node);
    if (comparison != nullptr && !has_wildcard(comparison->selector)) {
      const Formulas::Variable compared = place(place_of(comparison->selector)).variable;
      structure_.push_back(
          formulas_.any_of({atom(unknown_variables_[index], fails), atom(compared, is_scalar)}));
    }
  }
  return atom(unknown_variables_[index], holds);
}

// Why a condition is taken as an unknown; no value: it is not.
std::optional<Caveat> EventSearch::reason_of(const Expression& condition) const {
  const auto reason = [this](const Selector& selector, bool compares) -> std::optional<Caveat> {
    if (has_wildcard(selector)) return Caveat{codes::kWildcardUndecided, {format(selector)}};
    if (!compares) return std::nullopt;
    const std::string& too_many = place(place_of(selector)).too_many;
    if (too_many.empty()) return std::nullopt;
    return Caveat{codes::kBudget, {too_many}};
  };
  return std::visit(
      Overloaded{[&](const Comparison& c) { return reason(c.selector, true); },
                 [&](const Is& is) { return reason(is.selector, false); },
                 [&](const NotExists& absent) { return reason(absent.selector, false); },
                 [](const auto&) { return std::optional<Caveat>(); }},
      condition.node);
}

Formulas::Id EventSearch::compile_condition(const Expression& condition, Reading reading) {
  if (reason_of(condition)) return compile_unknown(condition, reading);
  return std::visit(
      Overloaded{
          [&](const Comparison& c) {
            const Place& compared = place(place_of(c.selector));
            const auto test = compared.scalars.test(c.op, c.literal, reading);
            return atom(compared.variable, [&](const ValueClass& value) {
              return is_scalar(value) && ScalarClasses::holds(test, value);
            });
          },
          [&](const Is& is) {
            return atom(place(place_of(is.selector)).variable, [&](const ValueClass& value) {
              switch (is.constant) {
                case Constant::True:
                  return value.shape == Shape::True;
                case Constant::False:
                  return value.shape == Shape::False;
                case Constant::Null:
                  return value.shape == Shape::Null || value.shape == Shape::ArrayWithNull;
              }
              return false;
            });
          },
          [&](const NotExists& absent) {
            return atom(place(place_of(absent.selector)).variable,
                        [](const ValueClass& value) { return value.shape == Shape::Missing; });
          },
          [](const auto&) { return Formulas::kNever; },  // no condition
      },
      condition.node);
}

Formulas::Id EventSearch::compile(const Expression& expression, Reading reading, bool negated) {
  const auto* conjunction = std::get_if<And>(&expression.node);
  const auto* disjunction = std::get_if<Or>(&expression.node);
  if (conjunction == nullptr && disjunction == nullptr) {
    const auto [entry, fresh] = conditions_.try_emplace({&expression, reading}, Formulas::kNever);
    if (fresh) entry->second = compile_condition(expression, reading);
    return negated ? formulas_.complement(entry->second) : entry->second;
  }
  std::vector<Formulas::Id> operands;
  for (const Expression& operand :
       conjunction != nullptr ? conjunction->operands : disjunction->operands) {
    operands.push_back(compile(operand, reading, negated));
  }
  const bool all = (conjunction != nullptr) != negated;
  return all ? formulas_.all_of(std::move(operands)) : formulas_.any_of(std::move(operands));
}

Formulas::Id EventSearch::compile(const Goal& goal) {
  if (!goal.pattern->expression) return goal.negated ? Formulas::kNever : Formulas::kAlways;
  const auto [entry, fresh] =
      compiled_.try_emplace({goal.pattern, goal.reading, goal.negated}, Formulas::kNever);
  if (fresh) entry->second = compile(*goal.pattern->expression, goal.reading, goal.negated);
  return entry->second;
}

// --- Answers -------------------------------------------------------------------------------------

EventSearch::Answer EventSearch::find(std::span<const Goal> goals) {
  Budget budget;
  std::vector<Formulas::Id> all;
  for (const Goal& goal : goals) all.push_back(compile(goal));
  all.insert(all.end(), structure_.begin(), structure_.end());
  const Formulas::Id question = formulas_.all_of(std::move(all));
  // Most questions without an answer have none whatever the facts.
  if (!formulas_.satisfy(question, budget)) {
    return budget.ok() ? Answer{Answer::Kind::None} : unknown(budget);
  }
  std::vector<Formulas::Id> with_facts = facts_;
  with_facts.push_back(question);
  const Formulas::Id formula = formulas_.all_of(with_facts);
  if (const auto found = assignment(formulas_.all_of({formula, small_}), budget)) {
    bool any = false;
    std::string event = "{" + members_at(0, *found, any) + "}";
    Answer answer{Answer::Kind::Event, std::move(event), !unknowns_.empty()};
    answer.caveats = answer.candidate ? std::vector<Caveat>{*why_unknown_} : doubts(*found);
    return answer;
  }
  if (small_ != Formulas::kAlways && budget.ok() && formulas_.satisfy(formula, budget)) {
    Answer answer{Answer::Kind::Unknown};
    answer.caveats = {{codes::kEventSize,
                       {"over " + std::to_string(Budget::kElements) + " elements or " +
                        std::to_string(Budget::kDigits) + " digits"}}};
    return answer;
  }
  // Which facts the answer hangs on: those that cannot be dropped one after the other.
  Answer none{Answer::Kind::None};
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    if (facts_[i] == Formulas::kAlways) continue;
    const Formulas::Id fact = std::exchange(with_facts[i], Formulas::kAlways);
    if (!formulas_.satisfy(formulas_.all_of(with_facts), budget)) continue;
    with_facts[i] = fact;
    none.facts.push_back(i);
  }
  return budget.ok() ? none : unknown(budget);
}

EventSearch::Answer EventSearch::unknown(const Budget& budget) {
  Answer answer{Answer::Kind::Unknown};
  answer.caveats = {{codes::kBudget, {budget.exceeded}}};
  return answer;
}

// A class for every variable, best ranks first; no value if there is none or the budget ran out.
std::optional<std::vector<std::size_t>> EventSearch::assignment(Formulas::Id formula,
                                                                Budget& budget) {
  const auto model = formulas_.satisfy(formula, budget);
  if (!model) return std::nullopt;
  std::vector<std::size_t> chosen(variables_.size(), 0);
  for (const auto& [v, classes] : *model) {
    const std::vector<std::size_t>& ranks = variable(v).ranks;
    std::size_t best = ranks.size();
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      if (classes.contains(i) && (best == ranks.size() || ranks[i] < ranks[best])) best = i;
    }
    chosen[static_cast<std::size_t>(v)] = best;
  }
  improve(formula, chosen);
  return chosen;
}

// One variable at a time takes its most natural class that keeps the formula true, until none can.
void EventSearch::improve(Formulas::Id formula, std::vector<std::size_t>& chosen) const {
  bool changed = true;
  for (int round = 0; changed && round < 4; ++round) {
    changed = false;
    for (std::size_t v = 0; v < variables_.size(); ++v) {
      const std::vector<std::size_t>& ranks = variables_[v].ranks;
      const std::size_t before = chosen[v];
      std::size_t best = before;
      for (std::size_t i = 0; i < ranks.size(); ++i) {
        if (ranks[i] >= ranks[best]) continue;
        chosen[v] = i;
        if (formulas_.holds(formula, chosen)) best = i;
      }
      chosen[v] = best;
      changed = changed || best != before;
    }
  }
}

std::optional<std::string> EventSearch::value_at(std::int32_t at,
                                                 const std::vector<std::size_t>& chosen) const {
  bool any = false;
  if (place(at).variable == kNone) {
    const std::string members = members_at(at, chosen, any);
    if (!any) return std::nullopt;
    return "{" + members + "}";
  }
  const Variable& v = variable(place(at).variable);
  const ValueClass& value = v.classes[chosen[static_cast<std::size_t>(place(at).variable)]];
  switch (value.shape) {
    case Shape::Missing:
      return std::nullopt;
    case Shape::Null:
      return "null";
    case Shape::True:
      return "true";
    case Shape::False:
      return "false";
    case Shape::String:
      return base::json_string(place(at).too_many.empty() ? value.text : guessed_text(at, chosen));
    case Shape::Number:
      return std::string(value.text.begin(), value.text.end());
    case Shape::Object:
      return "{" + members_at(at, chosen, any) + "}";
    case Shape::Array:
    case Shape::ArrayWithNull:
      return "[" + elements_at(at, value, chosen) + "]";
  }
  return std::nullopt;
}

// A text for a place whose classes are too many: one that a true `=` there may be meant for.
std::u32string EventSearch::guessed_text(std::int32_t at,
                                         const std::vector<std::size_t>& chosen) const {
  for (std::size_t i = 0; i < unknowns_.size(); ++i) {
    const auto* comparison = std::get_if<Comparison>(&unknowns_[i].first.node);
    const bool holds = chosen[static_cast<std::size_t>(unknown_variables_[i])] == 1;
    if (comparison == nullptr || !holds || comparison->op != Operator::Equal ||
        comparison->selector != place(at).selector) {
      continue;
    }
    if (const auto* text = std::get_if<Text>(&comparison->literal)) {
      std::u32string points = base::decode_utf8(text->value);
      std::erase(points, U'*');
      return points;
    }
  }
  return U"x";
}

std::string EventSearch::members_at(std::int32_t at, const std::vector<std::size_t>& chosen,
                                    bool& any) const {
  std::string out;
  for (const std::int32_t member : place(at).members) {
    const std::optional<std::string> value = value_at(member, chosen);
    if (!value) continue;
    if (std::exchange(any, true)) out += ",";
    out += base::json_string(
               base::decode_utf8(std::get<Key>(place(member).selector.steps.back()).name)) +
           ":" + *value;
  }
  return out;
}

std::string EventSearch::elements_at(std::int32_t at, const ValueClass& value,
                                     const std::vector<std::size_t>& chosen) const {
  const std::vector<std::int32_t> indices = indices_of(at);
  const auto present = static_cast<std::size_t>(value.elements);
  std::vector<std::string> elements;
  if (present > 0) elements.resize(static_cast<std::size_t>(indices[present - 1]) + 1);
  bool needs_null = value.shape == Shape::ArrayWithNull;
  for (std::size_t n = 0; n < present; ++n) {
    std::string& element = elements[static_cast<std::size_t>(indices[n])];
    element = value_at(place(at).elements[n], chosen).value_or("");
    if (element == "null") needs_null = false;
  }
  for (std::string& element : elements) {
    if (!element.empty()) continue;
    element = std::exchange(needs_null, false) ? "null" : "0";
  }
  if (needs_null) elements.emplace_back("null");
  std::string out;
  for (const std::string& element : elements) out += (out.empty() ? "" : ",") + element;
  return out;
}

std::vector<Caveat> EventSearch::doubts(const std::vector<std::size_t>& chosen) const {
  for (std::size_t v = 0; v < variables_.size(); ++v) {
    const ValueClass& value = variables_[v].classes[chosen[v]];
    const bool compared_as_text = !value.accepted.empty() || value.literal >= 0;
    if (value.shape == Shape::Number && value.doubtful_text && compared_as_text) {
      return {{codes::kFloatText, {std::string(value.text.begin(), value.text.end())}}};
    }
  }
  return {};
}

}  // namespace filtercheck::decide
