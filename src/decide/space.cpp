#include "decide/space.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/overloaded.hpp"
#include "values/budget.hpp"

namespace filtercheck::decide {

namespace {

using Term = Space::Term;
using Asked = Space::Asked;

Term shape_is(Space::PlaceId place, ShapeSet shapes) {
  return {Term::Kind::Shape, false, shapes, place};
}
Term passes(Space::PlaceId place, Space::TestId test, bool negated = false) {
  return {Term::Kind::Test, negated, {}, place, test};
}
Term some(Space::ExistsId exists, bool negated = false) {
  return {Term::Kind::Exists, negated, {}, Space::kNone, exists};
}
Term shows(Space::PlaceId place, Asked asked, bool negated = false) {
  return {Term::Kind::Holds, negated, {}, place, Space::kNone, asked};
}

constexpr ShapeSet kMissing{Shape::Missing};
constexpr ShapeSet kObject{Shape::Object};
constexpr ShapeSet kArray{Shape::Array};
constexpr ShapeSet kFiniteScalar{Shape::String, Shape::Integer, Shape::Float};

std::int32_t index_of(const Space::Place& place) { return std::get<Index>(place.step).value; }

std::vector<Step> before_wildcard(const Selector& selector, std::vector<Step>& after) {
  const auto wildcard =
      std::find_if(selector.steps.begin(), selector.steps.end(),
                   [](const Step& s) { return std::holds_alternative<Wildcard>(s); });
  after.assign(wildcard + 1, selector.steps.end());
  return {selector.steps.begin(), wildcard};
}

}  // namespace

Space::Space() {
  places_.emplace_back();
  conditions_.reserve(32);  // real patterns have so many, or fewer
  tests_.reserve(32);
}

// --- Places --------------------------------------------------------------------------------------

template <typename OneStep>
Space::PlaceId Space::child_by(PlaceId parent, const OneStep& step) const {
  const Place& above = place(parent);
  const std::vector<PlaceId>& among = std::is_same_v<OneStep, Key>     ? above.members
                                      : std::is_same_v<OneStep, Index> ? above.elements
                                                                       : above.chosen;
  for (const PlaceId at : among) {
    if (std::get<OneStep>(place(at).step) == step) return at;
  }
  return kNone;
}

Space::PlaceId Space::child(PlaceId parent, const Step& step) const {
  if (const auto* key = std::get_if<Key>(&step)) return child_by(parent, *key);
  return child_by(parent, std::get<Index>(step));
}

template <typename OneStep>
Space::PlaceId Space::make_child(PlaceId parent, const OneStep& step) {
  if (const PlaceId known = child_by(parent, step); known != kNone) return known;
  const auto at = static_cast<PlaceId>(places_.size());
  Place& fresh = places_.emplace_back();
  fresh.step = step;
  fresh.parent = parent;
  fresh.depth = place(parent).depth + 1;
  too_deep_ = too_deep_ || fresh.depth > values::Budget::kDepth;
  Place& above = place(parent);
  if constexpr (std::is_same_v<OneStep, Key>) {
    above.members.push_back(at);
  } else if constexpr (std::is_same_v<OneStep, Chosen>) {
    above.chosen.push_back(at);
  } else {
    const auto behind = std::upper_bound(
        above.elements.begin(), above.elements.end(), step.value,
        [this](std::int32_t i, PlaceId other) { return i < index_of(place(other)); });
    above.elements.insert(behind, at);
  }
  return at;
}

Space::PlaceId Space::make_below(PlaceId at, const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    const auto* key = std::get_if<Key>(&step);
    at = key != nullptr ? make_child(at, *key) : make_child(at, std::get<Index>(step));
  }
  return at;
}

Space::PlaceId Space::place_at(const Selector& selector) {
  return make_below(kRoot, selector.steps);
}

Space::PlaceId Space::find_place(const Selector& selector) const {
  PlaceId at = kRoot;
  for (const Step& step : selector.steps) {
    at = child(at, step);
    if (at == kNone) return kNone;
  }
  return at;
}

std::vector<std::int32_t> Space::indices(PlaceId at) const {
  std::vector<std::int32_t> all;
  for (const PlaceId element : place(at).elements) all.push_back(index_of(place(element)));
  return all;
}

std::size_t Space::named_prefix(const std::vector<std::int32_t>& indices) {
  std::size_t n = 0;
  while (n < indices.size() && indices[n] == static_cast<std::int32_t>(n)) ++n;
  return n;
}

