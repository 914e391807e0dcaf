// The whole way from the text of a pattern to the verdict, in one process.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "controls/controls.hpp"
#include "filtercheck/check.hpp"
#include "filtercheck/compare.hpp"
#include "filtercheck/normalize.hpp"
#include "filtercheck/parse.hpp"

namespace {

using namespace filtercheck;

const Control& control() { return *find_builtin_control("s3-bucket-policy-changes"); }

std::vector<Requirement> requirements() {
  std::vector<Requirement> all;
  for (const ControlRequirement& required : control().requirements) {
    const auto& event = std::get<EventRequirement>(required);
    all.push_back(event_requirement(event.event_source, event.event_name));
  }
  return all;
}

void check_text(benchmark::State& state, const std::string& text, CheckVerdict expected) {
  const std::vector<Requirement> all = requirements();
  for (auto _ : state) {
    const Result<Pattern> pattern = parse(text);
    const CheckAnswer answer =
        check(pattern.value(), all, {ReadingChoice::Both, Domain::CloudTrail});
    if (answer.verdict != expected) return state.SkipWithError("wrong verdict");
  }
}

void compare_texts(benchmark::State& state, const std::string& a, const std::string& b,
                   Relation expected) {
  for (auto _ : state) {
    const Result<Pattern> left = parse(a, Limits::beyond_aws());
    const Result<Pattern> right = parse(b, Limits::beyond_aws());
    if (compare(left.value(), right.value(), {}).relation != expected)
      return state.SkipWithError("wrong relation");
  }
}

// A disjunction of `n` event names; `skip` of them is left out.
std::string names(std::size_t n, std::size_t skip) {
  std::string out = "{ ";
  for (std::size_t i = 0; i < n; ++i) {
    if (i == skip) continue;
    if (out.size() > 2) out += " || ";
    out += "($.eventName = Event" + std::to_string(i) + ")";
  }
  return out + " }";
}

void check_seed(benchmark::State& state) {
  check_text(state, control().pattern, CheckVerdict::Covered);
}
BENCHMARK(check_seed);

void check_globs(benchmark::State& state) {
  check_text(
      state,
      "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = Put*) || ($.eventName = Delete*)) }",
      CheckVerdict::Covered);
}
BENCHMARK(check_globs);

void check_missing(benchmark::State& state) {
  check_text(state,
             "{ ($.eventSource = s3.amazonaws.com) && ($.eventName = PutBucketAcl) && ($.errorCode "
             "NOT EXISTS) }",
             CheckVerdict::NotCovered);
}
BENCHMARK(check_missing);

void compare_normal_form(benchmark::State& state) {
  const std::string normal = normalize(parse(control().pattern).value()).text;
  compare_texts(state, control().pattern, normal, Relation::Equivalent);
}
BENCHMARK(compare_normal_form);

void compare_numbers(benchmark::State& state) {
  compare_texts(state, "{ $.a > 5 && $.a = 4* }", "{ $.a = 4* }", Relation::Subset);
}
BENCHMARK(compare_numbers);

void compare_names(benchmark::State& state) {
  const auto n = static_cast<std::size_t>(state.range(0));
  compare_texts(state, names(n, n), names(n, n / 2), Relation::Superset);
}
BENCHMARK(compare_names)->Arg(10)->Arg(100)->Arg(1000);

}  // namespace
