// compare() against an SMT solver, on what to_smtlib() writes about generated pairs of patterns.
//
//   oracle_smt z3|cvc5 [PAIRS] [SEED] [--seconds N]
//
// A pair that cannot be said in SMT-LIB is drawn anew, and counted. Of each other the solver is
// asked for an event that only A, that only B, that both match, under each reading where they
// differ; a question is two queries where the texts of numbers are not exact.
//
// Solvers are wrong at times: cvc5 1.0.3 says `unsat` of a regex such as `%  [0-9]+$%` that a text
// matches. Where one denies an event that filtercheck has found, and the other solver has an event
// too, that is printed and counted apart.
#include <array>
#include <iostream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "filtercheck/compare.hpp"
#include "filtercheck/evaluate.hpp"
#include "filtercheck/parse.hpp"
#include "filtercheck/smtlib.hpp"
#include "oracles/boundary_pairs.hpp"
#include "oracles/oracle.hpp"
#include "oracles/solver.hpp"
#include "support/mutate.hpp"

namespace {

using namespace filtercheck;
using namespace filtercheck::oracles;
using Asked = SmtlibQuery::Asked;

constexpr int kQueryMs = 300;
constexpr int kPatientQueryMs = 5000;  // of the other solver, where the two differ
constexpr int kPatienceMs = 1500;      // beyond the limit, for one that does not heed it

std::vector<std::string> command(const std::string& solver, int query_ms) {
  const std::string limit = std::to_string(query_ms);
  if (solver == "z3") return {"z3", "-in", "-t:" + limit, "-memory:2000"};
  return {"cvc5", "--lang=smt2", "--incremental", "--strings-exp", "--tlimit-per=" + limit, "-"};
}

// ---- Pairs --------------------------------------------------------------------------------------

struct PatternPair {
  std::string a;
  std::string b;
  DecideOptions options;
};

// The formula of a JSON pattern, to be part of another one.
std::string inner(const std::string& pattern) { return pattern.substr(1, pattern.size() - 2); }

// Of JSON patterns, half hang on what is rare (boundary_pairs.hpp). Of the others
// one in three is made of the other and one more formula, and one in three is the other with a
// part changed, so that they imply each other, or nearly do, more often than by chance.
PatternPair draw(support::Choices& choices) {
  if (choices.below(4) == 0) {
    const auto line_pattern = [&choices] {
      return choices.below(2) == 0 ? support::random_terms(choices)
                                   : support::random_regex(choices);
    };
    std::string a = line_pattern();
    return {std::move(a), line_pattern(), {}};
  }
  static constexpr std::array kDomains{Domain::Lines, Domain::Json, Domain::CloudTrail};
  const Domain domain = kDomains[choices.below(kDomains.size())];
  if (choices.below(2) == 0) {
    auto [a, b] = boundary_pair(choices);
    return {std::move(a), std::move(b), {ReadingChoice::Both, domain}};
  }
  const std::size_t made = choices.below(6);
  std::string a = support::random_pattern(choices, false);
  std::string b = support::random_pattern(choices, false);
  if (made < 2) {
    b = "{ (" + inner(a) + ")" + (made == 0 ? " && " : " || ") + "(" + inner(b) + ") }";
  } else if (made < 4) {
    std::string changed = support::mutated(choices, a);
    const auto read = parse(changed, Limits::beyond_aws());
    if (read.ok() && read.value().expression) b = std::move(changed);
  }
  return {std::move(a), std::move(b), {ReadingChoice::Both, domain}};
}

const char* name_of(Domain domain) {
  return domain == Domain::Lines ? "lines" : domain == Domain::Json ? "json" : "cloudtrail";
}

// ---- Answers ------------------------------------------------------------------------------------

bool is_such(const std::string& event, const Pattern& a, const Pattern& b, Asked asked,
             Reading reading) {
  return matches(a, event, reading) == (asked != Asked::OnlyB) &&
         matches(b, event, reading) == (asked != Asked::OnlyA);
}

// Whether filtercheck says that there is such an event. No value: it does not say; an answer for
// both readings may show an event that is one under the other reading alone.
std::optional<bool> exists(const Related& related, const Pattern& a, const Pattern& b, Asked asked,
                           Reading reading) {
  const auto& event = asked == Asked::OnlyA   ? related.only_a
                      : asked == Asked::OnlyB ? related.only_b
                                              : related.both;
  if (event) return is_such(*event, a, b, asked, reading) ? std::optional(true) : std::nullopt;
  switch (related.relation) {
    case Relation::Equivalent:
    case Relation::Subset:
    case Relation::Superset:
      // Whether both match something is not part of these relations.
      return asked == Asked::Both ? std::nullopt : std::optional(false);
    case Relation::Overlapping:
    case Relation::Disjoint:
      return false;
    case Relation::Undecided:
      return std::nullopt;
  }
  return std::nullopt;
}

const Related& under(const CompareAnswer& answer, Reading reading) {
  for (const CompareAnswer::UnderReading& one : answer.readings) {
    if (one.reading == reading) return one;
  }
  return answer;
}

// What the queries about one question come to.
struct Told {
  bool sat = false;     // surely
  bool unsat = false;   // surely
  bool narrow = false;  // there are too few texts of numbers for it
};

using Question = std::pair<Asked, Reading>;

std::map<Question, Told> told(const std::vector<SmtlibQuery>& queries,
                              const std::vector<Sat>& answers) {
  std::map<Question, Told> all;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    Told& one = all[{queries[i].asked, queries[i].reading}];
    if (answers[i] == Sat::Sat && queries[i].sat_is_sure()) one.sat = true;
    if (answers[i] == Sat::Unsat && queries[i].unsat_is_sure()) one.unsat = true;
    if (answers[i] == Sat::Unsat && !queries[i].unsat_is_sure()) one.narrow = true;
  }
  return all;
}

