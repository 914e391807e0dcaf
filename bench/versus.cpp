// The same pairs of patterns decided by filtercheck, by Z3 and by cvc5, in one run.
//
//   bench_versus [--quick] [--family NAME] [--csv]
//
// What is measured and what the columns mean: README.md. Exit status: 0; 1 somebody's answer is
// wrong; 2 bad usage.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ask.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/parse.hpp"
#include "solvers.hpp"
#include "versus_pairs.hpp"

namespace {

using namespace filtercheck;
using namespace filtercheck::bench;
using Clock = std::chrono::steady_clock;

struct Options {
  int limit_ms = 10'000;
  std::string family;  // empty: all
  bool csv = false;
};

// ---- Measuring ----------------------------------------------------------------------------------

template <typename Function>
double microseconds_of(const Function& function) {
  const Clock::time_point begin = Clock::now();
  function();
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Of as many runs as fit into a tenth of a second, at least three and at most a thousand; of one
// that takes a second there is one.
template <typename Function>
double median_of_runs(const Function& function) {
  std::vector<double> times;
  double total = 0;
  while (times.size() < 3 || (total < 100'000 && times.size() < 1000)) {
    times.push_back(microseconds_of(function));
    total += times.back();
    if (times.back() > 1'000'000) break;
  }
  return median(std::move(times));
}

// What one solver said of one pair.
struct Told {
  bool asked = false;
  SmtRelation answer;
};

struct Measured {
  PatternPair pair;
  bool within_aws = false;
  Relation ours = Relation::Undecided;
  double first_us = 0;  // the first time in this process
  double ours_us = 0;   // when warm
  double translate_us = 0;
  std::optional<smt::Obstacle> obstacle;
  Told z3;
  Told cvc5;
};

bool solved(const Told& told) { return told.asked && told.answer.outcome == Outcome::Yes; }

bool wrong(const Measured& measured) {
  const auto differs = [&](Relation relation) {
    return relation != Relation::Undecided && relation != measured.pair.expected;
  };
  return differs(measured.ours) || differs(measured.z3.answer.relation) ||
         differs(measured.cvc5.answer.relation);
}

Relation decide(const PatternPair& pair) {
  const Pattern a = parse(pair.a, Limits::beyond_aws()).value();
  const Pattern b = parse(pair.b, Limits::beyond_aws()).value();
  return compare(a, b, {ReadingChoice::Glob, Domain::Lines}).relation;
}

// Quick answers are asked for five times.
Told tell(Solver solver, const smt::Pair& pair, int limit_ms) {
  Told told{true, relate(solver, pair, limit_ms)};
  if (!solved(told) || told.answer.microseconds > 200'000) return told;
  std::vector<double> times{told.answer.microseconds};
  while (times.size() < 5) times.push_back(relate(solver, pair, limit_ms).microseconds);
  told.answer.microseconds = median(std::move(times));
  return told;
}

smt::Translation translated(const Pattern& a, const Pattern& b) {
  return smt::translate(a, b, Reading::Glob, Domain::Json);
}

Measured measure(const PatternPair& pair, int limit_ms) {
  Measured out;
  out.pair = pair;
  out.within_aws = parse(pair.a).ok() && parse(pair.b).ok();
  out.first_us = microseconds_of([&] { out.ours = decide(pair); });
  out.ours_us = median_of_runs([&] { decide(pair); });
  const Pattern a = parse(pair.a, Limits::beyond_aws()).value();
  const Pattern b = parse(pair.b, Limits::beyond_aws()).value();
  const smt::Translation said = translated(a, b);
  if (const auto* obstacle = std::get_if<smt::Obstacle>(&said)) {
    out.obstacle = *obstacle;
    return out;
  }
  out.translate_us = median_of_runs(
      [&] { script(std::get<smt::Pair>(translated(a, b)), SmtlibQuery::Asked::OnlyA, false); });
  if (have_z3()) out.z3 = tell(solve_z3, std::get<smt::Pair>(said), limit_ms);
  if (have_cvc5()) out.cvc5 = tell(solve_cvc5, std::get<smt::Pair>(said), limit_ms);
  return out;
}

// ---- The table ----------------------------------------------------------------------------------

std::string rounded(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, value < 10 ? "%.1f" : "%.0f", value);
  return buffer;
}

std::string time_of(const Measured& measured, const Told& told) {
  if (measured.obstacle) return "n/e";
  if (!told.asked) return "-";
  switch (told.answer.outcome) {
    case Outcome::Yes:
      return rounded(told.answer.microseconds);
    case Outcome::NotComparable:
      return "n/c";
    case Outcome::No:
    case Outcome::TimedOut:
      break;
  }
  return ">" + rounded(told.answer.microseconds);
}

std::string ratio_of(const Measured& measured, const Told& told) {
  if (!told.asked || told.answer.outcome == Outcome::NotComparable) return "-";
  return (solved(told) ? "" : ">") + rounded(told.answer.microseconds / measured.ours_us);
}

std::vector<std::string> cells(const Measured& measured) {
  std::string verdict(name_of(measured.ours));
  if (wrong(measured)) {
    verdict = "WRONG: " + verdict + ", z3 " + std::string(name_of(measured.z3.answer.relation)) +
              ", cvc5 " + std::string(name_of(measured.cvc5.answer.relation)) + ", expected " +
              std::string(name_of(measured.pair.expected));
  }
  return {measured.pair.family,
          measured.pair.name,
          measured.within_aws ? "yes" : "no",
          verdict,
          rounded(measured.first_us),
          rounded(measured.ours_us),
          rounded(measured.translate_us),
          time_of(measured, measured.z3),
          time_of(measured, measured.cvc5),
          ratio_of(measured, measured.z3),
          ratio_of(measured, measured.cvc5)};
}

const std::vector<std::string> kTitles{"family",    "pair",  "aws",     "verdict", "first_us", "us",
                                       "to_smt_us", "z3_us", "cvc5_us", "z3/us",   "cvc5/us"};

void print_row(const std::vector<std::string>& row, bool csv) {
  static const std::vector<int> kWidths{-12, -51, -4, -12, 10, 10, 10, 11, 11, 9, 9};
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (csv) {
      std::printf("%s\"%s\"", i == 0 ? "" : ",", row[i].c_str());
    } else {
      std::printf("%*s ", kWidths[i], row[i].c_str());
    }
  }
  std::printf("\n");
  std::fflush(stdout);
}

// ---- The summary --------------------------------------------------------------------------------

void print_median(const char* what, const std::vector<double>& values, const char* unit) {
  if (values.empty()) return;
  std::printf("%s: %s%s (%zu pairs)\n", what, rounded(median(values)).c_str(), unit, values.size());
}

void print_real(const std::vector<Measured>& all) {
  std::map<std::string, std::vector<double>> times;
  for (const Measured& measured : all) {
    if (measured.pair.family != "real") continue;
    times["ours"].push_back(measured.ours_us);
    const auto solver = [&](const std::string& name, const Told& told) {
      if (!solved(told)) return;
      times[name].push_back(told.answer.microseconds);
      times[name + " ratio"].push_back(told.answer.microseconds / measured.ours_us);
    };
    solver("z3", measured.z3);
    solver("cvc5", measured.cvc5);
  }
  print_median("real pairs, median, ours", times["ours"], " us");
  print_median("real pairs, median, z3", times["z3"], " us");
  print_median("real pairs, median, cvc5", times["cvc5"], " us");
  print_median("real pairs, median of z3 / ours", times["z3 ratio"], "");
  print_median("real pairs, median of cvc5 / ours", times["cvc5 ratio"], "");
}

void print_worst(const std::vector<Measured>& all) {
  const Measured* worst = nullptr;
  for (const Measured& measured : all) {
    if (measured.within_aws && (worst == nullptr || measured.ours_us > worst->ours_us)) {
      worst = &measured;
    }
  }
  if (worst == nullptr) return;
  std::printf("worst pair inside AWS's limits: %s, %s us, %s\n", worst->pair.name.c_str(),
              rounded(worst->ours_us).c_str(), std::string(name_of(worst->ours)).c_str());
}

// The slope of the line through (log size, log time); no value: fewer than two points.
std::optional<double> exponent(const std::vector<std::pair<double, double>>& points) {
  if (points.size() < 2) return std::nullopt;
  double mean_x = 0;
  double mean_y = 0;
  for (const auto& [size, time] : points) {
    mean_x += std::log(size) / static_cast<double>(points.size());
    mean_y += std::log(time) / static_cast<double>(points.size());
  }
  double covariance = 0;
  double variance = 0;
  for (const auto& [size, time] : points) {
    covariance += (std::log(size) - mean_x) * (std::log(time) - mean_y);
    variance += (std::log(size) - mean_x) * (std::log(size) - mean_x);
  }
  return covariance / variance;
}

void print_growth(const std::vector<Measured>& all) {
  std::map<std::string, std::map<std::string, std::vector<std::pair<double, double>>>> points;
  for (const Measured& measured : all) {
    if (measured.pair.series.empty()) continue;
    auto& series = points[measured.pair.series];
    const auto size = static_cast<double>(measured.pair.size);
    series["ours"].emplace_back(size, measured.ours_us);
    if (solved(measured.z3)) series["z3"].emplace_back(size, measured.z3.answer.microseconds);
    if (solved(measured.cvc5)) series["cvc5"].emplace_back(size, measured.cvc5.answer.microseconds);
  }
  for (const auto& [series, solvers] : points) {
    std::printf("growth exponent of %s:", series.c_str());
    for (const char* const solver : {"ours", "z3", "cvc5"}) {
      const auto found = solvers.find(solver);
      if (found == solvers.end()) continue;
      if (const auto slope = exponent(found->second)) std::printf(" %s %.2f", solver, *slope);
    }
    std::printf("\n");
  }
}

void print_counts(const std::vector<Measured>& all) {
  const auto count = [&all](auto&& holds) {
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), holds));
  };
  const auto undecided = [](const Measured& m) { return m.ours == Relation::Undecided; };
  std::printf("%zu pairs, %zu wrong; ours undecided: %zu, of these inside AWS's limits: %zu\n",
              all.size(), count(wrong), count(undecided),
              count([&](const Measured& m) { return m.within_aws && undecided(m); }));
  std::printf("not expressible in SMT: %zu\n",
              count([](const Measured& m) { return m.obstacle.has_value(); }));
  if (have_z3()) {
    std::printf("z3 answers: %zu\n", count([](const Measured& m) { return solved(m.z3); }));
  }
  if (have_cvc5()) {
    std::printf("cvc5 answers: %zu\n", count([](const Measured& m) { return solved(m.cvc5); }));
  }
}

