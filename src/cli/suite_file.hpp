// A complete suite as files: the events with their expected outcomes, a JSON line each, and beside
// it a script that has AWS confirm them.
//
//   {"event":"{\"x\":1}","a":true,"b":{"glob":true,"first-occurrence":false}}
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "cli/console.hpp"
#include "filtercheck/check.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/suite.hpp"

namespace filtercheck::cli {

// What became of `--suite FILE`.
struct SuiteWritten {
  std::string file;
  std::string script;
  std::size_t events;
};
struct SuiteNotWritten {};  // there is none, and standard error says why
using SuiteOutcome = std::variant<SuiteWritten, SuiteNotWritten, Exit>;  // Exit: no file can be

// Writes `file` and `file`.sh if the verdict is positive and its suite not too large; never a part
// of either. Throws InternalError where the suite does not show the verdict.
SuiteOutcome write_suite(const std::string& file, const Pattern& a, const Pattern& b,
                         const CompareAnswer& answer, const DecideOptions& options,
                         Console& console);
SuiteOutcome write_suite(const std::string& file, const Pattern& pattern,
                         const std::vector<Requirement>& requirements, const CheckAnswer& answer,
                         const DecideOptions& options, Console& console);

}  // namespace filtercheck::cli
