// `--smtlib FILE`: the question as SMT-LIB, for a solver of another making.
#pragma once

#include <cstddef>
#include <string>
#include <variant>

#include "cli/console.hpp"
#include "filtercheck/pattern.hpp"
#include "filtercheck/verdict.hpp"

namespace filtercheck::cli {

struct SmtlibWritten {
  std::string file;
  std::size_t queries;
};
struct SmtlibNotWritten {};  // it cannot be said, and standard error says why
using SmtlibOutcome = std::variant<SmtlibWritten, SmtlibNotWritten, Exit>;

// Standard output instead of a file.
inline constexpr const char* kSmtlibToOutput = "-";

// Writes `file`, whole or not at all.
SmtlibOutcome write_smtlib(const std::string& file, const Pattern& a, const Pattern& b,
                           const DecideOptions& options, Console& console);

}  // namespace filtercheck::cli
