// That a positive verdict has a certificate, and that the checker accepts it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "filtercheck/certificate.hpp"

namespace filtercheck::support {

// What is wrong, for a person; no value: each claim is proved. That there is no certificate (see
// the code no-certificate) is a fault unless `or_none`.
std::optional<std::string> not_certified(const std::vector<NamedPattern>& patterns,
                                         const std::vector<Claim>& claims,
                                         const DecideOptions& options, bool or_none = false);

}  // namespace filtercheck::support
