// Is there an event of which some patterns are true and others false?
//
// The question goes to the class search first, and where that gives up, to the clause search.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "decide/class_search.hpp"
#include "decide/clause_search.hpp"
#include "decide/facts.hpp"
#include "decide/space.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::decide {

// `pattern` is true (or, negated, false) of the event, under a reading.
struct Goal {
  const Pattern* pattern;
  Reading reading;
  bool negated;
};

class EventSearch {
 public:
  // Requires: patterns of kind Json or All; they outlive this object. Readings: those that goals
  // will use.
  EventSearch(const std::vector<const Pattern*>& patterns, const std::vector<Reading>& readings,
              const std::vector<Fact>& facts);

  struct Answer {
    enum class Kind { Event, None, Unknown } kind;
    std::string event = {};               // Event: one line of JSON
    std::vector<std::size_t> facts = {};  // None: the facts it hangs on, by index
    std::vector<Caveat> caveats = {};     // Event: what is doubtful in it. Unknown: why
  };
  // An event that is an object, satisfies the facts and meets all the goals. A small and natural
  // one. It is not replayed yet.
  Answer find(std::span<const Goal> goals);

 private:
  Solution solve(const Query& query);
  static Answer unknown(const Solution& solution);

  // Behind a pointer, so that the engines may refer to it when this object moves.
  std::unique_ptr<Space> space_ = std::make_unique<Space>();
  bool too_many_places_;
  std::map<std::pair<const Pattern*, Reading>, std::unique_ptr<Space::Tree>> trees_;
  std::vector<std::optional<Space::Clause>> facts_;  // no value: no pattern looks at the place
  std::unique_ptr<ClassSearch> by_classes_;
  std::unique_ptr<ClauseSearch> by_clauses_;  // made when it is needed
};

}  // namespace filtercheck::decide
