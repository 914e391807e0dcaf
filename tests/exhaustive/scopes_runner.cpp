// Every pair of patterns of a scope (scope.hpp): the relation that is decided against the one that
// brute force over the world of the scope shows, under each reading where there are two.
//
// What some event of the world shows must be found. An event that is found and that no event of the
// world is like is replayed here: in an exact scope it is a gap in the world and fails; elsewhere
// the world is too small for the refutation, which is counted as `beyond`. Nothing hides an
// undecided pair: each is counted, by its reason. Of the claims that some events do not exist, one
// in a thousand is certified and the certificate checked.
//
// usage: exhaustive_scopes_runner PART [SCOPE...]   PART: INDEX/COUNT of the pairs; all scopes
// Prints a line of JSON for each scope. Status: 0 all is right, 1 something is wrong, 3 something
// is undecided, 2 bad usage.
#include <algorithm>
#include <ctime>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "exhaustive/part.hpp"
#include "exhaustive/scope.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "support/certified.hpp"

namespace {

using namespace filtercheck;
using namespace filtercheck::exhaustive;

constexpr std::size_t kCertifiedOneIn = 1000;
constexpr std::size_t kMostShown = 20;

class Run {
 public:
  explicit Run(const Scope& scope) : scope_(scope) {}

  void run(const Part& part) {
    std::size_t number = 0;
    for (std::size_t i = 0; i < scope_.patterns.size(); ++i) {
      for (std::size_t j = i; j < scope_.patterns.size(); ++j) {
        if (part.takes(number++)) compare_pair(scope_.patterns[i], scope_.patterns[j]);
      }
    }
  }

  std::size_t failed() const { return failed_; }
  std::size_t undecided() const { return count(Relation::Undecided); }

  nlohmann::ordered_json summary() const {
    nlohmann::ordered_json out{{"patterns", scope_.patterns.size()},
                               {"events", scope_.events},
                               {"exact", scope_.exact},
                               {"pairs", pairs_},
                               {"decisions", decisions_}};
    for (const Relation relation :
         {Relation::Equivalent, Relation::Subset, Relation::Superset, Relation::Overlapping,
          Relation::Disjoint, Relation::Undecided}) {
      out[std::string(name_of(relation))] = count(relation);
    }
    out["reasons"] = reasons_;
    out["beyond"] = beyond_;
    out["certified"] = certified_;
    out["failed"] = failed_;
    return out;
  }

 private:
  void compare_pair(const Known& a, const Known& b) {
    ++pairs_;
    decide(a, b, Reading::Glob);
    if (a.depends_on_reading || b.depends_on_reading) decide(a, b, Reading::FirstOccurrence);
  }

  void decide(const Known& a, const Known& b, Reading reading) {
    ++decisions_;
    const DecideOptions options{
        reading == Reading::Glob ? ReadingChoice::Glob : ReadingChoice::FirstOccurrence,
        Domain::Lines};
    try {
      const CompareAnswer answer = compare(a.pattern, b.pattern, options);
      ++relations_[answer.relation];
      if (const auto wrong = judge(answer, a, b, reading, options)) fail(*wrong, a, b, reading);
    } catch (const InternalError& error) {
      fail(error.what(), a, b, reading);
    }
  }

  std::optional<std::string> judge(const CompareAnswer& answer, const Known& a, const Known& b,
                                   Reading reading, const DecideOptions& options) {
    if (answer.relation == Relation::Undecided) {
      const bool none = answer.caveats.empty();
      ++reasons_[none ? "no reason" : message(answer.caveats.back())];
      return std::nullopt;
    }
    const std::string relation(name_of(answer.relation));
    const Shown world = shown_by(a.under(reading), b.under(reading));
    const Shown found{answer.only_a.has_value(), answer.only_b.has_value(),
                      answer.both.has_value()};
    if (answer.relation != relation_of(found)) return relation + ": not what its events show";
    if ((world.only_a && !found.only_a) || (world.only_b && !found.only_b) ||
        (world.both && !found.both)) {
      return relation + ", by brute force " + std::string(name_of(relation_of(world)));
    }
    const auto not_shown = [&](const std::optional<std::string>& event, bool in_a, bool in_b) {
      return event && (matches(a.pattern, *event, reading) != in_a ||
                       matches(b.pattern, *event, reading) != in_b);
    };
    if (found.only_a != world.only_a || found.only_b != world.only_b || found.both != world.both) {
      ++beyond_;
      if (not_shown(answer.only_a, true, false) || not_shown(answer.only_b, false, true) ||
          not_shown(answer.both, true, true)) {
        return relation + ": an event does not show what it should";
      }
      if (scope_.exact) return relation + ": the world has a gap";
    }
    return uncertified(answer.relation, a, b, options);
  }

  std::optional<std::string> uncertified(Relation relation, const Known& a, const Known& b,
                                         const DecideOptions& options) {
    const std::vector<Claim> claims = claims_of(relation);
    if (claims.empty() || is_about_lines(a.pattern.kind) || is_about_lines(b.pattern.kind) ||
        claimed_++ % kCertifiedOneIn != 0) {
      return std::nullopt;
    }
    ++certified_;
    return support::not_certified({{"a", &a.pattern}, {"b", &b.pattern}}, claims, options);
  }

  void fail(const std::string& what, const Known& a, const Known& b, Reading reading) {
    if (++failed_ > kMostShown) return;
    std::cerr << "A: " << a.pattern.text << "\nB: " << b.pattern.text << " (" << name_of(reading)
              << ")\n  " << what << "\n";
  }

  std::size_t count(Relation relation) const {
    const auto found = relations_.find(relation);
    return found == relations_.end() ? 0 : found->second;
  }

  const Scope& scope_;
  std::size_t pairs_ = 0;
  std::size_t decisions_ = 0;
  std::map<Relation, std::size_t> relations_;
  std::map<std::string, std::size_t> reasons_;
  std::size_t beyond_ = 0;
  std::size_t claimed_ = 0;
  std::size_t certified_ = 0;
  std::size_t failed_ = 0;
};

int usage() {
  std::cerr << "usage: exhaustive_scopes_runner INDEX/COUNT [SCOPE...]\nscopes:";
  for (const std::string_view name : scope_names()) std::cerr << " " << name;
  std::cerr << "\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  const auto part = arguments.empty() ? std::nullopt : part_of(arguments.front());
  if (!part) return usage();
  std::vector<std::string_view> names(arguments.begin() + 1, arguments.end());
  if (names.empty()) names = scope_names();
  for (const std::string_view name : names) {
    if (std::count(scope_names().begin(), scope_names().end(), name) == 0) return usage();
  }
  bool failed = false;
  bool undecided = false;
  for (const std::string_view name : names) {
    const std::clock_t begin = std::clock();
    const Scope scope = make_scope(name);
    Run run(scope);
    run.run(*part);
    nlohmann::ordered_json line{{"scope", name}, {"part", arguments.front()}};
    line.update(run.summary());
    line["cpu_seconds"] = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::cout << line.dump() << std::endl;
    failed = failed || run.failed() > 0;
    undecided = undecided || run.undecided() > 0;
  }
  return failed ? 1 : undecided ? 3 : 0;
}
