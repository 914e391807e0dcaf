// The search, for a formula without negation:
//
//   an atom of a conjunction     restricts its variable everywhere else (unit propagation);
//   a variable whose atoms in the formula have a class in common takes it: all its atoms become
//                                true, and more than that no class can do (the formula is
//                                monotone);
//   parts without a common variable are solved one by one;
//   otherwise some variable is chosen and its classes are tried by blocks: classes in the same
//   atoms
//                                are one block, and a block whose atoms are all also another's is
//                                never better than that one.
//
// What is left after a choice is a formula of its own, so a formula once found unsatisfiable is
// remembered as such. Complete, because each step keeps a solution if there is one; exponential in
// the worst case, where the budget of branches ends it.
#include "decide/formula.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

namespace filtercheck::decide {

namespace {

std::size_t mixed(std::size_t hash, std::size_t value) {
  return (hash ^ (value + 0x9E3779B97F4A7C15ULL + (hash << 6) + (hash >> 2))) *
         0xBF58476D1CE4E5B9ULL;
}

}  // namespace

// --- Sets ----------------------------------------------------------------------------------------

ClassSet::ClassSet(std::size_t size, bool full)
    : size_(size), more_(size > 64 ? (size - 1) / 64 : 0) {
  for (std::size_t i = 0; full && i < words(); ++i) word(i) = whole(i);
}

std::uint64_t ClassSet::whole(std::size_t i) const {
  const std::size_t left = size_ - std::min(size_, 64 * i);
  return left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
}

bool ClassSet::empty() const {
  for (std::size_t i = 0; i < words(); ++i) {
    if (word(i) != 0) return false;
  }
  return true;
}

bool ClassSet::full() const {
  for (std::size_t i = 0; i < words(); ++i) {
    if (word(i) != whole(i)) return false;
  }
  return true;
}

ClassSet ClassSet::complement() const {
  ClassSet rest(size_);
  for (std::size_t i = 0; i < words(); ++i) rest.word(i) = whole(i) & ~word(i);
  return rest;
}

bool ClassSet::includes(const ClassSet& other) const {
  for (std::size_t i = 0; i < words(); ++i) {
    if ((other.word(i) & ~word(i)) != 0) return false;
  }
  return true;
}

ClassSet& ClassSet::operator&=(const ClassSet& other) {
  for (std::size_t i = 0; i < words(); ++i) word(i) &= other.word(i);
  return *this;
}

ClassSet& ClassSet::operator|=(const ClassSet& other) {
  for (std::size_t i = 0; i < words(); ++i) word(i) |= other.word(i);
  return *this;
}

void ClassSet::merge(const ClassSet& other, bool complement, bool conjunction) {
  for (std::size_t i = 0; i < words(); ++i) {
    const std::uint64_t with = complement ? whole(i) & ~other.word(i) : other.word(i);
    word(i) = conjunction ? word(i) & with : word(i) | with;
  }
}

std::size_t ClassSet::hash() const {
  std::size_t hash = size_;
  for (std::size_t i = 0; i < words(); ++i) hash = mixed(hash, word(i));
  return hash;
}

// --- Building ------------------------------------------------------------------------------------

Formulas::Formulas() : known_(128, kUnknown) {
  nodes_.reserve(32);  // real patterns need not many more
  lists_.reserve(128);
  nodes_.push_back({Kind::Never});
  nodes_.push_back({Kind::Always});
}

bool Formulas::equal(const Node& a, const Node& b) const {
  return a.kind == b.kind && a.variable == b.variable && a.classes == b.classes &&
         std::ranges::equal(operands(a), operands(b));
}

std::size_t Formulas::hash_of(const Node& node) const {
  std::size_t hash =
      mixed(static_cast<std::size_t>(node.kind), static_cast<std::size_t>(node.variable));
  hash = mixed(hash, node.classes.hash());
  for (const Id id : operands(node)) hash = mixed(hash, static_cast<std::size_t>(id));
  return hash;
}

// Where a node stands in the table, or a free place for it.
std::size_t Formulas::place_of(const Node& node) const {
  std::size_t at = hash_of(node) & (known_.size() - 1);
  while (known_[at] != kUnknown && !equal(this->node(known_[at]), node))
    at = (at + 1) & (known_.size() - 1);
  return at;
}

Formulas::Id Formulas::intern(Node fresh) {
  if (known_.size() < 2 * nodes_.size()) {
    known_.assign(2 * known_.size(), kUnknown);
    for (std::size_t id = kAlways + 1; id < nodes_.size(); ++id)
      known_[place_of(nodes_[id])] = static_cast<Id>(id);
  }
  Id& id = known_[place_of(fresh)];
  if (id == kUnknown) {
    id = static_cast<Id>(nodes_.size());
    nodes_.push_back(std::move(fresh));
  }
  return id;
}

Formulas::Id Formulas::atom(Variable variable, const ClassSet& classes) {
  if (classes.empty()) return kNever;
  if (classes.full()) return kAlways;
  return intern({Kind::Atom, variable, classes});
}

Formulas::Id Formulas::complement(Id atom_or_constant) {
  switch (node(atom_or_constant).kind) {
    case Kind::Never:
      return kAlways;
    case Kind::Always:
      return kNever;
    case Kind::Atom:
      return atom(node(atom_or_constant).variable, node(atom_or_constant).classes.complement());
    case Kind::And:
    case Kind::Or:
      break;
  }
  return atom_or_constant;
}

Formulas::Id Formulas::all_of(std::vector<Id> operands) {
  return junction(Kind::And, std::move(operands));
}
Formulas::Id Formulas::any_of(std::vector<Id> operands) {
  return junction(Kind::Or, std::move(operands));
}

Formulas::Id Formulas::junction(Kind kind, std::vector<Id> operands) {
  const bool conjunction = kind == Kind::And;
  const Id neutral = conjunction ? kAlways : kNever;
  const Id absorbing = conjunction ? kNever : kAlways;
  kept_.clear();
  atoms_.clear();
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Id id = operands[i];
    if (id == neutral) continue;
    if (id == absorbing) return absorbing;
    const Node& operand = node(id);
    if (operand.kind == kind) {
      const std::span<const Id> inner = this->operands(operand);
      operands.insert(operands.end(), inner.begin(), inner.end());
    } else if (operand.kind == Kind::Atom) {
      const auto same = std::find_if(atoms_.begin(), atoms_.end(), [&](const Gathered& known) {
        return node(known.id).variable == operand.variable;
      });
      if (same == atoms_.end()) {
        atoms_.push_back({id, {}});
        continue;
      }
      if (!same->merged) same->merged = node(same->id).classes;
      same->merged->merge(operand.classes, false, conjunction);
    } else {
      kept_.push_back(id);
    }
  }
  // No atom is neutral, and merging leads away from that.
  for (const Gathered& one : atoms_) {
    const Id id = one.merged ? atom(node(one.id).variable, *one.merged) : one.id;
    if (id == absorbing) return absorbing;
    kept_.push_back(id);
  }
  std::sort(kept_.begin(), kept_.end());
  kept_.erase(std::unique(kept_.begin(), kept_.end()), kept_.end());
  if (kept_.empty()) return neutral;
  if (kept_.size() == 1) return kept_.front();
  return junction_of(kind);
}

