#include "support/certified.hpp"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/codes.hpp"
#include "filtercheck/evaluate.hpp"
#include "support/generate.hpp"
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

namespace {

// So that one input takes milliseconds.
constexpr std::uint64_t kMostWork = 1'000'000;
constexpr int kLines = 40;

// Whether the line is matched by all patterns that `claim` names as true and by none of the others.
bool denies(const nlohmann::json& claim, const std::vector<verify::VerifiedPattern>& patterns,
            const std::string& line) {
  const Reading reading = claim["reading"] == "glob" ? Reading::Glob : Reading::FirstOccurrence;
  for (const verify::VerifiedPattern& named : patterns) {
    const auto says = [&](const char* side) {
      return std::find(claim[side].begin(), claim[side].end(), named.name) != claim[side].end();
    };
    const bool matched = matches(named.pattern, line, reading);
    if ((says("true") && !matched) || (says("false") && matched)) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> wrongly_verified(std::string_view text) {
  const verify::Verified verified = verify::verify(text, kMostWork);
  if (verified.holds() != verified.why().empty()) return "a verdict that contradicts itself";
  if (!verified.holds()) return std::nullopt;
  if (verified.claims.empty()) return "a verdict without a claim";
  // Of records as CloudTrail writes them there is no generator.
  if (verified.domain == "cloudtrail") return std::nullopt;
  std::vector<const Pattern*> patterns;
  for (const verify::VerifiedPattern& named : verified.patterns) patterns.push_back(&named.pattern);
  Choices choices({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  const nlohmann::json certificate = nlohmann::json::parse(text);
  for (int i = 0; i < kLines; ++i) {
    const std::string line = random_near_event(choices, patterns);
    for (const nlohmann::json& claim : certificate["claims"]) {
      if (denies(claim, verified.patterns, line))
        return "proved, and denied by " + line + "\n" + std::string(text);
    }
  }
  return std::nullopt;
}

}  // namespace filtercheck::support
