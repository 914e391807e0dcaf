// Is there an event of which some patterns are true and others false?
//
// An event is seen as a tree of the places that the patterns select. Each place is a variable whose
// values are the classes of values/scalar_classes.hpp; what the tree allows (only an object has
// members, only an array elements, up to its length) is said by further formulas. An assignment
// that satisfies all of them is the trace of an event, and the event is built from it (the
// realisability lemma below).
//
//   Realisability. Give every place a class such that
//     (1) a member that is not missing has a parent of shape Object;
//     (2) an array with j of its k named elements present has the first j of them present and the
//         others missing, and no other value has elements;
//     (3) an array "with null" has a null among its named present elements, or room for an element
//         that is not named; an array "without" has no named null.
//   Then some JSON object has these classes at these places. Proof: build values from the leaves. A
//   scalar place takes the member its class keeps. An Object takes its members that are not
//   missing. An Array takes its present elements, and at places not named zeros, or one null under
//   (3). Siblings do not interact, and a place that no pattern selects is left out. Conversely
//   every object has a class at every place, and they satisfy (1) to (3).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "decide/facts.hpp"
#include "decide/formula.hpp"
#include "filtercheck/pattern.hpp"
#include "values/budget.hpp"
#include "values/scalar_classes.hpp"

namespace filtercheck::decide {

using values::Budget;
using values::ScalarClasses;
using values::ValueClass;

// `pattern` is true (or, negated, false) of the event, under a reading.
struct Goal {
  const Pattern* pattern;
  Reading reading;
  bool negated = false;
};

class EventSearch {
 public:
  // Requires: patterns of kind Json or All; they outlive this object. Readings: those that goals
  // will use.
  //
  // A condition on a wildcard selector is taken as an unknown by itself, true or false whatever
  // else holds. That admits too much and nothing too little: `None` is right, and an event is only
  // a candidate until it is replayed.
  EventSearch(const std::vector<const Pattern*>& patterns, const std::vector<Reading>& readings,
              const std::vector<Fact>& facts);

  struct Answer {
    enum class Kind { Event, None, Unknown } kind;
    std::string event = {};               // Event: one line of JSON
    bool candidate = false;               // Event: a condition was taken as an unknown
    std::vector<std::size_t> facts = {};  // None: the facts it hangs on, by index
    std::vector<Caveat> caveats = {};     // Event: what is doubtful in it, or why it is a
                                          // candidate. Unknown: why
  };
  // An event that is an object, satisfies the facts and meets all the goals. A small and natural
  // one. It is not replayed yet.
  Answer find(std::span<const Goal> goals);

 private:
  static constexpr std::int32_t kNone = -1;

  // A place in an event.
  struct Place {
    Selector selector = {};
    std::int32_t parent = kNone;
    std::vector<std::int32_t> members = {};   // by key, in order of appearance
    std::vector<std::int32_t> elements = {};  // by index, sorted
    bool selected = false;                    // by a condition, or by a fact
    bool null_tested = false;
    ScalarClasses scalars = {};
    std::string too_many = {};  // why the classes of scalars could not be found; empty: they were
    Formulas::Variable variable = kNone;
  };
  struct Variable {
    std::int32_t place;  // kNone: a wildcard condition, Missing for false, True for true
    std::vector<ValueClass> classes;  // the first is Missing
    std::vector<std::size_t> ranks;   // how natural each class is; 0 is best
  };

  Place& place(std::int32_t at) { return places_[static_cast<std::size_t>(at)]; }
  const Place& place(std::int32_t at) const { return places_[static_cast<std::size_t>(at)]; }
  Variable& variable(Formulas::Variable v) { return variables_[static_cast<std::size_t>(v)]; }
  const Variable& variable(Formulas::Variable v) const {
    return variables_[static_cast<std::size_t>(v)];
  }

  // kNone: there is none.
  std::int32_t place_of(const Selector& selector) const;
  std::int32_t child(std::int32_t parent, const Step& step) const;
  Place& make_place(const Selector& selector);
  std::int32_t make_child(std::int32_t parent, const Step& step);
  void declare(const Expression& expression, std::span<const Reading> readings);
  void make_variables();
  void make_variable(std::int32_t at);
  std::vector<std::int32_t> indices_of(std::int32_t at) const;
  void constrain(std::int32_t at);
  void constrain_elements(std::int32_t at);

  template <typename Test>
  Formulas::Id atom(Formulas::Variable v, Test test);
  Formulas::Id compile(const Expression& expression, Reading reading, bool negated);
  Formulas::Id compile_condition(const Expression& condition, Reading reading);
  Formulas::Id compile_unknown(const Expression& condition, Reading reading);
  std::optional<Caveat> reason_of(const Expression& condition) const;
  Formulas::Id compile(const Goal& goal);

  std::optional<std::vector<std::size_t>> assignment(Formulas::Id formula, Budget& budget);
  void improve(Formulas::Id formula, std::vector<std::size_t>& chosen) const;
  std::optional<std::string> value_at(std::int32_t at,
                                      const std::vector<std::size_t>& chosen) const;
  std::u32string guessed_text(std::int32_t at, const std::vector<std::size_t>& chosen) const;
  std::string members_at(std::int32_t at, const std::vector<std::size_t>& chosen, bool& any) const;
  std::string elements_at(std::int32_t at, const ValueClass& value,
                          const std::vector<std::size_t>& chosen) const;
  std::vector<Caveat> doubts(const std::vector<std::size_t>& chosen) const;
  static Answer unknown(const Budget& budget);

  std::vector<Place> places_;
  std::vector<Variable> variables_;
  Formulas formulas_;
  std::vector<std::pair<Expression, Reading>> unknowns_;  // conditions taken as such ...
  std::vector<Formulas::Variable> unknown_variables_;     // ... and their variables
  std::optional<Caveat> why_unknown_;                     // of one of them
  std::vector<Formulas::Id> structure_;                   // what holds of every event
  Formulas::Id small_ = Formulas::kAlways;  // no class whose members are too large for an event
  std::vector<Formulas::Id> facts_;         // kAlways where no pattern looks at the place
  std::map<std::pair<const Expression*, Reading>, Formulas::Id> conditions_;
  std::map<std::tuple<const Pattern*, Reading, bool>, Formulas::Id> compiled_;
};

}  // namespace filtercheck::decide
