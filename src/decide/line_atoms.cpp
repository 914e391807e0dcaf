#include "decide/line_atoms.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/overloaded.hpp"
#include "base/unicode.hpp"
#include "values/budget.hpp"
#include "values/decimal_texts.hpp"
#include "values/text_components.hpp"

namespace filtercheck::decide {

namespace {

using values::Component;
using values::FieldPlace;
using Kind = FieldPlace::Kind;

constexpr std::int64_t kLikelyDigits = 20;

// What stands between the stars of a text.
std::vector<std::u32string> parts_of(const std::u32string& text) {
  std::vector<std::u32string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(U'*', begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// Of a regex that looks for some texts and nothing more; no value: it is none.
std::optional<std::vector<std::u32string>> plain_words(const Regex& regex) {
  std::vector<std::u32string> words;
  for (const std::vector<RegexPiece>& pieces : regex.alternatives) {
    std::u32string word;
    for (const RegexPiece& piece : pieces) {
      const auto* set = std::get_if<CodePointSet>(&piece.atom);
      const bool one =
          set != nullptr && set->size() == 1 && set->front().first == set->front().last;
      if (!one || piece.min != 1 || piece.max != 1) return std::nullopt;
      word.push_back(set->front().first);
    }
    if (word.empty()) return std::nullopt;
    words.push_back(std::move(word));
  }
  return words;
}

std::string key_of(const std::optional<FieldPlace>& place) {
  if (!place) return {};
  return "sER"[static_cast<std::size_t>(place->kind)] + std::to_string(place->index) + ",";
}

}  // namespace

// --- Formulas ------------------------------------------------------------------------------------

template <typename Make>
Formulas::Id LineAtoms::atom(const std::string& key, bool required, const Make& make) {
  const auto [entry, fresh] = known_.try_emplace(key, static_cast<std::int32_t>(atoms_.size()));
  if (fresh) atoms_.push_back(std::make_unique<Atom>(make()));
  ClassSet holds(2);
  holds.insert(required ? 1 : 0);
  return formulas_.atom(first_ + entry->second, holds);
}

Formulas::Id LineAtoms::all_or_any(bool all, std::vector<Formulas::Id> operands) {
  return all ? formulas_.all_of(std::move(operands)) : formulas_.any_of(std::move(operands));
}

Formulas::Id LineAtoms::formula(const Pattern& pattern, Reading reading, bool negated) {
  if (pattern.fields) return fields(*pattern.fields, reading, negated);
  if (pattern.regex) return searched(*pattern.regex, {}, !negated);
  return terms(pattern.terms, negated);
}

// Rule 4: terms that may be there count only where there are no others.
Formulas::Id LineAtoms::terms(const std::vector<Term>& terms, bool negated) {
  const bool optional = std::all_of(terms.begin(), terms.end(), [](const Term& term) {
    return term.role == Term::Role::Optional;
  });
  std::vector<Formulas::Id> operands;
  for (const Term& term : terms) {
    if (!optional && term.role == Term::Role::Optional) continue;
    operands.push_back(contains(base::decode_utf8(term.value), {},
                                (term.role != Term::Role::Forbidden) != negated));
  }
  return all_or_any(optional == negated, std::move(operands));
}

Formulas::Id LineAtoms::contains(const std::u32string& text, std::optional<FieldPlace> place,
                                 bool required) {
  std::string key = key_of(place) + "c";
  for (const char32_t c : text) base::append_utf8(key, c);
  return atom(key, required, [&] {
    return Atom{place, values::Automaton::containing(text), {text}};
  });
}

Formulas::Id LineAtoms::searched(const Regex& regex, std::optional<FieldPlace> place,
                                 bool required) {
  if (const auto words = plain_words(regex)) {
    std::vector<Formulas::Id> operands;
    for (const std::u32string& word : *words) operands.push_back(contains(word, place, required));
    return all_or_any(!required, std::move(operands));
  }
  return atom(key_of(place) + "%" + regex.source, required, [&] {
    values::RegexSteps steps(regex, values::Budget::kRegexSteps);
    too_large_ = too_large_ || steps.too_large();
    return Atom{place, std::move(steps), {}};
  });
}

// Rule 6.2: so many fields, and each with its condition. Where there are too few, conditions do not
// matter; so `!=` is that the field is not equal, whether there is one or not.
Formulas::Id LineAtoms::fields(const Fields& pattern, Reading reading, bool negated) {
  const auto size = static_cast<std::int32_t>(pattern.fields.size());
  std::vector<Formulas::Id> operands;
  if (size > 0) {
    const FieldPlace last{Kind::FromStart, size - 1};
    operands.push_back(atom(key_of(last), !negated, [&] { return Atom{last, {}, {}}; }));
  }
  for (std::int32_t i = 0; i < size; ++i) {
    const Field& field = pattern.fields[static_cast<std::size_t>(i)];
    if (!field.condition) continue;
    FieldPlace place{Kind::FromStart, i};
    if (!pattern.before_ellipsis) {
      if (i == size - 1) place.kind = Kind::Rest;
    } else if (i >= static_cast<std::int32_t>(*pattern.before_ellipsis)) {
      place = {Kind::FromEnd, size - 1 - i};
    }
    operands.push_back(condition(*field.condition, place, reading, negated));
  }
  return all_or_any(!negated, std::move(operands));
}

Formulas::Id LineAtoms::condition(const Expression& expression, FieldPlace place, Reading reading,
                                  bool negated) {
  const auto junction = [&](bool all, const std::vector<Expression>& operands) {
    std::vector<Formulas::Id> ids;
    for (const Expression& operand : operands)
      ids.push_back(condition(operand, place, reading, negated));
    return all_or_any(all != negated, std::move(ids));
  };
  return std::visit(
      base::Overloaded{
          [&](const And& all) { return junction(true, all.operands); },
          [&](const Or& any) { return junction(false, any.operands); },
          [&](const filtercheck::Comparison& c) { return compared(c, place, reading, negated); },
          [](const auto&) { return Formulas::kNever; },  // of JSON patterns only
      },
      expression.node);
}

// Rule 6.3.
Formulas::Id LineAtoms::compared(const filtercheck::Comparison& comparison, FieldPlace place,
                                 Reading reading, bool negated) {
  const Literal& literal = comparison.literal;
  const auto order = [&](std::strong_ordering holds_if) {
    return ordered(literal, holds_if, place, !negated);
  };
  const auto less = std::strong_ordering::less;
  const auto greater = std::strong_ordering::greater;
  switch (comparison.op) {
    case Operator::Equal:
      return equal(literal, place, reading, !negated);
    case Operator::NotEqual:
      return equal(literal, place, reading, negated);
    case Operator::Less:
      return order(less);
    case Operator::Greater:
      return order(greater);
    case Operator::LessEqual:
      return all_or_any(negated, {order(less), order(std::strong_ordering::equal)});
    case Operator::GreaterEqual:
      return all_or_any(negated, {order(greater), order(std::strong_ordering::equal)});
  }
  return Formulas::kNever;
}

Formulas::Id LineAtoms::equal(const Literal& literal, FieldPlace place, Reading reading,
                              bool required) {
  if (const auto* regex = std::get_if<Regex>(&literal)) return searched(*regex, place, required);
  const auto* text = std::get_if<Text>(&literal);
  if (text == nullptr) return ordered(literal, std::strong_ordering::equal, place, required);
  const std::size_t star = text->value.find('*');
  const bool alike = star == std::string::npos || text->value.back() == '*';
  if (alike) reading = Reading::Glob;
  const char* const kind = reading == Reading::Glob ? "g" : "f";
  return atom(key_of(place) + kind + text->value, required, [&] {
    std::u32string points = base::decode_utf8(text->value);
    if (star == std::string::npos) return Atom{place, points, {points}};
    return Atom{place, values::Automaton(points, reading), parts_of(points)};
  });
}

Formulas::Id LineAtoms::ordered(const Literal& literal, std::strong_ordering holds_if,
                                FieldPlace place, bool required) {
  const std::string& source = std::get<Number>(literal).source;
  const char* const kind = std::is_lt(holds_if) ? "<" : std::is_gt(holds_if) ? ">" : "=";
  return atom(key_of(place) + kind + source, required, [&] {
    return Atom{place, Comparison{holds_if, values::read_decimal(source)}, {}};
  });
}

std::optional<LineLiteral> LineAtoms::literal(Formulas::Variable variable,
                                              const ClassSet& classes) const {
  if (classes.full()) return std::nullopt;
  return LineLiteral{variable - first_, classes.contains(1)};
}

LineLiteral LineAtoms::in_braces() {
  static const Regex kBraces = [] {
    const auto one = [](CodePointSet set) { return RegexPiece{std::move(set)}; };
    const auto any = [](CodePointSet set) { return RegexPiece{std::move(set), 0, std::nullopt}; };
    const CodePointSet blanks{{U'\t', U'\t'}, {U'\r', U'\r'}, {U' ', U' '}};
    Regex braces;
    braces.source = "%braces";  // no regex that was written has a percent sign
    braces.alternatives = {{{Anchor::Begin},
                            any(blanks),
                            one({{U'{', U'{'}}),
                            any({{0, 0x10FFFF}}),
                            one({{U'}', U'}'}}),
                            any(blanks),
                            {Anchor::End}}};
    return braces;
  }();
  searched(kBraces, {}, true);
  return {known_.at("%" + kBraces.source), true};
}

Formulas::Id LineAtoms::not_all(const std::vector<LineLiteral>& literals) {
  std::vector<Formulas::Id> operands;
  for (const LineLiteral& literal : literals) {
    ClassSet other(2);
    other.insert(literal.required ? 0 : 1);
    operands.push_back(formulas_.atom(first_ + literal.atom, other));
  }
  return formulas_.any_of(std::move(operands));
}

const std::u32string* LineAtoms::contained(std::int32_t id) const {
  const Atom& atom = *atoms_[static_cast<std::size_t>(id)];
  return atom.place || atom.sure_texts.empty() ? nullptr : &atom.sure_texts.front();
}

// --- Machines ------------------------------------------------------------------------------------

// Of an atom that looks at the text of a field or of the line; null: it asks for a number, or for
// nothing but the field.
std::unique_ptr<Component> LineAtoms::text_machine(Atom& atom, bool required) {
  using Machine = std::unique_ptr<Component>;
  return std::visit(
      base::Overloaded{[&](const std::u32string& text) -> Machine {
                         if (required) return values::required_text_component(text);
                         return values::forbidden_texts_component({text});
                       },
                       [&](values::Automaton& automaton) -> Machine {
                         return values::text_component(automaton, required, values::Covering::All);
                       },
                       [&](const values::RegexSteps& steps) -> Machine {
                         if (required)
                           return values::required_regex_component(steps, values::Covering::All);
                         return std::make_unique<values::ForbiddenRegex>(steps);
                       },
                       [](const auto&) -> Machine { return nullptr; }},
      atom.test);
}

LineAtoms::Components LineAtoms::components(const std::vector<LineLiteral>& literals,
                                            values::ExponentsOfText exponents) {
  Components all;
  std::vector<values::FieldTest> tests;
  std::vector<values::FieldNumberTest> numbers;
  std::int32_t at_least = 0;
  std::int32_t at_most = values::FieldsComponent::kAnyNumber;
  bool cut = false;
  for (const LineLiteral& literal : literals) {
    const bool required = literal.required;
    Atom& atom = *atoms_[static_cast<std::size_t>(literal.atom)];
    cut = cut || atom.place.has_value();
    std::unique_ptr<Component> machine = text_machine(atom, required);
    if (const auto* comparison = std::get_if<Comparison>(&atom.test)) {
      numbers.push_back({*atom.place, {comparison->holds_if, comparison->number, required}});
    } else if (asks_presence(literal.atom)) {
      const std::int32_t fields = atom.place->index + 1;
      if (required) at_least = std::max(at_least, fields);
      if (!required) at_most = std::min(at_most, fields - 1);
    }
    if (!machine) continue;
    if (atom.place) {
      tests.push_back({*atom.place, std::move(machine), required});
    } else {
      all.push_back(std::move(machine));
    }
  }
  if (cut) {
    all.push_back(std::make_unique<values::FieldsComponent>(std::move(tests), std::move(numbers),
                                                            exponents, at_least, at_most));
  }
  return all;
}

LineAtoms::Components LineAtoms::field_components(const std::vector<LineLiteral>& literals) {
  Components all;
  std::vector<values::NumberTest> numbers;
  for (const LineLiteral& literal : literals) {
    Atom& atom = *atoms_[static_cast<std::size_t>(literal.atom)];
    if (auto machine = text_machine(atom, literal.required)) all.push_back(std::move(machine));
    if (const auto* comparison = std::get_if<Comparison>(&atom.test))
      numbers.push_back({comparison->holds_if, comparison->number, literal.required});
  }
  if (!numbers.empty()) {
    all.push_back(values::decimal_component(std::move(numbers), values::ExponentsOfText::Anywhere));
  }
  return all;
}

bool LineAtoms::asks_presence(std::int32_t atom) const {
  return std::holds_alternative<std::monostate>(atoms_[static_cast<std::size_t>(atom)]->test);
}

std::vector<std::u32string> LineAtoms::likely_texts(
    const std::vector<LineLiteral>& literals) const {
  std::vector<std::u32string> texts;
  for (const LineLiteral& literal : literals) {
    const auto& test = atoms_[static_cast<std::size_t>(literal.atom)]->test;
    if (const auto* text = std::get_if<std::u32string>(&test)) texts.push_back(*text);
    if (const auto* comparison = std::get_if<Comparison>(&test)) {
      // The number, and the integers beside it.
      const values::Decimal& number = comparison->number;
      if (std::abs(number.point) > kLikelyDigits) continue;
      for (const values::Decimal& near :
           {number, values::next_multiple(number, 0),
            values::negated(values::next_multiple(values::negated(number), 0))}) {
        if (!near.is_integer()) continue;
        if (const auto digits = values::integer_text(near, kLikelyDigits))
          texts.emplace_back(digits->begin(), digits->end());
      }
    }
  }
  texts.emplace_back(U"x");
  return texts;
}

bool LineAtoms::holds_of_field(std::int32_t id, std::u32string_view text) {
  return std::visit(
      base::Overloaded{[](std::monostate) { return true; },
                       [&](const std::u32string& wanted) { return text == wanted; },
                       [&](values::Automaton& automaton) { return automaton.accepts(text); },
                       [&](const values::RegexSteps& steps) { return steps.matches(text); },
                       [&](const Comparison& comparison) {
                         const std::optional<values::Decimal> value = values::decimal_of(text);
                         return value && compare(*value, comparison.number) == comparison.holds_if;
                       }},
      atoms_[static_cast<std::size_t>(id)]->test);
}

bool LineAtoms::holds(std::int32_t id, std::u32string_view line) {
  const std::optional<FieldPlace> place = this->place(id);
  if (!place) return holds_of_field(id, line);
  const std::optional<std::u32string_view> field = values::CutLine(line).at(*place);
  return field && holds_of_field(id, *field);
}

bool LineAtoms::have_numbers(const std::vector<LineLiteral>& literals) const {
  return std::any_of(literals.begin(), literals.end(), [&](const LineLiteral& literal) {
    const Atom& atom = *atoms_[static_cast<std::size_t>(literal.atom)];
    return std::holds_alternative<Comparison>(atom.test);
  });
}

bool LineAtoms::hold(const std::vector<LineLiteral>& literals, std::u32string_view line) {
  return std::all_of(literals.begin(), literals.end(), [&](const LineLiteral& literal) {
    return holds(literal.atom, line) == literal.required;
  });
}

}  // namespace filtercheck::decide
