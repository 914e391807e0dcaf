// Judges the filters that `scan` has found.
#pragma once

#include <string>
#include <vector>

#include "cli/scan_model.hpp"
#include "controls/controls.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::cli {

class Judge {
 public:
  // Requires: the patterns of the controls are valid JSON patterns.
  Judge(const std::vector<Control>& controls, const DecideOptions& options);

  // Adds the filters of a file to the report, and what is wrong with them. Throws InternalError.
  void judge(const std::string& file, FoundFilters found, ScanReport& report) const;

 private:
  struct Question {
    std::string control;
    std::vector<Requirement> requirements;
  };
  // The filters of a log group in one file.
  struct Group {
    std::optional<std::string> log_group;
    std::vector<const JudgedFilter*> filters;
  };

  JudgedFilter judge(const std::string& file, FoundFilter found) const;
  ControlResult result_of_rejected(const Question& question) const;
  ControlResult result_of(const FoundFilter& filter, const Pattern& pattern,
                          const Question& question, std::vector<Caveat>& caveats) const;
  static void add_findings_about_fields(const Group& group, std::vector<Finding>& findings);
  std::optional<Finding> finding_of(const Group& group, std::size_t question,
                                    const FoundFilters& found) const;

  std::vector<Question> questions_;
  DecideOptions options_;
};

}  // namespace filtercheck::cli
