// filtercheck against solvers of another making, on generated pairs of patterns.
//
//   smt_agree [N] [SEED] [--cvc5]
//
// Draws N pairs (default 1000), asks compare() for their relation and Z3, and on request cvc5,
// whether there is an event that only A matches, that only B matches, that both match. Prints what
// came of it; every disagreement in full. Exit status: 0 none, 1 some, 2 bad usage.
#include <array>
#include <charconv>
#include <cstdint>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "ask.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"
#include "smt.hpp"
#include "solvers.hpp"
#include "support/generate.hpp"

namespace {

using namespace filtercheck;
using namespace filtercheck::bench;

constexpr int kLimitMs = 2000;

struct Options {
  std::size_t pairs = 1000;
  std::uint32_t seed = 1;
  bool cvc5 = false;
};

// What became of the questions to one solver.
struct Tally {
  std::size_t agreed_yes = 0;
  std::size_t agreed_no = 0;
  std::size_t disagreed = 0;
  std::size_t timed_out = 0;
  std::size_t not_comparable = 0;  // sat, by a text of a float that may not exist
  std::size_t undecided = 0;       // by filtercheck
};

constexpr std::array kQuestions{SmtQuestion::OnlyA, SmtQuestion::OnlyB, SmtQuestion::Both};

const char* name_of(SmtQuestion question) {
  switch (question) {
    case SmtQuestion::OnlyA:
      return "matched by A alone";
    case SmtQuestion::OnlyB:
      return "matched by B alone";
    case SmtQuestion::Both:
      return "matched by both";
  }
  return "";
}

// Whether filtercheck says that there is such an event. No value: it does not say.
std::optional<bool> exists(const CompareAnswer& answer, SmtQuestion question) {
  const auto& event = question == SmtQuestion::OnlyA   ? answer.only_a
                      : question == SmtQuestion::OnlyB ? answer.only_b
                                                       : answer.both;
  if (event) return true;
  switch (answer.relation) {
    case Relation::Equivalent:
    case Relation::Subset:
    case Relation::Superset:
      // Whether both match something is not part of these relations.
      if (question == SmtQuestion::Both) return std::nullopt;
      return false;
    case Relation::Overlapping:
    case Relation::Disjoint:
      return false;
    case Relation::Undecided:
      return std::nullopt;
  }
  return std::nullopt;
}

void show(const char* solver, const Pattern& a, const Pattern& b, SmtQuestion question, bool ours,
          const CompareAnswer& answer, const SmtPair& pair) {
  std::cout << "DISAGREED with " << solver << ": an event " << name_of(question) << ": filtercheck "
            << (ours ? "yes" : "no") << ", " << solver << (ours ? " no" : " yes")
            << "\n  A: " << a.text << "\n  B: " << b.text << "\n";
  for (const auto& event : {answer.only_a, answer.only_b, answer.both}) {
    if (event) std::cout << "  event: " << *event << "\n";
  }
  std::cout << script(pair, question, ours ? SmtFloats::Any : SmtFloats::Some) << std::endl;
}

void ask_all(const char* name, Solver solver, const Pattern& a, const Pattern& b,
             const SmtPair& pair, const CompareAnswer& answer, Tally& tally) {
  for (const SmtQuestion question : kQuestions) {
    const std::optional<bool> ours = exists(answer, question);
    if (!ours) {
      if (answer.relation == Relation::Undecided) ++tally.undecided;
      continue;
    }
    const Outcome theirs = ask(solver, pair, question, kLimitMs).outcome;
    if (theirs == Outcome::NotComparable) {
      ++tally.not_comparable;
    } else if (theirs == Outcome::TimedOut) {
      ++tally.timed_out;
    } else if ((theirs == Outcome::Yes) == *ours) {
      ++(*ours ? tally.agreed_yes : tally.agreed_no);
    } else {
      ++tally.disagreed;
      show(name, a, b, question, *ours, answer, pair);
    }
  }
}

Pattern draw(std::mt19937& random) {
  std::array<std::uint8_t, 96> bytes{};
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
  support::Choices choices(bytes);
  return parse(support::random_pattern(choices, false), Limits::beyond_aws()).value();
}

void print(const char* solver, const Tally& tally) {
  std::cout << solver << ": " << tally.agreed_yes + tally.agreed_no << " agreed ("
            << tally.agreed_yes << " yes, " << tally.agreed_no << " no), " << tally.disagreed
            << " disagreed, " << tally.timed_out << " timed out, " << tally.not_comparable
            << " not comparable, " << tally.undecided << " undecided by filtercheck\n";
}

int run(const Options& options) {
  std::mt19937 random(options.seed);
  std::map<std::string, std::size_t> obstacles;
  Tally z3;
  Tally cvc5;
  for (std::size_t i = 0; i < options.pairs; ++i) {
    const Pattern a = draw(random);
    const Pattern b = draw(random);
    const SmtTranslation said = to_smt(a, b);
    if (const auto* obstacle = std::get_if<SmtObstacle>(&said)) {
      ++obstacles[obstacle->reason];
      continue;
    }
    const CompareAnswer answer = compare(a, b, {ReadingChoice::Glob, Domain::Json});
    ask_all("Z3", solve_z3, a, b, std::get<SmtPair>(said), answer, z3);
    if (options.cvc5) ask_all("cvc5", solve_cvc5, a, b, std::get<SmtPair>(said), answer, cvc5);
  }
  std::cout << options.pairs << " pairs, seed " << options.seed << "; questions:\n";
  print("Z3", z3);
  if (options.cvc5) print("cvc5", cvc5);
  for (const auto& [reason, count] : obstacles) {
    std::cout << "not expressible: " << count << " pairs, " << reason << "\n";
  }
  return z3.disagreed + cvc5.disagreed == 0 ? 0 : 1;
}

template <typename Integer>
bool read(std::string_view text, Integer& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

std::optional<Options> options_of(const std::vector<std::string_view>& arguments) {
  Options options;
  std::size_t numbers = 0;
  for (const std::string_view argument : arguments) {
    if (argument == "--cvc5") {
      options.cvc5 = true;
    } else if (numbers == 0 && read(argument, options.pairs)) {
      ++numbers;
    } else if (numbers == 1 && read(argument, options.seed)) {
      ++numbers;
    } else {
      return std::nullopt;
    }
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const std::optional<Options> options =
      options_of(std::vector<std::string_view>(argv + 1, argv + argc));
  if (!options) {
    std::cerr << "usage: smt_agree [N] [SEED] [--cvc5]\n";
    return 2;
  }
  if (options->cvc5 && !have_cvc5()) {
    std::cerr << "smt_agree: there is no program cvc5\n";
    return 2;
  }
  return run(*options);
}
