// The cases of tests/vectors/*.json as plain values, and their reader.
//
//   {"schema": 1, "about": "what the file is for",
//    "cases": [{"id": "neq-missing", "origin": "R 3.3", "pattern": "{ $.a != 1 }",
//               "event": "{}", "matches": false}]}
//
// A case has `id` (unique in the folder), `origin` (evidence tag and rule of grammar/README.md) and
// `pattern`; everything else is optional, and what is not said is not expected:
//
//   valid         whether AWS takes the pattern; implied by what only a valid one can have
//   limits        "beyond-aws": parsed with Limits::beyond_aws()
//   kind          "json", "all" ...
//   diagnostics   [{"code", "begin", "end"}]: all of them, in order; implies that it is not valid
//   aws           what the first diagnostic says that AWS answers, or null
//   caveats       [code]: all that parsing gives, in order
//   format        the canonical text
//   event, matches, or events: [{"event", "matches", "extracted"?: {name: value}}], of which
//                 `extracted` is all that is, in order, and implies a match
//   normalize     the text of the normal form
//   clauses       its clauses, in the form that the command prints them
//   compare       [{"b": pattern, "relation", "domain"?, "caveats"?}]
//   check         {"control", "verdict", "missed": [eventName], "exact"?, "domain"?, "caveats"?}
//   skip          {phase: reason}: what the library does not do yet
//
// `matches`, `relation` and `verdict` have one value for both readings of `*`, or
// {"glob": …, "first-occurrence": …} where the readings differ. Bytes that are no UTF-8 are written
// as `pattern-hex` and `event-hex`.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "filtercheck/check.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/diagnostic.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::support {

// What is expected under each reading of `*`.
template <typename T>
struct PerReading {
  T glob{};
  T first_occurrence{};

  bool differs() const { return glob != first_occurrence; }
  const T& under(Reading reading) const {
    return reading == Reading::Glob ? glob : first_occurrence;
  }
};

struct ExpectedDiagnostic {
  std::string code;
  Span span;
};

struct ExpectedMatch {
  std::string event;
  PerReading<bool> matches;
  std::optional<std::vector<ExtractedField>> extracted;
};

struct ExpectedRelation {
  std::string b;
  PerReading<Relation> relation;
  Domain domain = Domain::Lines;
  std::optional<std::vector<std::string>> caveats;
};

struct ExpectedCheck {
  std::string control;
  PerReading<CheckVerdict> verdict;
  std::vector<std::string> missed;
  std::optional<bool> exact;
  Domain domain = Domain::CloudTrail;
  std::optional<std::vector<std::string>> caveats;
};

struct VectorCase {
  std::string id;
  std::string origin;
  std::string pattern;
  bool beyond_aws_limits = false;
  std::optional<bool> valid;
  std::optional<std::string> kind;
  std::optional<std::vector<ExpectedDiagnostic>> diagnostics;
  std::optional<std::optional<std::string>> aws;  // outer: whether it is said
  std::optional<std::vector<std::string>> caveats;
  std::optional<std::string> format;
  std::vector<ExpectedMatch> events;
  std::optional<std::string> normalize;
  std::optional<std::string> clauses;  // as JSON
  std::vector<ExpectedRelation> compare;
  std::optional<ExpectedCheck> check;
  std::map<std::string, std::string> skip;  // phase to reason

  bool skips(const std::string& phase) const { return skip.contains(phase); }
};

// A file that is not in the form above, with its name and the id of the case.
class BadVectorFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The cases of one file. Unknown members are errors: a misspelt expectation would never fail.
// Throws BadVectorFile.
std::vector<VectorCase> read_vector_file(const std::filesystem::path& file);
// Those of every .json file of a folder, by file name. Throws BadVectorFile, also for an id that
// occurs twice.
std::vector<VectorCase> read_vector_folder(const std::filesystem::path& folder);

}  // namespace filtercheck::support
