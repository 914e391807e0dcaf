#include "verify/verify.hpp"

#include <algorithm>

#include "verify/certificate.hpp"
#include "verify/meaning.hpp"
#include "verify/place.hpp"
#include "verify/steps.hpp"
#include "verify/structure.hpp"
#include "verify/words.hpp"

namespace filtercheck::verify {

namespace {

// On a line that is no JSON object every JSON pattern is false and the empty one true.
void check_other_lines(const Certificate& certificate, const Claim& claim) {
  const auto is_json = [&](std::size_t i) {
    return certificate.patterns[i].pattern.kind == Kind::Json;
  };
  if (certificate.domain == Domain::Lines &&
      std::none_of(claim.of_true.begin(), claim.of_true.end(), is_json) &&
      std::all_of(claim.of_false.begin(), claim.of_false.end(), is_json)) {
    throw NotProved("it is false of a line that is no JSON object");
  }
}

void check_clause(const Certificate& certificate, const Claim& claim, const Clause& clause,
                  Work& work) {
  switch (clause.by) {
    case Rule::Goal:
      return check_goal(claim, clause);
    case Rule::Root:
      return check_root(claim, clause);
    case Rule::Assumption:
      return check_assumption(certificate.domain, claim, clause);
    case Rule::Definition:
      return check_definition(certificate, claim, clause, work);
    case Rule::Parent:
      return check_parent(claim, clause, work);
    case Rule::Some:
      return check_some(claim, clause, work);
    case Rule::Place:
      return check_place(claim, clause, work);
  }
}

void check_claim(const Certificate& certificate, const Claim& claim, Work& work) {
  check_other_lines(certificate, claim);
  for (std::size_t i = 0; i < claim.clauses.size(); ++i) {
    try {
      check_clause(certificate, claim, claim.clauses[i], work);
    } catch (const NotProved& refusal) {
      throw NotProved("clause " + std::to_string(i + 1) + " (" +
                      std::string(name_of(claim.clauses[i].by)) + "): " + refusal.what());
    }
  }
  check_steps(claim, work);
}

VerifiedClaim verify_claim(const Certificate& certificate, const Claim& claim, Work& work) {
  VerifiedClaim verified{claim_words(certificate, claim), {}, ""};
  try {
    check_claim(certificate, claim, work);
    for (const Clause& clause : claim.clauses) {
      if (clause.by == Rule::Assumption) {
        verified.assumptions.push_back(assumption_words(claim, clause));
      }
    }
  } catch (const NotProved& refusal) {
    verified.why_not = refusal.what();
  }
  return verified;
}

std::string name_of(Domain domain) {
  switch (domain) {
    case Domain::Json:
      return "json";
    case Domain::CloudTrail:
      return "cloudtrail";
    case Domain::Lines:
      break;
  }
  return "lines";
}

}  // namespace

std::string Verified::why() const {
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (!claims[i].why_not.empty()) {
      return "claim " + std::to_string(i + 1) + ": " + claims[i].why_not;
    }
  }
  return unreadable;
}

Verified verify(std::string_view certificate_text, std::uint64_t work_limit) {
  Verified verified;
  try {
    const Certificate certificate = read_certificate(certificate_text);
    Work work(work_limit);
    for (const NamedPattern& named : certificate.patterns) {
      verified.patterns.push_back({named.name, named.pattern});
    }
    verified.domain = name_of(certificate.domain);
    for (const Claim& claim : certificate.claims) {
      verified.claims.push_back(verify_claim(certificate, claim, work));
    }
    if (verified.why().empty()) verified.verdicts = verdicts(certificate);
  } catch (const Unreadable& refusal) {
    return {refusal.what(), {}, {}, {}, {}};
  }
  return verified;
}

}  // namespace filtercheck::verify
