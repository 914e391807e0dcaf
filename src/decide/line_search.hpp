// Is there a line of which some patterns are true and others false, where not all of them are JSON
// patterns?
//
// What patterns of terms, of fields and regexes ask is a formula over atoms of the line
// (line_atoms.hpp), what JSON patterns ask one over classes of values at places (class_search.hpp).
// A model of both is a proposal, for which a line is then searched: any line (line_theory.hpp), or
// one that is a JSON object (json_lines.hpp). Where there is none, a few parts of the proposal that
// no line has together become a clause, and so on.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "decide/class_search.hpp"
#include "decide/event_search.hpp"
#include "decide/facts.hpp"
#include "decide/json_grammar.hpp"
#include "decide/json_lines.hpp"
#include "decide/line_atoms.hpp"
#include "decide/line_theory.hpp"
#include "decide/space.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::decide {

class LineSearch {
 public:
  // The patterns outlive this object. Readings: those that goals will use.
  LineSearch(const std::vector<const Pattern*>& patterns, const std::vector<Reading>& readings,
             Domain domain);

  using Answer = EventSearch::Answer;
  // Whether patterns do as the goals want on a line, by someone else's judgement.
  using Meets = std::function<bool(std::span<const Goal>, const std::string&)>;
  // Throws InternalError where `meets` contradicts.
  Answer find(std::span<const Goal> goals, const Meets& meets);

 private:
  using Writing = JsonGrammar::Writing;
  // What is taken for granted of JSON lines.
  struct Granted {
    std::vector<std::size_t> facts = {};
    Writing writing = Writing::Any;
  };
  struct Proposal {
    std::vector<JsonGrammar::Asked> places = {};
    std::vector<LineLiteral> literals = {};
    std::vector<Space::ExistsId> denied = {};  // what no child shows
  };

  Answer find_any(std::span<const Goal> goals, const Meets& meets);
  Answer find_json(std::span<const Goal> goals, const Granted& granted, const Meets& meets);
  Formulas::Id formula_of_lines(std::span<const Goal> goals);
  Proposal proposal(const Formulas::Model& model) const;
  Formulas::Id not_all(const Proposal& proposal);
  using IsRight = std::function<bool(const std::string&)>;
  std::optional<std::string> natural_line(const std::string& event, const Proposal& proposal,
                                          Writing writing, const IsRight& is_right) const;
  struct Sought {
    JsonLines::Outcome outcome;
    std::u32string line = {};  // Found
  };
  // Afterwards the proposal has only the literals that were looked at; Found: the line does as all
  // want.
  Sought seek(Proposal& proposal, JsonGrammar::Width width, Writing writing);
  std::optional<std::string> json_line(Proposal proposal, Writing writing, const IsRight& is_right);
  // No line does as it wants. False: there may be one.
  bool is_refuted(Proposal& proposal, Writing writing);
  // Some parts of the proposal that no line has together; no value: none are known.
  std::optional<Proposal> core(const Proposal& proposal, Writing writing);
  Proposal minimal(Proposal proposal, Writing writing);
  bool is_fact_alone(const JsonGrammar::Asked& asked) const;
  static Answer unknown(const std::string& exceeded);
  static Answer without_model(const Budget& budget, const std::string& exceeded);

  Domain domain_;
  std::unique_ptr<Space> space_ = std::make_unique<Space>();
  bool too_many_places_ = false;
  std::map<std::pair<const Pattern*, Reading>, std::unique_ptr<Space::Tree>> trees_;
  std::vector<Space::Clause> facts_;
  std::unique_ptr<ClassSearch> classes_;
  std::unique_ptr<LineAtoms> atoms_;
  // True of all lines; of all JSON lines; of those that are written compactly.
  Formulas::Id of_lines_ = Formulas::kAlways;
  std::map<Writing, Formulas::Id> of_json_;
  std::size_t json_steps_ = 0;  // of one question
  std::u32string wide_line_;    // that the wide grammar has of the proposal at hand
};

}  // namespace filtercheck::decide
