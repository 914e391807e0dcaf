// Rewrites of the text of a pattern. What they do not touch stays as its author wrote it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::review {

// What to write in place of a part of the pattern.
struct Rewrite {
  Span span;  // of Pattern::text; empty: to write before that byte
  std::string text;
  bool changes_meaning = false;
};

// The text with all of them made. Requires: in the order of the text, and none overlaps another.
std::string rewritten(std::string_view text, const std::vector<Rewrite>& rewrites);

// How many parentheses are open before a byte. Requires: a valid JSON pattern.
std::size_t depth_at(std::string_view text, std::size_t offset);

// An expression with the parentheses that its first and last condition stand in: the parser's span
// of `(a) && (b)` begins with `a`. Requires: of a valid JSON pattern.
Span balanced(std::string_view text, Span expression);
// With the parentheses around it, too. Of an operand these are its own.
Span with_parentheses(std::string_view text, Span expression);

// Leaves out an operand, and the connective beside it. Requires: two operands at least.
Rewrite without_operand(std::string_view text, const std::vector<Expression>& operands,
                        std::size_t index);

}  // namespace filtercheck::review
