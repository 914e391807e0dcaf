// The `aws` commands that would mend a chain, for a POSIX shell. Nothing runs them.
//
// They add beside what is there where that does: a new filter feeds the metric of the old one,
// whose pattern may be meant. What replaces something repeats the rest of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/account.hpp"
#include "audit/report.hpp"
#include "audit/way.hpp"

namespace filtercheck::audit {

// What a chain is of; null: it does not exist or is not known.
struct ChainParts {
  const Trail* trail = nullptr;
  std::optional<LogGroup> group;
  const Way* way = nullptr;
};

// For each step that fails, and for those that are not reached behind it, in their order; and for
// a file that is missing the call that makes it.
std::vector<std::string> commands_for(const Chain& chain, const ChainParts& parts,
                                      const Asked& asked, Account& account);

// One word of a POSIX shell, quoted where it has to be.
std::string shell_word(const std::string& text);

}  // namespace filtercheck::audit
