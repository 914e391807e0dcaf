// A formula while it is read: the operands so far, inside each pair of parentheses that is open.
#pragma once

#include <utility>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::reader {

// Thrown by the actions of a grammar that finds a parenthesis too many; nesting is a limit, not a
// rule.
struct NestingTooDeep {};

class FormulaStack {
 public:
  explicit FormulaStack(std::size_t nesting) : nesting_(nesting) {}

  void add_condition(Expression condition) {
    frames_.back().conjuncts.push_back(std::move(condition));
  }
  void open_group() {
    if (frames_.size() > nesting_) throw NestingTooDeep{};
    frames_.emplace_back();
  }
  void close_group() {
    Expression inner = end();
    add_condition(std::move(inner));
  }
  void begin_disjunct() {
    Frame& frame = frames_.back();
    frame.disjuncts.push_back(joined<And>(std::exchange(frame.conjuncts, {})));
  }

  // The whole formula; the stack is as good as new.
  Expression take() {
    Expression whole = end();
    frames_.assign(1, {});
    return whole;
  }

 private:
  struct Frame {
    std::vector<Expression> disjuncts;
    std::vector<Expression> conjuncts;
  };

  template <typename Node>
  static Expression joined(std::vector<Expression> operands) {
    if (operands.size() == 1) return std::move(operands.front());
    const Span span{operands.front().span.begin, operands.back().span.end};
    return {Node{std::move(operands)}, span};
  }

  Expression end() {
    begin_disjunct();
    Expression whole = joined<Or>(std::move(frames_.back().disjuncts));
    frames_.pop_back();
    return whole;
  }

  std::size_t nesting_;
  std::vector<Frame> frames_ = std::vector<Frame>(1);
};

}  // namespace filtercheck::reader