// --- Conditions (rule 3.3) -----------------------------------------------------------------------

Space::Tree Space::add(const Expression& expression, Reading reading) {
  Tree tree;
  add_nodes(expression, reading, tree);
  return tree;
}

void Space::add_nodes(const Expression& expression, Reading reading, Tree& tree) {
  const std::size_t at = tree.size();
  const auto junction = [&](Node::Kind kind, const std::vector<Expression>& operands) {
    tree.push_back({kind, 0});
    for (const Expression& operand : operands) add_nodes(operand, reading, tree);
    tree[at].end = static_cast<std::int32_t>(tree.size());
  };
  std::visit(
      base::Overloaded{[&](const And& all) { junction(Node::Kind::And, all.operands); },
                       [&](const Or& any) { junction(Node::Kind::Or, any.operands); },
                       [&](const auto&) {
                         tree.push_back({Node::Kind::Condition, static_cast<std::int32_t>(at) + 1,
                                         condition(expression, reading)});
                       }},
      expression.node);
}

Space::ConditionId Space::condition(const Expression& expression, Reading reading) {
  const auto add = [this](Meaning meaning) {
    conditions_.push_back({{}, std::move(meaning)});
    return static_cast<ConditionId>(conditions_.size()) - 1;
  };
  const auto existing = [&](const Selector& selector, Asked asked) {
    std::vector<Step> suffix;
    const PlaceId base = make_below(kRoot, before_wildcard(selector, suffix));
    return exists_of(base, std::move(suffix), asked);
  };
  return std::visit(
      base::Overloaded{
          [&](const Comparison& c) {
            Asked what = asked(c, reading);
            if (!has_wildcard(c.selector)) return intern(place_at(c.selector), what);
            if (c.op != Operator::NotEqual) {
              const ExistsId shown = existing(c.selector, what);
              return add({{{some(shown)}}, {{some(shown, true)}}});
            }
            what.kind = Asked::Kind::Equal;
            const ExistsId shown = existing(c.selector, what);
            const PlaceId base = exists(shown).base;
            return add({{{shape_is(base, kMissing.complement())}, {some(shown, true)}},
                        {{shape_is(base, kMissing), some(shown)}}});
          },
          [&](const Is& is) {
            const Asked what{is.constant == Constant::True    ? Asked::Kind::True
                             : is.constant == Constant::False ? Asked::Kind::False
                                                              : Asked::Kind::Null};
            if (has_wildcard(is.selector)) {
              const ExistsId shown = existing(is.selector, what);
              return add({{{some(shown)}}, {{some(shown, true)}}});
            }
            const PlaceId at = place_at(is.selector);
            if (is.constant != Constant::Null) return intern(at, what);
            // Null itself, or an array with a null in it.
            const ExistsId inside = exists_of(at, {}, what);
            return add({{{shape_is(at, {Shape::Null, Shape::Array})},
                         {shape_is(at, {Shape::Null}), some(inside)}},
                        {{shape_is(at, ShapeSet{Shape::Null}.complement())},
                         {shape_is(at, kArray.complement()), some(inside, true)}}});
          },
          [&](const NotExists& absent) {
            if (!has_wildcard(absent.selector)) {
              const PlaceId at = place_at(absent.selector);
              return add({{{shape_is(at, kMissing)}}, {{shape_is(at, kMissing.complement())}}});
            }
            const ExistsId shown = existing(absent.selector, {Asked::Kind::Present});
            return add({{{some(shown, true)}}, {{some(shown)}}});
          },
          [](const auto&) { return kNone; },  // no condition
      },
      expression.node);
}

Space::ConditionId Space::intern(PlaceId at, Asked what) {
  const auto key = static_cast<std::uint64_t>(at) << 36 |
                   static_cast<std::uint64_t>(what.test + 1) << 4 |
                   static_cast<std::uint64_t>(what.kind);
  const auto [entry, fresh] =
      condition_of_.try_emplace(key, static_cast<ConditionId>(conditions_.size()));
  if (fresh) {
    ask(at, what);
    if (what.kind == Asked::Kind::Equal || what.kind == Asked::Kind::Less ||
        what.kind == Asked::Kind::Greater) {
      conditions_.push_back({passes(at, what.test), {}});
    } else {
      conditions_.push_back({{}, meaning(at, what)});
    }
  }
  return entry->second;
}