// Of what is in `kept_`.
Formulas::Id Formulas::junction_of(Kind kind) {
  Node fresh{kind, -1, ClassSet{}, lists_.size(), kept_.size()};
  lists_.insert(lists_.end(), kept_.begin(), kept_.end());
  const auto first = static_cast<std::ptrdiff_t>(lists_.size());
  for (const Id id : kept_) {
    const Node& operand = node(id);
    if (operand.kind == Kind::Atom) lists_.push_back(operand.variable);
    for (std::size_t i = 0; i < operand.variables; ++i)
      lists_.push_back(lists_[operand.list + operand.operands + i]);
  }
  std::sort(lists_.begin() + first, lists_.end());
  lists_.erase(std::unique(lists_.begin() + first, lists_.end()), lists_.end());
  fresh.variables = lists_.size() - static_cast<std::size_t>(first);
  const std::size_t list = fresh.list;
  const std::size_t before = nodes_.size();
  const Id id = intern(std::move(fresh));
  if (nodes_.size() == before) lists_.resize(list);  // it was known
  return id;
}

Formulas::Id Formulas::restricted(Id formula, Variable variable, const ClassSet& classes) {
  std::unordered_map<Id, Id> done;
  return restricted(formula, variable, classes, done);
}

Formulas::Id Formulas::restricted(Id formula, Variable variable, const ClassSet& classes,
                                  std::unordered_map<Id, Id>& done) {
  const Node& at = node(formula);
  if (at.kind == Kind::Atom) {
    if (at.variable != variable) return formula;
    if (at.classes.includes(classes)) return kAlways;
    ClassSet rest = at.classes;
    rest &= classes;
    return atom(variable, rest);
  }
  const std::span<const Variable> inside = variables(at);
  if (!std::binary_search(inside.begin(), inside.end(), variable)) return formula;
  if (const auto known = done.find(formula); known != done.end()) return known->second;
  const Kind kind = at.kind;
  const std::span<const Id> all = this->operands(at);
  std::vector<Id> operands(all.begin(), all.end());  // a copy: lists move
  const bool flat = std::all_of(operands.begin(), operands.end(),
                                [this](Id operand) { return node(operand).kind == Kind::Atom; });
  for (Id& operand : operands) operand = restricted(operand, variable, classes, done);
  const Id result = junction(kind, std::move(operands));
  if (!flat) done.emplace(formula, result);  // as quickly made again as looked up
  return result;
}

