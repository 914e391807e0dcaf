// Every metamorphic rule (tests/support/metamorphic.hpp) on generated patterns.
//
// A case is a seed: the choices that a generator makes of it. Every rule must have applied to a
// fair share of the cases, and where it knows that a pattern becomes weaker, events must have shown
// for some that it does.
//
// usage: metamorphic_runner CASES [SEED]   so many cases of each rule, from SEED on (default 1)
// Prints a line of JSON. Status: 0 all is right, 1 something is wrong, 3 too much is undecided, 2
// bad usage.
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "support/generate.hpp"
#include "support/metamorphic.hpp"
#include "support/thinned.hpp"

namespace {

using namespace filtercheck;

constexpr std::size_t kBytes = 2000;
// Of the cases of a rule so many must be ones that it applies to; of those in which it makes a
// pattern weaker, so many must be shown to.
constexpr std::size_t kAppliedOneIn = 4;
constexpr std::size_t kStrictOneIn = 50;
constexpr std::size_t kEnough = 100;
constexpr std::size_t kUndecidedOneIn = 100;
constexpr std::size_t kMostShown = 10;

struct Counts {
  std::size_t applied = 0;
  std::size_t weaker = 0;
  std::size_t strict = 0;
  std::size_t undecided = 0;
  std::size_t failed = 0;
};

// A supply of choices of its own for each rule and seed.
std::vector<std::uint8_t> bytes_for(std::size_t rule, std::size_t seed) {
  std::seed_seq sequence{static_cast<std::uint32_t>(rule), static_cast<std::uint32_t>(seed)};
  std::mt19937 random(sequence);
  return support::random_bytes(random, kBytes);
}

Counts run(std::size_t index, std::size_t cases, std::size_t first_seed) {
  const support::Rule& rule = support::metamorphic_rules()[index];
  Counts counts;
  for (std::size_t seed = first_seed; seed < first_seed + cases; ++seed) {
    const std::vector<std::uint8_t> bytes = bytes_for(index, seed);
    support::Choices choices(bytes);
    const support::Trial trial = support::try_rule(rule, choices);
    counts.applied += trial.applied ? 1 : 0;
    counts.weaker += trial.applied && trial.bond == support::Bond::Weaker ? 1 : 0;
    counts.strict += trial.strict ? 1 : 0;
    counts.undecided += trial.undecided ? 1 : 0;
    if (trial.wrong && ++counts.failed <= kMostShown)
      std::cerr << *trial.wrong << "\nseed " << seed << "\n";
  }
  // Of few cases the shares are chance.
  if (cases < kEnough) {
    if (counts.applied == 0) ++counts.failed;
    return counts;
  }
  if (counts.applied * kAppliedOneIn < cases) {
    ++counts.failed;
    std::cerr << "rule " << rule.name << " applied to " << counts.applied << " of " << cases
              << " cases only\n";
  }
  if (counts.strict * kStrictOneIn < counts.weaker) {
    ++counts.failed;
    std::cerr << "rule " << rule.name << " shown to be strict in " << counts.strict << " of "
              << counts.weaker << " cases only\n";
  }
  return counts;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t wanted = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 0;
  const std::size_t seed = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1;
  if (wanted == 0 || argc > 3) {
    std::cerr << "usage: metamorphic_runner CASES [SEED]\n";
    return 2;
  }
  const std::size_t cases = support::thinned(wanted);
  const std::clock_t begin = std::clock();
  Counts all;
  nlohmann::ordered_json applied;
  nlohmann::ordered_json strict;
  nlohmann::ordered_json undecided = nlohmann::ordered_json::object();
  const std::vector<support::Rule>& rules = support::metamorphic_rules();
  for (std::size_t index = 0; index < rules.size(); ++index) {
    const Counts counts = run(index, cases, seed);
    const std::string name(rules[index].name);
    applied[name] = counts.applied;
    if (counts.strict > 0) strict[name] = counts.strict;
    if (counts.undecided > 0) undecided[name] = counts.undecided;
    all.applied += counts.applied;
    all.undecided += counts.undecided;
    all.failed += counts.failed;
  }
  const nlohmann::ordered_json line{
      {"scope", "metamorphic"},
      {"cases", cases * rules.size()},
      {"seed", seed},
      {"decisions", all.applied},
      {"applied", applied},
      {"strict", strict},
      {"undecided_by_rule", undecided},
      {"undecided", all.undecided},
      {"failed", all.failed},
      {"cpu_seconds", static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC}};
  std::cout << line.dump() << std::endl;
  if (all.failed > 0) return 1;
  return all.undecided * kUndecidedOneIn > all.applied ? 3 : 0;
}
