// What a right piece of a pattern becomes: selectors, literals and conditions, with the faults that
// grammar cannot see (counts, ranges, the inside of a regex).
//
// Used by the reading of a whole pattern (parse.cpp) and, piece by piece, by the search for faults
// (diagnose.cpp), so that both say the same about the same text.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "filtercheck/parse.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::reader {

class Builder {
 public:
  Builder(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

  // What follows belongs to fields, in whose values a hyphen is known to need no quotes (OQ-7).
  void begin_fields() { in_fields_ = true; }

  // Called in the order of the text. A piece is a part of the text given to the constructor.
  void begin_selector();
  void add_key(std::string_view name);
  void add_quoted_key(std::string_view name, std::string_view piece);
  void add_index(std::string_view digits, std::string_view piece);
  void add_wildcard();
  void end_selector(std::string_view piece);
  void set_operator(Operator op) { op_ = op; }
  void set_string(std::string_view content);  // between the quotes
  void set_bare(std::string_view piece);
  void set_number(std::string_view piece);
  void set_regex(std::string_view content);  // between the percent signs
  void set_constant(Constant constant) { predicate_ = constant; }
  void set_not_exists() { predicate_ = Missing{}; }
  // The condition made of what was set since begin_selector, which must come next.
  Expression end_condition(std::string_view piece);
  // The literal that was set last.
  const Literal& literal() const { return std::get<Literal>(predicate_); }
  // What stands between the quotes of a term.
  std::string term_of(std::string_view content);

  // The faults of counting, once the whole text was seen.
  void check_counts();

  Span span_of(std::string_view piece) const;
  void report(Code code, std::string_view piece, std::vector<std::string> arguments = {});
  void note(Code code, std::string_view piece, std::vector<std::string> arguments = {});
  // All that was given to the constructor.
  std::string_view text() const { return text_; }

  // The diagnostics and caveats of another reading of the same text.
  void absorb(Builder other);
  bool has_diagnostics() const { return !diagnostics_.empty(); }

  const Limits& limits() const { return limits_; }
  std::vector<Diagnostic> take_diagnostics() { return std::move(diagnostics_); }
  std::vector<Caveat> take_caveats() { return std::move(caveats_); }

 private:
  struct Missing {};
  std::string unescaped(std::string_view content, Code escaped_star);

  std::string_view text_;
  const Limits& limits_;
  Selector selector_;
  Operator op_ = Operator::Equal;
  bool in_fields_ = false;
  std::variant<Literal, Constant, Missing> predicate_;
  std::vector<std::string_view> wildcard_selectors_;
  std::vector<std::string_view> regexes_;
  std::vector<Diagnostic> diagnostics_;
  std::vector<Caveat> caveats_;
  std::unordered_set<std::string> noted_;  // each caveat once, in however many places it holds
};

}  // namespace filtercheck::reader
