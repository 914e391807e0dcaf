// From the text of a filter pattern to its syntax tree and back.
//
//   auto good = parse("{ $.eventName = PutBucketAcl }");   // good.ok()
//   auto bad = parse("{ $.eventName == 'x' }");            // two diagnostics, with hints
//   format(good.value())                                   // "{ $.eventName = PutBucketAcl }"
//   format(parse("a-b").value())                           // "a -b"
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "filtercheck/pattern.hpp"
#include "filtercheck/result.hpp"

namespace filtercheck {

// Everything the parser refuses for its size, in one place.
struct Limits {
  // AWS's own (rule 7).
  std::size_t code_points = 1024;
  std::size_t regexes = 2;
  std::size_t wildcard_selectors = 3;
  // Ours. A pattern within AWS's limits cannot reach the first one.
  std::size_t nesting = 512;
  int repeat = 1000;  // {m,n} in a regex, as in RE2

  static Limits aws() { return {}; }
  // For research and for patterns that are only analysed: one million code points, any number of
  // regexes and wildcard selectors that fits into them.
  static Limits beyond_aws();
};

// The kind that a text is of, by its first character that is not white space (rule 1).
Kind kind_of(std::string_view text);

// The pattern, or every fault that could be found in it, ordered by place.
// Requires nothing of `text`: any bytes. Cost: linear in the text.
Result<Pattern> parse(std::string_view text, const Limits& limits = Limits::aws());

// How a tree is laid out: with a space around operators and every condition of a JSON formula in
// parentheses, or with whatever can be left out left out. In the conditions of fields parentheses
// stand only where they are needed (OQ-16).
enum class Layout { Roomy, Tight };

// The canonical text of a pattern: parse(format(p)) == p, and format is idempotent. Where the roomy
// layout would pass AWS's 1,024 characters, the tight one is used, which is the shortest text of
// this tree.
std::string format(const Pattern& pattern);
std::string format(const Pattern& pattern, Layout layout);
// The same for a condition or formula without its braces.
std::string format(const Expression& expression, Layout layout = Layout::Roomy);
std::string format(const Selector& selector);
// The same for a text literal: in quotes unless it is a plain word.
std::string format(const Text& text);
// The same for what stands between two commas of a space-delimited pattern, and for one term with
// its sign.
std::string format(const Field& field, Layout layout = Layout::Roomy);
std::string format(const Term& term);

}  // namespace filtercheck
