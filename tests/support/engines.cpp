#include "support/engines.hpp"

#include "decide/class_search.hpp"
#include "decide/clause_search.hpp"
#include "filtercheck/evaluate.hpp"

namespace filtercheck::support {

namespace {

using decide::Query;
using decide::Solution;
using decide::Space;

class Engines {
 public:
  Engines(const Pattern& a, const Pattern& b, Reading reading)
      : a_(a),
        b_(b),
        reading_(reading),
        a_tree_(space_.add(*a.expression, reading)),
        b_tree_(space_.add(*b.expression, reading)) {}

  EnginesAsked ask() {
    if (!space_.close()) {
      asked_.unknown = "places";
      return asked_;
    }
    decide::ClassSearch by_classes(space_);
    decide::ClauseSearch by_clauses(space_);
    for (const bool not_a : {false, true}) {
      for (const bool not_b : {false, true}) {
        Query query;
        query.goals = {{&a_tree_, not_a}, {&b_tree_, not_b}};
        query.small = true;
        judge(by_classes.solve(query), by_clauses.solve(query), not_a, not_b);
      }
    }
    return asked_;
  }

 private:
  void judge(const Solution& one, const Solution& other, bool not_a, bool not_b) {
    const std::string question = "\n  A: " + a_.text + (not_a ? " fails" : " holds") +
                                 "\n  B: " + b_.text + (not_b ? " fails" : " holds");
    replay(one, not_a, not_b, "classes" + question);
    replay(other, not_a, not_b, "clauses" + question);
    if (other.kind == Solution::Kind::Unknown) asked_.unknown = other.exceeded + question;
    if (one.kind == Solution::Kind::Unknown || other.kind == Solution::Kind::Unknown) return;
    if (one.kind != other.kind) {
      const bool found = one.kind == Solution::Kind::Found;
      asked_.wrong = std::string("only the ") + (found ? "class" : "clause") +
                     " search finds an event" + question;
    }
    if (other.kind != Solution::Kind::None || other.for_size) return;
    Claim claim;
    (not_a ? claim.unmatched : claim.matched).push_back(0);
    (not_b ? claim.unmatched : claim.matched).push_back(1);
    asked_.refuted.push_back(claim);
  }

  // The event of a solution is what the query asks for.
  void replay(const Solution& solution, bool not_a, bool not_b, const std::string& who) {
    if (solution.kind != Solution::Kind::Found) return;
    const std::string event = event_of(space_, solution.values);
    if (matches(a_, event, reading_) != not_a && matches(b_, event, reading_) != not_b) return;
    asked_.wrong = "the event " + event + " does not replay, from the " + who;
  }

  const Pattern& a_;
  const Pattern& b_;
  Reading reading_;
  Space space_;
  Space::Tree a_tree_;
  Space::Tree b_tree_;
  EnginesAsked asked_;
};

}  // namespace

EnginesAsked ask_engines(const Pattern& a, const Pattern& b, Reading reading) {
  return Engines(a, b, reading).ask();
}

}  // namespace filtercheck::support
