#include "support/certified.hpp"

#include "base/codes.hpp"
#include "verify/verify.hpp"

namespace filtercheck::support {

std::optional<std::string> not_certified(const std::vector<NamedPattern>& patterns,
                                         const std::vector<Claim>& claims,
                                         const DecideOptions& options, bool or_none) {
  if (claims.empty()) return std::nullopt;
  const CertificateAnswer answer = certify(patterns, claims, options);
  if (!answer.json) {
    if (or_none) return std::nullopt;
    return "no certificate: " + message(answer.caveats.front());
  }
  const verify::Verified verified = verify::verify(*answer.json);
  if (verified.holds()) return std::nullopt;
  return "the certificate is refused: " + verified.why() + "\n" + *answer.json;
}

}  // namespace filtercheck::support
