// Does a certificate prove what it claims? The whole contract is README.md in this folder.
//
//   const Verified verified = verify(json);
//   if (verified.holds()) ...  // verified.verdicts.front(): "a implies b, of all log lines, ..."
//   else ...                   // verified.why: "claim 1: clause 3 (place): shape string: ..."
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "filtercheck/pattern.hpp"

namespace filtercheck::verify {

// About a minute.
inline constexpr std::uint64_t kMostWork = 10'000'000'000;

struct VerifiedClaim {
  std::string words;
  std::vector<std::string> assumptions;
  std::string why_not;  // the first line that does not follow, and why; empty: the claim is proved
};

struct VerifiedPattern {
  std::string name;
  Pattern pattern;
};

struct Verified {
  std::string unreadable;  // why it is no certificate; then all below is empty
  std::vector<VerifiedPattern> patterns;
  std::string domain;
  std::vector<VerifiedClaim> claims;
  std::vector<std::string> verdicts;  // only if all claims are proved

  bool holds() const { return !verdicts.empty(); }
  // The first reason not to believe it; empty if holds().
  std::string why() const;
};

// Requires nothing of the text: any bytes. Memory: linear in the text. Time: linear in the text and
// at most `work` steps of a few nanoseconds, beyond which a claim is not proved.
Verified verify(std::string_view certificate, std::uint64_t work = kMostWork);

}  // namespace filtercheck::verify
