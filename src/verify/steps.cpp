#include "verify/steps.hpp"

namespace filtercheck::verify {

namespace {

class Propagation {
 public:
  explicit Propagation(std::size_t variables) : values_(variables + 1, Value::Open) {}

  void check(const Claim& claim, const Step& step, Work& work) {
    for (const ClauseLiteral literal : step.literals) make_true(-literal);
    bool is_refuted = false;
    for (const std::size_t number : step.from) {
      const std::vector<ClauseLiteral>& clause = literals_of(claim, number);
      work.spend(1 + clause.size());
      if (is_refuted) throw NotProved("a clause follows the one that is false");
      const ClauseLiteral left = only_one_left(clause, number);
      is_refuted = left == 0;
      if (!is_refuted) make_true(left);
    }
    for (const std::size_t variable : set_) values_[variable] = Value::Open;
    set_.clear();
    if (!is_refuted) throw NotProved("no clause of its list ends up false");
  }

 private:
  enum class Value : char { Open, True, False };

  static std::size_t variable_of(ClauseLiteral literal) {
    return static_cast<std::size_t>(literal < 0 ? -literal : literal);
  }

  static const std::vector<ClauseLiteral>& literals_of(const Claim& claim, std::size_t number) {
    const std::size_t clauses = claim.clauses.size();
    return number <= clauses ? claim.clauses[number - 1].literals
                             : claim.steps[number - 1 - clauses].literals;
  }

  void make_true(ClauseLiteral literal) {
    values_[variable_of(literal)] = literal > 0 ? Value::True : Value::False;
    set_.push_back(variable_of(literal));
  }

  bool is_false(ClauseLiteral literal) const {
    return values_[variable_of(literal)] == (literal > 0 ? Value::False : Value::True);
  }

  // The one literal that is not false; 0 if all are.
  ClauseLiteral only_one_left(const std::vector<ClauseLiteral>& clause, std::size_t number) const {
    ClauseLiteral left = 0;
    for (const ClauseLiteral literal : clause) {
      if (is_false(literal) || literal == left) continue;
      if (left != 0) {
        throw NotProved("clause " + std::to_string(number) +
                        " has two literals that are not false");
      }
      left = literal;
    }
    return left;
  }

  std::vector<Value> values_;  // by the variable's number
  std::vector<std::size_t> set_;
};

}  // namespace

void check_steps(const Claim& claim, Work& work) {
  Propagation propagation(claim.variables.size());
  for (std::size_t i = 0; i < claim.steps.size(); ++i) {
    try {
      propagation.check(claim, claim.steps[i], work);
    } catch (const NotProved& refusal) {
      throw NotProved("step " + std::to_string(claim.clauses.size() + i + 1) + ": " +
                      refusal.what());
    }
  }
  if (claim.steps.empty() || !claim.steps.back().literals.empty()) {
    throw NotProved("the last step is not the empty clause");
  }
}

}  // namespace filtercheck::verify
