// Sets of classes and formulas over them against what can be counted out: all assignments of a few
// variables.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include "decide/formula.hpp"
#include "values/budget.hpp"

namespace filtercheck::decide {
namespace {

// --- Sets ----------------------------------------------------------------------------------------

ClassSet set_of(std::size_t size, const std::function<bool(std::size_t)>& is_in) {
  ClassSet set(size);
  for (std::size_t i = 0; i < size; ++i) {
    if (is_in(i)) set.insert(i);
  }
  return set;
}

class ClassSets : public testing::TestWithParam<std::size_t> {};

// Sizes on both sides of each number of words.
INSTANTIATE_TEST_SUITE_P(OfSize, ClassSets,
                         testing::Values(1, 2, 63, 64, 65, 66, 127, 128, 129, 130, 192, 193));

TEST_P(ClassSets, AreEmptyOrFull) {
  const std::size_t size = GetParam();
  EXPECT_TRUE(ClassSet(size).empty());
  EXPECT_FALSE(ClassSet(size).full());
  EXPECT_FALSE(ClassSet(size, true).empty());
  EXPECT_TRUE(ClassSet(size, true).full());
  EXPECT_EQ(set_of(size, [](std::size_t) { return true; }), ClassSet(size, true));
  EXPECT_EQ(ClassSet(size).complement(), ClassSet(size, true));
  for (std::size_t i = 0; i < size; ++i) {
    const ClassSet one = set_of(size, [i](std::size_t j) { return i == j; });
    const ClassSet others = set_of(size, [i](std::size_t j) { return i != j; });
    EXPECT_FALSE(one.empty());
    EXPECT_FALSE(others.full());
    EXPECT_TRUE(one.contains(i));
    EXPECT_FALSE(others.contains(i));
    EXPECT_EQ(one.complement(), others);
    EXPECT_EQ(others.complement(), one);
    EXPECT_TRUE(ClassSet(size, true).includes(one));
    EXPECT_FALSE(others.includes(one));
    EXPECT_EQ(one.includes(others), size == 1);
  }
}

TEST_P(ClassSets, AreMerged) {
  const std::size_t size = GetParam();
  const auto two = [](std::size_t i) { return i % 2 == 0; };
  const auto three = [](std::size_t i) { return i % 3 == 0; };
  const ClassSet a = set_of(size, two);
  const ClassSet b = set_of(size, three);
  const auto both = [&](std::size_t i) { return two(i) && three(i); };
  const auto some = [&](std::size_t i) { return two(i) || three(i); };
  const auto only_a = [&](std::size_t i) { return two(i) && !three(i); };
  const auto a_or_not_b = [&](std::size_t i) { return two(i) || !three(i); };
  ClassSet set = a;
  EXPECT_EQ(set &= b, set_of(size, both));
  set = a;
  EXPECT_EQ(set |= b, set_of(size, some));
  set = a;
  set.merge(b, false, true);
  EXPECT_EQ(set, set_of(size, both));
  set = a;
  set.merge(b, false, false);
  EXPECT_EQ(set, set_of(size, some));
  set = a;
  set.merge(b, true, true);
  EXPECT_EQ(set, set_of(size, only_a));
  set = a;
  set.merge(b, true, false);
  EXPECT_EQ(set, set_of(size, a_or_not_b));
}

// --- Formulas ------------------------------------------------------------------------------------

using Assignment = std::vector<std::size_t>;
using Truth = std::function<bool(const Assignment&)>;

// A formula and, told otherwise, when it is true.
struct Known {
  Formulas::Id id;
  Truth truth;
};

class Drawn {
 public:
  Drawn(unsigned seed, std::vector<std::size_t> sizes) : random_(seed), sizes_(std::move(sizes)) {}

  Known formula(int depth) {
    const std::size_t kind = depth == 0 ? 0 : below(3);
    if (kind == 0) return atom();
    std::vector<Formulas::Id> ids;
    std::vector<Truth> truths;
    for (std::size_t i = below(3) + 2; i-- > 0;) {
      Known one = formula(depth - 1);
      ids.push_back(one.id);
      truths.push_back(std::move(one.truth));
    }
    const bool conjunction = kind == 1;
    const Formulas::Id id = conjunction ? formulas.all_of(ids) : formulas.any_of(ids);
    return {id, [truths, conjunction](const Assignment& values) {
              for (const Truth& truth : truths) {
                if (truth(values) != conjunction) return !conjunction;
              }
              return conjunction;
            }};
  }

