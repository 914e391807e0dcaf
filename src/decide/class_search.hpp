// The first engine: classes per place, and branching.
//
// The values at a place fall into finitely many classes that its tests cannot tell apart
// (values/scalar_classes.hpp). Each place becomes a variable with its classes as values, each term
// a set of classes, each pattern a monotone formula over such sets (formula.hpp), and the search
// branches over classes. Fast where a place has few classes, which is so of nearly all real
// patterns. Where one has too many, or the search branches too often, it gives up and says so.
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "decide/formula.hpp"
#include "decide/solution.hpp"
#include "decide/space.hpp"
#include "values/budget.hpp"
#include "values/scalar_classes.hpp"

namespace filtercheck::decide {

using values::ValueClass;

class ClassSearch {
 public:
  // The space must outlive this object, and be closed.
  explicit ClassSearch(const Space& space);

  using PlaceId = Space::PlaceId;

  // Small and natural values: absence first, then values that a reader knows.
  Solution solve(const Query& query);

  // For who asks more than a query can say. Not empty: what ran out before there were classes;
  // then nothing else has a meaning.
  const std::string& exceeded() const { return budget_.exceeded; }
  Formulas& formulas() { return formulas_; }
  // Variables from here on are free for other use.
  Formulas::Variable variables() const {
    return static_cast<Formulas::Variable>(space_.places().size() + space_.exists().size());
  }
  Formulas::Variable variable_of(Space::ExistsId exists) const {
    return static_cast<Formulas::Variable>(space_.places().size()) + exists;
  }
  // What must hold of an event: the axioms too.
  Formulas::Id question(const Query& query);
  // Natural values by a model of such a formula over `variables` variables, those that it left free
  // among them.
  Solution solution(Formulas::Id question, const Formulas::Model& model,
                    std::size_t variables) const;
  const std::vector<ValueClass>& classes(PlaceId at) const {
    return variables_[static_cast<std::size_t>(at)].classes;
  }
  // The classes of values at a place that pass what is asked.
  ClassSet showing(PlaceId at, Space::Asked asked);
  values::ScalarTests& tests(PlaceId at) { return variable(at).scalars.tests(); }

 private:
  struct Test {
    Space::TestId id;
    values::ScalarClasses::Added added;
    std::optional<ClassSet> passing;  // once it was asked for
  };
  struct Variable {
    values::ScalarClasses scalars;
    std::vector<ValueClass> classes;
    std::vector<std::size_t> ranks;     // how natural each class is; 0 is best
    std::vector<ClassSet> of_shape;     // by Shape
    std::vector<Test> tests;            // sorted by id
    std::vector<std::size_t> literals;  // the class of each literal; 0: not of strings
    std::vector<std::size_t> numbers;
  };

  bool make_variable(PlaceId at);
  const ClassSet& passing(PlaceId at, Space::TestId test);
  Variable& variable(PlaceId at) { return variables_[static_cast<std::size_t>(at)]; }

  struct Simple {
    PlaceId place;
    const ClassSet* classes;
    bool complement;
  };
  std::optional<Simple> simple(Space::ConditionId condition, bool negated);

  Formulas::Id formula(const Space::Term& term);
  Formulas::Id formula(const Space::Clause& clause);
  Formulas::Id formula(const std::vector<Space::Clause>& clauses);
  Formulas::Id formula(Space::ConditionId condition, bool negated);
  Formulas::Id formula(const Space::Tree& tree, std::int32_t at, bool negated);
  Formulas::Id formula(const TreeGoal& goal);

  std::vector<std::size_t> chosen_classes(Formulas::Id formula, const Formulas::Model& model,
                                          std::size_t variables) const;

  const Space& space_;
  values::Budget budget_;            // of making the classes
  std::vector<Variable> variables_;  // of places, then of Exists: false and true
  Formulas formulas_;
  Formulas::Id axioms_ = Formulas::kAlways;
  Formulas::Id small_ = Formulas::kAlways;
  std::vector<std::pair<Formulas::Id, Formulas::Id>> conditions_;  // true, false; -1: not yet
  std::vector<const ClassSet*> passing_;  // of conditions that are one test; none: not yet
  std::map<std::pair<const Space::Tree*, bool>, Formulas::Id> trees_;
};

}  // namespace filtercheck::decide
