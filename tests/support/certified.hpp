// That a positive verdict has a certificate, and that the checker accepts it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/certificate.hpp"

namespace filtercheck::support {

// What is wrong, for a person; no value: each claim is proved. That there is no certificate (see
// the code no-certificate) is a fault unless `or_none`.
std::optional<std::string> not_certified(const std::vector<NamedPattern>& patterns,
                                         const std::vector<Claim>& claims,
                                         const DecideOptions& options, bool or_none = false);

// The checker contradicts itself about a text, or it holds a claim for proved that one of some
// lines made for its patterns denies. For a person; no value: nothing is wrong.
std::optional<std::string> wrongly_verified(std::string_view text);

}  // namespace filtercheck::support
