// `--certificate FILE`: the proof of a positive verdict, for filtercheck-verify.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/console.hpp"
#include "filtercheck/certificate.hpp"

namespace filtercheck::cli {

struct CertificateWritten {
  std::string file;
};
struct CertificateNotWritten {};  // there is none, and standard error says why
using CertificateOutcome = std::variant<CertificateWritten, CertificateNotWritten, Exit>;

// Writes `file`, whole or not at all. Without claims there is nothing to certify.
CertificateOutcome write_certificate(const std::string& file,
                                     const std::vector<NamedPattern>& patterns,
                                     const std::vector<Claim>& claims, const DecideOptions& options,
                                     Console& console);

}  // namespace filtercheck::cli
