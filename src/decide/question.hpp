// Questions about patterns, with every event that answers one replayed before it is shown.
//
// The only place where the decider meets the evaluator.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "decide/event_search.hpp"
#include "decide/line_search.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::decide {

class Question {
 public:
  // The patterns must outlive the question.
  Question(std::vector<const Pattern*> patterns, const DecideOptions& options);

  // Whether no pattern is one of terms, of fields, or a regex alone.
  bool only_json() const { return only_json_; }

  // The readings to answer under: one where the patterns mean the same under both.
  const std::vector<Reading>& readings() const { return readings_; }

  enum class Found { Event, None, Unknown };
  struct Answer {
    Found found = Found::Unknown;
    std::string event = {};
  };
  // A log line of the domain that meets all goals. Throws InternalError if the evaluator does not
  // agree that it does.
  Answer find(const std::vector<Goal>& goals);
  // The same, with each goal under every reading at once.
  Answer find_under_all(const std::vector<Goal>& goals);

  // What a reader of the answers so far must know, without repetition.
  std::vector<Caveat> caveats() const { return caveats_; }
  // The same without what made some answer unknown: where the verdict does not hang on it.
  std::vector<Caveat> caveats_of_known() const;

 private:
  Answer replayed(const std::vector<Goal>& goals, EventSearch::Answer answer);
  std::vector<Reading> readings_of(const std::vector<Goal>& goals) const;
  EventSearch::Answer find_event(const std::vector<Goal>& goals);
  EventSearch::Answer find_line(const std::vector<Goal>& goals);
  void note(Caveat caveat);

  Domain domain_;
  std::vector<Reading> readings_;
  bool only_json_ = true;
  std::vector<const Pattern*> patterns_;
  // One for each set of readings that questions were asked under: the automata of two readings side
  // by side have many more states than those of one.
  std::map<std::vector<Reading>, EventSearch> searches_;
  std::map<std::vector<Reading>, LineSearch> line_searches_;
  std::vector<Caveat> caveats_;
};

}  // namespace filtercheck::decide
