#include "shorten/required.hpp"

#include <variant>

#include "filtercheck/parse.hpp"
#include "shorten/rewrite.hpp"

namespace filtercheck::shorten {

namespace {

const Selector& selector_of(const Expression& condition) {
  if (const auto* is = std::get_if<Is>(&condition.node)) return is->selector;
  if (const auto* absent = std::get_if<NotExists>(&condition.node)) return absent->selector;
  return std::get<Comparison>(condition.node).selector;
}

}  // namespace

void Required::add(const Expression& expression) {
  if (all_.size() == kMost) return;
  if (const auto* operands = operands_of(expression)) {
    if (junction_of(expression) == Junction::Or) return add(operands->front());
    for (const Expression& operand : *operands) add(operand);
    return;
  }
  if (++count_[format(selector_of(expression))] <= kMostOnOneSelector) all_.push_back(expression);
}

}  // namespace filtercheck::shorten
