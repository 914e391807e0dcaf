#include "eval/fields.hpp"

#include <algorithm>
#include <cassert>
#include <compare>
#include <string>
#include <variant>

#include "eval/line.hpp"
#include "eval/number.hpp"
#include "eval/text.hpp"
#include "eval/utf8.hpp"

namespace filtercheck::eval {
namespace {

// Rule 6.3: one value, which is always text, against the comparisons of its field.
class FieldEvaluator {
 public:
  FieldEvaluator(std::u32string_view value, Reading reading) : value_(value), reading_(reading) {}

  bool holds(const Expression& expression) const { return std::visit(*this, expression.node); }

  bool operator()(const And& conjunction) const {
    return std::ranges::all_of(conjunction.operands, [this](const auto& o) { return holds(o); });
  }
  bool operator()(const Or& disjunction) const {
    return std::ranges::any_of(disjunction.operands, [this](const auto& o) { return holds(o); });
  }
  bool operator()(const Comparison& comparison) const {
    const auto order = std::visit(*this, comparison.literal);
    switch (comparison.op) {
      case Operator::Equal:
        return std::is_eq(order);
      case Operator::NotEqual:
        return !std::is_eq(order);
      case Operator::Less:
        return std::is_lt(order);
      case Operator::LessEqual:
        return std::is_lteq(order);
      case Operator::Greater:
        return std::is_gt(order);
      case Operator::GreaterEqual:
        return std::is_gteq(order);
    }
    return false;
  }
  bool operator()(const Is&) const { return is_no_condition_of_a_field(); }
  bool operator()(const NotExists&) const { return is_no_condition_of_a_field(); }

  // How the value is ordered to a literal: unordered is what is not equal and has no order.
  std::partial_ordering operator()(const Text& literal) const {
    return equal_if(wildcard_match(value_, code_points(literal.value), reading_));
  }
  std::partial_ordering operator()(const Regex& literal) const {
    return equal_if(regex_search(value_, literal));
  }
  std::partial_ordering operator()(const Number& literal) const {
    const std::optional<Decimal> number = number_in(value_);
    if (!number) return std::partial_ordering::unordered;
    return *number <=> read_decimal(literal.source);
  }

 private:
  static std::partial_ordering equal_if(bool equal) {
    return equal ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
  }
  static bool is_no_condition_of_a_field() {
    assert(false && "not a condition of a field");
    return false;
  }

  std::u32string_view value_;
  Reading reading_;
};

}  // namespace

std::optional<Alignment> align(const Fields& fields, std::u32string_view line) {
  const std::vector<Token> tokens = tokens_of(line);
  const std::size_t count = fields.fields.size();
  if (tokens.size() < count) return std::nullopt;
  // Without `...` and with fields, the last of them takes all that is left.
  const bool takes_rest = count > 0 && !fields.before_ellipsis;
  const std::size_t before = fields.before_ellipsis.value_or(takes_rest ? count - 1 : 0);
  const std::size_t after = takes_rest ? tokens.size() - 1 : tokens.size() - (count - before);
  Alignment alignment;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool skipped = i >= before && i < after;
    (skipped ? alignment.skipped : alignment.values).push_back(tokens[i].text);
  }
  if (takes_rest && tokens.size() > count) {
    alignment.values.back() = line.substr(tokens[before].begin);
    alignment.skipped.clear();
  }
  return alignment;
}

bool fulfils(std::u32string_view value, const Expression& condition, Reading reading) {
  return FieldEvaluator(value, reading).holds(condition);
}

}  // namespace filtercheck::eval
