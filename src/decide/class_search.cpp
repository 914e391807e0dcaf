#include "decide/class_search.hpp"

#include <algorithm>
#include <iterator>

#include "decide/natural.hpp"

namespace filtercheck::decide {

namespace {

constexpr std::size_t kMissingClass = 0;
constexpr std::size_t kScalars = 6;  // the classes from here on

// How natural a class is in a witness: absence first, then texts, of which those that the patterns
// compare with this place in their order, then simple values, then what needs explaining.
std::size_t rank_of(const ValueClass& value, const Space::Place& place) {
  constexpr std::size_t kGroup = 1'000'000;
  switch (value.shape) {
    case Shape::Missing:
      return 0;
    case Shape::String:
      // Digits are meant as a number more often than as text.
      if (value.literal >= 0 &&
          value.text.find_first_not_of(U"0123456789+-.eE") == std::u32string::npos) {
        return 4 * kGroup;
      }
      if (value.literal >= 0) {
        const auto literal = static_cast<std::size_t>(value.literal);
        return (literal < place.own_tests ? kGroup : 3 * kGroup) + literal;
      }
      return 2 * kGroup + std::min<std::size_t>(value.text.size(), kGroup - 1) +
             (value.text.empty() ? 100 : 0);
    case Shape::Integer:
    case Shape::Float:
    case Shape::Infinite: {
      if (value.doubtful_text || value.cell < 0) return 9 * kGroup;
      const bool plain = value.text.find_first_of(U".E") == std::u32string::npos;
      return (plain ? 3 : 6) * kGroup + std::min<std::size_t>(value.text.size(), kGroup - 1);
    }
    case Shape::True:
    case Shape::False:
      return 4 * kGroup;
    case Shape::Null:
      return 5 * kGroup;
    case Shape::Object:
      return 7 * kGroup;
    case Shape::Array:
      return place.exists.empty() ? 8 * kGroup : 6 * kGroup + kGroup / 2;
  }
  return 0;
}

bool is_too_large(const Space::Place& place) {
  const auto* index = std::get_if<Index>(&place.step);
  return index != nullptr && index->value >= values::Budget::kElements;
}

}  // namespace

ClassSearch::ClassSearch(const Space& space)
    : space_(space),
      conditions_(space.conditions(), {-1, -1}),
      passing_(space.conditions(), nullptr) {
  const auto places = static_cast<PlaceId>(space.places().size());
  variables_.resize(space.places().size());
  for (PlaceId at = Space::kRoot + 1; at < places; ++at) {
    if (!make_variable(at)) return;
  }
  std::vector<Formulas::Id> axioms;
  for (const Space::Axiom& axiom : space.axioms()) axioms.push_back(formula(axiom.clause));
  axioms_ = formulas_.all_of(std::move(axioms));
}

// False: the budget ran out.
bool ClassSearch::make_variable(PlaceId at) {
  Variable& fresh = variable(at);
  const Space::Place& place = space_.place(at);
  fresh.tests.reserve(place.tests.size());
  for (const Space::TestId id : place.tests) {
    const Space::Test& test = space_.test(id);
    fresh.tests.push_back({id, fresh.scalars.add(*test.literal, test.reading), {}});
  }
  std::sort(fresh.tests.begin(), fresh.tests.end(),
            [](const Test& a, const Test& b) { return a.id < b.id; });
  fresh.classes.reserve(kScalars + place.tests.size() + 3);
  for (const Shape shape :
       {Shape::Missing, Shape::Null, Shape::True, Shape::False, Shape::Object, Shape::Array}) {
    fresh.classes.push_back({shape});
  }
  fresh.classes =
      fresh.scalars.classes(natural_texts(space_, at), budget_, std::move(fresh.classes));
  if (!budget_.ok()) return false;
  const std::size_t size = fresh.classes.size();
  fresh.ranks.reserve(size);
  fresh.of_shape.assign(values::kShapes, ClassSet(size));
  fresh.literals.assign(place.tests.size(), 0);
  ClassSet small(size);
  const bool is_large = is_too_large(place);
  for (std::size_t i = 0; i < size; ++i) {
    const ValueClass& value = fresh.classes[i];
    fresh.ranks.push_back(rank_of(value, place));
    fresh.of_shape[static_cast<std::size_t>(value.shape)].insert(i);
    if (value.shape == Shape::String && value.literal >= 0) {
      fresh.literals[static_cast<std::size_t>(value.literal)] = i;
    }
    if (i >= kScalars && value.shape != Shape::String) fresh.numbers.push_back(i);
    if (i == kMissingClass || (!value.too_large && !is_large)) small.insert(i);
  }
  if (!small.full()) small_ = formulas_.all_of({small_, formulas_.atom(at, small)});
  return true;
}

// --- Formulas ------------------------------------------------------------------------------------

const ClassSet& ClassSearch::passing(PlaceId at, Space::TestId id) {
  Variable& here = variable(at);
  Test& test_here =
      *std::lower_bound(here.tests.begin(), here.tests.end(), id,
                        [](const Test& test, Space::TestId i) { return test.id < i; });
  if (test_here.passing) return *test_here.passing;
  ClassSet& passing = test_here.passing.emplace(here.classes.size());
  const Space::Test& asked = space_.test(id);
  const Operator op = asked.kind == Space::Test::Kind::Equal  ? Operator::Equal
                      : asked.kind == Space::Test::Kind::Less ? Operator::Less
                                                              : Operator::Greater;
  const auto test = here.scalars.test(op, *asked.literal, test_here.added);
  const auto add = [&](std::size_t i) {
    if (values::ScalarClasses::holds(test, here.classes[i])) passing.insert(i);
  };
  if (test.is_one_text()) {
    // One class of strings at most, and perhaps some numbers.
    const std::size_t text = here.literals[static_cast<std::size_t>(test.literal)];
    if (text != 0) passing.insert(text);
    for (const std::size_t i : here.numbers) add(i);
  } else {
    for (std::size_t i = kScalars; i < here.classes.size(); ++i) add(i);
  }
  return passing;
}

// What is asked of one place is said by terms of that place alone.
ClassSet ClassSearch::showing(PlaceId at, Space::Asked asked) {
  const std::size_t size = variable(at).classes.size();
  ClassSet all(size, true);
  for (const Space::Clause& clause : space_.meaning(at, asked).when_true) {
    ClassSet any(size);
    for (const Space::Term& term : clause) any |= formulas_.satisfying(formula(term), at, size, {});
    all &= any;
  }
  return all;
}

Formulas::Id ClassSearch::formula(const Space::Term& term) {
  switch (term.kind) {
    case Space::Term::Kind::Shape: {
      if (term.place == Space::kRoot) {
        return term.shapes.contains(Shape::Object) ? Formulas::kAlways : Formulas::kNever;
      }
      const Variable& here = variable(term.place);
      ClassSet set(here.classes.size());
      for (std::size_t shape = 0; shape < values::kShapes; ++shape) {
        if (term.shapes.contains(static_cast<Shape>(shape))) set |= here.of_shape[shape];
      }
      return formulas_.atom(term.place, set);
    }
    case Space::Term::Kind::Test: {
      const ClassSet& set = passing(term.place, term.index);
      return formulas_.atom(term.place, term.negated ? set.complement() : set);
    }
    case Space::Term::Kind::Exists: {
      ClassSet set(2);
      set.insert(term.negated ? 0 : 1);
      return formulas_.atom(variable_of(term.index), set);
    }
    case Space::Term::Kind::Holds: {
      const Space::Meaning meaning = space_.meaning(term.place, term.asked);
      return formula(term.negated ? meaning.when_false : meaning.when_true);
    }
  }
  return Formulas::kNever;
}

Formulas::Id ClassSearch::formula(const Space::Clause& clause) {
  if (clause.size() == 1) return formula(clause.front());
  std::vector<Formulas::Id> operands;
  for (const Space::Term& term : clause) operands.push_back(formula(term));
  return formulas_.any_of(std::move(operands));
}

Formulas::Id ClassSearch::formula(const std::vector<Space::Clause>& clauses) {
  if (clauses.size() == 1) return formula(clauses.front());
  std::vector<Formulas::Id> operands;
  for (const Space::Clause& clause : clauses) operands.push_back(formula(clause));
  return formulas_.all_of(std::move(operands));
}

Formulas::Id ClassSearch::formula(Space::ConditionId condition, bool negated) {
  auto& known = conditions_[static_cast<std::size_t>(condition)];
  Formulas::Id& id = negated ? known.second : known.first;
  if (id < 0) {
    if (const std::optional<Space::Term>& test = space_.test_of(condition)) {
      Space::Term term = *test;
      term.negated = negated;
      id = formula(term);
    } else {
      const Space::Meaning& meaning = space_.meaning_of(condition);
      id = formula(negated ? meaning.when_false : meaning.when_true);
    }
  }
  return id;
}

// The classes of a condition that looks at one place by one term; no value: it is more.
std::optional<ClassSearch::Simple> ClassSearch::simple(Space::ConditionId condition, bool negated) {
  const std::optional<Space::Term>& test = space_.test_of(condition);
  if (!test) return std::nullopt;
  const ClassSet*& known = passing_[static_cast<std::size_t>(condition)];
  if (known == nullptr) known = &passing(test->place, test->index);
  return Simple{test->place, known, negated};
}

Formulas::Id ClassSearch::formula(const Space::Tree& tree, std::int32_t at, bool negated) {
  const Space::Node& node = tree[static_cast<std::size_t>(at)];
  if (node.kind == Space::Node::Kind::Condition) return formula(node.condition, negated);
  const bool all = (node.kind == Space::Node::Kind::And) != negated;
  std::vector<Formulas::Id> operands;
  // What is asked of one place in one term each becomes one atom at once.
  std::vector<std::pair<PlaceId, ClassSet>> merged;
  for (std::int32_t i = at + 1; i < node.end; i = tree[static_cast<std::size_t>(i)].end) {
    const Space::Node& operand = tree[static_cast<std::size_t>(i)];
    const std::optional<Simple> one = operand.kind == Space::Node::Kind::Condition
                                          ? simple(operand.condition, negated)
                                          : std::nullopt;
    if (!one) {
      operands.push_back(formula(tree, i, negated));
      continue;
    }
    auto same = std::find_if(merged.begin(), merged.end(),
                             [&](const auto& known) { return known.first == one->place; });
    if (same == merged.end()) {
      merged.emplace_back(one->place, ClassSet(one->classes->size(), all));
      same = std::prev(merged.end());
    }
    same->second.merge(*one->classes, one->complement, all);
  }
  for (const auto& [place, classes] : merged) operands.push_back(formulas_.atom(place, classes));
  return all ? formulas_.all_of(std::move(operands)) : formulas_.any_of(std::move(operands));
}

Formulas::Id ClassSearch::formula(const TreeGoal& goal) {
  const auto [entry, fresh] = trees_.try_emplace({goal.tree, goal.negated}, Formulas::kNever);
  if (fresh) entry->second = formula(*goal.tree, 0, goal.negated);
  return entry->second;
}

// --- Solving -------------------------------------------------------------------------------------

Solution ClassSearch::solve(const Query& query) {
  if (!budget_.ok()) return Solution::unknown(budget_.exceeded);
  // Equal formulas are one: what makes one true makes the other true.
  if (query.goals.size() == 2 && query.goals[0].negated != query.goals[1].negated &&
      formula({query.goals[0].tree}) == formula({query.goals[1].tree})) {
    return {Solution::Kind::None};
  }
  const Formulas::Id question = this->question(query);
  values::Budget budget;
  const std::optional<Formulas::Model> model = formulas_.satisfy(question, budget);
  if (model) return solution(question, *model, static_cast<std::size_t>(variables()));
  if (budget.ok()) {
    Solution none{Solution::Kind::None};
    none.for_size = query.small && small_ != Formulas::kAlways;
    return none;
  }
  return Solution::unknown(budget.exceeded);
}

Formulas::Id ClassSearch::question(const Query& query) {
  std::vector<Formulas::Id> all{axioms_};
  for (const TreeGoal& goal : query.goals) all.push_back(formula(goal));
  for (const Space::Clause& clause : query.facts) all.push_back(formula(clause));
  if (query.small) all.push_back(small_);
  return formulas_.all_of(std::move(all));
}

// The best class for every variable, and then, one at a time, the best that keeps the formula true,
// until none can be improved.
std::vector<std::size_t> ClassSearch::chosen_classes(Formulas::Id formula,
                                                     const Formulas::Model& model,
                                                     std::size_t variables) const {
  const std::size_t places = variables_.size();
  std::vector<std::size_t> chosen(variables, 0);
  const auto best = [&](std::size_t v, const ClassSet& among) {
    if (v >= places) return among.contains(0) ? std::size_t{0} : std::size_t{1};
    const std::vector<std::size_t>& ranks = variables_[v].ranks;
    std::size_t first = ranks.size();
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      if (among.contains(i) && (first == ranks.size() || ranks[i] < ranks[first])) first = i;
    }
    return first;
  };
  for (const auto& [v, classes] : model) {
    const auto at = static_cast<std::size_t>(v);
    chosen[at] = best(at, classes);
  }
  bool changed = true;
  for (int round = 0; changed && round < 4; ++round) {
    changed = false;
    for (std::size_t v = Space::kRoot + 1; v < chosen.size(); ++v) {
      if (chosen[v] == 0) continue;
      const std::size_t size = v < places ? variables_[v].classes.size() : 2;
      const ClassSet free =
          formulas_.satisfying(formula, static_cast<Formulas::Variable>(v), size, chosen);
      const std::size_t better = best(v, free);
      changed = changed || better != chosen[v];
      chosen[v] = better;
    }
  }
  return chosen;
}

Solution ClassSearch::solution(Formulas::Id question, const Formulas::Model& model,
                               std::size_t variables) const {
  const std::vector<std::size_t> chosen = chosen_classes(question, model, variables);
  Solution found{Solution::Kind::Found};
  found.values.resize(variables_.size());
  found.values[Space::kRoot].shape = Shape::Object;
  for (std::size_t v = Space::kRoot + 1; v < variables_.size(); ++v) {
    const ValueClass& value = variables_[v].classes[chosen[v]];
    found.values[v] = {value.shape, value.text};
    const bool compared_as_text = !value.accepted.empty() || value.literal >= 0;
    if (is_finite_number(value.shape) && value.doubtful_text && compared_as_text) {
      found.doubtful.emplace_back(value.text.begin(), value.text.end());
    }
  }
  return found;
}

}  // namespace filtercheck::decide
