// Every phase of the library on one case, and what must hold of every valid pattern.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "filtercheck/parse.hpp"
#include "filtercheck/pattern.hpp"
#include "support/vector_file.hpp"
#include "vectors/report.hpp"

namespace filtercheck::vectors {

// What the cases have in common.
struct World {
  std::vector<std::string> events;           // of all cases, each once: what decisions are tried on
  std::set<std::string, std::less<>> codes;  // that parsing gave, as diagnostics or caveats
};

// The events of all cases and a few that belong to none.
World world_of(const std::vector<support::VectorCase>& cases);

// Runs all phases that apply and are not skipped. Whatever is thrown is a failure of the case.
void run_case(const support::VectorCase& vector, World& world, Report& report);

// The same tree and the same text after format and parse.
void check_format(const std::string& id, const Pattern& pattern, const Limits& limits,
                  Report& report);
// The text of the normal form parses, normalises to itself and means the same as the pattern.
void check_normal_form(const std::string& id, const Pattern& pattern, const Limits& limits,
                       Report& report);
// The relation of a pattern to one that must mean the same.
void check_equivalent(const std::string& id, const std::string& what, const Pattern& a,
                      const Pattern& b, Report& report);

}  // namespace filtercheck::vectors
