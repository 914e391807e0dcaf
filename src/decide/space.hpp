// What some patterns ask of an event: the places that they look at, the tests of the values there,
// and what holds of every event whatever is asked.
//
// An event is seen as a tree of places: the root, members by key, elements by index. Each has a
// *shape*, and a scalar passes some *tests*. A wildcard asks about all children of a place at once,
// the named ones and any others; `Exists` says that some child shows what is asked. Everything a
// pattern says is a formula over these three kinds of terms, and the two engines
// (class_search.hpp, clause_search.hpp) look for an assignment to the terms that satisfies it and
// the axioms. README.md proves that such an assignment is the trace of an event.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "filtercheck/pattern.hpp"
#include "values/scalar_tests.hpp"

namespace filtercheck::decide {

using values::Shape;

// A set of shapes.
class ShapeSet {
 public:
  constexpr ShapeSet(std::initializer_list<Shape> shapes) {
    for (const Shape shape : shapes) bits_ |= bit(shape);
  }
  constexpr bool contains(Shape shape) const { return (bits_ & bit(shape)) != 0; }
  constexpr ShapeSet complement() const {
    ShapeSet rest{};
    rest.bits_ = static_cast<std::uint16_t>(~bits_ & ((1U << values::kShapes) - 1));
    return rest;
  }
  constexpr bool operator==(const ShapeSet&) const = default;

 private:
  static constexpr std::uint16_t bit(Shape shape) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(shape));
  }
  std::uint16_t bits_ = 0;
};

inline constexpr ShapeSet kFinite{Shape::Integer, Shape::Float};
inline constexpr ShapeSet kScalar{Shape::String, Shape::Integer, Shape::Float, Shape::Infinite};

class Space {
 public:
  using PlaceId = std::int32_t;
  using TestId = std::int32_t;
  using ExistsId = std::int32_t;
  using ConditionId = std::int32_t;
  static constexpr PlaceId kRoot = 0;
  static constexpr std::int32_t kNone = -1;

  // Of a string or number (rule 3.5): it equals the literal, or is a finite number less or greater
  // than it. Where the readings of a text are the same, the reading is Glob.
  struct Test {
    enum class Kind { Equal, Less, Greater } kind;
    const Literal* literal;
    Reading reading;
  };

  // What is asked of the value at one place.
  struct Asked {
    enum class Kind : std::uint8_t {
      Equal,
      NotEqual,
      Less,
      LessEqual,
      Greater,
      GreaterEqual,
      True,
      False,
      Null,  // null itself
      Present,
    } kind;
    TestId test = kNone;
    bool operator==(const Asked&) const = default;
  };

  // Some child of `base` has, at `suffix` below it, what passes `asked`. One child that shows it
  // and is not named has a place of its own, `chosen`.
  struct Exists {
    PlaceId base;
    std::vector<Step> suffix;
    Asked asked;
    PlaceId chosen = kNone;
  };
  struct Chosen {
    ExistsId exists;
    bool operator==(const Chosen&) const = default;
  };
  using PlaceStep = std::variant<Key, Index, Chosen>;

  struct Place {
    PlaceStep step = Key{};
    PlaceId parent = kNone;
    std::size_t depth = 0;
    std::vector<PlaceId> members = {};   // by key, in order of appearance
    std::vector<PlaceId> elements = {};  // by index, sorted
    std::vector<PlaceId> chosen = {};
    std::vector<TestId> tests = {};  // of its value, without repetition
    std::size_t own_tests = 0;       // the first so many name the place, the others a wildcard
    std::vector<ExistsId> exists = {};
  };

  // What is true or false of an event.
  struct Term {
    enum class Kind : std::uint8_t { Shape, Test, Exists, Holds } kind;
    bool negated;
    ShapeSet shapes{};                     // Shape: of the value at `place`
    PlaceId place = kNone;                 // but for Exists
    std::int32_t index = kNone;            // Test: a TestId. Exists: an ExistsId
    Asked asked = {Asked::Kind::Present};  // Holds: of the value at `place`
  };
  // At least one of the terms holds.
  using Clause = std::vector<Term>;
  // A condition holds if all clauses of `when_true` do, and fails if all of `when_false` do.
  // At most two clauses of at most two terms.
  struct Meaning {
    std::vector<Clause> when_true;
    std::vector<Clause> when_false;
  };

