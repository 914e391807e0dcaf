// Tries the tests on every mutant of an instrumented build (see README.md here).
//
//   mutation_runner MUTANTS RESULTS SHARD/SHARDS SECONDS [TESTS]
//
// MUTANTS is the list that instrument.py wrote, of which this process takes each SHARDS-th. First
// every test runs once with no mutant alive, which tells what it reaches and how long it takes; one
// that fails then ends the run. Each mutant then gets a process in which tests that reach it run,
// for about SECONDS of processor time, until one fails. A crash, an assertion, and ten times the
// time that the test took before kill a mutant, too. RESULTS gets one JSON object a mutant: the
// mutant, the number of "tests", "end": killed, survived or unreached, and "by" what.
// With TESTS, only those with that in their names.
//
// Tests are: the cases of tests/vectors, one at a time; generated patterns on which the decider and
// the evaluator must agree, by seed; the unit tests.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "exhaustive/scope.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"
#include "mutation/mutants.hpp"
#include "support/agree.hpp"
#include "support/drawn.hpp"
#include "support/engines.hpp"
#include "support/generate.hpp"
#include "support/meaning.hpp"
#include "support/metamorphic.hpp"
#include "support/suites.hpp"
#include "support/vector_file.hpp"
#include "vectors/phases.hpp"

namespace {

using namespace filtercheck;
using nlohmann::json;

constexpr unsigned kSeeds = 400;
constexpr unsigned kSeedsOfRule = 10;
constexpr unsigned kSeedsOfScope = 40;
// A test that takes longer than this is left out: there are thousands of mutants.
constexpr double kLongestTest = 1.5;
constexpr rlim_t kMemory = rlim_t{3} << 30;

struct Test {
  std::string name;
  std::function<bool()> passes;
  bool may_fail = false;  // without a mutant; it is left out then
  double seconds = 0;     // of processor time
  std::vector<bool> reaches = {};
  std::size_t kills = 0;
};

// ---- The tests ----------------------------------------------------------------------------------

std::vector<std::uint8_t> bytes_of(unsigned seed) {
  std::mt19937 random(seed);
  return support::random_bytes(random, 600);
}

// All that the fuzz targets ask of two JSON patterns.
bool json_patterns_are_right(unsigned seed) {
  auto drawn = support::draw(bytes_of(seed), 2, support::random_json_pattern, 250);
  if (!drawn) return true;
  const Pattern& a = drawn->patterns[0];
  const Pattern& b = drawn->patterns[1];
  const Reading reading = drawn->reading();
  const Domain domain = drawn->domain();
  const std::vector<std::string> lines = drawn->lines(16);
  const support::Compared compared(a, b, reading, domain);
  const bool decided = compared.answer.relation != Relation::Undecided;
  return decided && !support::contradicted(compared, lines) && !support::not_shown(compared) &&
         !support::not_mirrored(compared) && !support::not_certified(compared) &&
         (!a.expression || !b.expression || !support::ask_engines(a, b, reading).wrong) &&
         !support::bad_format(a, lines) && !support::bad_normal_form(a, lines) &&
         !support::incomplete_suite(a, b, domain, lines);
}

// The same of patterns of any kinds.
bool line_patterns_are_right(unsigned seed) {
  auto drawn = support::draw(bytes_of(seed), 2, support::random_any_pattern, 60);
  if (!drawn) return true;
  const Pattern& a = drawn->patterns[0];
  const Reading reading = drawn->reading();
  const Domain domain = drawn->domain();
  const std::vector<std::string> lines = drawn->lines(16);
  const support::LinesJudged judged =
      support::judge_lines(a, drawn->patterns[1], reading, domain, lines);
  return !judged.wrong && !judged.undecided && !support::bad_format(a, lines) &&
         !support::bad_normal_form(a, lines);
}

bool rule_holds(std::size_t rule, unsigned seed) {
  const std::vector<std::uint8_t> bytes = bytes_of(seed);
  support::Choices choices(bytes);
  const support::Trial trial = support::try_rule(support::metamorphic_rules()[rule], choices);
  return !trial.wrong && !trial.undecided;
}

// Some pairs of an exact scope: the relation is what brute force shows.
bool scope_is_decided(const exhaustive::Scope& scope, unsigned seed) {
  std::mt19937 random(seed);
  for (int pair = 0; pair < 20; ++pair) {
    const exhaustive::Known& a = scope.patterns[random() % scope.patterns.size()];
    const exhaustive::Known& b = scope.patterns[random() % scope.patterns.size()];
    const Relation known = exhaustive::relation_of(exhaustive::shown_by(a.glob, b.glob));
    if (compare(a.pattern, b.pattern, {ReadingChoice::Glob, Domain::Lines}).relation != known)
      return false;
  }
  return true;
}

bool unit_test_passes(const std::string& name) {
  testing::GTEST_FLAG(filter) = name;
  return RUN_ALL_TESTS() == 0;
}

std::vector<Test> all_tests(const std::vector<support::VectorCase>& cases, vectors::World& world,
                            const std::vector<exhaustive::Scope>& scopes) {
  std::vector<Test> tests;
  for (const support::VectorCase& one : cases)
    tests.push_back({"vector " + one.id, [&one, &world] {
                       vectors::Report report;
                       vectors::run_case(one, world, report);
                       return report.failures() == 0;
                     }});
  for (unsigned seed = 1; seed <= kSeeds; ++seed) {
    tests.push_back(
        {"json " + std::to_string(seed), [seed] { return json_patterns_are_right(seed); }, true});
    tests.push_back(
        {"lines " + std::to_string(seed), [seed] { return line_patterns_are_right(seed); }, true});
  }
  for (std::size_t rule = 0; rule < support::metamorphic_rules().size(); ++rule)
    for (unsigned seed = 1; seed <= kSeedsOfRule; ++seed)
      tests.push_back(
          {std::string(support::metamorphic_rules()[rule].name) + " " + std::to_string(seed),
           [rule, seed] { return rule_holds(rule, seed); }, true});
  for (std::size_t i = 0; i < scopes.size(); ++i)
    for (unsigned seed = 1; seed <= kSeedsOfScope; ++seed)
      tests.push_back({"scope " + std::to_string(i) + " " + std::to_string(seed),
                       [&scope = scopes[i], seed] { return scope_is_decided(scope, seed); }});
  const testing::UnitTest& unit = *testing::UnitTest::GetInstance();
  for (int i = 0; i < unit.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *unit.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j) {
      const std::string name =
          std::string(suite.name()).append(".").append(suite.GetTestInfo(j)->name());
      tests.push_back({name, [name] { return unit_test_passes(name); }});
    }
  }
  return tests;
}