  Known atom() {
    const std::size_t variable = below(sizes_.size());
    const std::uint64_t bits = random_();
    const ClassSet classes =
        set_of(sizes_[variable], [bits](std::size_t i) { return (bits >> (i % 61) & 1) != 0; });
    return {formulas.atom(static_cast<Formulas::Variable>(variable), classes),
            [variable, classes](const Assignment& values) {
              return classes.contains(values[variable]);
            }};
  }

  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::vector<Assignment> assignments() const {
    std::vector<Assignment> all{{}};
    for (const std::size_t size : sizes_) {
      std::vector<Assignment> longer;
      for (const Assignment& one : all) {
        for (std::size_t i = 0; i < size; ++i) {
          longer.push_back(one);
          longer.back().push_back(i);
        }
      }
      all = std::move(longer);
    }
    return all;
  }

  const std::vector<std::size_t>& sizes() const { return sizes_; }

  Formulas formulas;

 private:
  std::mt19937_64 random_;
  std::vector<std::size_t> sizes_;
};

bool is_within(const Formulas::Model& model, const Assignment& values) {
  for (const auto& [variable, classes] : model) {
    if (!classes.contains(values[static_cast<std::size_t>(variable)])) return false;
  }
  return true;
}

// The formula is told by `satisfying`, and a model has only assignments that satisfy it.
void expect_known(Drawn& drawn, const Known& known) {
  const std::vector<Assignment> all = drawn.assignments();
  values::Budget budget;
  const std::optional<Formulas::Model> model = drawn.formulas.satisfy(known.id, budget);
  EXPECT_TRUE(budget.ok());
  bool is_satisfiable = false;
  bool has_some = false;
  for (const Assignment& values : all) {
    const bool truth = known.truth(values);
    is_satisfiable = is_satisfiable || truth;
    if (model && is_within(*model, values)) {
      has_some = true;
      EXPECT_TRUE(truth);
    }
    for (std::size_t variable = 0; variable < values.size(); ++variable) {
      const ClassSet classes = drawn.formulas.satisfying(
          known.id, static_cast<Formulas::Variable>(variable), drawn.sizes()[variable], values);
      EXPECT_EQ(classes.contains(values[variable]), truth);
    }
  }
  EXPECT_EQ(model.has_value(), is_satisfiable);
  EXPECT_EQ(has_some, is_satisfiable);
}

class FormulasOfSeed : public testing::TestWithParam<unsigned> {};

INSTANTIATE_TEST_SUITE_P(Of, FormulasOfSeed, testing::Range(1U, 9U));

TEST_P(FormulasOfSeed, AreSatisfiedAsTheyShould) {
  Drawn drawn(GetParam(), {2, 3, 4, 2});
  for (int i = 0; i < 60; ++i) expect_known(drawn, drawn.formula(3));
}

TEST_P(FormulasOfSeed, OfManyClassesAreSatisfiedAsTheyShould) {
  for (const std::size_t size : {64U, 130U}) {
    Drawn drawn(GetParam(), {size, 3});
    for (int i = 0; i < 6; ++i) expect_known(drawn, drawn.formula(2));
  }
}

// Two formulas that exclude each other, in many parts.
TEST_P(FormulasOfSeed, ContradictionsHaveNoModel) {
  Drawn drawn(GetParam(), {2, 2, 2, 2, 3});
  for (int i = 0; i < 40; ++i) {
    const Known a = drawn.formula(3);
    const Known b = drawn.formula(3);
    expect_known(drawn, {drawn.formulas.all_of({a.id, b.id}), [&](const Assignment& values) {
                           return a.truth(values) && b.truth(values);
                         }});
  }
}

TEST_P(FormulasOfSeed, AreRestricted) {
  Drawn drawn(GetParam(), {3, 3, 2});
  for (int i = 0; i < 40; ++i) {
    const Known known = drawn.formula(3);
    const std::size_t taken = drawn.below(3);
    const ClassSet one = set_of(3, [taken](std::size_t j) { return j == taken; });
    const Formulas::Id left = drawn.formulas.restricted(known.id, 0, one);
    const std::vector<Assignment> all = drawn.assignments();
    for (const Assignment& values : all) {
      if (values[0] != taken) continue;
      const ClassSet classes = drawn.formulas.satisfying(left, 1, 3, values);
      EXPECT_EQ(classes.contains(values[1]), known.truth(values));
    }
  }
}

TEST(Formulas, Constants) {
  Formulas formulas;
  const ClassSet half = set_of(2, [](std::size_t i) { return i == 0; });
  const Formulas::Id atom = formulas.atom(0, half);
  EXPECT_EQ(formulas.atom(0, ClassSet(2)), Formulas::kNever);
  EXPECT_EQ(formulas.atom(0, ClassSet(2, true)), Formulas::kAlways);
  EXPECT_EQ(formulas.complement(Formulas::kNever), Formulas::kAlways);
  EXPECT_EQ(formulas.complement(Formulas::kAlways), Formulas::kNever);
  EXPECT_EQ(formulas.complement(atom), formulas.atom(0, half.complement()));
  EXPECT_EQ(formulas.all_of({}), Formulas::kAlways);
  EXPECT_EQ(formulas.any_of({}), Formulas::kNever);
  EXPECT_EQ(formulas.all_of({atom, Formulas::kAlways}), atom);
  EXPECT_EQ(formulas.any_of({atom, Formulas::kNever}), atom);
  EXPECT_EQ(formulas.all_of({atom, Formulas::kNever}), Formulas::kNever);
  EXPECT_EQ(formulas.any_of({Formulas::kAlways, atom}), Formulas::kAlways);
  EXPECT_EQ(formulas.all_of({atom, formulas.complement(atom)}), Formulas::kNever);
  EXPECT_EQ(formulas.any_of({atom, formulas.complement(atom)}), Formulas::kAlways);
  const Formulas::Id both = formulas.all_of({atom, formulas.atom(1, half)});
  EXPECT_EQ(formulas.any_of({both, both}), both);
  for (const bool holds : {false, true}) {
    const ClassSet all =
        formulas.satisfying(holds ? Formulas::kAlways : Formulas::kNever, 0, 2, {0});
    EXPECT_EQ(all, ClassSet(2, holds));
  }
}

// What is the same is one node, however it is written and however many there are: a formula that is
// known to have no model is not searched again.
TEST(Formulas, EqualOnesAreOne) {
  Formulas formulas;
  const auto atom = [&](Formulas::Variable variable, std::size_t i) {
    return formulas.atom(variable, set_of(5, [i](std::size_t j) { return i == j; }));
  };
  std::vector<Formulas::Id> first;
  std::set<Formulas::Id> different;
  for (int round = 0; round < 2; ++round) {
    std::vector<Formulas::Id> ids;
    for (Formulas::Variable a = 0; a < 12; ++a) {
      for (std::size_t i = 0; i < 5; ++i) {
        const Formulas::Id x = atom(a, i);
        const Formulas::Id y = atom(a + 1, i);
        const Formulas::Id z = atom(a + 2, (i + 1) % 5);
        ids.push_back(x);
        ids.push_back(round == 0 ? formulas.all_of({x, y}) : formulas.all_of({y, x, y}));
        ids.push_back(round == 0 ? formulas.any_of({x, y}) : formulas.any_of({y, x}));
        ids.push_back(round == 0 ? formulas.any_of({z, formulas.all_of({x, y})})
                                 : formulas.any_of({formulas.all_of({y, x}), z}));
        ids.push_back(round == 0 ? formulas.all_of({x, formulas.all_of({y, z})})
                                 : formulas.all_of({formulas.all_of({z, x}), y}));
      }
    }
    different.insert(ids.begin(), ids.end());
    if (round == 0) first = ids;
    EXPECT_EQ(ids, first);
  }
  EXPECT_EQ(different.size(), first.size());
}

// In so many tables that in some of them both begin at one place.
TEST(Formulas, AConjunctionIsNoDisjunctionOfTheSame) {
  constexpr Formulas::Variable kPlaces = 12;
  for (Formulas::Variable first = 0; first < 200 * kPlaces; first += kPlaces) {
    Formulas formulas;
    std::vector<Formulas::Id> atoms;
    for (Formulas::Variable place = first; place < first + kPlaces; ++place) {
      atoms.push_back(formulas.atom(place, set_of(2, [](std::size_t i) { return i == 0; })));
      for (const Formulas::Id other : atoms) {
        if (other == atoms.back()) continue;
        const Formulas::Id all = formulas.all_of({other, atoms.back()});
        EXPECT_NE(formulas.any_of({other, atoms.back()}), all);
      }
    }
  }
}

// Of six places each has one of five values, no two the same, or so do six others, and so on: more
// cases than are tried for one question. None of them is counted for the next.
TEST(Formulas, CasesAreCountedForEachQuestion) {
  constexpr std::size_t kValues = 5;
  constexpr Formulas::Variable kPlaces = 6;
  constexpr Formulas::Variable kTimes = 1'000;
  Formulas formulas;
  const auto is_not = [&](Formulas::Variable place, std::size_t value) {
    return formulas.atom(place, set_of(kValues, [value](std::size_t i) { return i != value; }));
  };
  const auto differ = [&](Formulas::Variable a, Formulas::Variable b) {
    std::vector<Formulas::Id> all;
    for (std::size_t value = 0; value < kValues; ++value)
      all.push_back(formulas.any_of({is_not(a, value), is_not(b, value)}));
    return formulas.all_of(all);
  };
  std::vector<Formulas::Id> any;
  for (Formulas::Variable first = 0; first < kTimes * kPlaces; first += kPlaces) {
    std::vector<Formulas::Id> all;
    for (Formulas::Variable a = 0; a < kPlaces; ++a) {
      for (Formulas::Variable b = 0; b < a; ++b) all.push_back(differ(first + a, first + b));
    }
    any.push_back(formulas.all_of(all));
  }
  values::Budget budget;
  EXPECT_FALSE(formulas.satisfy(formulas.any_of(any), budget));
  EXPECT_FALSE(budget.ok());
  values::Budget next;
  EXPECT_TRUE(formulas.satisfy(differ(0, 1), next));
  EXPECT_TRUE(next.ok());
}

// A place with more kinds of values than are compared with each other: other places say what its
// number is in binary.
TEST(Formulas, ManyKindsOfValues) {
  constexpr std::size_t kBits = 7;
  Formulas formulas;
  const auto bit = [&](std::size_t i, bool is_set) {
    return formulas.atom(0, set_of(1U << kBits, [=](std::size_t value) {
                           return ((value >> i & 1U) != 0) == is_set;
                         }));
  };
  const auto said = [&](std::size_t i, bool is_set) {
    return formulas.atom(static_cast<Formulas::Variable>(i) + 1,
                         set_of(2, [=](std::size_t value) { return (value != 0) == is_set; }));
  };
  std::vector<Formulas::Id> all;
  for (std::size_t i = 0; i < kBits; ++i) {
    for (const bool is_set : {false, true})
      all.push_back(formulas.any_of({bit(i, is_set), said(i, !is_set)}));
  }
  values::Budget budget;
  const std::optional<Formulas::Model> model = formulas.satisfy(formulas.all_of(all), budget);
  ASSERT_TRUE(model);
  std::size_t within = 0;
  for (std::size_t value = 0; value < 1U << kBits; ++value) {
    for (std::size_t others = 0; others < 1U << kBits; ++others) {
      Assignment values{value};
      for (std::size_t i = 0; i < kBits; ++i) values.push_back(others >> i & 1U);
      if (!is_within(*model, values)) continue;
      EXPECT_EQ(others, value);
      ++within;
    }
  }
  EXPECT_GT(within, 0U);
  // The second of them, whatever the others are, is both.
  for (const bool is_set : {false, true}) {
    all.push_back(formulas.any_of({said(0, is_set), said(1, false)}));
    all.push_back(formulas.any_of({said(2, is_set), said(1, true)}));
  }
  values::Budget next;
  EXPECT_FALSE(formulas.satisfy(formulas.all_of(all), next));
  EXPECT_TRUE(next.ok());
}

// So many cases inside one another that only the innermost can be met.
TEST(Formulas, CasesInsideOneAnother) {
  Formulas formulas;
  const auto atom = [&](Formulas::Variable variable, std::size_t i) {
    return formulas.atom(variable, set_of(2, [i](std::size_t j) { return i == j; }));
  };
  std::vector<Formulas::Id> parts;
  for (std::size_t i = 0; i < 4; ++i)
    parts.push_back(formulas.any_of({atom(0, i / 2), atom(1, i % 2)}));
  const Formulas::Id never = formulas.all_of(parts);
  std::vector<Formulas::Id> nested{atom(2, 0)};
  for (Formulas::Variable i = 3; i < 1203; ++i) {
    const Formulas::Id dead_end = formulas.all_of({atom(i, 0), never});
    nested.push_back(formulas.any_of({dead_end, formulas.all_of({atom(i, 1), nested.back()})}));
  }
  values::Budget budget;
  EXPECT_FALSE(formulas.satisfy(nested[1200], budget));
  EXPECT_EQ(budget.exceeded, "more than 2000 cases inside one another");
  // What could not be followed may have a model all the same.
  for (const std::size_t depth : {0U, 300U, 900U}) {
    values::Budget next;
    const std::optional<Formulas::Model> model = formulas.satisfy(nested[depth], next);
    ASSERT_TRUE(model) << depth;
    // Nothing of the dead ends is left in it.
    std::map<Formulas::Variable, ClassSet> sets;
    for (const auto& [variable, classes] : *model)
      EXPECT_FALSE((sets.try_emplace(variable, classes).first->second &= classes).empty());
  }
}

}  // namespace
}  // namespace filtercheck::decide