Asked Space::asked(const Comparison& comparison, Reading reading) {
  using Kind = Asked::Kind;
  const auto make = [&](Kind kind, Test::Kind test) {
    return Asked{kind, test_of(test, comparison.literal, reading)};
  };
  switch (comparison.op) {
    case Operator::Equal:
      return make(Kind::Equal, Test::Kind::Equal);
    case Operator::NotEqual:
      return make(Kind::NotEqual, Test::Kind::Equal);
    case Operator::Less:
      return make(Kind::Less, Test::Kind::Less);
    case Operator::LessEqual:
      return make(Kind::LessEqual, Test::Kind::Greater);
    case Operator::Greater:
      return make(Kind::Greater, Test::Kind::Greater);
    case Operator::GreaterEqual:
      return make(Kind::GreaterEqual, Test::Kind::Less);
  }
  return {Kind::Present};
}

Space::TestId Space::test_of(Test::Kind kind, const Literal& literal, Reading reading) {
  const std::string_view source =
      std::visit(base::Overloaded{[&](const Text& text) -> std::string_view {
                                    const bool alike = text.value.find('*') == std::string::npos ||
                                                       text.value.back() == '*';
                                    if (alike) reading = Reading::Glob;
                                    return text.value;
                                  },
                                  [&](const auto& number_or_regex) -> std::string_view {
                                    reading = Reading::Glob;
                                    return number_or_regex.source;
                                  }},
                 literal);
  const auto [entry, fresh] = test_of_.try_emplace({kind, reading, literal.index(), source},
                                                   static_cast<TestId>(tests_.size()));
  if (fresh) tests_.push_back({kind, &literal, reading});
  return entry->second;
}

void Space::ask(PlaceId at, Asked what) {
  if (what.test == kNone) return;
  std::vector<TestId>& tests = place(at).tests;
  if (std::find(tests.begin(), tests.end(), what.test) == tests.end()) tests.push_back(what.test);
}

Space::Meaning Space::meaning(ConditionId id) const {
  const Condition& condition = conditions_[static_cast<std::size_t>(id)];
  if (!condition.test) return condition.meaning;
  Term fails = *condition.test;
  fails.negated = true;
  return {{{*condition.test}}, {{fails}}};
}

Space::Meaning Space::meaning(PlaceId at, Asked what) const {
  // Not by lists of initializers, which are copied.
  const auto one = [](const Term& when_true, const Term& when_false) {
    Meaning meaning;
    meaning.when_true.emplace_back(1, when_true);
    meaning.when_false.emplace_back(1, when_false);
    return meaning;
  };
  const auto shape = [&](ShapeSet shapes) {
    return one(shape_is(at, shapes), shape_is(at, shapes.complement()));
  };
  // Of these shapes and not passing the test.
  const auto among_not = [&](ShapeSet shapes) {
    Meaning meaning = one(shape_is(at, shapes), shape_is(at, shapes.complement()));
    meaning.when_true.emplace_back(1, passes(at, what.test, true));
    meaning.when_false.front().push_back(passes(at, what.test));
    return meaning;
  };
  switch (what.kind) {
    case Asked::Kind::Equal:
    case Asked::Kind::Less:
    case Asked::Kind::Greater:
      return one(passes(at, what.test), passes(at, what.test, true));
    case Asked::Kind::NotEqual:
      // A number that is not finite is not compared with numbers at all.
      return among_not(std::holds_alternative<Number>(*test(what.test).literal) ? kFiniteScalar
                                                                                : kScalar);
    case Asked::Kind::LessEqual:
    case Asked::Kind::GreaterEqual:
      return among_not(kFinite);
    case Asked::Kind::True:
      return shape({Shape::True});
    case Asked::Kind::False:
      return shape({Shape::False});
    case Asked::Kind::Null:
      return shape({Shape::Null});
    case Asked::Kind::Present:
      return shape(kMissing.complement());
  }
  return {};
}

// --- Wildcards -----------------------------------------------------------------------------------

Space::ExistsId Space::exists_of(PlaceId base, std::vector<Step> suffix, Asked what) {
  for (const ExistsId known : place(base).exists) {
    if (exists(known).asked == what && exists(known).suffix == suffix) return known;
  }
  const auto id = static_cast<ExistsId>(exists_.size());
  exists_.push_back({base, std::move(suffix), what});
  place(base).exists.push_back(id);
  return id;
}

