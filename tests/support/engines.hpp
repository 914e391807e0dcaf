// The two engines side by side, on every question about two JSON patterns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/certificate.hpp"
#include "filtercheck/pattern.hpp"

namespace filtercheck::support {

struct EnginesAsked {
  // They disagree, or an event of one does not replay; for a person.
  std::optional<std::string> wrong = {};
  std::string unknown = {};         // what the clause search ran out of, if it did
  std::vector<Claim> refuted = {};  // of pattern 0 and 1: that there is no such event
};

// Requires: both are of kind Json.
EnginesAsked ask_engines(const Pattern& a, const Pattern& b, Reading reading);

}  // namespace filtercheck::support