ClassSet Formulas::satisfying(Id formula, Variable variable, std::size_t size,
                              const std::vector<std::size_t>& assignment) const {
  const Node& at = node(formula);
  const auto constant = [&](bool holds) { return ClassSet(size, holds); };
  switch (at.kind) {
    case Kind::Never:
      return constant(false);
    case Kind::Always:
      return constant(true);
    case Kind::Atom:
      if (at.variable == variable) return at.classes;
      return constant(at.classes.contains(assignment[static_cast<std::size_t>(at.variable)]));
    case Kind::And:
    case Kind::Or:
      break;
  }
  const bool conjunction = at.kind == Kind::And;
  ClassSet all = constant(conjunction);
  for (const Id operand : operands(at)) {
    const ClassSet one = satisfying(operand, variable, size, assignment);
    if (conjunction) {
      all &= one;
    } else {
      all |= one;
    }
    if (conjunction ? all.empty() : all.full()) break;
  }
  return all;
}

// --- Searching -----------------------------------------------------------------------------------

std::optional<Formulas::Model> Formulas::satisfy(Id formula, Budget& budget) {
  branches_ = 0;
  Model model;
  if (!search(formula, model, budget)) return std::nullopt;
  return model;
}

bool Formulas::search(Id formula, Model& model, Budget& budget) {
  if (!budget.ok() || unsatisfiable_.contains(formula)) return false;
  if (depth_ >= Budget::kDepth) {
    budget.exceed("more than " + std::to_string(Budget::kDepth) + " cases inside one another");
    return false;
  }
  const std::size_t mark = model.size();
  bool found = false;
  ++depth_;
  switch (node(formula).kind) {
    case Kind::Never:
      break;
    case Kind::Always:
      found = true;
      break;
    case Kind::Atom:
      model.emplace_back(node(formula).variable, node(formula).classes);
      found = true;
      break;
    case Kind::And:
      found = search_and(formula, model, budget);
      break;
    case Kind::Or: {
      const std::span<const Id> all = operands(node(formula));
      const std::vector<Id> copy(all.begin(), all.end());  // lists move
      found = std::any_of(copy.begin(), copy.end(),
                          [&](Id operand) { return search(operand, model, budget); });
      break;
    }
  }
  --depth_;
  if (found) return true;
  model.resize(mark);
  if (budget.ok()) unsatisfiable_.insert(formula);
  return false;
}

// The atoms of a conjunction, or every variable whose atoms have a class in common, are settled;
// what is left. The formula itself if there is neither.
Formulas::Id Formulas::settled(Id formula, Model& model) {
  std::vector<Id> rest;
  const std::size_t mark = model.size();
  for (const Id operand : operands(node(formula))) {
    if (node(operand).kind == Kind::Atom) {
      model.emplace_back(node(operand).variable, node(operand).classes);
    } else {
      rest.push_back(operand);
    }
  }
  if (model.size() > mark) {
    Id left = all_of(std::move(rest));
    for (std::size_t i = mark; i < model.size(); ++i) {
      left = restricted(left, model[i].first, model[i].second);
    }
    return left;
  }
  Id left = formula;
  for (const auto& [variable, occurrence] : occurrences_in(formula)) {
    ClassSet common = occurrence.sets.front();
    for (const ClassSet& set : occurrence.sets) common &= set;
    if (common.empty()) continue;
    model.emplace_back(variable, common);
    left = restricted(left, variable, common);
  }
  return left;
}