// ---- Processes ----------------------------------------------------------------------------------

// Between a process and its parent.
struct Shared {
  unsigned char reached[mutants::kMost];
  std::size_t test;  // that runs
};

Shared& shared_memory() {
  void* const memory =
      mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) std::abort();
  return *static_cast<Shared*>(memory);
}

struct Outcome {
  bool good = false;
  std::string how = {};  // if not
  double seconds = 0;
};

// From now on this process has so many seconds of processor time.
void allow(double seconds) {
  const double whole = std::floor(seconds);
  itimerval timer = {};
  timer.it_value.tv_sec = static_cast<time_t>(whole);
  timer.it_value.tv_usec = 1 + static_cast<suseconds_t>((seconds - whole) * 1e6);
  setitimer(ITIMER_PROF, &timer, nullptr);
}

// What a test may take with a mutant alive, which took `before` without.
double allowance(double before) { return 0.5 + 10 * before; }

// `body` in a process of its own.
Outcome in_a_process(const std::function<bool()>& body) {
  std::cout.flush();
  const pid_t child = fork();
  if (child == 0) {
    const rlimit memory = {kMemory, kMemory};
    setrlimit(RLIMIT_AS, &memory);
    const rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    bool good = false;
    try {
      good = body();
    } catch (const std::exception&) {
    }
    _exit(good ? 0 : 1);
  }
  int status = 0;
  rusage usage = {};
  wait4(child, &status, 0, &usage);
  Outcome outcome;
  const auto seconds_of = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  outcome.seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  outcome.good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  if (WIFSIGNALED(status))
    outcome.how = WTERMSIG(status) == SIGPROF
                      ? "time"
                      : std::string("signal ") + std::to_string(WTERMSIG(status));
  else
    outcome.how = "failure";
  return outcome;
}

