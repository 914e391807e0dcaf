// Formulas over variables with finitely many values, and the search for an assignment.
//
// A variable stands for one place of an event, its values are classes of what can be there. An atom
// says that a variable's class is in a set. There is no negation: the negation of an atom is the
// atom with the complement of its set. Formulas are built by all_of and any_of only, which flatten,
// sort, deduplicate, fold constants and merge the atoms of one variable; equal structure is the
// same Id.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "values/budget.hpp"

namespace filtercheck::decide {

using values::Budget;

// A set of classes of one variable, by index. Up to 64 of them need no memory of their own.
class ClassSet {
 public:
  explicit ClassSet(std::size_t size = 0, bool full = false);

  void insert(std::size_t i) { word(i / 64) |= std::uint64_t{1} << (i % 64); }
  bool contains(std::size_t i) const { return (word(i / 64) >> (i % 64) & 1) != 0; }
  bool empty() const;
  bool full() const;
  bool includes(const ClassSet& other) const;
  ClassSet complement() const;
  ClassSet& operator&=(const ClassSet& other);
  ClassSet& operator|=(const ClassSet& other);
  // &= or |= with `other` or its complement.
  void merge(const ClassSet& other, bool complement, bool conjunction);
  std::size_t size() const { return size_; }  // of the whole, not of the set
  std::size_t hash() const;
  bool operator==(const ClassSet&) const = default;

 private:
  std::size_t words() const { return 1 + more_.size(); }
  std::uint64_t& word(std::size_t i) { return i == 0 ? first_ : more_[i - 1]; }
  std::uint64_t word(std::size_t i) const { return i == 0 ? first_ : more_[i - 1]; }
  // All classes that the i-th word can hold.
  std::uint64_t whole(std::size_t i) const;

  std::size_t size_;
  std::uint64_t first_ = 0;
  std::vector<std::uint64_t> more_;
};

class Formulas {
 public:
  using Id = std::int32_t;
  using Variable = std::int32_t;
  static constexpr Id kNever = 0;
  static constexpr Id kAlways = 1;

  Formulas();

  Id atom(Variable variable, const ClassSet& classes);
  // Requires an atom or a constant.
  Id complement(Id atom_or_constant);
  Id all_of(std::vector<Id> operands);
  Id any_of(std::vector<Id> operands);

  // What is left of a formula where the variable's class is known to be in `classes`.
  Id restricted(Id formula, Variable variable, const ClassSet& classes);

  // Sets of classes, one for each variable that matters, such that every choice from them satisfies
  // the formula; no value: there is none, or `budget` ran out, which it then says.
  using Model = std::vector<std::pair<Variable, ClassSet>>;
  std::optional<Model> satisfy(Id formula, Budget& budget);

  // The classes of `variable`, which has `size` of them, with which the formula holds where each
  // other variable v has class assignment[v].
  ClassSet satisfying(Id formula, Variable variable, std::size_t size,
                      const std::vector<std::size_t>& assignment) const;

 private:
  enum class Kind { Never, Always, Atom, And, Or };
  struct Node {
    Kind kind;
    Variable variable = -1;
    ClassSet classes{};
    // An And or Or: so many operands, from here on in `lists_`, and then its variables. Both
    // sorted.
    std::size_t list = 0;
    std::size_t operands = 0;
    std::size_t variables = 0;
  };
  // All different atoms of one variable in a formula.
  struct Occurrences {
    std::vector<ClassSet> sets;
    std::size_t count = 0;
  };

  const Node& node(Id id) const { return nodes_[static_cast<std::size_t>(id)]; }
  std::span<const Id> operands(const Node& node) const {
    return {lists_.data() + node.list, node.operands};
  }
  std::span<const Variable> variables(const Node& node) const {
    return {lists_.data() + node.list + node.operands, node.variables};
  }
  bool equal(const Node& a, const Node& b) const;
  std::size_t hash_of(const Node& node) const;
  std::size_t place_of(const Node& node) const;
  Id intern(Node fresh);
  Id junction(Kind kind, std::vector<Id> operands);
  Id junction_of(Kind kind);
  Id restricted(Id formula, Variable variable, const ClassSet& classes,
                std::unordered_map<Id, Id>& done);

  bool search(Id formula, Model& model, Budget& budget);
  bool search_and(Id formula, Model& model, Budget& budget);
  Id settled(Id formula, Model& model);
  bool branch(Id formula, Model& model, Budget& budget);
  std::map<Variable, Occurrences> occurrences_in(Id formula) const;
  std::vector<std::vector<Id>> components(std::span<const Id> operands) const;

  std::vector<Node> nodes_;
  std::vector<std::int32_t> lists_;
  static constexpr Id kUnknown = -1;
  std::vector<Id> known_;  // a hash table of nodes
  // Of `junction`: by variable, the atoms seen; those that come more than once become one.
  struct Gathered {
    Id id;
    std::optional<ClassSet> merged;
  };
  std::vector<Gathered> atoms_;
  std::vector<Id> kept_;
  std::unordered_set<Id> unsatisfiable_;
  std::size_t branches_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace filtercheck::decide