  // A pattern under a reading, as its nodes in the order in which they begin.
  struct Node {
    enum class Kind : std::uint8_t { And, Or, Condition } kind;
    std::int32_t end;               // one past the last node below it
    ConditionId condition = kNone;  // Condition
  };
  using Tree = std::vector<Node>;

  // Why a clause is true of every event; the rules of src/verify/README.md.
  enum class Rule { Parent, Some };
  struct Axiom {
    Rule rule;
    Clause clause;
  };

  Space();

  // The expressions must outlive this object. After the last call comes `close`.
  Tree add(const Expression& expression, Reading reading);
  // The place of a selector without wildcards, made if need be.
  PlaceId place_at(const Selector& selector);
  // kNone: no pattern looks at it or below it.
  PlaceId find_place(const Selector& selector) const;

  // Asks of all children what wildcards ask of some, and makes the axioms. False: there are too
  // many places, or one lies too deep.
  bool close();

  const std::vector<Place>& places() const { return places_; }
  const Place& place(PlaceId at) const { return places_[static_cast<std::size_t>(at)]; }
  const Test& test(TestId at) const { return tests_[static_cast<std::size_t>(at)]; }
  const std::vector<Exists>& exists() const { return exists_; }
  const Exists& exists(ExistsId at) const { return exists_[static_cast<std::size_t>(at)]; }
  std::size_t conditions() const { return conditions_.size(); }
  // Of a condition that is one test of one place; its negation is the negated term.
  const std::optional<Term>& test_of(ConditionId condition) const {
    return conditions_[static_cast<std::size_t>(condition)].test;
  }
  // Of any other.
  const Meaning& meaning_of(ConditionId condition) const {
    return conditions_[static_cast<std::size_t>(condition)].meaning;
  }
  Meaning meaning(ConditionId condition) const;
  Meaning meaning(PlaceId place, Asked asked) const;
  const std::vector<Axiom>& axioms() const { return axioms_; }

  // The place at a step, no Wildcard, below another one; kNone: there is none.
  PlaceId child(PlaceId parent, const Step& step) const;
  // How many elements from the first on are named.
  static std::size_t named_prefix(const std::vector<std::int32_t>& indices);
  std::vector<std::int32_t> indices(PlaceId at) const;  // of the named elements

 private:
  Place& place(PlaceId at) { return places_[static_cast<std::size_t>(at)]; }
  // kNone: no such child is named.
  template <typename OneStep>
  PlaceId child_by(PlaceId parent, const OneStep& step) const;
  template <typename OneStep>
  PlaceId make_child(PlaceId parent, const OneStep& step);
  PlaceId make_below(PlaceId at, const std::vector<Step>& steps);

  void add_nodes(const Expression& expression, Reading reading, Tree& tree);
  ConditionId condition(const Expression& expression, Reading reading);
  ConditionId intern(PlaceId place, Asked asked);
  TestId test_of(Test::Kind kind, const Literal& literal, Reading reading);
  Asked asked(const Comparison& comparison, Reading reading);
  void ask(PlaceId place, Asked asked);
  ExistsId exists_of(PlaceId base, std::vector<Step> suffix, Asked asked);

  void spread(PlaceId base);
  void fill_gaps(PlaceId base);
  void make_axioms(PlaceId at);

  std::vector<Place> places_;
  bool too_deep_ = false;
  std::vector<Test> tests_;
  // What a test says; the text is that of the literal, of which there are three kinds.
  struct TestKey {
    Test::Kind kind;
    Reading reading;
    std::size_t literal_kind;
    std::string_view text;
    bool operator==(const TestKey&) const = default;
  };
  struct TestHash {
    std::size_t operator()(const TestKey& key) const {
      return std::hash<std::string_view>()(key.text) ^
             (static_cast<std::size_t>(key.kind) << 4 | static_cast<std::size_t>(key.reading) << 2 |
              key.literal_kind);
    }
  };
  std::unordered_map<TestKey, TestId, TestHash> test_of_;
  std::vector<Exists> exists_;
  struct Condition {
    std::optional<Term> test;
    Meaning meaning;  // where it is not
  };
  std::vector<Condition> conditions_;
  std::unordered_map<std::uint64_t, ConditionId> condition_of_;  // by place and what is asked
  std::vector<Axiom> axioms_;
};

}  // namespace filtercheck::decide