// ---- The run ------------------------------------------------------------------------------------

// What each test reaches without a mutant, and in which time.
void rehearse(std::vector<Test>& tests, Shared& shared) {
  mutants::reached = shared.reached;
  std::vector<Test> kept;
  for (Test& test : tests) {
    std::memset(shared.reached, 0, sizeof shared.reached);
    const Outcome outcome = in_a_process(test.passes);
    if (!outcome.good && test.may_fail) continue;
    if (!outcome.good) {
      std::cerr << test.name << " fails without a mutant: " << outcome.how << "\n";
      std::exit(2);
    }
    if (outcome.seconds > kLongestTest) {
      std::cerr << "left out, as it takes long: " << test.name << "\n";
      continue;
    }
    test.seconds = outcome.seconds;
    test.reaches.assign(std::begin(shared.reached), std::end(shared.reached));
    kept.push_back(std::move(test));
  }
  tests = std::move(kept);
  std::stable_sort(tests.begin(), tests.end(),
                   [](const Test& a, const Test& b) { return a.seconds < b.seconds; });
}

// Those that have killed most come first, for they mostly do it again; then the quick ones. As many
// as take `seconds` together.
std::vector<std::size_t> chosen(const std::vector<Test>& tests, std::size_t mutant,
                                double seconds) {
  std::vector<std::size_t> reaching;
  for (std::size_t i = 0; i < tests.size(); ++i)
    if (tests[i].reaches[mutant]) reaching.push_back(i);
  std::stable_sort(reaching.begin(), reaching.end(),
                   [&](std::size_t a, std::size_t b) { return tests[a].kills > tests[b].kills; });
  std::size_t kept = 0;
  for (double sum = 0; kept < reaching.size() && sum <= seconds; ++kept)
    sum += tests[reaching[kept]].seconds;
  reaching.resize(kept);
  return reaching;
}

json judge(const json& mutant, std::vector<Test>& tests, Shared& shared, double seconds) {
  const auto number = mutant.at("number").get<std::size_t>();
  const std::vector<std::size_t> reaching = chosen(tests, number, seconds);
  json result = mutant;
  result["tests"] = reaching.size();
  if (reaching.empty()) {
    result["end"] = "unreached";
    return result;
  }
  const Outcome outcome = in_a_process([&] {
    mutants::alive = static_cast<int>(number);
    return std::all_of(reaching.begin(), reaching.end(), [&](std::size_t i) {
      shared.test = i;
      allow(allowance(tests[i].seconds));
      return tests[i].passes();
    });
  });
  result["end"] = outcome.good ? "survived" : "killed";
  if (outcome.good) return result;
  result["by"] = outcome.how + " in " + tests[shared.test].name;
  ++tests[shared.test].kills;
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  delete testing::UnitTest::GetInstance()->listeners().Release(
      testing::UnitTest::GetInstance()->listeners().default_result_printer());
  std::size_t shard = 0;
  std::size_t shards = 0;
  if (argc < 5 || argc > 6 || std::sscanf(argv[3], "%zu/%zu", &shard, &shards) != 2) return 2;
  const double seconds = std::strtod(argv[4], nullptr);
  Shared& shared = shared_memory();
  const std::vector<support::VectorCase> cases = support::read_vector_folder("tests/vectors");
  vectors::World world = vectors::world_of(cases);
  std::vector<exhaustive::Scope> scopes;
  for (const std::string_view name : exhaustive::scope_names()) {
    scopes.push_back(exhaustive::make_scope(name));
    if (!scopes.back().exact) scopes.pop_back();
  }
  std::vector<Test> tests = all_tests(cases, world, scopes);
  if (argc == 6)
    std::erase_if(tests,
                  [&](const Test& test) { return test.name.find(argv[5]) == std::string::npos; });
  rehearse(tests, shared);
  std::cerr << tests.size() << " tests\n";
  std::ifstream in(argv[1]);
  std::ofstream out(argv[2]);
  std::string line;
  for (std::size_t i = 0; std::getline(in, line); ++i)
    if (i % shards == shard)
      out << judge(json::parse(line), tests, shared, seconds).dump() << "\n" << std::flush;
  return out ? 0 : 2;
}