void print_solvers() {
  std::printf("z3: %s\n", have_z3() ? z3_version().c_str() : "not there");
  if (!have_cvc5()) {
    std::printf("cvc5: not there\n");
    return;
  }
  std::printf("cvc5: a process; starting it: %s us\n",
              rounded(median_of_runs([] { start_cvc5(); })).c_str());
}

int run(const Options& options) {
  std::vector<Measured> all;
  print_row(kTitles, options.csv);
  for (const PatternPair& pair : versus_pairs()) {
    if (!options.family.empty() && pair.family != options.family) continue;
    all.push_back(measure(pair, options.limit_ms));
    print_row(cells(all.back()), options.csv);
  }
  if (all.empty()) {
    std::cerr << "bench_versus: there is no family " << options.family << "\n";
    return 2;
  }
  if (!options.csv) {
    std::printf("\n");
    print_counts(all);
    print_real(all);
    print_worst(all);
    print_growth(all);
    print_solvers();
  }
  return std::any_of(all.begin(), all.end(), wrong) ? 1 : 0;
}

std::optional<Options> options_of(const std::vector<std::string_view>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--quick") {
      options.limit_ms = 1000;
    } else if (arguments[i] == "--csv") {
      options.csv = true;
    } else if (arguments[i] == "--family" && i + 1 < arguments.size()) {
      options.family = arguments[++i];
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
    std::cerr << "usage: bench_versus [--quick] [--family NAME] [--csv]\n";
    return 2;
  }
  return run(*options);
}
