#include "ask.hpp"

#include "smt/terms.hpp"

namespace filtercheck::bench {

namespace {

Outcome outcome_of(Sat sat) {
  switch (sat) {
    case Sat::Sat:
      return Outcome::Yes;
    case Sat::Unsat:
      return Outcome::No;
    case Sat::Unknown:
      return Outcome::TimedOut;
  }
  return Outcome::TimedOut;
}

}  // namespace

std::string script(const smt::Pair& pair, SmtlibQuery::Asked asked, bool narrow) {
  std::string out = "(set-logic ALL)\n" + pair.declarations + pair.wide;
  if (narrow) out += smt::assertion(smt::joined("and", pair.narrow, "true"));
  out += smt::assertion(asked == SmtlibQuery::Asked::OnlyB ? smt::negation(pair.a) : pair.a);
  out += smt::assertion(asked == SmtlibQuery::Asked::OnlyA ? smt::negation(pair.b) : pair.b);
  return out + "(check-sat)\n";
}

SmtAnswer ask(Solver solver, const smt::Pair& pair, SmtlibQuery::Asked asked, int limit_ms) {
  const Solved wide = solver(script(pair, asked, false), limit_ms);
  if (pair.exact() || wide.sat != Sat::Sat) return {outcome_of(wide.sat), wide.microseconds};
  const Solved narrow = solver(script(pair, asked, true), limit_ms);
  const Outcome outcome =
      narrow.sat == Sat::Unsat ? Outcome::NotComparable : outcome_of(narrow.sat);
  return {outcome, wide.microseconds + narrow.microseconds};
}

SmtRelation relate(Solver solver, const smt::Pair& pair, int limit_ms) {
  SmtRelation result;
  const auto answered = [&](SmtlibQuery::Asked question) {
    const SmtAnswer answer = ask(solver, pair, question, limit_ms);
    result.microseconds += answer.microseconds;
    result.outcome = answer.outcome;
    return answer.outcome == Outcome::Yes || answer.outcome == Outcome::No;
  };
  const auto settled = [&result](Relation relation) {
    result.relation = relation;
    result.outcome = Outcome::Yes;
    return result;
  };
  if (!answered(SmtlibQuery::Asked::OnlyA)) return result;
  const bool only_a = result.outcome == Outcome::Yes;
  if (!answered(SmtlibQuery::Asked::OnlyB)) return result;
  const bool only_b = result.outcome == Outcome::Yes;
  if (!only_a) return settled(only_b ? Relation::Subset : Relation::Equivalent);
  if (!only_b) return settled(Relation::Superset);
  if (!answered(SmtlibQuery::Asked::Both)) return result;
  return settled(result.outcome == Outcome::Yes ? Relation::Overlapping : Relation::Disjoint);
}

}  // namespace filtercheck::bench