// The relation by the solver's answers, for the vector.
Relation relation_of(const std::map<Question, Told>& all, Reading reading) {
  const auto one = [&](Asked asked) {
    const auto found = all.find({asked, reading});
    return found == all.end() ? Told{} : found->second;
  };
  const Told a = one(Asked::OnlyA);
  const Told b = one(Asked::OnlyB);
  const Told both = one(Asked::Both);
  if (a.unsat && b.unsat) return Relation::Equivalent;
  if (a.unsat && b.sat) return Relation::Subset;
  if (a.sat && b.unsat) return Relation::Superset;
  if (a.sat && b.sat && both.sat) return Relation::Overlapping;
  if (a.sat && b.sat && both.unsat) return Relation::Disjoint;
  return Relation::Undecided;
}

class SmtOracle {
 public:
  SmtOracle(std::string name, const Arguments& arguments)
      : name_(std::move(name)),
        other_name_(name_ == "z3" ? "cvc5" : "z3"),
        arguments_(arguments),
        draws_(arguments),
        solver_(command(name_, kQueryMs)),
        other_(command(other_name_, kPatientQueryMs)) {}

  int run() {
    while (pairs_ < arguments_.count && !draws_.late()) {
      support::Choices choices = draws_.next();
      one(draw(choices));
    }
    return report(name_ + ": " + std::to_string(pairs_) + " pairs, seed " +
                      std::to_string(arguments_.seed) + ", questions",
                  tally_);
  }

 private:
  void one(const PatternPair& pair) {
    const Pattern a = parsed(pair.a);
    const Pattern b = parsed(pair.b);
    const SmtlibAnswer said = to_smtlib(a, b, pair.options);
    if (!said.script) {
      ++tally_.others["pairs drawn anew: SMT-LIB cannot say " +
                      said.caveats.front().arguments.front()];
      return;
    }
    ++pairs_;
    const CompareAnswer ours = compare(a, b, pair.options);
    const std::vector<Sat> answers =
        solver_.ask(*said.script, said.queries.size(), kQueryMs + kPatienceMs);
    const std::map<Question, Told> theirs = told(said.queries, answers);
    for (const auto& [question, answer] : theirs) {
      const auto& [asked, reading] = question;
      const std::optional<bool> expected = exists(under(ours, reading), a, b, asked, reading);
      if (!expected) {
        ++tally_.others[under(ours, reading).relation == Relation::Undecided
                            ? "undecided by filtercheck"
                            : "not part of the answer"];
      } else if (!answer.sat && !answer.unsat) {
        ++tally_.others[answer.narrow ? "open: texts of numbers" : "timed out or unknown"];
      } else if (*expected == answer.sat) {
        ++tally_.agreed;
      } else {
        const bool outvoted = *expected && other_finds(said, question);
        if (outvoted) {
          std::cout << "OUTVOTED by filtercheck's event and " << other_name_ << "; ";
          ++tally_.others["outvoted"];
        } else {
          ++tally_.disagreed;
        }
        show(pair, under(ours, reading), relation_of(theirs, reading), reading, *said.script);
      }
    }
  }

  bool other_finds(const SmtlibAnswer& said, const Question& question) {
    const std::vector<Sat> answers =
        other_.ask(*said.script, said.queries.size(), kPatientQueryMs + kPatienceMs);
    return told(said.queries, answers)[question].sat;
  }

  void show(const PatternPair& pair, const Related& ours, Relation theirs, Reading reading,
            const std::string& script) const {
    std::cout << "DISAGREED, reading " << filtercheck::name_of(reading) << ": filtercheck "
              << filtercheck::name_of(ours.relation) << ", " << name_ << " "
              << filtercheck::name_of(theirs) << "\n"
              << compare_vector("smt-" + draws_.name(), pair.a, pair.b,
                                filtercheck::name_of(theirs), ::name_of(pair.options.domain))
              << "\n";
    for (const auto& event : {ours.only_a, ours.only_b, ours.both}) {
      if (event) std::cout << "  event: " << *event << "\n";
    }
    std::cout << script << std::endl;
  }

  std::string name_;
  std::string other_name_;
  Arguments arguments_;
  Draws draws_;
  Solver solver_;
  Solver other_;  // started only where it is asked
  Tally tally_;
  std::size_t pairs_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const std::string solver = argc > 1 ? argv[1] : "";
  if (solver != "z3" && solver != "cvc5") {
    std::cerr << "usage: oracle_smt z3|cvc5 [PAIRS] [SEED] [--seconds N]\n";
    return 2;
  }
  const auto arguments = read_arguments("oracle_smt " + solver, {argv + 2, argv + argc}, 100);
  if (!arguments) return 2;
  try {
    return SmtOracle(solver, *arguments).run();
  } catch (const std::runtime_error& error) {
    std::cerr << "oracle_smt: " << error.what() << "\n";
    return 1;
  }
}
