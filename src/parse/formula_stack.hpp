// A formula while it is read: the operands so far, inside each pair of parentheses that is open.
#pragma once

#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::reader {

// Thrown by the actions of a grammar that finds a parenthesis too many; nesting is a limit, not a
// rule.
struct NestingTooDeep {};

class FormulaStack {
 public:
  explicit FormulaStack(std::size_t nesting) : nesting_(nesting) { operands_.reserve(32); }

  void add_condition(Expression condition) { operands_.push_back(std::move(condition)); }
  void open_group() {
    if (frames_.size() > nesting_) throw NestingTooDeep{};
    frames_.push_back({operands_.size(), operands_.size()});
  }
  void close_group() {
    end_conjunction();
    join<Or>(frames_.back().disjuncts);
    frames_.pop_back();
  }
  void begin_disjunct() { end_conjunction(); }

  // The whole formula; the stack is as good as new.
  Expression take() {
    close_group();
    Expression whole = std::move(operands_.front());
    operands_.clear();
    frames_.assign(1, {});
    return whole;
  }

 private:
  // The formula inside one pair of parentheses (or braces): where its operands begin, and those of
  // its last conjunction.
  struct Frame {
    std::size_t disjuncts = 0;
    std::size_t conjuncts = 0;
  };

  void end_conjunction() {
    join<And>(frames_.back().conjuncts);
    frames_.back().conjuncts = operands_.size();
  }

  // Makes one of the operands from `begin` on.
  template <typename Node>
  void join(std::size_t begin) {
    if (operands_.size() - begin == 1) return;
    const auto first = operands_.begin() + static_cast<std::ptrdiff_t>(begin);
    const Span span{first->span.begin, operands_.back().span.end};
    Node node;
    node.operands.assign(std::move_iterator(first), std::move_iterator(operands_.end()));
    operands_.erase(first, operands_.end());
    operands_.push_back({std::move(node), span});
  }

  std::size_t nesting_;
  std::vector<Frame> frames_ = std::vector<Frame>(1);
  // Those read so far of all formulas that are not closed yet, the innermost one's last.
  std::vector<Expression> operands_;
};

}  // namespace filtercheck::reader
