// The evaluation of expressions of HCL, with the functions of Terraform.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/hcl_syntax.hpp"
#include "scan/hcl_values.hpp"

namespace filtercheck::scan::hcl {

// What an evaluation may cost. What exceeds it is Unknown.
class Budget {
 public:
  static constexpr std::size_t kSteps = 1'000'000;
  static constexpr std::size_t kBytes = 64'000'000;
  // Expressions evaluated for one another. Each takes some kilobytes of the stack under sanitizers.
  static constexpr std::size_t kDepth = 700;

  explicit Budget(std::size_t steps = kSteps) : steps_(steps) {}

  bool spend_steps(std::size_t steps) { return spend(steps_, steps); }
  // That a new string takes.
  bool spend_bytes(const Text& text) {
    return spend(bytes_, text.value().size() + text.pieces().size() * sizeof(Text::Piece));
  }
  std::size_t steps_left() const { return steps_; }

 private:
  friend class Evaluation;
  static bool spend(std::size_t& left, std::size_t amount) {
    left = amount < left ? left - amount : 0;
    return left > 0;
  }

  std::size_t steps_;
  std::size_t bytes_ = kBytes;
  std::size_t depth_ = 0;
};
Value exhausted();

class Evaluation;

// What names mean, but for those that an expression makes itself.
class Names {
 public:
  virtual ~Names() = default;

  struct Resolved {
    Value value;
    std::size_t steps = 0;  // that belong to the name, such as the `x` of `var.x`
  };
  // The steps are those behind the name; the evaluation is the one that asks.
  virtual Resolved resolve(std::string_view name, const std::vector<Step>& steps,
                           Evaluation& evaluation) = 0;
  // What `file(path)` gives.
  virtual Value file(const Expression& path, Evaluation& evaluation) = 0;
};

// `each`, `count`, and what loops make.
using Bindings = std::vector<std::pair<std::string, Value>>;

class Evaluation {
 public:
  Evaluation(Names& names, Budget& budget, Bindings bindings = {})
      : names_(names), budget_(budget), bindings_(std::move(bindings)) {}

  Value evaluate(const Expression& expression);
  Budget& budget() { return budget_; }

 private:
  Value of(const Null&, const Expression&) { return Value::null(); }
  Value of(const Boolean& boolean, const Expression&) { return {boolean.value}; }
  Value of(const Number& number, const Expression& whole);
  Value of(const String& string, const Expression& whole);
  Value of(const Template& text, const Expression& whole);
  Value of(const Tuple& tuple, const Expression& whole);
  Value of(const Object& object, const Expression& whole);
  Value of(const Reference& reference, const Expression& whole);
  Value of(const Call& call, const Expression& whole);
  Value of(const Access& access, const Expression& whole);
  Value of(const Conditional& conditional, const Expression& whole);
  Value of(const Operation& operation, const Expression& whole);
  Value of(const Signed& signs, const Expression& whole);
  Value of(const For& loop, const Expression& whole);
  Value of(const Repeated& repeated, const Expression& whole);

  Value joined(const std::vector<Value>& parts);
  Value follow(Value value, const std::vector<Step>& steps, std::size_t from);
  Value index(const Value& value, const Value& key);
  const Value* find_binding(std::string_view name) const;

  Names& names_;
  Budget& budget_;
  Bindings bindings_;
};

// Terraform's functions. Cost: linear in the values, which are spent.
Value call_function(std::string_view name, const std::vector<Value>& arguments, Budget& budget);

}  // namespace filtercheck::scan::hcl
