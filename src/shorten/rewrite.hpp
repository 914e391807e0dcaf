// Other ways to say an expression, each by one law of logic or one fact about conditions. Pure
// functions of the tree: none knows whether its result is shorter, and those that hang on more than
// logic do not know whether it is right. Whoever applies one asks the judge.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ast/walk.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::shorten {

enum class Junction { And, Or };

// The junction that an expression is; no value for a condition.
std::optional<Junction> junction_of(const Expression& expression);
using ast::operands_of;

// The junction of operands, of which there is at least one: flat, and without a junction for one.
Expression joined(Junction junction, std::vector<Expression> operands);

// Code points of the shortest text of this tree.
std::size_t length(const Expression& expression);
// How many conditions it has, and how deep it is nested.
std::size_t conditions(const Expression& expression);
std::size_t depth(const Expression& expression);
// The texts with a `*` that it compares with, each run of `*` as one.
std::set<std::string> globs_of(const Expression& expression);

// A text that is the same for expressions that differ in the order of operands only.
std::string order_free(const Expression& expression);

// The shortest expressions that match nothing: no string or number differs from every text, and no
// number is on both sides of 0.
Expression never(bool star);

// With the numbers of orderings without needless zeros and signs, and `**` as `*`: spellings that
// mean the same wherever they stand.
Expression plainly_spelled(const Expression& expression);

// a && (b && a)  =  a && b, and dually.
Expression without_repetition(const Expression& expression);

// (a && b) || (a && c)  =  a && (b || c), and dually, everywhere, longest common conditions first.
Expression factored(const Expression& expression);

// The reverse, as far as it goes: an `outer` of the other junction of conditions. No value: it
// would be too long.
std::optional<Expression> expanded(const Expression& expression, Junction outer);

// Shorter conditions that may mean the same where this one stands. In each chain every one implies
// the next or every one is implied by the next, so that after one that does not mean the same there
// none does. Without `globs` none has a `*` where this one has none.
std::vector<std::vector<Expression>> shorter_conditions(const Expression& condition, bool globs);

// One condition for two operands of a junction, which may mean the same where they stand.
std::optional<Expression> merged(Junction junction, const Expression& a, const Expression& b,
                                 bool globs);

}  // namespace filtercheck::shorten
