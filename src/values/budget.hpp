// The bounds of a decision, in one place. Past one of them the answer is `undecided`, never a
// guess.
#pragma once

#include <cstddef>
#include <string>

namespace filtercheck::values {

struct Budget {
  // To find the classes of one place: states of one automaton or of the product of all, and moves
  // of single automata, of which one of a regex counts as many as its steps make it cost. Places
  // that need more are left to the clause search.
  static constexpr std::size_t kStates = 4'096;
  static constexpr std::size_t kMoves = 200'000;
  // The same where the texts of numbers are walked, and how many such texts are tried.
  static constexpr std::size_t kNumberStates = 4'096;
  static constexpr std::size_t kNumberTexts = 100'000;
  static constexpr std::size_t kCoreTexts = 1'000;  // to make a reason shorter
  // Steps of one regex with its repetitions written out.
  static constexpr std::size_t kRegexSteps = 20'000;
  // Places of an event that are looked at. Wildcards multiply them.
  static constexpr std::size_t kPlaces = 100'000;
  // The search for a value that passes given tests: combinations in one search, states of single
  // tests looked at in all searches for one value (of the order of 10 ns each), and elements of a
  // closure.
  static constexpr std::size_t kValueStates = 100'000;
  static constexpr std::size_t kValueWork = 2'000'000;
  static constexpr std::size_t kClosure = 50'000;
  // Past so much of it no second reason is looked for why there is no value; and where so many
  // questions about one shape of a place were too hard, the others are not asked.
  static constexpr std::size_t kEasyWork = 100'000;
  static constexpr std::size_t kHardValues = 1;
  // Numbers between bounds that are looked at one by one. Certificates allow 1,000 values, of which
  // zero has two tokens.
  static constexpr std::size_t kCandidates = 998;
  // Branches of the search for an event, and how deep they, and places, lie inside one another.
  static constexpr std::size_t kBranches = 50'000;
  static constexpr std::size_t kDepth = 2'000;
  // Conflicts of one call of the SAT solver, and how often it is called for one question.
  static constexpr int kConflicts = 200'000;
  static constexpr std::size_t kRounds = 10'000;
  // The same for a line: states looked at for one proposal, and for all of a question.
  static constexpr std::size_t kLineWork = 1'000'000;
  static constexpr std::size_t kAllLineWork = 3'000'000;
  // Lines that are looked at one by one, where the shortest is not wanted.
  static constexpr std::size_t kLines = 2'000;
  // Steps of all searches for a line that is a JSON object (of the order of a microsecond), and how
  // many proposals of which nothing is known are passed over.
  static constexpr std::size_t kJsonSteps = 400'000;
  static constexpr std::size_t kBlocked = 20;
  // Conditions looked at in the search for a complete suite: some seconds.
  static constexpr std::size_t kSuiteSteps = 5'000'000;
  // What a witness may hold. CloudWatch Logs takes no event of this size.
  static constexpr int kDigits = 10'000;
  static constexpr int kElements = 100'000;

  // What ran out, for a person; empty as long as nothing did.
  std::string exceeded;

  std::size_t moves = 0;

  void spend(std::size_t more) {
    moves += more;
    if (moves > kMoves) exceed("the text conditions on one field have too many combined states");
  }

  void exceed(std::string what) {
    if (exceeded.empty()) exceeded = std::move(what);
  }
  bool ok() const { return exceeded.empty(); }
};

}  // namespace filtercheck::values
