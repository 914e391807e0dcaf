#include "ask.hpp"

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

SmtAnswer ask(Solver solver, const SmtPair& pair, SmtQuestion question, int limit_ms) {
  const Solved any = solver(script(pair, question, SmtFloats::Any), limit_ms);
  if (pair.exact() || any.sat != Sat::Sat) return {outcome_of(any.sat), any.microseconds};
  const Solved some = solver(script(pair, question, SmtFloats::Some), limit_ms);
  const Outcome outcome = some.sat == Sat::Unsat ? Outcome::NotComparable : outcome_of(some.sat);
  return {outcome, any.microseconds + some.microseconds};
}

SmtRelation relate(Solver solver, const SmtPair& pair, int limit_ms) {
  SmtRelation result;
  const auto answered = [&](SmtQuestion question) {
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
  if (!answered(SmtQuestion::OnlyA)) return result;
  const bool only_a = result.outcome == Outcome::Yes;
  if (!answered(SmtQuestion::OnlyB)) return result;
  const bool only_b = result.outcome == Outcome::Yes;
  if (!only_a) return settled(only_b ? Relation::Subset : Relation::Equivalent);
  if (!only_b) return settled(Relation::Superset);
  if (!answered(SmtQuestion::Both)) return result;
  return settled(result.outcome == Outcome::Yes ? Relation::Overlapping : Relation::Disjoint);
}

}  // namespace filtercheck::bench
