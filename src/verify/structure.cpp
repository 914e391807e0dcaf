#include "verify/structure.hpp"

#include <algorithm>
#include <set>
#include <variant>

namespace filtercheck::verify {

namespace {

bool is_shape(const Claim& claim, ClauseLiteral literal, bool positive, PathId path, Shape shape) {
  const Variable& variable = claim.variable(literal);
  return variable.kind == VariableKind::Shape && (literal > 0) == positive &&
         variable.path == path && variable.shape == shape;
}

bool has(const std::vector<std::size_t>& names, std::size_t name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Whether `rest` completes `[shape q missing, ...]`.
bool is_parent_clause(const Claim& claim, PathId q, const std::vector<ClauseLiteral>& rest,
                      Work& work) {
  if (q == kRoot) return false;
  const Paths& paths = claim.paths;
  const PathId p = paths.parent(q);
  const auto is = [&](std::size_t i, bool positive, PathId path, Shape shape) {
    return is_shape(claim, rest[i], positive, path, shape);
  };
  const PathStep& step = paths.step(q);
  if (std::holds_alternative<std::string>(step)) {
    return rest.size() == 1 && is(0, true, p, Shape::Object);
  }
  if (const auto* index = std::get_if<std::int32_t>(&step)) {
    if (rest.size() != 1) return false;
    if (is(0, true, p, Shape::Array)) return true;
    const PathId before = claim.variable(rest[0]).path;
    if (!is(0, false, before, Shape::Missing) || paths.parent(before) != p) return false;
    const auto* other = std::get_if<std::int32_t>(&paths.step(before));
    return other != nullptr && *other < *index;
  }
  if (rest.size() != 2) return false;
  const std::int32_t named = paths.named_elements(p);
  work.spend(1 + static_cast<std::uint64_t>(named));
  const PathId last = named == 0 ? kNoPath : paths.find(p, PathStep(named - 1));
  const auto begins_with = [&](std::size_t i) {
    return (is(i, true, p, Shape::Object) && is(1 - i, true, p, Shape::Array)) ||
           (is(i, false, p, Shape::Array) && is(1 - i, false, last, Shape::Missing));
  };
  return begins_with(0) || begins_with(1);
}

// The path whose child `path` is at `suffix` below, and the child; both kNoPath if there are none.
struct Below {
  PathId parent = kNoPath;
  PathId child = kNoPath;
};
Below without_suffix(const Paths& paths, PathId path, const std::vector<PathStep>& suffix) {
  for (auto step = suffix.rbegin(); step != suffix.rend(); ++step) {
    if (path == kRoot || paths.step(path) != *step) return {};
    path = paths.parent(path);
  }
  if (path == kRoot) return {};
  return {paths.parent(path), path};
}

// [v, -holds p.k.s t]
bool shows(const Claim& claim, const Clause& clause, const Variable& some) {
  return std::any_of(clause.literals.begin(), clause.literals.end(), [&](ClauseLiteral literal) {
    const Variable& holds = claim.variable(literal);
    return literal < 0 && holds.kind == VariableKind::Holds && holds.test == some.test &&
           without_suffix(claim.paths, holds.path, some.suffix).parent == some.path;
  });
}

// [-v, holds p.k1.s t, ..., holds c.s t]
bool is_shown_by_each(const Claim& claim, const Clause& clause, std::size_t some_number) {
  const Variable& some = claim.variables[some_number];
  const PathId chosen = claim.paths.find(some.path, Chosen{some_number});
  if (chosen == kNoPath) return false;
  std::set<PathId> wanted{chosen};
  for (const PathId child : claim.paths.named_children(some.path)) wanted.insert(child);
  for (const ClauseLiteral literal : clause.literals) {
    const Variable& holds = claim.variable(literal);
    if (literal < 0 || holds.kind != VariableKind::Holds || !(holds.test == some.test)) continue;
    wanted.erase(without_suffix(claim.paths, holds.path, some.suffix).child);
  }
  return wanted.empty();
}

}  // namespace

void check_goal(const Claim& claim, const Clause& clause) {
  if (clause.literals.size() == 1) {
    const ClauseLiteral literal = clause.literals.front();
    const Variable& variable = claim.variable(literal);
    const std::vector<std::size_t>& names = literal > 0 ? claim.of_true : claim.of_false;
    const bool is_whole = variable.kind == VariableKind::Node && variable.node == 0;
    if (is_whole && has(names, variable.pattern)) return;
  }
  throw NotProved("it is not what the claim says of one of its patterns");
}

void check_root(const Claim& claim, const Clause& clause) {
  if (clause.literals.size() != 1 ||
      !is_shape(claim, clause.literals.front(), true, kRoot, Shape::Object)) {
    throw NotProved("it does not say that the event is an object");
  }
}

void check_assumption(Domain domain, const Claim& claim, const Clause& clause) {
  if (domain != Domain::CloudTrail) {
    throw NotProved("there are assumptions in the domain cloudtrail only");
  }
  if (clause.literals.empty()) throw NotProved("it assumes the impossible");
  const PathId path = claim.variable(clause.literals.front()).path;
  for (const ClauseLiteral literal : clause.literals) {
    if (!is_shape(claim, literal, true, path, claim.variable(literal).shape)) {
      throw NotProved("it is not a disjunction of shapes of one path");
    }
  }
  if (claim.paths.has_chosen(path)) throw NotProved("it is about a child that is chosen");
}

void check_parent(const Claim& claim, const Clause& clause, Work& work) {
  const std::size_t size = clause.literals.size();
  for (std::size_t i = 0; i < size && size <= 3; ++i) {
    const Variable& variable = claim.variable(clause.literals[i]);
    if (!is_shape(claim, clause.literals[i], true, variable.path, Shape::Missing)) continue;
    std::vector<ClauseLiteral> rest = clause.literals;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    if (is_parent_clause(claim, variable.path, rest, work)) return;
  }
  throw NotProved("it is none of the clauses about a path and its parent");
}

void check_some(const Claim& claim, const Clause& clause, Work& work) {
  for (const ClauseLiteral literal : clause.literals) {
    const Variable& variable = claim.variable(literal);
    if (variable.kind != VariableKind::Exists) continue;
    work.spend(clause.literals.size() *
                   (1 + variable.suffix.size() + size_of(variable.test.literal)) +
               claim.paths.count_children(variable.path));
    const auto number = static_cast<std::size_t>(&variable - claim.variables.data());
    if (literal > 0 ? shows(claim, clause, variable) : is_shown_by_each(claim, clause, number)) {
      return;
    }
  }
  throw NotProved("it is none of the clauses about an `exists` variable and the children");
}

}  // namespace filtercheck::verify
