// Judges filters: syntax, controls, lints, and what concerns several filters of a log group.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "controls/controls.hpp"
#include "filtercheck/pattern.hpp"
#include "filtercheck/result.hpp"
#include "filtercheck/verdict.hpp"
#include "review/report.hpp"
#include "scan/found.hpp"

namespace filtercheck::review {

struct Question {
  std::string control;
  std::vector<Requirement> requirements;  // JSON patterns
};

class Judge {
 public:
  // For each filter all questions are asked, or only those about what it is plainly meant for.
  enum class Ask { All, WhatIsMeant };
  Judge(std::vector<Question> questions, Ask ask, const DecideOptions& options);

  // Decides all patterns that it does not know yet, several at a time: what judge() would do one by
  // one. Throws InternalError.
  void decide(const std::vector<scan::Found>& found);

  // Adds the filters to the report, and what is wrong with them. What was found by one reader, with
  // its lists, belongs together. Equal patterns are decided once. Throws InternalError.
  void judge(scan::Found found, Report& report);

 private:
  // What a pattern says, wherever it stands.
  struct Opinion {
    Result<Pattern> parsed;
    std::vector<ControlResult> results;
    std::vector<Caveat> caveats;  // of the answers
    std::vector<Lint> lints;
    bool is_about_records = false;  // compares `$.eventName` or `$.eventSource`
    bool is_prescribed = false;     // by a benchmark
  };
  // The filters of a log group.
  struct Group {
    std::vector<const JudgedFilter*> filters;
    const scan::Found::List* list = nullptr;  // that they are the list of
  };

  const Opinion& opinion_of(const std::string& pattern);
  Opinion form_opinion(const std::string& pattern) const;
  void choose_aims(std::vector<ControlResult>& results) const;
  void add_lints_of_stars(const Pattern& pattern, Opinion& opinion) const;
  void choose_versions(std::vector<ControlResult>& results) const;
  ControlResult result_of(const Pattern& pattern, const Question& question,
                          std::vector<Caveat>& caveats) const;
  JudgedFilter judge(scan::Filter found);
  void add_findings(const JudgedFilter& filter, std::vector<Finding>& findings);
  std::vector<Group> groups_of(const std::vector<JudgedFilter>& filters,
                               const scan::Found& found) const;
  void add_findings(const Group& group, bool has_faults, std::vector<Finding>& findings);
  std::optional<Finding> finding_of(const Group& group, std::size_t question,
                                    bool has_faults) const;
  void add_completion(const JudgedFilter& filter, const Question& question, Finding& finding) const;

  std::vector<Question> questions_;
  Ask ask_;
  DecideOptions options_;
  std::map<std::string, Opinion, std::less<>> opinions_;
};

}  // namespace filtercheck::review