// What is asked of some child is asked of each named one and of each that is chosen.
void Space::spread(PlaceId base) {
  fill_gaps(base);
  const std::vector<ExistsId> asked_here = place(base).exists;
  for (const ExistsId id : asked_here) {
    exists_[static_cast<std::size_t>(id)].chosen = make_child(base, Chosen{id});
  }
  std::vector<PlaceId> children = place(base).members;
  for (const auto* more : {&place(base).elements, &place(base).chosen}) {
    children.insert(children.end(), more->begin(), more->end());
  }
  for (const PlaceId at : children) {
    for (const ExistsId id : asked_here) {
      // A copy: places move.
      const std::vector<Step> suffix = exists(id).suffix;
      ask(make_below(at, suffix), exists(id).asked);
      if (places_.size() > values::Budget::kPlaces) return;
    }
  }
}

// Chosen elements stand behind the first named ones, before the next named one; so many must fit
// in between. Where they do not, the elements in between are named too.
void Space::fill_gaps(PlaceId base) {
  const auto needed = static_cast<std::int32_t>(place(base).exists.size());
  while (places_.size() <= values::Budget::kPlaces) {
    const std::vector<std::int32_t> named = indices(base);
    const std::size_t prefix = named_prefix(named);
    if (prefix == named.size()) return;
    const auto first = static_cast<std::int32_t>(prefix);
    if (named[prefix] - first >= needed) return;
    for (std::int32_t i = first; i < named[prefix]; ++i) make_child(base, Index{i});
  }
}

bool Space::close() {
  for (Place& here : places_) here.own_tests = here.tests.size();
  // Parents before what is below them: what is asked of a child may make places below the bases
  // that are still to come, never below the others, and no base.
  const std::size_t named = places_.size();
  for (std::size_t i = 0; i < named; ++i) {
    if (!places_[i].exists.empty()) spread(static_cast<PlaceId>(i));
    if (too_deep_ || places_.size() > values::Budget::kPlaces) return false;
  }
  for (std::size_t i = 0; i < places_.size(); ++i) make_axioms(static_cast<PlaceId>(i));
  return true;
}

// --- Axioms --------------------------------------------------------------------------------------

void Space::make_axioms(PlaceId at) {
  const Place& here = place(at);
  const auto parent = [&](Clause clause) { axioms_.push_back({Rule::Parent, std::move(clause)}); };
  for (const PlaceId member : here.members) {
    if (at != kRoot) parent({shape_is(member, kMissing), shape_is(at, kObject)});
  }
  PlaceId before = kNone;
  for (const PlaceId element : here.elements) {
    parent({shape_is(element, kMissing), shape_is(at, kArray)});
    if (before != kNone) {
      parent({shape_is(element, kMissing), shape_is(before, kMissing.complement())});
    }
    before = element;
  }
  const std::size_t prefix = named_prefix(indices(at));
  for (const PlaceId chosen : here.chosen) {
    if (at != kRoot) {
      parent({shape_is(chosen, kMissing), shape_is(at, {Shape::Object, Shape::Array})});
    }
    if (prefix > 0) {
      parent({shape_is(chosen, kMissing), shape_is(at, kArray.complement()),
              shape_is(here.elements[prefix - 1], kMissing.complement())});
    }
  }
  std::vector<PlaceId> named = here.members;
  named.insert(named.end(), here.elements.begin(), here.elements.end());
  const auto below = [this](PlaceId from, const std::vector<Step>& suffix) {
    for (const Step& step : suffix) from = child(from, step);
    return from;
  };
  for (const ExistsId id : here.exists) {
    const Exists& asked_here = exists(id);
    Clause shown{some(id, true)};
    for (const PlaceId one : named) {
      shown.push_back(shows(below(one, asked_here.suffix), asked_here.asked));
    }
    shown.push_back(shows(below(asked_here.chosen, asked_here.suffix), asked_here.asked));
    axioms_.push_back({Rule::Some, std::move(shown)});
    std::vector<PlaceId> all = named;
    all.insert(all.end(), here.chosen.begin(), here.chosen.end());
    for (const PlaceId one : all) {
      axioms_.push_back(
          {Rule::Some, {shows(below(one, asked_here.suffix), asked_here.asked, true), some(id)}});
    }
  }
}

}  // namespace filtercheck::decide