bool Formulas::search_and(Id formula, Model& model, Budget& budget) {
  while (node(formula).kind == Kind::And) {
    const Id rest = settled(formula, model);
    if (rest == formula) break;
    formula = rest;
  }
  if (node(formula).kind != Kind::And) return search(formula, model, budget);
  const std::vector<std::vector<Id>> parts = components(operands(node(formula)));
  if (parts.size() == 1) return branch(formula, model, budget);
  return std::all_of(parts.begin(), parts.end(), [&](const std::vector<Id>& part) {
    return search(all_of(part), model, budget);
  });
}

bool Formulas::branch(Id formula, Model& model, Budget& budget) {
  const std::map<Variable, Occurrences> occurrences = occurrences_in(formula);
  const auto chosen =
      std::max_element(occurrences.begin(), occurrences.end(), [](const auto& a, const auto& b) {
        return std::pair(a.second.count, -a.first) < std::pair(b.second.count, -b.first);
      });
  const Variable variable = chosen->first;
  const std::vector<ClassSet>& sets = chosen->second.sets;
  std::map<std::vector<bool>, ClassSet, std::greater<>> blocks;
  for (std::size_t i = 0; i < sets.front().size(); ++i) {
    std::vector<bool> in(sets.size());
    for (std::size_t s = 0; s < sets.size(); ++s) in[s] = sets[s].contains(i);
    blocks.try_emplace(in, ClassSet(sets.front().size())).first->second.insert(i);
  }
  const auto dominated = [&](const std::vector<bool>& in) {
    // Only a short cut, and quadratic.
    return blocks.size() <= 64 && std::any_of(blocks.begin(), blocks.end(), [&](const auto& other) {
             if (other.first == in) return false;
             for (std::size_t s = 0; s < in.size(); ++s) {
               if (in[s] && !other.first[s]) return false;
             }
             return true;
           });
  };
  for (const auto& [in, classes] : blocks) {
    if (dominated(in)) continue;
    if (++branches_ > Budget::kBranches) {
      budget.exceed("more than " + std::to_string(Budget::kBranches) + " cases");
      return false;
    }
    const std::size_t mark = model.size();
    model.emplace_back(variable, classes);
    if (search(restricted(formula, variable, classes), model, budget)) return true;
    model.resize(mark);
  }
  return false;
}

std::map<Formulas::Variable, Formulas::Occurrences> Formulas::occurrences_in(Id formula) const {
  std::map<Variable, Occurrences> found;
  std::unordered_set<Id> seen;
  std::vector<Id> open{formula};
  while (!open.empty()) {
    const Node& at = node(open.back());
    open.pop_back();
    if (at.kind == Kind::Atom) {
      Occurrences& occurrences = found[at.variable];
      ++occurrences.count;
      if (std::find(occurrences.sets.begin(), occurrences.sets.end(), at.classes) ==
          occurrences.sets.end()) {
        occurrences.sets.push_back(at.classes);
      }
    }
    for (const Id operand : operands(at)) {
      if (node(operand).kind == Kind::Atom || seen.insert(operand).second) open.push_back(operand);
    }
  }
  return found;
}

// Operands that share a variable, directly or through others, belong together.
std::vector<std::vector<Formulas::Id>> Formulas::components(std::span<const Id> operands) const {
  std::vector<std::size_t> group(operands.size());
  std::iota(group.begin(), group.end(), 0);
  const auto root = [&](std::size_t i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
  };
  std::unordered_map<Variable, std::size_t> owner;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    for (const Variable variable : variables(node(operands[i]))) {
      const auto [entry, fresh] = owner.try_emplace(variable, i);
      if (!fresh) group[root(i)] = root(entry->second);
    }
  }
  std::map<std::size_t, std::vector<Id>> parts;
  for (std::size_t i = 0; i < operands.size(); ++i) parts[root(i)].push_back(operands[i]);
  std::vector<std::vector<Id>> result;
  for (auto& [first, part] : parts) result.push_back(std::move(part));
  return result;
}

}  // namespace filtercheck::decide
