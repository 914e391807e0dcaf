#include "review/rewrites.hpp"

#include <algorithm>

namespace filtercheck::review {

std::string rewritten(std::string_view text, const std::vector<Rewrite>& rewrites) {
  std::string out;
  std::size_t at = 0;
  for (const Rewrite& rewrite : rewrites) {
    out += text.substr(at, rewrite.span.begin - at);
    out += rewrite.text;
    at = rewrite.span.end;
  }
  return out += text.substr(at);
}

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

// How many parentheses are open before each byte, and at the end.
std::vector<std::size_t> depths_of(std::string_view text) {
  std::vector<std::size_t> depths;
  std::size_t depth = 0;
  char quote = 0;
  bool is_escaped = false;
  for (const char c : text) {
    depths.push_back(depth);
    if (quote != 0) {
      if (c == quote && !is_escaped) quote = 0;
      is_escaped = c == '\\' && quote == '"' && !is_escaped;
    } else if (c == '"' || c == '%' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      --depth;
    }
  }
  depths.push_back(depth);
  return depths;
}

}  // namespace

std::size_t depth_at(std::string_view text, std::size_t offset) { return depths_of(text)[offset]; }

Span balanced(std::string_view text, Span expression) {
  const std::vector<std::size_t> depths = depths_of(text);
  const auto at = [&](std::size_t offset) {
    return depths.begin() + static_cast<std::ptrdiff_t>(offset);
  };
  const std::size_t own = *std::min_element(at(expression.begin), at(expression.end) + 1);
  // Only parentheses and blanks are passed.
  while (depths[expression.begin] > own) --expression.begin;
  while (depths[expression.end] > own) ++expression.end;
  return expression;
}

Span with_parentheses(std::string_view text, Span expression) {
  expression = balanced(text, expression);
  while (true) {
    const std::size_t before = text.substr(0, expression.begin).find_last_not_of(kBlanks);
    const std::size_t after = text.find_first_not_of(kBlanks, expression.end);
    const bool is_around = before != std::string_view::npos && after != std::string_view::npos &&
                           text[before] == '(' && text[after] == ')';
    if (!is_around) return expression;
    expression = {before, after + 1};
  }
}

Rewrite without_operand(std::string_view text, const std::vector<Expression>& operands,
                        std::size_t index) {
  const Span own = with_parentheses(text, operands[index].span);
  if (index == 0) return {{own.begin, with_parentheses(text, operands[1].span).begin}, ""};
  return {{with_parentheses(text, operands[index - 1].span).end, own.end}, ""};
}

}  // namespace filtercheck::review
