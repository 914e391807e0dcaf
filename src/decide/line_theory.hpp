// Is there a line for which some atoms hold and others do not? Either such a line, or a few of
// these literals that no line fulfils together.
//
// All lines of at least one character, without a line break: what one log event can be.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "decide/line_atoms.hpp"
#include "values/product_search.hpp"

namespace filtercheck::decide {

class LineTheory {
 public:
  explicit LineTheory(LineAtoms& atoms) : atoms_(atoms) {}

  struct Answer {
    enum class Kind { Found, None, Unknown } kind;
    std::u32string line = {};  // Found
    // None: these are enough. Minimal if there is no line whatever is wanted, and no budget ran
    // out.
    std::vector<LineLiteral> core = {};
    std::string exceeded = {};     // Unknown
    bool whatever_wanted = false;  // None: not even one that is not wanted
  };
  using Wanted = std::function<bool(const std::u32string&)>;
  // `wanted`: what else is asked of the line. Cost: bounded, and for all calls together.
  Answer find(const std::vector<LineLiteral>& literals, const Wanted& wanted);
  // A line that has the fields of the last call, each by itself, and in the first of which nothing
  // is asked `other`; empty: no fields were asked for.
  std::u32string line_of_fields(const std::u32string& other = U"x") const;

 private:
  // Refused: there are lines, but none that is wanted.
  enum class Outcome { Found, None, Refused, Unknown };
  Outcome search(const std::vector<LineLiteral>& literals, const Wanted& wanted);
  Outcome search(const std::vector<LineLiteral>& literals, const Wanted& wanted,
                 values::ExponentsOfText exponents);
  std::vector<std::u32string> guesses(const std::vector<LineLiteral>& literals) const;

  std::optional<std::vector<LineLiteral>> conflict_of_texts(
      const std::vector<LineLiteral>& literals) const;

  // What the literals ask of one field.
  struct FieldLiterals {
    std::vector<LineLiteral> literals = {};
    std::optional<std::u32string> text = {};  // that does as they want
  };
  // A core of the literals about fields that shows without looking at lines; otherwise texts for
  // the fields that there must be.
  std::optional<std::vector<LineLiteral>> conflict_of_fields(
      const std::vector<LineLiteral>& literals);
  Outcome search_field(FieldLiterals& field);
  // Fewer literals that no text fulfils, of some that none does.
  std::vector<LineLiteral> smaller_conflict(FieldLiterals field);
  std::vector<LineLiteral> core(std::vector<LineLiteral> literals);

  LineAtoms& atoms_;
  std::u32string found_;
  std::string exceeded_;
  std::size_t work_ = 0;                                // of one answer
  std::size_t all_work_ = 0;                            // of all
  std::map<values::FieldPlace, FieldLiterals> fields_;  // of the literals at hand
  std::int32_t at_least_ = 0;
};

}  // namespace filtercheck::decide
