// What patterns of terms, of fields, and single regexes ask of a line (rules 4 to 6), as a formula
// over atoms; and machines that accept the lines for which given atoms hold and others do not.
//
// The formula is one of formula.hpp, in which each atom is a variable with two classes: 0, it does
// not hold, and 1, it does.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "decide/formula.hpp"
#include "filtercheck/pattern.hpp"
#include "values/automaton.hpp"
#include "values/decimal.hpp"
#include "values/fields_component.hpp"
#include "values/product_search.hpp"
#include "values/regex_steps.hpp"

namespace filtercheck::decide {

// An atom of LineAtoms holds of a line, or does not.
struct LineLiteral {
  std::int32_t atom;
  bool required;
  bool operator==(const LineLiteral&) const = default;
};

class LineAtoms {
 public:
  using Components = std::vector<std::unique_ptr<values::Component>>;

  // Atom a becomes the variable `first` + a of `formulas`, which must outlive this object.
  LineAtoms(Formulas& formulas, Formulas::Variable first) : formulas_(formulas), first_(first) {}

  // Requires a pattern of kind Terms, Regex or Space.
  Formulas::Id formula(const Pattern& pattern, Reading reading, bool negated);
  // The literal that a model of such a formula gives to one of its variables; no value: either will
  // do.
  std::optional<LineLiteral> literal(Formulas::Variable variable, const ClassSet& classes) const;
  // The line begins with `{` and ends with `}`, but for blanks, as a JSON object does.
  LineLiteral in_braces();
  // At least one of the literals does not hold.
  Formulas::Id not_all(const std::vector<LineLiteral>& literals);

  std::size_t size() const { return atoms_.size(); }
  // Some regex is too large to say anything about.
  bool too_large() const { return too_large_; }

  // Accept together the lines that do as the literals want, and perhaps some with numbers that have
  // exponents (values/decimal_texts.hpp). This object must outlive them.
  Components components(const std::vector<LineLiteral>& literals,
                        values::ExponentsOfText exponents);
  bool holds(std::int32_t atom, std::u32string_view line);
  bool hold(const std::vector<LineLiteral>& literals, std::u32string_view line);
  // Of an atom about a field; no value: it is about the whole line.
  std::optional<values::FieldPlace> place(std::int32_t atom) const {
    return atoms_[static_cast<std::size_t>(atom)]->place;
  }
  // Of such an atom: it asks only that there be the field.
  bool asks_presence(std::int32_t atom) const;
  // Accept together the texts of a field that do as these literals, all of that field, want;
  // numbers as above, with exponents anywhere.
  Components field_components(const std::vector<LineLiteral>& literals);
  // Texts that may do as such literals want, made of what they ask for; the most natural first.
  std::vector<std::u32string> likely_texts(const std::vector<LineLiteral>& literals) const;
  bool holds_of_field(std::int32_t atom, std::u32string_view text);

  bool have_numbers(const std::vector<LineLiteral>& literals) const;
  // Texts that are in every line for which the atom holds.
  const std::vector<std::u32string>& sure_texts(std::int32_t atom) const {
    return atoms_[static_cast<std::size_t>(atom)]->sure_texts;
  }
  // Of an atom that asks for a text anywhere in the line; null: it does not.
  const std::u32string* contained(std::int32_t atom) const;

 private:
  struct Comparison {
    std::strong_ordering holds_if;
    values::Decimal number;
  };
  struct Atom {
    std::optional<values::FieldPlace> place = {};  // no value: the whole line
    // Nothing asked: there must be such a place.
    std::variant<std::monostate, std::u32string, values::Automaton, values::RegexSteps, Comparison>
        test = {};
    std::vector<std::u32string> sure_texts = {};
  };

  static std::unique_ptr<values::Component> text_machine(Atom& atom, bool required);

  template <typename Make>
  Formulas::Id atom(const std::string& key, bool required, const Make& make);
  Formulas::Id contains(const std::u32string& text, std::optional<values::FieldPlace> place,
                        bool required);
  Formulas::Id searched(const Regex& regex, std::optional<values::FieldPlace> place, bool required);
  Formulas::Id terms(const std::vector<Term>& terms, bool negated);
  Formulas::Id fields(const Fields& fields, Reading reading, bool negated);
  Formulas::Id condition(const Expression& expression, values::FieldPlace place, Reading reading,
                         bool negated);
  Formulas::Id compared(const filtercheck::Comparison& comparison, values::FieldPlace place,
                        Reading reading, bool negated);
  Formulas::Id equal(const Literal& literal, values::FieldPlace place, Reading reading,
                     bool required);
  Formulas::Id ordered(const Literal& literal, std::strong_ordering holds_if,
                       values::FieldPlace place, bool required);
  Formulas::Id all_or_any(bool all, std::vector<Formulas::Id> operands);

  Formulas& formulas_;
  Formulas::Variable first_;
  bool too_large_ = false;
  std::vector<std::unique_ptr<Atom>> atoms_;
  std::map<std::string, std::int32_t> known_;
};

}  // namespace filtercheck::decide
